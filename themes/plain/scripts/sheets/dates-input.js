// What planners type about a step, understood at once and shown in one way. What is not understood
// stays as it was typed.

import { day as fromIso, iso } from "./dates.js";
import { duration } from "./typed.js";
import { read as readDay } from "./when.js";

/** @typedef {{ today: Day, language?: string }} Words */

const HINTS = /** @type {{ [column: string]: string }} */ ({
  pin: "No date yet: try “next friday”, “in 2 weeks” or “31.3.”",
  by: "No date yet: try “next friday”, “in 2 weeks” or “31.3.”",
  dur: "Write 2 or 2d for days, 1w for weeks.",
  remind: "Write 1d for the day before, 1w for a week.",
});

export const DATES = ["pin", "by"];

/** Formats are slow to make. @type {Map<string, Intl.DateTimeFormat>} */
const formats = new Map();
/** @type {Map<string, string>} */
const texts = new Map();

/** @param {Day} day @param {string | undefined} language @param {boolean} year */
function format(day, language, year) {
  const key = `${language} ${year}`;
  const found =
    formats.get(key) ??
    new Intl.DateTimeFormat(language, {
      weekday: "short",
      day: "numeric",
      month: "short",
      timeZone: "UTC",
      ...(year && { year: "numeric" }),
    });
  formats.set(key, found);
  return found.format(day * 864e5);
}

/** "Fri, Jan 8", with its year if it is another. @param {Day} day @param {Words} words */
export const plainDay = (day, { today, language }) =>
  format(day, language, iso(day).slice(0, 4) !== iso(today).slice(0, 4));

/** A day as `dayOf` reads it back. @param {Day} day @param {Words} words */
export function dayText(day, words) {
  const key = `${words.language} ${words.today} ${day}`;
  const known = texts.get(key);
  if (known) return known;
  const ways = [format(day, words.language, false), format(day, words.language, true)];
  const text = ways.find((way) => dayOf(way, words) === day) ?? iso(day);
  texts.set(key, text);
  return text;
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
 * @param {string} column @param {any} v
 */
export function hintFor(column, v) {
  if (v === null || v === undefined || v === "" || !(column in HINTS)) return "";
  const known = DATES.includes(column) ? fromIso(v) !== null : Array.isArray(v);
  return known ? "" : HINTS[column];
}
