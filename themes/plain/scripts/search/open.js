// Makes the link to the page for searching open a dialog, and the key / do the same. Everything
// else is loaded when that is first wanted. Where a page may load nothing (data-search="page", as
// on worksheets), the link stays a link.

import { prefersKey } from "./key.js";

const link = document.querySelector("a[data-search]");

async function open(/** @type {HTMLAnchorElement} */ { href, dataset }) {
  const own = document.getElementById("search:words");
  if (own && !own.closest("dialog")) return own.focus(); // this is the page for searching
  try {
    if (dataset.search === "page") throw dataset;
    await (await import("./dialog.js")).open(href);
  } catch {
    location.assign(href);
  }
}

/** Whether a key is meant for what has the focus. */
const isTyping = (/** @type {EventTarget | null} */ target) =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches("input, textarea, select"));

if (link instanceof HTMLAnchorElement) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // another tab
    event.preventDefault();
    open(link);
  });
  document.addEventListener("keydown", (event) => {
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.isComposing;
    if (event.key !== "/" || !plain || event.defaultPrevented || isTyping(event.target)) return;
    if (!prefersKey() || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    open(link);
  });
}
