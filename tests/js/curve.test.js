import test from "node:test";
import { deepEqual, equal } from "node:assert/strict";

import { curve, marks, there } from "../../themes/plain/scripts/sheets/curve.js";
import { sentences } from "../../themes/plain/scripts/sheets/curve-words.js";
import { day } from "../../themes/plain/scripts/sheets/dates.js";

/** @param {{ [column: string]: any }[]} lines @returns {any} a plan with these lines in its log */
const planOf = (lines) => ({
  lists: {
    log: lines.map((cells, n) => ({
      id: `r${n}`,
      order: { v: `a${n}`, t: 1 },
      cells: Object.fromEntries(Object.entries(cells).map(([id, v]) => [id, { v, t: 1 }])),
    })),
  },
});
/** @param {string} every @param {...string} kinds @returns {any} */
const sheetOf = (every, ...kinds) => ({
  lists: [
    {
      id: "log",
      kind: "log",
      every,
      columns: ["date", ...kinds].map((kind) => ({ id: kind, kind, label: kind })),
    },
  ],
});
/** @param {string} date */
const at = (date) => Number(day(date));
const none = () => null;
/** @type {{ [field: string]: number }} */
const GROWS = { rate: 1, weeks: 52 };
const answers = (/** @type {string} */ id) => GROWS[id] ?? null;

test("a line for each column of numbers, by the day, with gaps", () => {
  const plan = planOf([
    { date: "2027-01-06", number: 3 },
    { date: "2027-01-04", number: 1 },
    { date: "2027-01-05", number: null },
    { date: null, number: 9 },
    { date: "no day", number: 9 },
  ]);
  const found = curve(plan, sheetOf("daily", "number", "money"), { of: "log" }, none);
  equal(found.along, "days");
  deepEqual(found.lines, [
    {
      name: "number",
      points: [
        [at("2027-01-04"), 1],
        [at("2027-01-05"), null],
        [at("2027-01-06"), 3],
      ],
    },
  ]);
  deepEqual(sentences(found, "en"), ["number: 1 on Jan 4, 3 on Jan 6; at least 1, at most 3."]);
});

test("nothing to show is no line", () => {
  deepEqual(curve(planOf([]), sheetOf("daily", "number"), { of: "log" }, none).lines, []);
  deepEqual(curve(planOf([]), sheetOf("daily", "number"), { of: "other" }, none).lines, []);
  const block = { of: "log", rate: "rate", span: "weeks" };
  deepEqual(curve(planOf([]), sheetOf("weekly", "tick"), block, none).lines, []);
});

test("a small gain, and what was kept of it", () => {
  const plan = planOf([
    { date: "2027-01-04", tick: true },
    { date: "2027-01-13", tick: false },
    { date: "2027-01-27", tick: true },
  ]);
  const block = { of: "log", rate: "rate", span: "weeks" };
  const { lines, up } = curve(plan, sheetOf("weekly", "tick"), block, answers);
  equal(up, "percent");
  const [planned, done] = lines;
  equal(planned.points.length, 53);
  equal(planned.points[52][1]?.toFixed(4), "0.6777");
  deepEqual(
    there(done).map(([x, y]) => [x, +y.toFixed(4)]),
    [
      [0, 0],
      [1, 0.01],
      [2, 0.01],
      [4, 0.0201],
    ],
    "the third week has no line, and the fourth stands in its own place",
  );
});

test("round marks hold all there is", () => {
  deepEqual(marks(9, 14), [0, 5, 10, 15]);
  deepEqual(marks(0, 0.6777), [0, 0.2, 0.4, 0.6, 0.8]);
  deepEqual(marks(-3, 7), [-5, -2.5, 0, 2.5, 5, 7.5]);
  deepEqual(marks(0, 0), [0, 0.25]);
  for (const most of [1, 3, 99, 100, 1234, 1e9]) {
    const all = marks(0, most);
    equal(all[0] === 0 && Number(all.at(-1)) >= most && all.length < 8, true, `${most}: ${all}`);
  }
});
