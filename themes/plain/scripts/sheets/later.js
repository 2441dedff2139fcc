// What planners ask for now and then. Its modules are loaded when they do, and not before.

import { isSteps } from "./kinds.js";
import { after } from "./queue.js";

const ROWS = () => import("./moves.js");
const PANELS = () => import("./panels.js");
const PAPER = () => import("./paper.js");
const REMIND = () => import("./remind.js");
const LETTERS = () => import("./letters.js");

/**
 * @typedef {(...args: any[]) => unknown} Act
 * @typedef {() => Promise<{ start(sheet: Sheet): Act | { [name: string]: Act } }>} Load
 */

/** Dialogs with styles of their own, by the names in `data-do`. @type {{ [name: string]: Load }} */
const DIALOGS = {
  advise: () => import("./advice-view.js"),
  bring: () => import("./bring.js"),
  calendar: () => import("./calendar-view.js"),
  example: () => import("./preview.js"),
  link: () => import("./link-view.js"),
  report: () => import("./report-view.js"),
};

/** @type {{ [name: string]: Load }} */
const PARTS = { ...DIALOGS, remind: REMIND, quiet: REMIND };
for (const name of ["up", "down", "add", "insert", "remove", "key", "drag"]) PARTS[name] = ROWS;
for (const name of ["copy", "mail"]) PARTS[name] = LETTERS;
for (const name of ["print", "blank", "print-part"]) PARTS[name] = PAPER;
for (const name of "plans take close choose new duplicate archive delete download text table restore file".split(" "))
  PARTS[name] = PANELS;

const BLANK = "[data-grows] :is(input, select, textarea)";

/** @param {Sheet} sheet */
export function startLater(sheet) {
  const { form } = sheet;
  const root = /** @type {HTMLElement} */ (form.parentElement);
  /** @type {HTMLLinkElement | null} */
  const styles = root.querySelector("link[data-later]");
  /** @type {Map<Load, Promise<any>>} */
  const begun = new Map();

  /** Styles too are loaded with the first of the dialogs. */
  const dress = async () => styles?.disabled && (await import("./soon.js")).styled(styles);

  /** @param {string} name */
  function load(name) {
    const from = PARTS[name];
    const found =
      begun.get(from) ??
      Promise.all([from(), name in DIALOGS && dress()]).then(([part]) => part.start(sheet));
    begun.set(from, found);
    found.catch(() => begun.delete(from));
    return found;
  }

  /** Loads what may soon be asked for. @param {string} name @param {boolean} [now] does it too */
  const warm = (name, now) => void load(name).then((part) => now && part[name](), () => {});

  /** Does it, as soon as it can. @param {string} name @param {...any} args */
  function act(name, ...args) {
    const loading = load(name);
    after(loading, (part) => (part[name] ?? part)(...args));
    loading.catch(() =>
      sheet.note("This part of the page could not be loaded. Try again once you are online."),
    );
  }

  const { fields = [], lists = [] } = sheet.definition;
  const hasSteps = lists.some(({ kind }) => isSteps(kind));
  const hasNext = [fields, ...lists.map(({ columns }) => columns)].flat().some(({ is }) => is === "next");
  const hasDays = hasSteps || hasNext || lists.some(({ kind }) => kind === "routine");
  for (const part of root.querySelectorAll("[data-steps], [data-days]"))
    part.toggleAttribute("hidden", !(part.matches("[data-steps]") ? hasSteps : hasDays));
  const look = () => location.hash.startsWith("#p1.") && act("example");
  addEventListener("hashchange", look);
  look();
  if (form.querySelector("[data-letter]")) warm("copy");
  // Whoever prints by the browser's own menu asks nobody. Its listener comes after that of soon.js.
  import("./soon.js").then(({ seen }) => seen(form)).then(() => warm("print"));

  // A table that grows is about to be used.
  for (const type of ["focusin", "pointerover"])
    form.addEventListener(type, ({ target }) => {
      if (/** @type {Element} */ (target).closest("[data-grows]")) warm("add");
    });
  form.addEventListener("keydown", (event) => {
    const { key, altKey, shiftKey, isComposing } = event;
    const control = /** @type {Element} */ (event.target);
    if (!control.matches(BLANK) || isComposing) return;
    const by = altKey ? +(key === "ArrowDown") - +(key === "ArrowUp") : 0;
    if (!by && (key !== "Enter" || shiftKey)) return;
    event.preventDefault();
    act("key", control, by);
  });
  root.addEventListener("change", ({ target }) => {
    if (target === sheet.slot("file")) act("file", target);
  });
  form.addEventListener("pointerdown", (event) => {
    const handle = /** @type {Element} */ (event.target).closest(".handle");
    if (!handle) return;
    event.preventDefault();
    act("drag", handle, event.pointerId);
  });

  /** @type {Actions} */
  const actions = { shut: (button) => button.closest("dialog")?.close() };
  for (const name of Object.keys(PARTS)) actions[name] = (button) => act(name, button);
  return { actions, warm };
}
