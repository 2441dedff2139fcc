// The search in a box of a page, with the index beside the page for searching.

import { Box } from "./box.js";
import { Engine } from "./engine.js";
import { preferKey, prefersKey } from "./key.js";
import { Library } from "./library.js";

/** A box that works. `changed` is told what is asked for. */
export function begin(
  /** @type {HTMLElement} */ root,
  /** @type {((asked: URLSearchParams) => void) | undefined} */ changed = undefined,
) {
  const library = new Library(root.dataset.index ?? "", (url, how) => fetch(url, how));
  const box = new Box(root, new Engine(library), changed);
  const key = /** @type {HTMLInputElement} */ (box.part("key"));
  key.checked = prefersKey();
  key.addEventListener("change", () => preferKey(key.checked));
  return box;
}
