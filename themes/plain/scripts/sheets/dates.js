// Calendar days as whole numbers: days since 1970-01-01, so that no time zone can move them.

const LAST = 2932896; // 9999-12-31
const FIRST = -719162; // 0001-01-01
const NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/** @param {unknown} text like 2027-03-31 @returns {Day | null} null if there is no such day */
export function day(text) {
  if (typeof text !== "string" || !/^\d{4}-\d\d-\d\d$/.test(text)) return null;
  const found = Date.parse(`${text}T00:00Z`) / 864e5;
  return iso(found) === text ? found : null;
}

/** @param {Day} day @returns {string} "" outside the years 1 to 9999 */
export function iso(day) {
  return day >= FIRST && day <= LAST ? new Date(day * 864e5).toISOString().slice(0, 10) : "";
}

/** @param {Day} day @returns {number} 1 for Monday to 7 for Sunday */
export const weekday = (day) => ((((day + 3) % 7) + 7) % 7) + 1;

/**
 * @param {Day} day
 * @param {number[]} workdays weekdays; none at all means all of them
 * @param {ReadonlySet<Day>} holidays
 */
export const isWorkday = (day, workdays, holidays) =>
  (!workdays.length || workdays.includes(weekday(day))) && !holidays.has(day);

/** @param {Date} now @returns {Day} the day that the planner's wall calendar shows */
export const today = (now) => Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / 864e5;

/**
 * "next monday", "tomorrow", "2027-01-04"; today for other words.
 * @param {string} words @param {Day} today @returns {Day}
 */
export function dayOf(words, today) {
  const [first, second = first] = words.toLowerCase().split(/\s+/);
  const wanted = NAMES.indexOf(second) + 1;
  if (wanted) return today + ((wanted - weekday(today) + 6) % 7) + 1;
  return day(words) ?? today + +(first === "tomorrow");
}
