// Days that a planner has set outside of steps: the next touch, the next review.

import { day } from "./dates.js";

/**
 * @typedef {object} Next
 * @property {string[]} id within its plan @property {string} text what it is about
 * @property {string} label what the day is called; "" if the text says it
 * @property {Day | null} day null if it was taken back
 * @property {Stamp} stamp when the answer was given @property {boolean} gone with its row
 */

const NAMES = ["text", "lines"];

/**
 * Every answer of a plan that says `is:next`, also those that were taken back.
 * @param {Plan} plan @param {Definition | undefined} sheet @returns {Next[]}
 */
export function allNext(plan, sheet) {
  const fields = (sheet?.fields ?? []).flatMap(({ id, label, is }) => {
    const stamp = is === "next" && plan.values[id];
    return stamp ? [{ id: [id], text: label, label: "", day: day(stamp.v), stamp, gone: false }] : [];
  });
  const cells = (sheet?.lists ?? []).flatMap((list) =>
    list.columns.flatMap((column) => {
      if (column.is !== "next") return [];
      return (plan.lists[list.id] ?? []).flatMap((row) => {
        const stamp = row.cells[column.id];
        if (!stamp) return [];
        const { gone } = row;
        return {
          id: [list.id, row.id, column.id],
          text: nameOf(list, row),
          label: column.label,
          day: day(stamp.v),
          stamp: gone?.v ? gone : stamp,
          gone: !!gone?.v,
        };
      });
    }),
  );
  return [...fields, ...cells];
}

/** The first words in a row. @param {List} list @param {Row} row */
function nameOf(list, row) {
  const author = list.rows?.find(({ id }) => id === row.from)?.cells ?? {};
  const words = list.columns.filter(({ kind }) => NAMES.includes(kind)).map(({ id }) => author[id] ?? row.cells[id]?.v);
  return String(words.find(Boolean) ?? list.label).split("\n")[0].trim();
}

/**
 * The days up to one, the first of them first.
 * @param {Plan} plan @param {Definition | undefined} sheet @param {Day} until
 * @returns {(Next & { day: Day })[]}
 */
export const nextUntil = (plan, sheet, until) =>
  allNext(plan, sheet).flatMap((one) =>
    one.day !== null && !one.gone && one.day <= until ? [{ ...one, day: one.day }] : [],
  );
