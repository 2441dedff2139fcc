// The editor of a plan: its keys, its stages, and a menu for each row. All that it changes goes
// through `edit` of the sheet, so that it can be undone, and merges with other tabs.

import { isControl, pathOf } from "./controls.js";
import { DATES, valueOf } from "./dates-input.js";
import { parse } from "./outline.js";
import * as moves from "./plan-moves.js";
import { nameOf } from "./plan-show.js";
import { startMenu } from "./step-menu.js";

/**
 * @param {Sheet} sheet @param {HTMLTableElement} table
 * @param {ReturnType<typeof import("./plan-show.js").startShowing>} view
 * @param {ReturnType<typeof import("./stages.js").startStages>} [stages]
 */
export function startEditor(sheet, table, view, stages) {
  const { list = "" } = table.dataset;
  const grows = "grows" in table.dataset;
  const { columns } = sheet.definition.lists?.find(({ id }) => id === list) ?? {};
  const pick = sheet.part("pick");
  const calendar = /** @type {HTMLInputElement} */ (pick.querySelector("input"));
  /** @type {(v: string | null) => void} */
  let picked = () => {};
  /** Where the keyboard is. @type {{ id: string, column: string } | undefined} */
  let here;
  /** @type {string[]} */
  let order = [];

  const menu = startMenu(sheet, table, { world, view, find, perform, tell, offerDays });

  function world() {
    return { plan: sheet.plan, list, newId: sheet.newId };
  }

  /** A blank of a row, or its button with that name. @param {string} id @param {string} [part] */
  function find(id, part = "more") {
    const what = part === "more" ? ".more" : `[name$="__${part}"]`;
    return /** @type {HTMLElement | null} */ (table.querySelector(`tr[data-row="${id}"] ${what}`));
  }

  /** @param {string} words */
  const say = (words) => (sheet.slot("position").textContent = words);

  /** Says when a step is now. @param {string} id @param {string} [first] */
  function tell(id, first = "") {
    const name = nameOf(sheet.plan.lists[list]?.find((row) => row.id === id));
    say([first, `${name || "Step"}: ${view.when(id) || "no days yet"}`, view.moved(id)].filter(Boolean).join("; "));
  }

  /** @param {string} id @param {string} [column] @param {number} [caret] else at the end */
  function go(id, column = "text", caret) {
    const blank = /** @type {HTMLTextAreaElement | null} */ (find(id, column));
    if (blank && !blank.checkVisibility()) stages?.go("steps");
    blank?.focus();
    const at = caret ?? blank?.value.length ?? 0;
    if (column === "text") blank?.setSelectionRange(at, at);
  }

  /** @param {moves.Act | null} found @param {string} words @param {number} [caret] */
  function act(found, words, caret) {
    if (!found) return void say("There is no row to go under, or out of.");
    view.settle();
    sheet.edit(found.changes);
    go(found.id, "text", caret);
    tell(found.id, words);
  }

  /** @param {string} id */
  const caretIn = (id) => /** @type {HTMLTextAreaElement | null} */ (find(id, "text"))?.selectionStart;

  /** @param {string} id @param {string} name @param {number} [caret] */
  function perform(name, id, caret) {
    if (name === "below") act(moves.add(world(), id), "Row added");
    else if (name === "sub") act(moves.add(world(), id, {}, true), "Row added");
    else if (name === "duplicate") act(moves.duplicate(world(), id), "Copied");
    else if (name === "split") act(moves.split(world(), id, caretIn(id)), "Split", 0);
    else if (name === "indent") act(moves.indent(world(), id), "One level in", caret);
    else if (name === "outdent") act(moves.outdent(world(), id), "One level out", caret);
    else if (name === "up") act(moves.move(world(), id, -1), "Moved up");
    else if (name === "down") act(moves.move(world(), id, 1), "Moved down");
    else if (name === "remove") {
      act(moves.remove(world(), id), "Row removed");
      sheet.note("Row removed.", sheet.undo);
    }
  }

  // ---------------------------------------------------------------- keys

  /** @param {string} id @param {string} column */
  function enter(id, column) {
    if (column === "text") {
      const parent = moves.tree(sheet.plan, list).find((place) => place.id === id)?.parent;
      if (moves.isEmpty(world(), id)) return parent && perform("outdent", id);
      const outline = stages && ["outline", "define"].includes(stages.stage ?? "");
      const isItem = find(id, "text")?.closest(".item");
      const has = moves.tree(sheet.plan, list).some((place) => place.parent === id);
      return perform(isItem && !outline && (has || stages?.stage !== "all") ? "sub" : "below", id);
    }
    const ids = order.slice(order.indexOf(id) + 1);
    const next = ids.map((one) => find(one, column)).find((blank) => blank?.checkVisibility());
    if (next) next.focus();
    else if (column !== "def") perform("below", id);
  }

  /** @param {KeyboardEvent} event @returns {(() => unknown) | null | undefined | false} */
  function keyed({ key, target, altKey, ctrlKey, metaKey, shiftKey, isComposing }) {
    if (!grows || !isControl(target) || isComposing) return null;
    const [, id, column] = target.name.split("__");
    const { value, selectionStart } = /** @type {HTMLTextAreaElement} */ (target);
    const plain = !ctrlKey && !metaKey && !shiftKey;
    if (altKey && plain && key === "ArrowRight") return () => perform("indent", id, selectionStart);
    if (altKey && plain && key === "ArrowLeft") return () => perform("outdent", id, selectionStart);
    if (altKey || shiftKey || target.type === "checkbox") return null;
    if (key === "Enter") return ctrlKey || metaKey ? () => perform("split", id) : () => enter(id, column);
    const empty = key === "Backspace" && column === "text" && !value && moves.isEmpty(world(), id);
    return empty && (() => act(moves.remove(world(), id), "Row removed"));
  }

  table.addEventListener("click", ({ target }) => {
    const tr = /** @type {Element} */ (target).closest(".add-step") && /** @type {Element} */ (target).closest("tr");
    if (tr) perform("sub", tr.dataset.row ?? "");
  });
  table.addEventListener("keydown", (event) => {
    const then = keyed(event);
    if (!then) return;
    event.preventDefault();
    event.stopPropagation();
    then();
  });

  /** Lines become rows. @param {EventTarget | null} target @param {string} text @returns {boolean} whether they do */
  function paste(target, text) {
    if (!grows || !isControl(target) || !target.name.endsWith("__text")) return false;
    const drafts = /\n/.test(text.trim()) ? parse(text, { ...view.words(), columns }) : [];
    if (drafts.length < 2) return false;
    act(moves.paste(world(), target.name.split("__")[1], drafts), `${drafts.length} rows added`);
    if (drafts.some(({ level }) => level) && stages?.stage !== "all") stages?.go("steps");
    sheet.note(`${drafts.length} rows added.`, sheet.undo);
    return true;
  }
  table.addEventListener("paste", (event) => {
    if (paste(event.target, event.clipboardData?.getData("text/plain") ?? "")) event.preventDefault();
  });

  // ---------------------------------------------------------------- words and days

  let pressed = false;
  for (const type of ["pointerdown", "pointerup", "pointercancel"])
    addEventListener(type, () => (pressed = type === "pointerdown"), true);

  /** Rows that move under a button that is being pressed would make it miss. @param {() => void} then */
  const released = (then) =>
    pressed ? addEventListener("pointerup", () => setTimeout(then), { once: true }) : then();

  /** A day can be picked where one is written. @param {HTMLInputElement} input @param {typeof picked} set */
  function offerDays(input, set) {
    picked = set;
    calendar.value = valueOf("pin", input.value, view.words()) ?? "";
    input.after(pick);
  }
  pick.addEventListener("pointerdown", (event) => event.preventDefault());
  pick.querySelector("button")?.addEventListener("click", () => calendar.showPicker());
  calendar.addEventListener("change", () => picked(calendar.value || null));

  table.addEventListener("click", ({ target }) => {
    const button = /** @type {Element} */ (target).closest(".more");
    if (button) menu.open(/** @type {HTMLElement} */ (button));
  });
  /** @param {EventTarget | null} target */
  function focus(target) {
    if (!isControl(target) || !table.contains(target)) return;
    const [, id, column] = target.name.split("__");
    if (here?.id !== id || here.column !== column) view.settle();
    here = { id, column };
    if (DATES.includes(column))
      offerDays(/** @type {HTMLInputElement} */ (target), (v) => {
        sheet.edit([[pathOf(target.name), v]]);
        tell(id);
      });
  }
  table.addEventListener("focusin", ({ target }) => focus(target));
  table.addEventListener("focusout", ({ target }) =>
    queueMicrotask(() => {
      const left = /** @type {Element} */ (target).isConnected && document.activeElement === document.body;
      if (left) here = undefined;
    }),
  );
  /** @param {EventTarget | null} target */
  function changed(target) {
    if (!isControl(target)) return;
    const [, id, column] = target.name.split("__");
    if (column === "text" || column === "def" || column === "who") return;
    released(() => {
      view.show(sheet.plan, document.activeElement === target ? null : document.activeElement);
      tell(id);
    });
  }
  table.addEventListener("change", ({ target }) => changed(target));

  /** The row that the keyboard was in may have gone, or become another. */
  function hold() {
    if (!here || document.activeElement !== document.body) return;
    const above = order.slice(0, order.indexOf(here.id) + 1).reverse();
    const id = above.find((one) => find(one, "text"));
    if (id) (find(id, id === here.id ? here.column : "text") ?? find(id, "text"))?.focus();
  }

  return {
    perform,
    focus,
    changed,
    open: menu.open,
    /** Once a plan has been shown. @param {Plan} plan */
    follow(plan) {
      hold();
      order = moves.tree(plan, list).map(({ id }) => id);
      menu.follow();
    },
  };
}
