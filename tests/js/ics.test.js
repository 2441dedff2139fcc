import test from "node:test";
import { deepEqual, equal, match, ok } from "node:assert/strict";

import { day } from "../../themes/plain/scripts/sheets/dates.js";
import { calendar } from "../../themes/plain/scripts/sheets/ics.js";
import { change } from "../../themes/plain/scripts/sheets/plan.js";
import { schedules } from "../../themes/plain/scripts/sheets/schedule.js";
import { exported } from "./ics_export.js";
import { NOW, field, planOf, sheet, steps } from "./support.js";

const TODAY = /** @type {Day} */ (day("2026-11-21"));
const definition = sheet({ lists: [steps()] });

/** @param {Change[]} changes @param {object} [more] */
function file(changes, more = {}) {
  const plan = change(planOf(definition), changes, 5);
  const sheets = [{ plan, definition, schedules: schedules(plan, TODAY) }];
  return calendar(sheets, { now: NOW, origin: "https://example.org", ...more });
}

/** @param {string} row @param {string} column */
const cell = (row, column) => ["lists", "the-plan", row, "cells", column];

/** @param {string} text @param {string} name */
const values = (text, name) =>
  text
    .replaceAll("\r\n ", "")
    .split("\r\n")
    .filter((line) => line.startsWith(`${name}:`))
    .map((line) => line.slice(name.length + 1));

test("the same plan on the same day gives the same file", () => {
  equal(file([]), file([]));
  deepEqual(exported(), exported());
});

test("a day later the sequence is higher, though nothing was edited", () => {
  const [first, second] = [
    values(file([]), "SEQUENCE"),
    values(file([], { now: new Date(NOW.getTime() + 864e5) }), "SEQUENCE"),
  ];
  ok(second.every((number, n) => +number > +first[n]));
});

test("no answer ends a line or begins a property", () => {
  const text = file([
    [cell("read", "text"), "Read\u0000\u2028\rEND:VEVENT"],
    [cell("read", "who"), "Raj\r\nATTENDEE:mailto:x"],
  ]);
  deepEqual(values(text, "ATTENDEE"), []);
  equal(values(text, "END").filter((word) => word === "VEVENT").length, 2);
  ok(!/[^\P{Cc}\r\n]/u.test(text));
  match(text, /DESCRIPTION:Who: Raj\\nATTENDEE/);
});

test("reminders of days and weeks", () => {
  for (const [remind, expected] of /** @type {[Duration, string][]} */ ([
    [[0, "d"], "PT9H"],
    [[1, "d"], "-PT63H"],
    [[1, "w"], "-PT159H"],
  ])) {
    const text = file([[cell("read", "remind"), remind]]);
    deepEqual(values(text, "TRIGGER"), [expected], String(remind)); // the 23rd is a Monday
  }
});

test("what is done rings and repeats no more", () => {
  const changes = /** @type {Change[]} */ ([
    [cell("read", "remind"), [1, "d"]],
    [cell("read", "every"), "every mon"],
  ]);
  equal(values(file(changes), "RRULE").length, 1);
  const text = file([...changes, [cell("read", "done"), "2026-11-20"]]);
  deepEqual([values(text, "RRULE"), values(text, "TRIGGER")], [[], []]);
  match(text, /SUMMARY:✓ Read/);
});

test("what was removed before the first export is not mentioned", () => {
  const gone = /** @type {Change[]} */ ([[["lists", "the-plan", "read", "gone"], true]]);
  deepEqual(values(file(gone), "STATUS"), []);
  deepEqual(values(file(gone, { exported: NOW.getTime() }), "STATUS"), []);
  deepEqual(values(file(gone, { exported: 1 }), "STATUS"), ["CANCELLED"]);
});

test("the last day of months that have no 31st", () => {
  const text = file([
    [["calendar", "start"], "2027-01-29"],
    [cell("read", "every"), "monthly"],
  ]);
  deepEqual(values(text, "RRULE"), ["FREQ=MONTHLY;BYMONTHDAY=28,29;BYSETPOS=-1"]);
});

test("routines without their worksheet are known by their columns", () => {
  const columns = [field("area"), field("weekly", "lines")];
  const plan = planOf(
    sheet({ lists: [{ id: "r", kind: "routine", label: "R", columns, rows: [{ id: "a" }] }] }),
  );
  const filled = change(
    plan,
    [
      [["lists", "r", "a", "cells", "weekly"], "Call"],
      [["lists", "r", "a", "cells", "area"], "x"],
    ],
    5,
  );
  const text = calendar([{ plan: filled, schedules: {} }], {
    now: NOW,
    origin: "https://example.org",
  });
  deepEqual(values(text, "UID"), ["p1.r.a.weekly@example.org"]);
});
