// The search in a dialog, over whatever page one reads. What is in it comes from the page for
// searching, so both are always alike.

import { begin } from "./begin.js";

/** The page at an address. Nothing in it runs. @returns {Promise<Document>} */
const page = (/** @type {string} */ url) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch would leave us with a text, and no safe parser
    request.open("GET", url);
    request.responseType = "document";
    request.onload = () => (request.responseXML ? resolve(request.responseXML) : reject(request));
    request.onerror = reject;
    request.send();
  });

/** The address of this module's folder: the style sheet is there too. */
const beside = (/** @type {string} */ name) => new URL(name, import.meta.url).href;

/** @returns {Promise<void>} */
const styled = () =>
  new Promise((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = beside("search.css");
    link.onload = link.onerror = () => resolve();
    document.head.append(link);
  });

async function make(/** @type {string} */ url) {
  const [found] = await Promise.all([page(url), styled()]);
  const root = found.querySelector("[data-search-box]");
  if (!root) throw new Error("the page for searching has no box");
  const own = /** @type {HTMLElement} */ (document.importNode(root, true));
  const dialog = document.createElement("dialog");
  dialog.className = "search-dialog";
  dialog.setAttribute("aria-label", found.querySelector("h1")?.textContent ?? "");
  dialog.lang = found.documentElement.lang;
  dialog.dir = found.documentElement.dir;
  dialog.append(own);
  document.body.append(dialog);
  const box = begin(own, (asked) => {
    const whole = /** @type {HTMLAnchorElement} */ (box.part("whole"));
    whole.href = asked.size ? `${url}?${asked}` : url;
  });
  box.part("dialog").hidden = false;
  const close = () => {
    dialog.close();
    // The browser takes the focus out of it with the next frame only. A key that comes before
    // that, such as /, would go to a field that nobody sees.
    const focused = own.querySelector(":focus");
    if (focused instanceof HTMLElement) focused.blur();
  };
  box.part("close").addEventListener("click", close);
  dialog.addEventListener("click", (event) => event.target === dialog && close());
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return; // it would empty the field first
    event.preventDefault();
    close();
  });
  return { dialog, box };
}

/** @type {ReturnType<typeof make> | undefined} */
let made;

/** Opens the search. Fails if the page for searching, at `url`, can't be had. */
export async function open(/** @type {string} */ url) {
  made ??= make(url);
  made.catch(() => (made = undefined));
  const { dialog, box } = await made;
  if (!dialog.open) dialog.showModal();
  box.input.focus();
  box.input.select();
}
