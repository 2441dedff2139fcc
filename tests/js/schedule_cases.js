// Not a test: schedules the cases in a file (CASES, a URL) for test_schedule_vectors.py, and
// prints what came out.

import { readFileSync } from "node:fs";

import { day, iso } from "../../themes/plain/scripts/sheets/dates.js";
import { schedule } from "../../themes/plain/scripts/sheets/schedule.js";

/** @param {any} given */
export function scheduled({ rows, calendar, today, kind }) {
  const { items, cycles, end } = schedule(rows, calendar, day(today) ?? NaN, kind);
  const plain = [...items].map(([id, { from, ...item }]) => [
    id,
    { ...item, start: iso(item.start), due: iso(item.due) },
  ]);
  return { items: Object.fromEntries(plain), cycles, end: iso(end) };
}

if (process.env.CASES) {
  const cases = JSON.parse(readFileSync(new URL(process.env.CASES, import.meta.url), "utf8"));
  console.log(JSON.stringify(cases.map(scheduled)));
}
