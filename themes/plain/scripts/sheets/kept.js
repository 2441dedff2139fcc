// Answers as words, and those that have no question any more.

import { isAnswer, isSteps } from "./kinds.js";
import { outline } from "./plan.js";

/** @param {any} duration */
const span = ([n, unit]) => `${n}${unit}`;

/** @param {any} v @param {Plan} plan @param {string} list as words, of any kind */
export function words(v, plan, list) {
  if (typeof v === "boolean") return v ? "yes" : "no";
  if (!Array.isArray(v)) return String(v ?? "");
  if (typeof v[0] === "number") return span(v);
  const texts = new Map((plan.lists[list] ?? []).map((row) => [row.id, row.cells.text?.v]));
  return v.map(({ id, lag }) => `${texts.get(id) ?? id}${lag ? ` +${span(lag)}` : ""}`).join(", ");
}

/** The row that the author wrote. @param {List} list @param {Row} row */
export const authored = (list, row) => list.rows?.find((author) => author.id === row.from);

/** What the author says in a row's cell, where the planner has no say.
 * @param {List} list @param {Row} row @param {string} column */
export function fixed(list, row, column) {
  const cells = authored(list, row)?.cells ?? {};
  return !isSteps(list.kind) && Object.hasOwn(cells, column) ? cells[column] : undefined;
}

/** @param {List | undefined} list @param {Row} row @param {string} column */
const isAsked = (list, row, column) =>
  list?.columns.some(({ id }) => id === column) && fixed(list, row, column) === undefined;

/**
 * Answers that have no question in this worksheet any more.
 * @param {Plan} plan @param {Definition} definition
 * @returns {{ id: string, label: string, text: string }[]}
 */
export function gone(plan, { lists = [] }) {
  const known = plan.worksheet.known ?? {};
  /** @param {string} id */
  const label = (id) => known[id]?.[1] ?? id.replaceAll("-", " ");
  const found = Object.entries(plan.kept)
    .filter(([, kept]) => isAnswer(kept.v))
    .map(([id, kept]) => ({ id, label: kept.label, text: words(kept.v, plan, "") }));
  for (const id of Object.keys(plan.lists)) {
    const list = lists.find((list) => list.id === id);
    for (const { row } of outline(plan, id))
      for (const [column, { v, t }] of Object.entries(row.cells))
        if (t > 0 && isAnswer(v) && !isAsked(list, row, column))
          found.push({
            id: `${id}__${row.id}__${column}`,
            label: `${label(id)}: ${label(`${id}__${column}`)}`,
            text: words(v, plan, id),
          });
  }
  return found;
}
