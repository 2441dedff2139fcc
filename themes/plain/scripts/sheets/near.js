// A worksheet far down in a post: whoever came to read loads its styles and its script with the
// first touch, or on the way to it. Until then it is words and blanks, as without a script.

import { styled, wanted } from "./soon.js";

/** @type {NodeListOf<HTMLLinkElement>} */
const styles = document.querySelectorAll("link[data-near]");

await Promise.race([...document.querySelectorAll(".sheet")].map(wanted));
await Promise.all([...styles].map(styled));
await import("./sheet.js");
