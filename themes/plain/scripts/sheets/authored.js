// The author's rows in a plan: what the planner has not touched in them follows the author.

import { isSteps } from "./kinds.js";
import { joinRows } from "./merge.js";
import { between } from "./order.js";
import { before, clean, stamp } from "./read.js";

/** @param {Row} row whether the planner has done anything in it */
const touched = ({ order, parent, gone, cells }) =>
  [order, parent, gone, ...Object.values(cells)].some((part) => (part?.t ?? 0) > 0);

/** @param {Plan} plan @param {List} list */
export function adoptRows(plan, list) {
  const rows = (plan.lists[list.id] ??= []);
  const byFrom = new Map(rows.map((row) => [row.from ?? row.id, row]));
  const taken = new Set(rows.map((row) => row.id));
  /** @type {Map<string, Row>} */
  const found = new Map();
  const ids = new Set(list.rows?.map((author) => author.id));
  for (const { id, was } of list.rows ?? []) {
    const from = [id, ...before(was).filter((old) => !ids.has(old))].find((old) => byFrom.has(old));
    let row = byFrom.get(from ?? "");
    if (from) byFrom.delete(from);
    if (!row) {
      let free = id;
      for (let n = 2; taken.has(free); n++) free = `${id}-${n}`;
      taken.add(free);
      row = /** @type {Row} */ ({ id: free, order: stamp(""), cells: Object.create(null) });
      rows.push(row);
    }
    row.from = id;
    found.set(id, row);
  }
  for (const author of list.rows ?? []) follow(list, author, found);
  arrange(list, found, rows);
  plan.lists[list.id] = joinRows(
    rows.filter((row) => !row.from || found.has(row.from) || leave(plan, list, row, rows)),
  );
}

/** What the planner has not touched in a row is as the author has it now.
 * @param {List} list @param {AuthorRow} author @param {Map<string, Row>} found */
function follow(list, { id, parent = "", cells = {} }, found) {
  const row = /** @type {Row} */ (found.get(id));
  /** @param {string} other */
  const here = (other) => found.get(other)?.id ?? other;
  if (!row.parent?.t) row.parent = stamp(here(parent));
  row.gone ??= stamp(false);
  for (const [column, cell] of Object.entries(row.cells)) if (!cell.t) delete row.cells[column];
  if (!isSteps(list.kind)) return;
  for (const [column, v] of Object.entries(cells))
    row.cells[column] ??= stamp(
      column === "after"
        ? v.map((/** @type {any} */ step) => ({ ...step, id: here(step.id) }))
        : clean(v),
    );
}

/** Rows that the planner has not moved are in the author's order.
 * @param {List} list @param {Map<string, Row>} found @param {Row[]} rows */
function arrange(list, found, rows) {
  /** @type {{ [parent: string]: string }} */
  const last = Object.create(null);
  for (const { id } of list.rows ?? []) {
    const row = /** @type {Row} */ (found.get(id));
    const group = row.parent?.v ?? "";
    if (row.order.t) continue;
    const low = last[group] ?? "";
    if (row.order.v <= low) {
      const later = rows.filter(
        (other) => (other.parent?.v ?? "") === group && other.order.v > low,
      );
      const next = later.reduce((key, { order }) => (key && key < order.v ? key : order.v), "");
      row.order = stamp(between(low, next));
    }
    last[group] = row.order.v;
  }
}

/** Whether a row stays that the author has taken out: then it is the planner's own from now on.
 * @param {Plan} plan @param {List} list @param {Row} row @param {Row[]} rows */
function leave(plan, list, row, rows) {
  if (!touched(row) && !rows.some((other) => other.parent?.v === row.id)) return false;
  for (const { id } of list.columns) {
    const words = plan.worksheet.known?.[`${list.id}__${row.from}__${id}`];
    if (words) row.cells[id] ??= stamp(words[1]);
  }
  delete row.from;
  return true;
}
