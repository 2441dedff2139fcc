// Days in a planner's words, in English and in the language of the sheet: "fri", "in 2 weeks",
// "31.3.", "mar 31". Without a year it is the next such day, without a week the next weekday.

import { day as fromIso, iso, weekday } from "./dates.js";

const UTC = { timeZone: "UTC" };
const UNITS = /** @type {const} */ (["day", "week", "month", "year"]);
const months = Array.from({ length: 12 }, (_, n) => Date.UTC(2027, n));
const week = Array.from({ length: 7 }, (_, n) => Date.UTC(2027, 0, 4 + n));

/** @param {string} language @param {Intl.DateTimeFormatOptions} style */
const format = (language, style) => new Intl.DateTimeFormat(language, { ...UTC, ...style });

/**
 * Which name a word is, or begins, from 1; else 0.
 * @param {string} word @param {number[]} moments @param {string} language
 * @param {Intl.DateTimeFormatOptions} style
 */
function find(word, moments, language, style) {
  for (const each of ["en", language]) {
    const name = format(each, style);
    const fit = moments.filter((moment) => name.format(moment).toLowerCase().startsWith(word));
    if (word.length > 1 && fit.length === 1) return moments.indexOf(fit[0]) + 1;
  }
  return 0;
}

/**
 * "mon", "Freitag" …
 * @param {string} word @param {string} [language] @returns {number} 1 to 7, or 0
 */
export const weekdayOf = (word, language = "en") =>
  find(word.toLowerCase(), week, language, { weekday: "long" });

/** @param {number} year @param {number} month @param {number} date @returns {Day | null} */
const make = (year, month, date) =>
  fromIso([year, month, date].map((n, at) => String(n).padStart(at ? 2 : 4, "0")).join("-"));

/** @param {Day} day @returns {number[]} year, month from 1, day of the month */
export const parts = (day) => iso(day).split("-").map(Number);

/**
 * The same day so many months on, or the last of that month.
 * @param {Day} day @param {number} n @returns {Day}
 */
export function addMonths(day, n) {
  let [year, month, date] = parts(day);
  month += year * 12 + n - 1;
  const first = make(Math.floor(month / 12), (month % 12) + 1, 1) ?? day;
  while (parts(first + date - 1)[1] !== parts(first)[1]) date--;
  return first + date - 1;
}

/**
 * @param {string | undefined} year @param {number} month @param {number} date @param {Day} today
 */
function next(year, month, date, today) {
  if (year) return make(+year + (year.length < 3 ? 2000 : 0), month, date);
  let [now] = parts(today);
  for (const last = now + 8; now <= last; now++) {
    const found = make(now, month, date);
    if (found !== null && found >= today) return found;
  }
  return null;
}

/** @param {string} text 31.3. or 3/31/27 @param {Day} today @param {string} language */
function inDigits(text, today, language) {
  const [, a, sign, b, year] = /^(\d\d?)([./-])(\d\d?)(?:\2(\d{4}|\d\d)?)?$/.exec(text) ?? [];
  if (!a) return null;
  const order = format(language, {})
    .formatToParts(0)
    .map(({ type }) => type);
  const monthFirst = sign !== "." && order.indexOf("month") < order.indexOf("day");
  const [month, date] = (monthFirst ? +a <= 12 : +b > 12) ? [+a, +b] : [+b, +a];
  return next(year, month, date, today);
}

/**
 * @param {string} text "mar 31", "31st of march 2027" @param {Day} today
 * @param {string} language
 */
function inNames(text, today, language) {
  const plain = text.replace(/(\d)(?:st|nd|rd|th)\b(?: of)?/, "$1");
  const [, before, word, after, year] =
    /^(?:(\d\d?)[. ]*)?(\p{L}{3,})\.?(?: (\d\d?))?(?: (\d{4}))?$/u.exec(plain) ?? [];
  const month = word && !before !== !after && find(word, months, language, { month: "long" });
  return month ? next(year, month, +(before ?? after), today) : null;
}

/** @param {Day} today @param {number} n @param {string} unit its first letter decides */
function later(today, n, unit) {
  if ("dw".includes(unit[0])) return today + n * (unit[0] === "d" ? 1 : 7);
  return addMonths(today, n * (unit[0] === "m" ? 1 : 12));
}

/**
 * @param {string} text "in 2 weeks", "+2w", "tomorrow" @param {Day} today
 * @param {string} language
 */
function fromToday(text, today, language) {
  const [, digits, unit] =
    /^(?:\+|in )(\d{1,3}|an?) ?([dwmy])(?:ays?|eeks?|onths?|ears?)?$/.exec(text) ?? [];
  if (unit) return later(today, parseInt(digits) >= 0 ? +digits : 1, unit);
  const [count] = /\d{1,3}/.exec(text) ?? [];
  for (const each of ["en", language])
    for (const numeric of /** @type {const} */ (["auto", "always"])) {
      const words = new Intl.RelativeTimeFormat(each, { numeric });
      for (const n of count ? [+count] : [0, 1, -1])
        for (const unit of UNITS)
          if (words.format(n, unit).toLowerCase() === text) return later(today, n, unit);
    }
  return null;
}

/**
 * @param {string} text "fri", "next friday", "end of month" @param {Day} today
 * @param {string} language
 */
function inWeek(text, today, language) {
  const [, end] = /^end of (?:the |this )?(week|month|year)$/.exec(text) ?? [];
  const monday = today - weekday(today) + 1;
  if (end === "week") return monday + 4;
  const [year, month] = parts(today);
  if (end) return addMonths(make(year, end === "year" ? 12 : month, 1) ?? today, 1) - 1;
  const [, which, word] = /^(?:(this|next) )?(\p{L}+)\.?$/u.exec(text) ?? [];
  const wanted = word && weekdayOf(word, language);
  if (!wanted) return null;
  if (which) return monday + wanted - 1 + (which === "next" ? 7 : 0);
  return today + ((wanted - weekday(today) + 6) % 7) + 1;
}

/**
 * The day that words mean. "fri" is the first Friday after today, "next fri" that of next week,
 * which begins on Monday. 3/31 and 31/3 are read as the language writes dates, as long as
 * there is such a month.
 * @param {string} text @param {Day} today @param {string} [language] @returns {Day | null}
 */
export function read(text, today, language = "en") {
  const plain = text
    .toLowerCase()
    .replace(/[,\s]+/g, " ")
    .trim()
    .replace(/^(on|by) /, "");
  if (!plain || plain.length > 40) return null;
  for (const attempt of [inDigits, inNames, fromToday, inWeek]) {
    const found = attempt(plain, today, language);
    if (found !== null) return iso(found) ? found : null;
  }
  return fromIso(plain);
}

/**
 * A day as one would say it today: "tomorrow", "Friday", "Fri, Mar 26", "Mar 26, 2028".
 * @param {Day} day @param {Day} today @param {string} [language]
 */
export function describe(day, today, language = "en") {
  const away = day - today;
  if (Math.abs(away) < 2)
    return new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(away, "day");
  const near = away > 0 && away < 7;
  const other = parts(day)[0] !== parts(today)[0];
  const date = { month: "short", day: "numeric" };
  const style = near
    ? { weekday: "long" }
    : other
      ? { ...date, year: "numeric" }
      : { ...date, weekday: "short" };
  return format(language, /** @type {Intl.DateTimeFormatOptions} */ (style)).format(day * 864e5);
}
