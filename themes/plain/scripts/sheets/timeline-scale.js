// A timeline in numbers: its rows, how wide a day is, where its marks are. It knows of no page.

import { day as read, weekday } from "./dates.js";

/**
 * @typedef {"day" | "week" | "month" | "quarter"} Scale
 * @typedef {"day" | "week" | "month" | "quarter" | "year"} Unit
 * @typedef {[first: Day, last: Day]} Days
 *
 * @typedef {object} Bar a row of the table
 * @property {string} id @property {string} name @property {number} at which row, from 0
 * @property {number} level @property {"step" | "milestone" | "span" | "none"} kind
 * @property {Timed} [time] none for a row that has no dates
 * @property {Day | null} by @property {boolean} pinned @property {Duration} dur
 * @property {boolean} repeats @property {string[]} after the rows that it follows
 *
 * @typedef {object} View
 * @property {Scale} scale @property {number} px a day's width @property {Day} first
 * @property {Day} last the day after the last that is shown
 * @property {number} row a row's height @property {number} mid where in it the bars are
 */

/** How wide a day is, unless the whole plan is made to fit. @type {{ [scale in Scale]: number }} */
export const WIDTHS = { day: 28, week: 10, month: 3.2, quarter: 1 };
/** How narrow it may be for its names to have room. @type {{ [scale in Scale]: number }} */
const LEAST = { day: 20, week: 6, month: 1.2, quarter: 0 };
const SCALES = /** @type {Scale[]} */ (Object.keys(WIDTHS));
const MOST = 3660; // days from today, either way: a typing mistake makes no endless page
const NEAR = 28; // days between today and a plan that is not under way, for both to be shown

/**
 * The larger unit's names stand above the smaller one's.
 * @type {{ [scale in Scale]: [Unit, Unit] }}
 */
const UNITS = {
  day: ["month", "day"],
  week: ["month", "week"],
  month: ["year", "month"],
  quarter: ["year", "quarter"],
};

/** @param {{ row: Row, level: number }[]} rows @param {Schedule["items"]} items @returns {Bar[]} */
export const barsOf = (rows, items) =>
  rows
    .filter(({ row }) => row.cells.text?.v || items.has(row.id))
    .map(({ row: { id, cells }, level }, at) => {
      const time = items.get(id);
      const kind = time && (time.why === "span" ? "span" : time.milestone ? "milestone" : "step");
      const after = Array.isArray(cells.after?.v) ? cells.after.v : [];
      return {
        id,
        at,
        level,
        time,
        kind: kind ?? "none",
        name: cells.text?.v || "A step without words",
        by: read(cells.by?.v),
        pinned: read(cells.pin?.v) !== null,
        dur: /** @type {Duration} */ (Array.isArray(cells.dur?.v) ? cells.dur.v : [1, "d"]),
        repeats: !!cells.every?.v,
        after: after.map((/** @type {{ id: string }} */ { id }) => id),
      };
    });

/**
 * The days from the first start to the last due or deadline.
 * @param {Bar[]} bars @param {Day} today @returns {Days}
 */
export function extent(bars, today) {
  const days = bars.flatMap(({ time, by }) => (time ? [time.start, time.due, by ?? time.due] : []));
  const [first, last] = days.length
    ? [Math.min(...days), Math.max(...days)]
    : [today, today + NEAR];
  const near = today > first - NEAR && today < last + NEAR;
  const [from, to] = near ? [Math.min(first, today), Math.max(last, today)] : [first, last];
  return [Math.max(from, today - MOST), Math.min(to, today + MOST)];
}

/**
 * A scale in which all days fit into a width, and how wide they are in it.
 * @param {Days} days @param {number} width @returns {{ scale: Scale, px: number }}
 */
export function fit([first, last], width) {
  const px = width / (last - first + 1);
  const scale = SCALES.find((one) => LEAST[one] <= px) ?? "quarter";
  return { scale, px: Math.min(Math.max(px, WIDTHS.quarter), 1.6 * WIDTHS.day) };
}

/**
 * The first day of the unit that a day is in.
 * @param {Unit} unit @param {Day} day @returns {Day}
 */
function floor(unit, day) {
  if (unit === "day") return day;
  if (unit === "week") return day - weekday(day) + 1;
  const date = new Date(day * 864e5);
  const months = unit === "month" ? 1 : unit === "quarter" ? 3 : 12;
  const month = date.getUTCMonth();
  return Date.UTC(date.getUTCFullYear(), month - (month % months)) / 864e5;
}

const LENGTHS = { day: 1, week: 7, month: 31, quarter: 93, year: 372 };

/**
 * Where units begin among the days, and their names.
 * @param {Unit} unit @param {Days} days @param {string} language @param {boolean} [short]
 * @returns {{ day: Day, end: Day, text: string }[]} the first may have begun before
 */
function units(unit, [first, last], language, short) {
  /** @type {Intl.DateTimeFormatOptions} */
  const how =
    unit === "year"
      ? { year: "numeric" }
      : short
        ? { month: "short" }
        : { month: "long", year: "numeric" };
  const format = new Intl.DateTimeFormat(language, { ...how, timeZone: "UTC" });
  const found = [];
  for (let day = floor(unit, first), end; day < last; day = end) {
    end = floor(unit, day + LENGTHS[unit]);
    const date = new Date(day * 864e5);
    const text =
      unit === "day" || unit === "week"
        ? `${date.getUTCDate()}`
        : unit === "quarter"
          ? `Q${date.getUTCMonth() / 3 + 1}`
          : format.format(date);
    found.push({ day, end, text });
  }
  return found;
}

/** @param {View} view @param {string} language */
export function ticks({ scale, first, last }, language) {
  const [above, below] = UNITS[scale];
  return {
    above: units(above, [first, last], language),
    below: units(below, [first, last], language, true),
  };
}

/** Where a day begins, held within what is shown. @param {View} view @param {Day} day */
export const xOf = ({ first, last, px }, day) =>
  (Math.min(Math.max(day, first), last) - first) * px;

/**
 * A bar's left side, its width and its middle line.
 * @param {View} view @param {Bar & { time: Timed }} bar
 */
export function box(view, { at, kind, time: { start, due } }) {
  const y = at * view.row + view.mid;
  const x = xOf(view, start);
  if (kind === "milestone") return { x: x + view.px / 2, width: 0, y };
  return { x, width: Math.max(xOf(view, due + 1) - x, 3), y };
}

/**
 * The way of an arrow from a bar's end: down, or up, to the one that follows it.
 * @param {View} view @param {Bar & { time: Timed }} from @param {Bar & { time: Timed }} to
 */
export function arrow(view, from, to) {
  const [a, b] = [box(view, from), box(view, to)];
  const way = b.y > a.y ? 1 : -1;
  const end = a.x + (from.kind === "milestone" ? 8 : a.width);
  const x = b.x + (to.kind === "milestone" ? 0 : Math.min(5, b.width / 2));
  const y = b.y - way * 9;
  const aside = x < end ? `h5V${(y - way * 5).toFixed(1)}` : "";
  const [down, up] = [4 * way, -4 * way];
  return `M${end.toFixed(1)} ${a.y}${aside}H${x.toFixed(1)}V${y}m-3 ${up}l3 ${down}l3 ${up}`;
}

// ---------------------------------------------------------------- changes

/** @typedef {import("./workdays.js").Workdays} Workdays */

/**
 * A length to the end of a day, in weeks if it was given so and still is.
 * @param {Bar & { time: Timed }} bar @param {Day} due @param {Workdays} workdays
 * @returns {Duration}
 */
export function lengthTo({ time: { start }, dur: [, unit] }, due, { count }) {
  const days = Math.max(due - start, 0);
  if (unit === "w" && days && days % 7 === 0) return [days / 7, "w"];
  return [count(start, start + days) + 1, "d"];
}

/** @param {{ dur: Duration }} bar @param {number} by in its own unit @returns {Duration} */
export const longer = ({ dur: [n, unit] }, by) => [Math.max(n + by, 0), unit];
