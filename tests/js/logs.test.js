import test from "node:test";
import { equal } from "node:assert/strict";

import { day } from "../../themes/plain/scripts/sheets/dates.js";
import { streak } from "../../themes/plain/scripts/sheets/logs.js";

const WEEK = [1, 2, 3, 4, 5];

/** @param {string} today @param {string[]} dates @param {number[]} [workdays] @param {string[]} [off] */
const run = (today, dates, workdays = WEEK, off = []) => {
  const days = /** @param {string[]} all */ (all) => new Set(all.map((one) => Number(day(one))));
  return streak(days(dates), Number(day(today)), workdays, days(off));
};

test("no line, no days", () => equal(run("2027-01-05", []), 0));

test("today need not have its line yet", () => {
  equal(run("2027-01-06", ["2027-01-04", "2027-01-05"]), 2);
  equal(run("2027-01-06", ["2027-01-04", "2027-01-05", "2027-01-06"]), 3);
});

test("a working day that was missed ends it", () => {
  equal(run("2027-01-07", ["2027-01-04", "2027-01-05"]), 0);
  equal(run("2027-01-07", ["2027-01-04", "2027-01-06"]), 1);
});

test("days without work break nothing, and count if there is a line", () => {
  equal(run("2027-01-11", ["2027-01-07", "2027-01-08", "2027-01-11"]), 3);
  equal(run("2027-01-11", ["2027-01-08", "2027-01-09", "2027-01-11"]), 3);
  equal(run("2027-01-11", ["2027-01-08", "2027-01-11"], []), 1);
  equal(run("2027-01-07", ["2027-01-05", "2027-01-07"], WEEK, ["2027-01-06"]), 2);
});

test("what lies ahead does not count", () => equal(run("2027-01-05", ["2027-01-06"]), 0));
