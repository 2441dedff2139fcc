// A worksheet far down in a post: whoever came to read loads its styles and its script with the
// first touch, or on the way to it. Until then it is words and blanks, as without a script.

import { wanted } from "./soon.js";

const styled = () =>
  [...document.querySelectorAll("link[data-near]")].map((link) => {
    /** @type {HTMLLinkElement} */ (link).disabled = false;
    return new Promise((resolve) => {
      link.addEventListener("load", resolve, { once: true });
      link.addEventListener("error", resolve, { once: true });
    });
  });

await Promise.race([...document.querySelectorAll(".sheet")].map(wanted));
await Promise.all(styled());
await import("./sheet.js");
