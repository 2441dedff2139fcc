// Asks the browser to keep the worksheets at hand where there is no network.

const { serviceWorker } = navigator;
const edition = new URL("./", import.meta.url).pathname;
const place = new URL("../../sw.js", import.meta.url).href;

/** Whoever only reads a post is not sent all worksheets: that begins with a touch of the one in it. */
const touched = () =>
  document.querySelector("link[data-near]") &&
  new Promise((resolve) => {
    for (const name of ["focusin", "input"])
      for (const sheet of document.querySelectorAll(".sheet"))
        sheet.addEventListener(name, resolve, { once: true });
  });

/** A page that a worker has answered for needs no other: the browser itself looks for new ones. */
async function find() {
  if (serviceWorker.controller) return serviceWorker.getRegistration();
  await touched();
  // A site may ask that no script is loaded from an address that is a mere text.
  const { trustedTypes } = /** @type {any} */ (globalThis);
  const trusted = trustedTypes?.createPolicy("offline", {
    createScriptURL: (/** @type {string} */ url) => url,
  });
  return serviceWorker.register(trusted?.createScriptURL(place) ?? place);
}

async function start() {
  const found = await find();
  // The new worker takes over once there is a page of its edition: this one may be that.
  const offer = () => found?.waiting?.postMessage(edition);
  found?.addEventListener("updatefound", () =>
    found.installing?.addEventListener("statechange", offer),
  );
  offer();
}

// Without a secure connection, or where a reader forbids it, the page works all the same.
if (serviceWorker) start().catch(() => {});
