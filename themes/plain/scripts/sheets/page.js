// What the pages with plans have in common: words and dates in them.

/**
 * Leaves alone what is so already: a change costs a layout.
 * @param {Node} node @param {string} text
 */
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/** @param {string} date @param {Intl.DateTimeFormatOptions} [how] */
export const dateText = (date, how = { dateStyle: "medium" }) =>
  new Date(date).toLocaleString(document.documentElement.lang, how);

/** Asks the browser, once, to clear nothing away by itself. @param {Store} store */
export function askToKeep(store) {
  if (store.settings().asked) return;
  store.set({ asked: true });
  navigator.storage?.persist?.();
}

/** What stands in a blank, as words. @param {Control} control */
export const valueText = ({ type, value }) =>
  type === "date" && value ? dateText(value, { dateStyle: "long", timeZone: "UTC" }) : value;
