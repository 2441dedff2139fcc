import test from "node:test";
import { deepEqual, equal, ok } from "node:assert/strict";

import { day, iso } from "../../themes/plain/scripts/sheets/dates.js";
import { change, outline } from "../../themes/plain/scripts/sheets/plan.js";
import { schedule } from "../../themes/plain/scripts/sheets/schedule.js";
import {
  arrow,
  barsOf,
  box,
  extent,
  fit,
  lengthTo,
  longer,
  ticks,
  xOf,
} from "../../themes/plain/scripts/sheets/timeline-scale.js";
import { workdays } from "../../themes/plain/scripts/sheets/workdays.js";
import { chance, planOf, sheet, steps } from "./support.js";

/** @typedef {import("../../themes/plain/scripts/sheets/timeline-scale.js").View} View */
/** @typedef {import("../../themes/plain/scripts/sheets/timeline-scale.js").Bar} Bar */

/** @param {string} text */
const at = (text) => /** @type {Day} */ (day(text));
const MONDAY = at("2027-01-04");

/** @param {Partial<View>} [more] @returns {View} */
const view = (more) => ({
  scale: "week",
  px: 10,
  first: MONDAY,
  last: MONDAY + 28,
  row: 36,
  mid: 18,
  ...more,
});

/** @param {{ [row: string]: object }} [cells] @param {Day} [today] */
function shown(cells = {}, today = MONDAY) {
  const changes = Object.entries(cells).flatMap(([row, given]) =>
    Object.entries(given).map(([column, v]) => [["lists", "the-plan", row, "cells", column], v]),
  );
  const begun = planOf(sheet({ plan: { start: "2027-01-04" }, lists: [steps()] }));
  const plan = change(
    begun,
    /** @type {Change[]} */ ([[["calendar", "start"], "2027-01-04"], ...changes]),
    5,
  );
  const { items } = schedule(plan.lists["the-plan"], plan.calendar, today, "plan");
  return barsOf(outline(plan, "the-plan"), items);
}

/** @param {Bar[]} bars @param {string} id */
const find = (bars, id) => /** @type {Bar & { time: Timed }} */ (bars.find((bar) => bar.id === id));

test("rows are spans, steps and milestones, in the order of the table", () => {
  const bars = shown({ write: { dur: [0, "d"], by: "2027-01-08", pin: "2027-01-07" } });
  deepEqual(
    bars.map(({ id, at, level, kind }) => [id, at, level, kind]),
    [
      ["understand", 0, 0, "span"],
      ["read", 1, 1, "step"],
      ["write", 2, 1, "milestone"],
    ],
  );
  const write = find(bars, "write");
  deepEqual([write.by, write.pinned, write.after], [at("2027-01-08"), true, ["read"]]);
});

test("a row without dates has a name alone, one without anything is not there", () => {
  const row = { id: "later", order: { v: "b0", t: 1 }, cells: { text: { v: "Later", t: 1 } } };
  const empty = { id: "empty", order: { v: "b1", t: 1 }, cells: {} };
  const rows = [row, empty].map((one) => ({ row: one, level: 0 }));
  deepEqual(
    barsOf(rows, new Map()).map(({ id, kind }) => [id, kind]),
    [["later", "none"]],
  );
});

test("what is shown goes from the first start to the last deadline", () => {
  const bars = shown({ read: { by: "2027-03-31" } });
  deepEqual(extent(bars, MONDAY).map(iso), ["2027-01-04", "2027-03-31"]);
  deepEqual(extent(bars, MONDAY - 5).map(iso), ["2026-12-30", "2027-03-31"], "today is near");
  deepEqual(extent(bars, MONDAY - 90).map(iso), ["2027-01-04", "2027-03-31"], "today is far");
  equal(extent([], MONDAY)[0], MONDAY);
});

test("a mistyped year makes no endless page", () => {
  const [first, last] = extent(
    shown({ read: { pin: "9999-01-01" }, write: { by: "0001-01-01" } }),
    MONDAY,
  );
  ok(last - first < 8000);
});

test("the scale that fits is the finest one, and fills the width", () => {
  deepEqual(fit([0, 13], 420), { scale: "day", px: 30 });
  deepEqual(fit([0, 41], 630), { scale: "week", px: 15 });
  deepEqual(fit([0, 99], 400), { scale: "month", px: 4 });
  deepEqual(fit([0, 399], 800), { scale: "month", px: 2 });
  deepEqual(fit([0, 799], 800), { scale: "quarter", px: 1 });
  equal(fit([0, 3999], 800).px, 1, "then it scrolls");
  ok(fit([0, 0], 2000).px < 50, "a single day is no wall");
});

test("weeks begin on Mondays, under the names of their months", () => {
  const { above, below } = ticks(view({ first: at("2027-01-27"), last: at("2027-02-16") }), "en");
  deepEqual(
    above.map(({ text, day }) => [text, iso(day)]),
    [
      ["January 2027", "2027-01-01"],
      ["February 2027", "2027-02-01"],
    ],
  );
  deepEqual(
    below.map(({ text }) => text),
    ["25", "1", "8", "15"],
  );
});

test("days, months and quarters, in the language of the sheet", () => {
  const year = { first: at("2027-01-01"), last: at("2028-01-01") };
  /** @param {Partial<View>} more @param {string} language */
  const texts = (more, language) => {
    const { above, below } = ticks(view(more), language);
    return [above.map(({ text }) => text), below.map(({ text }) => text)];
  };
  deepEqual(texts({ scale: "quarter", ...year }, "en"), [["2027"], ["Q1", "Q2", "Q3", "Q4"]]);
  const [years, months] = texts({ scale: "month", ...year }, "de");
  deepEqual([years, months.length, months[4]], [["2027"], 12, "Mai"]);
  const [[month], days] = texts({ scale: "day", last: MONDAY + 3 }, "de");
  deepEqual([month, days], ["Januar 2027", ["4", "5", "6"]]);
});

test("units follow each other without a gap, through leap years and the turn of the year", () => {
  const { whole, pick } = chance(7);
  for (let run = 0; run < 500; run++) {
    const first = at("2024-01-01") + whole(3000);
    const last = first + 1 + whole(800);
    const scale = pick(/** @type {const} */ (["day", "week", "month", "quarter"]));
    for (const marks of Object.values(ticks(view({ scale, first, last }), "en"))) {
      ok(marks[0].day <= first && (marks.at(-1)?.end ?? 0) >= last);
      marks.slice(1).forEach(({ day }, n) => equal(day, marks[n].end));
    }
  }
});

test("a day and its place", () => {
  equal(xOf(view(), MONDAY + 3), 30);
  equal(xOf(view(), MONDAY - 9), 0, "what began before is cut at the edge");
  equal(xOf(view(), MONDAY + 99), 280);
});

test("bars span their days, milestones stand in the middle of theirs", () => {
  const bars = shown({ read: { dur: [3, "d"] }, write: { dur: [0, "d"] } });
  deepEqual(box(view(), find(bars, "read")), { x: 0, width: 30, y: 54 });
  deepEqual(box(view(), find(bars, "write")), { x: 25, width: 0, y: 90 });
  equal(box(view({ px: 0.2 }), find(bars, "read")).width, 3, "none is too small to see");
});

test("an arrow goes down into what follows, or up, or back to what starts too early", () => {
  const bars = shown({ write: { dur: [3, "d"] } });
  const [read, write] = [find(bars, "read"), find(bars, "write")];
  equal(arrow(view(), read, write), "M10.0 54H15.0V81m-3 -4l3 4l3 -4");
  ok(arrow(view(), { ...read, at: 5 }, write).includes("V99m-3 4l3 -4l3 4"));
  const early = { ...write, time: { ...write.time, start: MONDAY - 2, due: MONDAY } };
  ok(arrow(view(), read, early).startsWith("M10.0 54h5V76.0H5.0"));
});

test("a bar is stretched to a day: in working days, or in weeks if it still is", () => {
  const days = workdays(planOf(sheet()).calendar);
  const read = find(shown({ read: { dur: [2, "d"] } }), "read");
  deepEqual(lengthTo(read, MONDAY + 4, days), [5, "d"]);
  deepEqual(lengthTo(read, MONDAY + 7, days), [6, "d"], "over a weekend");
  deepEqual(lengthTo(read, MONDAY + 5, days), [5, "d"], "to a Saturday");
  deepEqual(lengthTo(read, MONDAY - 9, days), [1, "d"], "it never ends before it starts");
  const weeks = find(shown({ read: { dur: [1, "w"] } }), "read");
  deepEqual(lengthTo(weeks, MONDAY + 14, days), [2, "w"]);
  deepEqual(lengthTo(weeks, MONDAY + 9, days), [8, "d"]);
});

test("what a stretched bar says is what the schedule then makes of it", () => {
  const days = workdays(planOf(sheet()).calendar);
  for (let due = MONDAY; due < MONDAY + 40; due++) {
    const read = find(shown({ read: { dur: [2, "d"] } }), "read");
    const again = find(shown({ read: { dur: lengthTo(read, due, days) } }), "read");
    equal(again.time.due, days.back(due));
  }
});

test("longer and shorter go by the step's own unit, down to a milestone", () => {
  const [read] = shown({ read: { dur: [2, "w"] } }).slice(1);
  deepEqual(longer(read, 1), [3, "w"]);
  deepEqual(longer({ ...read, dur: [1, "d"] }, -1), [0, "d"]);
  deepEqual(longer({ ...read, dur: [0, "d"] }, -1), [0, "d"]);
});
