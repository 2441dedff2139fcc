// What planners type about a step, understood at once and shown in one way. What is not understood
// stays as it was typed.

import { day as fromIso, iso } from "./dates.js";
import { rhythm } from "./every.js";
import { duration } from "./typed.js";
import { read as readDay } from "./when.js";

/** @typedef {{ today: Day, language?: string }} Words */

const HINTS = /** @type {{ [column: string]: string }} */ ({
  pin: "No date yet: try “next friday”, “in 2 weeks” or “31.3.”",
  by: "No date yet: try “next friday”, “in 2 weeks” or “31.3.”",
  dur: "Write 2 or 2d for days, 1w for weeks.",
  remind: "Write 1d for the day before, 1w for a week.",
  every: "Try “mon”, “2 weeks” or “month”.",
});

export const DATES = ["pin", "by"];

/**
 * A day as `dayOf` reads it back: "Fri, Jan 8", with its year only if it would be another.
 * @param {Day} day @param {Words} words
 */
export function dayText(day, words) {
  /** @param {Intl.DateTimeFormatOptions} [more] */
  const text = (more) =>
    new Date(day * 864e5).toLocaleDateString(words.language, {
      weekday: "short",
      day: "numeric",
      month: "short",
      timeZone: "UTC",
      ...more,
    });
  const short = text();
  if (dayOf(short, words) === day) return short;
  const long = text({ year: "numeric" });
  return dayOf(long, words) === day ? long : iso(day);
}

/** @param {string} text with or without a weekday before the date @param {Words} words @returns {Day | null} */
export const dayOf = (text, { today, language }) =>
  readDay(text, today, language) ?? readDay(text.replace(/^\s*\p{L}+[.,\s]+/u, ""), today, language);

/**
 * As it is put into a plan; null for nothing.
 * @param {string} column @param {string} text @param {Words} words @returns {any}
 */
export function valueOf(column, text, words) {
  const plain = text.trim();
  if (!plain) return null;
  if (DATES.includes(column)) return iso(dayOf(plain, words) ?? NaN) || plain;
  if (column === "dur" || column === "remind") return duration(plain);
  return column === "every" ? plain.replace(/^every /i, "") : text;
}

/** @param {string} column @param {any} v @param {Words} words */
export function textOf(column, v, words) {
  const day = DATES.includes(column) ? fromIso(v) : null;
  if (day !== null) return dayText(day, words);
  return Array.isArray(v) ? v.join("") : `${v ?? ""}`;
}

/**
 * What to write in place of what can't be understood; "" if all is well.
 * @param {string} column @param {any} v @param {Words} words
 */
export function hintFor(column, v, { language }) {
  if (v === null || v === undefined || v === "" || !(column in HINTS)) return "";
  const known = DATES.includes(column)
    ? fromIso(v) !== null
    : column === "every"
      ? !!rhythm(`${v}`, undefined, language)
      : Array.isArray(v);
  return known ? "" : HINTS[column];
}
