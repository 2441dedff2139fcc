import test from "node:test";
import { deepEqual, equal, ok } from "node:assert/strict";

import { day, iso, weekday } from "../../themes/plain/scripts/sheets/dates.js";
import { falls, nextTime, rhythm } from "../../themes/plain/scripts/sheets/every.js";
import { addMonths, describe, read } from "../../themes/plain/scripts/sheets/when.js";
import { vectors } from "./support.js";

const VECTORS = vectors("when");
const TODAY = /** @type {Day} */ (day(VECTORS.today));

/** @param {string} text @returns {Day} */
const at = (text) => day(text) ?? NaN;

test("days in words, on a Wednesday", () => {
  for (const [text, expected, language] of VECTORS.read)
    equal(iso(read(text, TODAY, language) ?? NaN), expected, `${text} ${language ?? ""}`);
});

test("words that are no day", () => {
  for (const text of VECTORS.no) equal(read(text, TODAY), null, text);
});

test("the next friday, from each day of a week", () => {
  const monday = at("2027-03-22");
  for (let now = monday; now < monday + 7; now++) {
    const [plain, next] = [read("fri", now) ?? NaN, read("next fri", now) ?? NaN];
    ok(plain > now && plain <= now + 7 && weekday(plain) === 5, iso(now));
    equal(next, monday + 11, iso(now));
  }
});

test("a day as one says it is read back as that day", () => {
  for (const language of ["en", "en-US", "en-GB"])
    for (let there = TODAY - 1; there < TODAY + 7; there++)
      equal(read(describe(there, TODAY, language), TODAY, language), there, iso(there));
});

test("days as one says them", () => {
  for (const [date, words, language] of VECTORS.describe)
    equal(describe(at(date), TODAY, language), words);
});

test("months end when they end", () => {
  deepEqual(
    [1, 2, 13, -1, 12].map((n) => iso(addMonths(at("2027-01-31"), n))),
    ["2027-02-28", "2027-03-31", "2028-02-29", "2026-12-31", "2028-01-31"],
  );
});

test("what comes round", () => {
  for (const [text, dates, language] of VECTORS.rhythms) {
    const found = rhythm(text, [1, 2, 3, 4, 5], language);
    if (!dates) equal(found, null, text);
    if (!dates || !found) continue;
    let next = TODAY;
    for (const date of dates) {
      equal(iso(nextTime(found, TODAY, next)), date, text);
      next = at(date) + 1;
    }
  }
});

test("weekdays are the plan's working days", () => {
  deepEqual(rhythm("weekday", [7, 1, 2])?.days, [1, 2, 7]);
});

test("nothing comes round before it first does; on the 31st or the last of the month", () => {
  const monthly = rhythm("monthly");
  ok(monthly);
  const first = at("2027-01-31");
  equal(falls(monthly, first, at("2026-12-31")), false);
  deepEqual(
    ["2027-02-28", "2027-03-31", "2027-03-30"].map((date) => falls(monthly, first, at(date))),
    [true, true, false],
  );
});
