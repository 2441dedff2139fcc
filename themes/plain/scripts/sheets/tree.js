// The rows of a plan with what they stand under.

import { outline } from "./plan.js";

/** @typedef {{ row: Row, id: string, level: number, parent: string }} Place */

/** The rows in order, each with the parent that it is shown under. @param {Plan} plan @param {string} list @returns {Place[]} */
export function tree(plan, list) {
  /** @type {string[]} */
  const above = [];
  return outline(plan, list).map(({ row, level }) => {
    above.splice(level, Infinity, row.id);
    return { row, id: row.id, level, parent: above[level - 1] ?? "" };
  });
}
