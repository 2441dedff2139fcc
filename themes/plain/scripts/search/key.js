// Whether the key / opens the search. A reader may not want that: who dictates, types such keys
// without meaning to (WCAG 2.2, 2.1.4).

const NAME = "search-key";

export function prefersKey() {
  try {
    return localStorage.getItem(NAME) !== "off";
  } catch {
    return true; // storage may be forbidden
  }
}

export function preferKey(/** @type {boolean} */ wanted) {
  try {
    if (wanted) localStorage.removeItem(NAME);
    else localStorage.setItem(NAME, "off");
  } catch {
    // it holds for no longer than this page
  }
}
