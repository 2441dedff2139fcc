// What comes round: how often it was done, and whether it is done this time.
//
// Each tick is a cell of its own, so that ticks of two tabs never collide: `did-2026-11-21` in the
// row of a step; `did-2026-11-21-daily-1x2y3z` in a routine, each line of which is one.

import { day as read, isWorkday, iso, weekday } from "./dates.js";
import { falls, rhythm as rhythmOf } from "./every.js";
import { addMonths, parts } from "./when.js";

/**
 * @typedef {object} Rounds
 * @property {Day} start since when it is due this time
 * @property {(start: Day) => Day} before since when it was due the time before
 * @property {string} unit "days" in a row
 *
 * @typedef {object} Round one that is due
 * @property {string} suffix of its ticks @property {Day} start
 * @property {Day | null} done when it was ticked @property {number} streak @property {string} unit
 */

const DID = "did-";

/** So that a line may have any words. @param {string} text */
const hash = (text) =>
  [...text.trim().toLowerCase().replace(/\s+/g, " ")]
    .reduce((sum, sign) => (Math.imul(sum, 31) + (sign.codePointAt(0) ?? 0)) | 0, 7)
    .toString(36)
    .replace("-", "z");

/** The cell of a tick. @param {Day} day @param {string} suffix */
export const tickOf = (day, suffix) => DID + iso(day) + suffix;

/** @param {Row} row @param {string} suffix @returns {Day[]} */
const ticks = ({ cells }, suffix) =>
  Object.entries(cells).flatMap(([key, cell]) =>
    key.startsWith(DID) && key.slice(14) === suffix && cell.v === true
      ? (read(key.slice(4, 14)) ?? [])
      : [],
  );

/** @param {Row} row @param {string} suffix @param {Rounds} rounds @returns {Round} */
function round(row, suffix, { start, before, unit }) {
  const days = ticks(row, suffix);
  const done = days.find((day) => day >= start) ?? null;
  let streak = +(done !== null);
  for (let [from, to] = [before(start), start]; from < to; [from, to] = [before(from), from]) {
    if (!days.some((day) => day >= from && day < to)) break;
    streak++;
  }
  return { suffix, start, done, streak, unit };
}

/** @param {Day} day */
const firstOfMonth = (day) => day - parts(day)[2] + 1;

/** @param {Day} day */
const firstOfQuarter = (day) => addMonths(firstOfMonth(day), -((parts(day)[1] - 1) % 3));

/** @type {{ [rhythm: string]: (today: Day, works: (day: Day) => boolean) => Rounds | null }} */
const ROUNDS = {
  daily(today, works) {
    const before = (/** @type {Day} */ day) => {
      do day--;
      while (!works(day));
      return day;
    };
    return works(today) ? { start: today, before, unit: "days" } : null;
  },
  weekly: (today) => ({
    start: today - weekday(today) + 1,
    before: (start) => start - 7,
    unit: "weeks",
  }),
  monthly: (today) => ({
    start: firstOfMonth(today),
    before: (start) => firstOfMonth(start - 1),
    unit: "months",
  }),
  quarterly: (today) => ({
    start: firstOfQuarter(today),
    before: (start) => firstOfQuarter(start - 1),
    unit: "quarters",
  }),
};

/** @param {Plan["calendar"]} calendar @returns {(day: Day) => boolean} */
export function worksIn({ workdays, holidays }) {
  const off = new Set(holidays.v.map((date) => read(date) ?? NaN));
  return (day) => isWorkday(day, workdays.v, off);
}

/**
 * What the lines of a routine ask for.
 * @param {Plan} plan @param {List} list @param {Row} row @param {Day} today
 * @returns {(Round & { text: string, area: string, often: string })[]}
 */
export function linesDue(plan, list, row, today) {
  const author = list.rows?.find(({ id }) => id === row.from)?.cells ?? {};
  /** @param {Field} column */
  const words = ({ id }) => String(author[id] ?? row.cells[id]?.v ?? "");
  const area = list.columns.filter((column) => !column.rhythm).map(words)[0] ?? "";
  const works = worksIn(plan.calendar);
  return list.columns.flatMap((column) => {
    const rounds = ROUNDS[column.rhythm]?.(today, works);
    const lines = rounds ? words(column).split("\n") : [];
    return [...new Set(lines.map((line) => line.trim()).filter(Boolean))].map((text) => ({
      ...round(row, `-${column.id}-${hash(text)}`, /** @type {Rounds} */ (rounds)),
      text,
      area,
      often: column.label,
    }));
  });
}

/**
 * What a step that repeats asks for; nothing before its first time, or if its rhythm is no rhythm.
 * @param {Plan} plan @param {Row} row @param {Day} first @param {Day} today
 */
export function stepDue(plan, row, first, today) {
  const often = String(row.cells.every?.v ?? "");
  const rhythm = often && rhythmOf(often, plan.calendar.workdays.v);
  if (!rhythm || today < first) return null;
  /** The last time up to a day; `first` is always one, if only as a start. @param {Day} day */
  const last = (day) => {
    while (day > first && !falls(rhythm, first, day)) day--;
    return day;
  };
  const start = last(today);
  if (!falls(rhythm, first, start)) return null;
  const daily = rhythm.unit === "d" && rhythm.n === 1;
  const before = (/** @type {Day} */ day) => (day > first ? last(day - 1) : day);
  return { ...round(row, "", { start, before, unit: daily ? "days" : "times" }), often };
}
