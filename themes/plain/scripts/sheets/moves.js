// Adding, moving and removing rows: by button, by key, by dragging.

import { iso, today } from "./dates.js";
import { keyAt } from "./order.js";
import { rows } from "./plan.js";
import { parentOf } from "./rows.js";

const BLANK = ":is(input, select, textarea)";

/** The table row of a node, its id, and its list. @param {Element} node */
function placeOf(node) {
  const tr = /** @type {HTMLElement | null} */ (node.closest("tr[data-row]"));
  const table = node.closest("table") ?? node.closest(".block")?.querySelector("table");
  return { tr, id: tr?.dataset.row ?? "", list: table?.dataset.list ?? "", table };
}

/** @param {Sheet} sheet */
export function start(sheet) {
  /** The rows beside one, with it. @param {string} list @param {string} parent */
  const beside = (list, parent) => rows(sheet.plan, list).filter((row) => parentOf(row) === parent);

  /** @param {string} list @param {string} id */
  const rowOf = (list, id) =>
    /** @type {Row} */ (rows(sheet.plan, list).find((row) => row.id === id));

  /**
   * Puts a row at a place among those beside it.
   * @param {Element} node @param {(at: number) => number} where
   */
  function move(node, where) {
    const { list, id } = placeOf(node);
    const all = beside(list, parentOf(rowOf(list, id)));
    const at = where(all.findIndex((row) => row.id === id));
    if (at < 0 || at >= all.length) return;
    const keys = all.filter((row) => row.id !== id).map((row) => row.order.v);
    sheet.edit([[["lists", list, id, "order"], keyAt(keys, at)]]);
    /** @type {HTMLElement} */ (node).focus();
    sheet.slot("position").textContent = `Row ${at + 1} of ${all.length}`;
  }

  /** @param {string} list @param {string} parent @param {string} [after] else at the end */
  function add(list, parent, after) {
    const all = beside(list, parent);
    const at = after === undefined ? all.length : all.findIndex((row) => row.id === after) + 1;
    const path = ["lists", list, sheet.newId()];
    /** @type {Change[]} */
    const changes = [
      [[...path, "gone"], false], // without a word on it, an undo would leave the row behind
      [
        [...path, "order"],
        keyAt(
          all.map((row) => row.order.v),
          at,
        ),
      ],
    ];
    if (parent) changes.push([[...path, "parent"], parent]);
    const { kind, columns = [] } = sheet.definition.lists?.find((one) => one.id === list) ?? {};
    const dated = kind === "log" && columns.find((column) => column.kind === "date");
    if (dated) changes.push([[...path, "cells", dated.id], iso(today(new Date()))]);
    sheet.edit(changes);
    const tr = sheet.form.querySelector(`[data-list="${list}"] [data-row="${path[2]}"]`);
    const [first, second] = tr?.querySelectorAll(`${BLANK}:not([type="checkbox"])`) ?? [];
    /** @type {HTMLElement} */ (dated ? second : first).focus();
  }

  /**
   * The row itself and all below it.
   * @param {string} list @param {string} id @returns {string[]}
   */
  const within = (list, id) => [id, ...beside(list, id).flatMap((row) => within(list, row.id))];

  /**
   * On to the row below, which is made if there is none.
   * @param {HTMLElement} control
   */
  function enter(control) {
    const { tr, id, list } = placeOf(control);
    const next = tr?.nextElementSibling;
    const column = control.closest("td")?.dataset.column;
    const below = next?.matches("[data-blank]")
      ? null
      : next?.querySelector(`[data-column="${column}"] ${BLANK}`);
    if (below) /** @type {HTMLElement} */ (below).focus();
    else add(list, parentOf(rowOf(list, id)), id);
  }

  /** @param {Element} handle @param {number} pointer which is down on it */
  function drag(handle, pointer) {
    const { tr, list, id, table } = placeOf(handle);
    const peers = beside(list, parentOf(rowOf(list, id))).map((row) => row.id);
    /** @type {Element | null} */
    let over = null;
    try {
      handle.setPointerCapture(pointer);
    } catch {
      return; // it was let go before this was loaded
    }
    tr?.classList.add("dragged");
    const stop = new AbortController();
    /** @param {string} type @param {(event: PointerEvent) => void} then */
    const on = (type, then) =>
      handle.addEventListener(type, /** @type {EventListener} */ (then), stop);
    on("pointermove", ({ clientX, clientY }) => {
      const found = document.elementFromPoint(clientX, clientY)?.closest("tr[data-row]") ?? null;
      const fits = found && table?.contains(found) && peers.includes(placeOf(found).id);
      over?.classList.remove("target");
      if (fits) over = found;
      over?.classList.add("target");
      if (clientY < 90 || clientY > innerHeight - 60) scrollBy(0, clientY < 90 ? -12 : 12);
    });
    on("lostpointercapture", () => {
      stop.abort();
      tr?.classList.remove("dragged");
      over?.classList.remove("target");
      const at = over && peers.indexOf(placeOf(over).id);
      if (at !== null && over !== tr) move(handle, () => at);
    });
    on("pointercancel", () => (over = null));
  }

  return {
    drag,
    /** In a blank: Enter, or an arrow with Alt. @param {HTMLElement} control @param {number} by */
    key(control, by) {
      if (by) move(control, (at) => at + by);
      else enter(control);
    },
    /** @param {Element} button */
    up: (button) => move(button, (at) => at - 1),
    /** @param {Element} button */
    down: (button) => move(button, (at) => at + 1),
    /** @param {Element} button */
    add: (button) => add(placeOf(button).list, ""),
    /** @param {Element} button */
    insert(button) {
      const { tr, id, list } = placeOf(button);
      const isItem = tr?.classList.contains("item");
      add(list, isItem ? id : parentOf(rowOf(list, id)), isItem ? "" : id);
    },
    /** @param {Element} button */
    remove(button) {
      const { tr, id, list, table } = placeOf(button);
      const next = tr?.nextElementSibling?.querySelector('[data-do="remove"]');
      const tools = table?.closest(".block")?.querySelector('[data-do="add"]');
      sheet.edit(within(list, id).map((one) => [["lists", list, one, "gone"], true]));
      /** @type {HTMLElement} */ (next ?? tools)?.focus();
      sheet.note("Row removed.", sheet.undo);
    },
  };
}
