import test from "node:test";
import { equal } from "node:assert/strict";

import * as dates from "../../themes/plain/scripts/sheets/dates.js";
import { workdays } from "../../themes/plain/scripts/sheets/workdays.js";
import { vectors } from "./support.js";

const { day, iso } = dates;
const VECTORS = vectors("dates");

/** @template T @param {T} v */
const at = (v) => ({ v, t: 1 });

/** @param {string} text */
const known = (text) => /** @type {Day} */ (day(text));

test("dates are days, and have a weekday", () => {
  for (const { iso: text, day: number, weekday } of VECTORS.days) {
    equal(day(text), number, text);
    equal(iso(number), text);
    equal(dates.weekday(number), weekday, text);
  }
});

test("what is no date is null", () => {
  for (const text of VECTORS.not) equal(day(text), null, text);
  for (const value of [null, undefined, 5, true, [], {}, ["2027-01-04"]]) equal(day(value), null);
});

test("a day outside the years 1 to 9999 has no date", () => {
  for (const number of [-719163, 2932897, NaN, Infinity, 1e20]) equal(iso(number), "");
});

test("working days pass over weekends and holidays", () => {
  for (const { from, n, workdays: week = [1, 2, 3, 4, 5], holidays = [], to } of VECTORS.workdays) {
    const { add } = workdays({ start: at(""), workdays: at(week), holidays: at(holidays) });
    equal(iso(add(known(from), n)), to, from);
  }
});

test("today is the day on the wall, in any zone", () => {
  const zone = process.env.TZ;
  for (const { at, zone, day: text } of VECTORS.today) {
    process.env.TZ = zone;
    equal(iso(dates.today(new Date(at))), text, `${at} in ${zone}`);
  }
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

test("the words for a first day", () => {
  for (const { words, today, day: text } of VECTORS.words)
    equal(iso(dates.dayOf(words, known(today))), text, words);
});
