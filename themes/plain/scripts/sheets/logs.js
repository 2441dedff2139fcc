// What the lines of a log add up to.

import { day, isWorkday } from "./dates.js";
import { NUMBERS } from "./kinds.js";
import { rows } from "./plan.js";

/**
 * How many days in a row have a line, up to today, or to yesterday as long as today has none. Days
 * without work break no row.
 * @param {ReadonlySet<Day>} days @param {Day} today
 * @param {number[]} workdays @param {ReadonlySet<Day>} holidays
 */
export function streak(days, today, workdays, holidays) {
  const first = Math.min(...days);
  let count = +days.has(today);
  for (let at = today - 1; at >= first; at--) {
    if (days.has(at)) count++;
    else if (isWorkday(at, workdays, holidays)) break;
  }
  return count;
}

/**
 * "Made 34 · Goal 40 · 5 days in a row".
 * @param {Plan} plan @param {List} list @param {Day} today
 */
export function sums(plan, list, today) {
  const lines = rows(plan, list.id);
  const numbers = list.columns.filter((column) => NUMBERS.includes(column.kind));
  const totals = numbers.map(({ id, label }) => {
    const found = lines.map((row) => row.cells[id]?.v).filter((v) => typeof v === "number");
    return `${label} ${+found.reduce((sum, v) => sum + v, 0).toFixed(2)}`;
  });
  const dated = list.columns.find((column) => column.kind === "date");
  const days = new Set(lines.map((row) => day(row.cells[dated?.id ?? ""]?.v) ?? today + 1));
  const { workdays, holidays } = plan.calendar;
  const off = new Set(holidays.v.map((date) => day(date) ?? 0));
  const run = list.every === "daily" ? streak(days, today, workdays.v, off) : 0;
  return [...totals, ...(run > 1 ? [`${run} days in a row`] : [])].join(" · ");
}
