// What planners ask for now and then. Its modules are loaded when they do, and not before.

import { isSteps } from "./kinds.js";

/**
 * By the names in `data-do`; each module's `start` gives what opens its part.
 * @typedef {(button?: HTMLElement) => unknown} Open
 * @type {{ [name: string]: () => Promise<{ start(sheet: Sheet): Open }> }}
 */
const PARTS = {
  advise: () => import("./advice-view.js"),
  bring: () => import("./bring.js"),
  calendar: () => import("./calendar-view.js"),
  example: () => import("./preview.js"),
  link: () => import("./link-view.js"),
  report: () => import("./report-view.js"),
};

/** @param {Sheet} sheet @returns {Actions} */
export function laterActions(sheet) {
  const root = /** @type {HTMLElement} */ (sheet.form.parentElement);
  /** @type {HTMLLinkElement | null} */
  const styles = root.querySelector("link[data-later]");
  /** @type {{ [name: string]: Promise<Open> }} */
  const begun = {};

  /** Styles too are loaded with the first of them. */
  const styled = () =>
    new Promise((resolve) => {
      if (!styles?.disabled) return resolve(null);
      styles.addEventListener("load", resolve, { once: true });
      styles.addEventListener("error", resolve, { once: true });
      styles.disabled = false;
    });

  /** @param {string} name @param {HTMLElement} [button] */
  async function open(name, button) {
    begun[name] ??= Promise.all([PARTS[name](), styled()]).then(([part]) => part.start(sheet));
    try {
      (await begun[name])(button);
    } catch (error) {
      delete begun[name];
      sheet.note("This part of the page could not be loaded. Try again once you are online.");
      throw error;
    }
  }

  const hasSteps = sheet.definition.lists?.some(({ kind }) => isSteps(kind));
  const { fields = [], lists = [] } = sheet.definition;
  const hasNext = [fields, ...lists.map(({ columns }) => columns)].flat().some(({ is }) => is === "next");
  const hasDays = hasSteps || hasNext || lists.some(({ kind }) => kind === "routine");
  for (const part of root.querySelectorAll("[data-steps], [data-days]"))
    part.toggleAttribute("hidden", !(part.matches("[data-steps]") ? hasSteps : hasDays));
  const look = () => location.hash.startsWith("#p1.") && open("example");
  addEventListener("hashchange", look);
  look();
  /** @type {Actions} */
  const actions = { shut: (button) => button.closest("dialog")?.close() };
  for (const name of Object.keys(PARTS)) actions[name] = (button) => open(name, button);
  return actions;
}
