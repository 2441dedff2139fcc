// One line becomes a step: "Ask Raj for the list @Sue friday".

import { iso } from "./dates.js";
import { keyAt } from "./order.js";
import { outline } from "./plan.js";
import { read } from "./when.js";

const MOST_WORDS = 4; // of a day: "31st of march 2027"

/**
 * The words at the end of a line that are a day, and `@who` anywhere in it.
 * @param {string} line @param {Day} today @param {string} [language]
 * @returns {{ text: string, who: string, day: Day | null }}
 */
export function understand(line, today, language) {
  const [, who = ""] = /(?:^|\s)@([\p{L}\p{N}][\p{L}\p{N}._-]*)/u.exec(line) ?? [];
  const words = line.replace(`@${who}`, who ? "" : "@").trim().split(/\s+/);
  for (let n = Math.min(MOST_WORDS, words.length - 1); n > 0; n--) {
    const day = read(words.slice(-n).join(" "), today, language);
    if (day !== null) return { text: words.slice(0, -n).join(" "), who, day };
  }
  return { text: words.join(" "), who, day: null };
}

/**
 * Where a step can go: under the items of a plan, or into its list of steps.
 * @param {Plan} plan @returns {{ list: string, parent: string, text: string }[]}
 */
export function places(plan) {
  const known = Object.entries(plan.worksheet.known ?? {});
  const lists = known.filter(([id, [kind]]) => (kind === "plan" || kind === "steps") && plan.lists[id]);
  return lists.flatMap(([list, [kind, text]]) => {
    const items = kind === "plan" ? outline(plan, list).filter(({ level }) => !level) : [];
    const named = items.flatMap(({ row }) => {
      const [text] = String(row.cells.text?.v ?? "").split("\n");
      return text ? [{ list, parent: row.id, text }] : [];
    });
    return named.length ? named : [{ list, parent: "", text }];
  });
}

/**
 * The changes that add a step of one day.
 * @param {Plan} plan @param {string} list @param {string} parent @param {string} id
 * @param {ReturnType<typeof understand>} step @param {Day} day
 * @returns {Change[]}
 */
export function added(plan, list, parent, id, { text, who }, day) {
  const near = outline(plan, list).filter(({ row }) => (row.parent?.v ?? "") === parent);
  const order = keyAt(
    near.map(({ row }) => row.order.v),
    near.length,
  );
  const cells = { text, pin: iso(day), dur: [1, "d"], ...(who ? { who } : {}) };
  return [
    [["lists", list, id, "order"], order],
    [["lists", list, id, "parent"], parent],
    ...Object.entries(cells).map(([column, v]) => /** @type {Change} */ ([["lists", list, id, "cells", column], v])),
  ];
}
