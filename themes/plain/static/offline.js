// Asks the browser to keep the worksheets at hand where there is no network.

const { serviceWorker } = navigator;
const edition = new URL("./", import.meta.url).pathname;
const place = new URL("../../sw.js", import.meta.url).href;

async function register() {
  // A site may ask that no script is loaded from an address that is a mere text.
  const { trustedTypes } = /** @type {any} */ (globalThis);
  const trusted = trustedTypes?.createPolicy("offline", {
    createScriptURL: (/** @type {string} */ url) => url,
  });
  const found = await serviceWorker.register(trusted?.createScriptURL(place) ?? place);
  // The new worker takes over once there is a page of its edition: this one may be that.
  const offer = () => found.waiting?.postMessage(edition);
  found.addEventListener("updatefound", () =>
    found.installing?.addEventListener("statechange", offer),
  );
  offer();
}

// Without a secure connection, or where a reader forbids it, the page works all the same.
if (serviceWorker) register().catch(() => {});
