// The lines of a curve: what a log's numbers were on its days, or what a small gain grows into.

import { day, weekday } from "./dates.js";
import { NUMBERS } from "./kinds.js";
import { rows } from "./plan.js";

/**
 * @typedef {[x: number, y: number | null]} Point null is a gap
 * @typedef {{ name: string, points: Point[], plan?: boolean }} Line `plan` if nobody did it yet
 * @typedef {object} Curve
 * @property {Line[]} lines the one that counts is the last
 * @property {"days" | "rounds"} along what x is
 * @property {"number" | "percent"} up what y is
 * @property {string} every of its log
 */

const MOST = 1000; // rounds of a curve that grows

/** @param {Plan} plan @param {List} list @returns {[Day, Row][]} rows with a day, by their days */
function dated(plan, list) {
  const column = list.columns.find(({ kind }) => kind === "date")?.id ?? "";
  /** @type {[Day, Row][]} */
  const found = rows(plan, list.id).flatMap((row) => {
    const on = day(row.cells[column]?.v);
    return on === null ? [] : [[on, row]];
  });
  return found.sort(([a], [b]) => a - b);
}

/** @param {Plan} plan @param {List} list @returns {Curve} */
function numbers(plan, list) {
  const all = dated(plan, list);
  const lines = list.columns
    .filter(({ kind }) => NUMBERS.includes(kind))
    .map(({ id, label }) => ({
      name: label,
      points: all.map(([on, { cells }]) => {
        const v = cells[id]?.v;
        return /** @type {Point} */ ([on, typeof v === "number" ? v : null]);
      }),
    }));
  const some = lines.filter(({ points }) => points.some(([, y]) => y !== null));
  return { lines: some, along: "days", up: "number", every: "" };
}

/** In which round of the log a day is, from 1. @param {string} every @param {Day} first @param {Day} on @param {number} n */
function roundOf(every, first, on, n) {
  if (every === "daily") return on - first + 1;
  if (every === "weekly") return (on - weekday(on) - first + weekday(first)) / 7 + 1;
  return n + 1;
}

/** @param {Plan} plan @param {List} list @param {number} rate @param {number} span @returns {Curve} */
function growth(plan, list, rate, span) {
  const every = list.every ?? "";
  const grown = (/** @type {number} */ times) => (1 + rate / 100) ** times - 1;
  const tick = list.columns.find(({ kind }) => kind === "tick")?.id;
  const all = dated(plan, list);
  let times = 0;
  /** @type {Map<number, number>} what it has grown to, by its round */
  const kept = new Map([[0, 0]]);
  all.forEach(([on, { cells }], n) => {
    if (!tick || cells[tick]?.v === true) times++;
    kept.set(roundOf(every, all[0][0], on, n), grown(times));
  });
  const whole = Math.min(Math.max(Math.floor(span), 1), MOST);
  /** @type {Point[]} */
  const points = Array.from({ length: whole + 1 }, (_, n) => [n, grown(n)]);
  const lines = [{ name: "Planned", points, plan: true }];
  if (all.length) lines.push({ name: "Done", points: [...kept], plan: false });
  return { lines, along: "rounds", up: "percent", every };
}

/**
 * What a block's curve shows of a plan. It has no lines as long as there is nothing to show.
 * @param {Plan} plan @param {Definition} definition @param {{ [key: string]: any, of?: string, rate?: string, span?: string }} block
 * @param {(field: string) => Answer} answer @returns {Curve}
 */
export function curve(plan, definition, { of, rate, span }, answer) {
  const list = definition.lists?.find(({ id }) => id === of);
  /** @type {Curve} */
  const nothing = { lines: [], along: "days", up: "number", every: "" };
  if (!list || !rate || !span) return list ? numbers(plan, list) : nothing;
  const [by, over] = [answer(rate), answer(span)];
  if (typeof by !== "number" || typeof over !== "number" || over < 1) return nothing;
  return growth(plan, list, by, over);
}

/**
 * Round marks for an axis from 0, or from what is below it.
 * @param {number} least @param {number} most @returns {number[]}
 */
export function marks(least, most) {
  const [from, to] = [Math.min(0, least), Math.max(0, most)];
  const raw = (to - from || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = ([1, 2, 2.5, 5].find((n) => n * power >= raw) ?? 10) * power;
  const [first, last] = [Math.floor(from / step + 1e-9), Math.ceil(to / step - 1e-9)];
  return Array.from({ length: Math.max(last - first, 1) + 1 }, (_, n) => +((first + n) * step).toPrecision(12));
}

/** @param {Line} line the points that are there @returns {[number, number][]} */
export const there = ({ points }) =>
  points.flatMap(([x, y]) => (y === null ? [] : [/** @type {[number, number]} */ ([x, y])]));
