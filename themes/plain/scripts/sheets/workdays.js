// Working days.

import { day as read, weekday } from "./dates.js";

/** @typedef {ReturnType<typeof workdays>} Workdays */

/** @param {Plan["calendar"]} calendar no weekday at all means all of them */
export function workdays({ workdays, holidays }) {
  const week = [1, 2, 3, 4, 5, 6, 7].map((n) => workdays.v.includes(n));
  if (!week.includes(true)) week.fill(true);
  const off = new Set(holidays.v.map(read).filter((day) => day !== null));
  /** @param {Day} day */
  const works = (day) => week[weekday(day) - 1] && !off.has(day);
  /** @param {Day} day @param {1 | -1} by */
  const seek = (day, by) => {
    while (!works(day)) day += by;
    return day;
  };
  /** That day, or the first working day after it. @param {Day} day @returns {Day} */
  const on = (day) => seek(day, 1);
  /** That day, or the last working day before it. @param {Day} day @returns {Day} */
  const back = (day) => seek(day, -1);
  /** The nth working day after a day, or before it. @param {Day} day @param {number} n */
  const add = (day, n) => {
    for (; n > 0; n--) day = on(day + 1);
    for (; n < 0; n++) day = back(day - 1);
    return day;
  };
  /**
   * How many working days later `b` is than `a`.
   * @param {Day} a @param {Day} b @returns {number}
   */
  const count = (a, b) => {
    if (b < a) return -count(b, a);
    const weeks = Math.floor((b - a) / 7);
    let found = weeks * week.filter(Boolean).length;
    for (const day of off) found -= +(day > a && day <= a + 7 * weeks && week[weekday(day) - 1]);
    for (let day = a + 7 * weeks; day < b;) found += +works(++day);
    return found;
  };
  return { works, on, back, add, count };
}
