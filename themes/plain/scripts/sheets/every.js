// What comes round: "every mon", "every 2 weeks", "weekday", "monthly".

import { weekday } from "./dates.js";
import { addMonths, parts, weekdayOf } from "./when.js";

/**
 * @typedef {{ unit: "d" | "w" | "m", n: number, days: number[] }} Rhythm weekdays, in weeks alone
 */

/** @type {{ [word: string]: [number, "d" | "w" | "m"] }} */
const WORDS = {
  day: [1, "d"],
  daily: [1, "d"],
  week: [1, "w"],
  weekly: [1, "w"],
  fortnight: [2, "w"],
  month: [1, "m"],
  monthly: [1, "m"],
  quarter: [3, "m"],
  quarterly: [3, "m"],
  year: [12, "m"],
  yearly: [12, "m"],
};

/**
 * @param {string} text with or without "every" @param {number[]} [workdays] what "weekday" means
 * @param {string} [language] @returns {Rhythm | null}
 */
export function rhythm(text, workdays = [1, 2, 3, 4, 5], language = "en") {
  const plain = text
    .toLowerCase()
    .trim()
    .replace(/^every /, "");
  if (/^(week|work)(ing )?days?$/.test(plain))
    return { unit: "w", n: 1, days: [...workdays].sort() };
  const [, count = "1", word] = /^(?:(\d{1,2}|other) ?)?([a-z]+)$/.exec(plain) ?? [];
  const times = count === "other" ? 2 : +count;
  const long = { d: "day", w: "week", m: "month", y: "year" };
  const [n, unit] =
    WORDS[/** @type {any} */ (long)[word] ?? word] ?? WORDS[word?.replace(/s$/, "")] ?? [];
  if (n && unit && times) return { unit, n: n * times, days: [] };
  const days = plain
    .split(/(?:,|\band\b|\s)+/)
    .map((name) => weekdayOf(name.replace(/s$/, ""), language));
  return plain && days.every(Boolean) ? { unit: "w", n: 1, days: [...new Set(days)].sort() } : null;
}

/**
 * What to write in place of words that say no rhythm; "" if all is well.
 * @param {string | null | undefined} text @param {string} [language]
 */
export const rhythmHint = (text, language) =>
  text && !rhythm(`${text}`, undefined, language) ? "Try “mon”, “2 weeks” or “month”." : "";

/**
 * Whether it comes on a day, if first on `first`.
 * @param {Rhythm} rhythm @param {Day} first @param {Day} day
 */
export function falls({ unit, n, days }, first, day) {
  if (day < first) return false;
  if (unit === "d") return (day - first) % n === 0;
  if (unit === "w") {
    const weeks = (day - weekday(day) - first + weekday(first)) / 7;
    return (
      weeks % n === 0 &&
      (days.length ? days.includes(weekday(day)) : weekday(day) === weekday(first))
    );
  }
  const [[year, month], [year0, month0]] = [parts(day), parts(first)];
  const months = 12 * (year - year0) + month - month0;
  return months % n === 0 && addMonths(first, months) === day;
}

/**
 * The first time from a day on.
 * @param {Rhythm} rhythm @param {Day} first @param {Day} day @returns {Day}
 */
export function nextTime(rhythm, first, day) {
  let next = Math.max(first, day);
  while (!falls(rhythm, first, next)) next++;
  return next;
}
