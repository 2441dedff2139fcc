// The menu of a step: what can be done with its row, and what it has no column for.

import { hintFor, textOf, valueOf } from "./dates-input.js";
import { rhythmHint } from "./every.js";
import { setText } from "./page.js";
import { earlier, halves, indent, move, outdent } from "./plan-moves.js";
import { nameOf } from "./plan-show.js";

const NARROW = 640; // pixels below which it opens at the foot of the window

/**
 * @typedef {object} Editor what a menu needs of the plan around it
 * @property {() => import("./plan-moves.js").World} world
 * @property {ReturnType<typeof import("./plan-show.js").startShowing>} view
 * @property {(id: string, column?: string) => HTMLElement | null} find a blank or button of a row
 * @property {(act: string, id: string) => void} perform
 * @property {(id: string) => void} tell
 * @property {(control: HTMLInputElement, set: (v: string | null) => void) => void} offerDays
 */

/** @param {Sheet} sheet @param {HTMLTableElement} table @param {Editor} editor */
export function startMenu(sheet, table, { world, view, find, perform, tell, offerDays }) {
  const { list = "", kind = "" } = table.dataset;
  const menu = sheet.part("step-menu");
  /** @param {string} name @returns {HTMLElement} */
  const at = (name) => /** @type {HTMLElement} */ (menu.querySelector(`[data-at="${name}"]`));
  const choice = /** @type {HTMLSelectElement} */ (at("choice"));
  /** @type {NodeListOf<HTMLInputElement>} */
  const fields = menu.querySelectorAll("input[data-column]");
  let id = "";
  at("acts").hidden = !("grows" in table.dataset);
  table.closest(".grid-frame")?.after(menu);

  const rowOf = (/** @type {string} */ of) => sheet.plan.lists[list]?.find((row) => row.id === of);
  /** @returns {Follows} */
  const follows = () => {
    const v = rowOf(id)?.cells.after?.v;
    return Array.isArray(v) ? v : [];
  };

  /** @param {string} column @param {any} v */
  const set = (column, v) => sheet.edit([[["lists", list, id, "cells", column], v]]);

  /** @param {HTMLInputElement} input @param {string} column @param {any} v @param {Element | null} [keep] */
  function showField(input, column, v, keep) {
    const { language } = sheet.definition;
    const found = column === "every" ? rhythmHint(v, language) : hintFor(column, v);
    const hint = input === keep ? "" : found;
    if (input !== keep) input.value = textOf(column, v, view.words());
    input.ariaInvalid = hint ? "true" : null;
    let small = input.nextElementSibling;
    if (small?.tagName !== "SMALL") input.after((small = document.createElement("small")));
    setText(small, hint);
  }

  /** @param {Element | null} [keep] what is being filled in */
  function show(keep) {
    const row = rowOf(id);
    if (!row || row.gone?.v || !find(id)) return menu.hidePopover();
    const isItem = !!find(id)?.closest(".item");
    menu.toggleAttribute("data-of-item", isItem);
    menu.ariaLabel = nameOf(row) || "A step";
    setText(at("name"), menu.ariaLabel);
    setText(at("time"), view.when(id));
    for (const input of fields) showField(input, input.dataset.column ?? "", row.cells[input.dataset.column ?? ""]?.v, keep);
    showFollows(keep);
    showActs(isItem);
  }

  /** @param {Element | null} [keep] */
  function showFollows(keep) {
    const now = follows();
    const ids = now.map((one) => one.id);
    const place = at("follows");
    while (place.children.length > now.length) place.lastElementChild?.remove();
    now.forEach(({ id: to, lag }, n) => {
      const item = place.children[n] ?? place.appendChild(sheet.part("follow"));
      const name = nameOf(rowOf(to)) || to;
      setText(item.children[0], name);
      const wait = /** @type {HTMLInputElement} */ (item.querySelector("input"));
      wait.ariaLabel = `Wait after ${name}, such as 2d or 1w`;
      item.querySelector("button")?.setAttribute("aria-label", `No longer after ${name}`);
      showField(wait, "dur", lag, keep);
    });
    const free = earlier(world(), id, kind).filter((one) => !ids.includes(one.id));
    choice.replaceChildren(new Option("an earlier step …", ""), ...free.map(({ row }) => new Option(nameOf(row), row.id)));
    at("after").hidden = !free.length && !now.length;
  }

  /** @param {boolean} isItem */
  function showActs(isItem) {
    const text = /** @type {HTMLTextAreaElement | null} */ (find(id, "text"));
    /** @type {{ [act: string]: any }} */
    const can = {
      indent: indent(world(), id),
      outdent: outdent(world(), id),
      up: move(world(), id, -1),
      down: move(world(), id, 1),
      split: halves(text?.value ?? "", text?.selectionStart ?? 0)[1],
    };
    for (const button of at("acts").querySelectorAll("button")) {
      const { act = "", item } = button.dataset;
      if (act in can) button.ariaDisabled = `${!can[act]}`;
      if (item) setText(button, (isItem ? item : button.dataset.step) ?? "");
    }
  }
  for (const button of at("acts").querySelectorAll("button")) button.dataset.step = button.textContent ?? "";

  /** @param {HTMLElement} button */
  function open(button) {
    id = button.closest("tr")?.dataset.row ?? "";
    show();
    menu.showPopover();
    menu.style.top = menu.style.left = "";
    if (innerWidth >= NARROW) {
      const { top, bottom, right } = button.getBoundingClientRect();
      const { offsetWidth, offsetHeight } = menu;
      const fits = bottom + offsetHeight + 6 < innerHeight;
      menu.style.top = `${Math.max(fits ? bottom + 6 : Math.min(top, innerHeight - offsetHeight - 8), 8)}px`;
      menu.style.left = `${Math.max(Math.min(right, innerWidth - 8) - offsetWidth, 8)}px`;
    }
    menu.querySelector("button")?.focus();
    view.settle();
  }

  /** @param {string} act @param {Element} button */
  function run(act, button) {
    if (act === "close") return menu.hidePopover();
    const lines = [...at("follows").children];
    if (act === "follow") {
      if (choice.value) set("after", [...follows(), { id: choice.value }]);
      choice.focus();
    } else if (act === "unfollow") {
      const n = lines.indexOf(/** @type {Element} */ (button.closest("li")));
      set("after", follows().filter((_, other) => other !== n));
      choice.focus();
    } else {
      const stays = ["indent", "outdent", "up", "down"].includes(act);
      if (!stays) menu.hidePopover();
      perform(act, id);
      if (stays) /** @type {HTMLElement} */ (button).focus();
      return;
    }
    tell(id);
  }

  menu.addEventListener("click", ({ target }) => {
    const button = /** @type {Element} */ (target).closest("button");
    if (button?.dataset.act && button.ariaDisabled !== "true") run(button.dataset.act, button);
  });
  menu.addEventListener("input", ({ target }) => {
    const input = /** @type {HTMLInputElement} */ (target);
    const { column } = input.dataset;
    if (column) set(column, valueOf(column, input.value, view.words()));
    if (!("lag" in input.dataset)) return;
    const n = [...at("follows").children].indexOf(/** @type {Element} */ (input.closest("li")));
    const lag = valueOf("dur", input.value, view.words());
    if (lag && !Array.isArray(lag)) return; // shown until it is one, and then kept
    set("after", follows().map((one, other) => (other === n ? { id: one.id, ...(lag?.[0] && { lag }) } : one)));
  });
  menu.addEventListener("change", ({ target }) => {
    if (target === choice || !(target instanceof HTMLInputElement) || target.type === "date") return;
    const bad = "lag" in target.dataset && hintFor("dur", valueOf("dur", target.value, view.words()));
    if (bad) return void target.nextElementSibling?.replaceChildren(bad);
    show();
    tell(id);
  });
  menu.addEventListener("focusin", ({ target }) => {
    const input = /** @type {HTMLInputElement} */ (target);
    const { column } = input.dataset;
    if (column === "pin" || column === "by") offerDays(input, (v) => set(column, v));
  });
  menu.addEventListener("beforetoggle", (event) => {
    const { newState } = /** @type {ToggleEvent} */ (event);
    if (newState === "closed" && menu.contains(document.activeElement)) find(id, "more")?.focus();
  });

  return {
    open,
    /** What has changed elsewhere, or by what was written in it. */
    follow() {
      if (menu.matches(":popover-open")) show(menu.contains(document.activeElement) ? document.activeElement : null);
    },
  };
}
