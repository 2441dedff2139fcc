import test from "node:test";
import { deepEqual, equal, ok } from "node:assert/strict";

import { day, iso } from "../../themes/plain/scripts/sheets/dates.js";
import { schedule, schedules, stepsIn } from "../../themes/plain/scripts/sheets/schedule.js";
import { workdays } from "../../themes/plain/scripts/sheets/workdays.js";
import { scheduled } from "./schedule_cases.js";
import { chance, planOf, sheet, steps, vectors } from "./support.js";

const MONDAY = /** @type {Day} */ (day("2027-01-04"));
const stamp = (/** @type {any} */ v, t = 1) => ({ v, t });

/** @param {any} given a vector's row @param {number} n @returns {Row} */
function spelledOut({ id, parent = "", untouched, ...cells }, n) {
  const given = Object.entries(cells).map(([name, v]) => [name, stamp(v, untouched ? 0 : 1)]);
  const order = stamp(`a${String(n).padStart(2, "0")}`);
  return {
    id,
    order,
    parent: stamp(parent),
    cells: { text: stamp(id), ...Object.fromEntries(given) },
  };
}

/** @param {{ start?: string, workdays?: number[], holidays?: string[] }} [given] */
const calendarOf = ({ start = "2027-01-04", workdays = [1, 2, 3, 4, 5], holidays = [] } = {}) => ({
  start: stamp(start),
  workdays: stamp(workdays),
  holidays: stamp(holidays),
});

test("the vectors that Python reads too", () => {
  for (const { name, rows, today, kind = "steps", items, cycles = [], end, ...days } of vectors(
    "schedule",
  )) {
    const calendar = calendarOf(days);
    const found = scheduled({ rows: rows.map(spelledOut), calendar, today, kind });
    deepEqual(Object.keys(found.items).sort(), Object.keys(items).sort(), name);
    for (const [id, expected] of Object.entries(items)) {
      const facts = Object.fromEntries(
        Object.keys(expected).map((key) => [key, found.items[id][key]]),
      );
      deepEqual(facts, expected, `${name}: ${id}`);
    }
    deepEqual(found.cycles, cycles, name);
    if (end) equal(found.end, end, name);
  }
});

// ---------------------------------------------------------------- properties

/** A plan of no more than twelve steps. @param {number} seed @param {boolean} circles */
function random(seed, circles = false) {
  const { whole, pick } = chance(seed);
  const count = 1 + whole(12);
  const lag = () => pick([undefined, [whole(4), "d"], [whole(3), "w"]]);
  const rows = Array.from({ length: count }, (_, n) => {
    /** @type {any} */
    const row = { id: `s${n}`, dur: [whole(5), pick(["d", "d", "w"])] };
    const reach = circles ? count : n;
    if (reach && whole(3)) row.after = [0, 1].map(() => ({ id: `s${whole(reach)}`, lag: lag() }));
    if (!whole(8)) row.pin = iso(MONDAY + whole(30));
    if (!whole(6)) row.by = iso(MONDAY + whole(40));
    if (!whole(6)) row.done = iso(MONDAY + whole(20));
    if (reach && !whole(5)) row.parent = `s${whole(reach)}`;
    return row;
  }).map(spelledOut);
  const holidays = [0, 1, 2].map(() => iso(MONDAY + whole(40)));
  const week = pick([
    [1, 2, 3, 4, 5],
    [1, 2, 3, 4, 5],
    [1, 3],
    [6, 7],
  ]);
  return {
    rows,
    calendar: calendarOf({ holidays, workdays: week }),
    today: MONDAY - 9 + whole(50),
  };
}

/**
 * @param {(plan: ReturnType<typeof random>, seed: number) => void} check
 * @param {boolean} [circles]
 */
function forAll(check, circles) {
  for (let seed = 1; seed <= 400; seed++) check(random(seed, circles), seed);
}

test("nothing starts before what it follows is over, unless it is pinned or done", () => {
  forAll(({ rows, calendar, today }, seed) => {
    const { items, cycles } = schedule(rows, calendar, today);
    if (cycles.length) return;
    const { add } = workdays(calendar);
    for (const { id, cells } of rows) {
      const own = items.get(id);
      if (!own || own.why === "span" || cells.pin || cells.done) continue;
      for (const { id: before, lag = [0, "d"] } of cells.after?.v ?? []) {
        const due = items.get(before)?.due ?? NaN;
        const least = lag[1] === "w" ? due + 7 * lag[0] : add(due, lag[0]);
        ok(
          own.start >= least + +(!lag[0] && !own.milestone),
          `seed ${seed}: ${id} after ${before}`,
        );
      }
    }
  });
});

test("nothing starts or is due on a day off, unless it is pinned or done", () => {
  forAll(({ rows, calendar, today }, seed) => {
    const { works } = workdays(calendar);
    const { items } = schedule(rows, calendar, today);
    for (const { id, cells } of rows) {
      const own = items.get(id);
      if (!own || own.why === "span" || cells.pin || cells.done) continue;
      ok(works(own.start) && works(own.due) && own.start <= own.due, `seed ${seed}: ${id}`);
    }
  }, true);
});

test("if one takes longer, nothing else comes earlier", () => {
  forAll(({ rows, calendar, today }, seed) => {
    const { items } = schedule(rows, calendar, today);
    const [n, unit] = rows[seed % rows.length].cells.dur.v;
    if (unit === "d" && !n) return; // a milestone that becomes a step starts a day later
    const longer = rows.map((row, at) =>
      at === seed % rows.length
        ? { ...row, cells: { ...row.cells, dur: stamp([n + 2, unit]) } }
        : row,
    );
    const moved = schedule(longer, calendar, today).items;
    for (const [id, { due, why }] of items)
      ok((moved.get(id)?.due ?? NaN) >= due || why === "done", `seed ${seed}: ${id}`);
  });
});

test("as the days go by, nothing comes earlier", () => {
  forAll(({ rows, calendar, today }, seed) => {
    const { items } = schedule(rows, calendar, today);
    for (const [id, { due }] of schedule(rows, calendar, today + 4).items)
      ok(due >= (items.get(id)?.due ?? NaN), `seed ${seed}: ${id}`);
  });
});

test("how the rows lie in the file does not matter", () => {
  forAll(({ rows, calendar, today }, seed) => {
    const { pick } = chance(seed);
    const mixed = [...rows].sort(() => pick([-1, 1]));
    deepEqual(schedule(mixed, calendar, today), schedule(rows, calendar, today), `seed ${seed}`);
  }, true);
});

test("circles end, and those who are not in one stay", () => {
  let found = 0;
  forAll(({ rows, calendar, today }, seed) => {
    const { items, cycles } = schedule(rows, calendar, today);
    equal(items.size, rows.length, `seed ${seed}`);
    ok(
      [...items.values()].every(({ start, due }) => Number.isInteger(start + due)),
      `seed ${seed}`,
    );
    found += cycles.length;
  }, true);
  ok(found > 200, `${found} circles`);
});

// ---------------------------------------------------------------- plans of any origin

test("what a foreign file may say does no harm", () => {
  const rows = [
    { id: "a", dur: [1e12, "d"] },
    { id: "b", dur: [-5, "w"], after: [{ id: "a", lag: [-3, "d"] }] },
    { id: "c", dur: [NaN, "d"], after: "a", pin: "soon", by: 5, done: "maybe" },
    { id: "constructor", after: [{ id: "__proto__" }] },
  ].map(spelledOut);
  const calendar = calendarOf({ start: "", workdays: [9, 1.5], holidays: ["never"] });
  const { items, end } = schedule(rows, calendar, MONDAY);
  equal(items.get("a")?.due, MONDAY + 9998);
  equal(
    items.get("b")?.start,
    MONDAY + 9998,
    "a lag below 0 is none, and a time below 0 a milestone",
  );
  deepEqual([items.get("c")?.milestone, items.get("c")?.start], [true, MONDAY]);
  deepEqual([items.get("constructor")?.start, end], [MONDAY, MONDAY + 9998]);
});

test("five thousand steps in a row, and below each other", () => {
  const chain = Array.from({ length: 5000 }, (_, n) => ({
    id: `s${n}`,
    after: [{ id: `s${n - 1}` }],
  }));
  const { end } = schedule(chain.map(spelledOut), calendarOf({ workdays: [] }), MONDAY);
  equal(end, MONDAY + 4999);
  const deep = Array.from({ length: 5000 }, (_, n) => ({ id: `s${n}`, parent: `s${n - 1}` }));
  const { items } = schedule(deep.map(spelledOut), calendarOf(), MONDAY);
  deepEqual([items.get("s0")?.why, items.get("s0")?.due, items.size], ["span", MONDAY, 5000]);
});

test("nothing to do ends when it starts", () => {
  deepEqual(schedule([], calendarOf({ start: "2027-01-09" }), MONDAY), {
    items: new Map(),
    cycles: [],
    end: day("2027-01-11"),
  });
});

test("all lists of a plan, and its steps by start", () => {
  const plan = planOf(sheet({ lists: [steps(), { ...steps(), id: "risks", kind: "grid" }] }));
  const all = schedules(plan, MONDAY);
  deepEqual(Object.keys(all), ["the-plan"]);
  deepEqual(
    stepsIn(plan, all).map(({ list, row }) => [list, row.id]),
    [
      ["the-plan", "read"],
      ["the-plan", "write"],
    ],
  );
});
