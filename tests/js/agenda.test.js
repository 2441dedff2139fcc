import test from "node:test";
import { deepEqual, equal } from "node:assert/strict";

import { agenda, written } from "../../themes/plain/scripts/sheets/agenda.js";
import { day, iso } from "../../themes/plain/scripts/sheets/dates.js";
import { merge } from "../../themes/plain/scripts/sheets/merge.js";
import { change, read, rows } from "../../themes/plain/scripts/sheets/plan.js";
import { added, places, understand } from "../../themes/plain/scripts/sheets/quick.js";
import { tickOf } from "../../themes/plain/scripts/sheets/routines.js";
import { field, grid, planOf, sheet, steps, vectors } from "./support.js";

const VECTORS = vectors("agenda");
const TODAY = /** @type {Day} */ (day(VECTORS.today));
const LIST = "the-plan";

/** @param {any} cells @param {Partial<Definition>} [more] */
function one(cells, more = {}) {
  const own = { text: "Call", ...cells };
  const definition = sheet({ lists: [steps({ kind: "steps", rows: [{ id: "s", cells: own }] })], ...more });
  return { definition, plan: change(planOf(definition), [[["calendar", "start"], "2026-11-02"]], 5) };
}

/** @param {import("../../themes/plain/scripts/sheets/agenda.js").Agenda} found */
const names = (found) =>
  Object.entries(found).flatMap(([name, all]) => (all.length && name !== "quiet" ? [name] : []));

test("where a step stands", () => {
  for (const [cells, section] of VECTORS.sections) {
    const { plan, definition } = one(cells);
    const found = agenda([plan], [definition], TODAY, ["kim"]);
    deepEqual(names(found), section ? [section] : [], JSON.stringify(cells));
  }
});

test("a step that was ticked a moment ago is done today", () => {
  const { plan, definition } = one({ pin: VECTORS.today });
  const noon = new Date(2026, 10, 25, 12).getTime();
  const next = change(plan, [[["lists", LIST, "s", "cells", "done"], true]], noon);
  deepEqual(names(agenda([next], [definition], TODAY)), ["done"]);
});

test("the order of a day goes across plans", () => {
  const plans = ["a1", "a0", "a0i"].map((place, n) => {
    const { plan } = one({ text: place, day: `${VECTORS.today} ${place}` });
    return { ...plan, id: `p${n}` };
  });
  deepEqual(agenda(plans, [], TODAY).day.map(({ text }) => text), ["a0", "a0i", "a1"]);
});

test("what waits longest comes first", () => {
  const rows = ["2026-11-24", "2026-11-20", "2026-11-23"].map((pin, n) => ({ id: `s${n}`, cells: { text: pin, pin } }));
  const plan = planOf(sheet({ lists: [steps({ rows })] }));
  deepEqual(agenda([plan], [], TODAY).overdue.map(({ text }) => text), ["2026-11-20", "2026-11-23", "2026-11-24"]);
});

// ---------------------------------------------------------------- dates

test("dates that a sheet asks to be reminded of", () => {
  const touches = grid({ id: "open", columns: [field("who"), field("touch", "date", { is: "next" })], rows: [] });
  const definition = sheet({ lists: [touches], fields: [field("review", "date", { is: "next" }), field("made", "date")] });
  /** @param {string} id @param {string} column @param {any} v @returns {Change} */
  const cell = (id, column, v) => [["lists", "open", id, "cells", column], v];
  const plan = change(
    planOf(definition),
    [
      cell("a", "who", "Raj"), cell("a", "touch", "2026-11-30"),
      cell("b", "who", "Ana\nof finance"), cell("b", "touch", "2026-11-20"),
      cell("c", "who", "Later"), cell("c", "touch", "2027-11-20"),
      cell("d", "who", "No day"), cell("d", "touch", "soon"),
      cell("e", "who", "Gone"), cell("e", "touch", "2026-11-25"), [["lists", "open", "e", "gone"], true],
      [["values", "review"], "2026-11-26"], [["values", "made"], "2026-11-25"],
    ],
    5,
  ); // prettier-ignore
  const found = agenda([plan], [definition], TODAY).dates.map(({ text, label, day }) => [text, label, iso(day)]);
  deepEqual(found, [
    ["Ana", "Touch", "2026-11-20"],
    ["Review", "", "2026-11-26"],
    ["Raj", "Touch", "2026-11-30"],
  ]);
});

// ---------------------------------------------------------------- routines

const ROUTINE = {
  id: "routines",
  kind: "routine",
  label: "Routines",
  columns: [
    field("area"),
    ...["daily", "weekly", "monthly", "quarterly"].map((rhythm) => field(rhythm, "lines", { rhythm })),
  ],
  rows: [{ id: "new", cells: { area: "New names" } }],
};
const ROUTINES = sheet({ lists: [ROUTINE] });

/** @param {string} rhythm @param {string} text */
const routinePlan = (rhythm, text) =>
  change(planOf(ROUTINES), [[["lists", "routines", "new", "cells", rhythm], text]], 5);

test("routines, and how many times in a row they were kept", () => {
  for (const [rhythm, ticked, done, streak] of VECTORS.rhythms) {
    const plan = routinePlan(rhythm, "Call two");
    const [{ suffix }] = agenda([plan], [ROUTINES], TODAY).routines;
    const ticks = ticked.map((/** @type {string} */ date) => [
      ["lists", "routines", "new", "cells", tickOf(day(date) ?? NaN, suffix)],
      true,
    ]);
    const [found] = agenda([change(plan, ticks, 6)], [ROUTINES], TODAY).routines;
    const words = `${rhythm} ${ticked}`;
    deepEqual([found.text, found.area, found.often], ["Call two", "New names", `${rhythm[0].toUpperCase()}${rhythm.slice(1)}`]);
    equal(found.done === null ? null : iso(found.done), done, words);
    equal(found.streak, streak, words);
  }
});

test("each line is a routine, by its words", () => {
  const plan = routinePlan("daily", "Call two\n\n Write one \nCall two");
  const found = agenda([plan], [ROUTINES], TODAY).routines;
  deepEqual(found.map(({ text }) => text), ["Call two", "Write one"]);
  const changed = agenda([routinePlan("daily", "write  ONE\nElse")], [ROUTINES], TODAY).routines;
  equal(changed[0].suffix, found[1].suffix);
});

test("no daily routine on a day off, nor on a holiday", () => {
  const plan = routinePlan("daily", "Call two");
  deepEqual(agenda([plan], [ROUTINES], TODAY + 3).routines, []);
  const holiday = change(plan, [[["calendar", "holidays"], [VECTORS.today]]], 6);
  deepEqual(agenda([holiday], [ROUTINES], TODAY).routines, []);
});

test("steps that repeat", () => {
  for (const [every, pin, ticked, start, done, streak] of VECTORS.repeats) {
    const { plan, definition } = one({ every, pin });
    const ticks = ticked.map((/** @type {string} */ date) => [["lists", LIST, "s", "cells", tickOf(day(date) ?? NaN, "")], true]);
    const [found] = agenda([change(plan, ticks, 6)], [definition], TODAY).routines;
    equal(found ? iso(found.start) : null, start, every);
    if (!found) continue;
    equal(found.done === null ? null : iso(found.done), done, every);
    equal(found.streak, streak, every);
  }
});

test("ticks are read back, and ticks of two tabs are both kept", () => {
  const plan = routinePlan("daily", "Call two");
  const [{ suffix }] = agenda([plan], [ROUTINES], TODAY).routines;
  /** @param {Day} on @param {number} t */
  const ticked = (on, t) =>
    change(plan, [[["lists", "routines", "new", "cells", tickOf(on, suffix)], true]], t);
  const both = merge(ticked(TODAY, 7), ticked(TODAY - 1, 7));
  const [back] = read(JSON.stringify(both)).plans;
  equal(agenda([back], [ROUTINES], TODAY).routines[0].streak, 2);
});

// ---------------------------------------------------------------- logs

const LOG = grid({
  id: "log",
  kind: "log",
  every: "daily",
  columns: [field("date", "date"), field("made", "number"), field("learned")],
  rows: [],
});
const LOGS = sheet({ lists: [LOG] });

test("tonight's line is made once, and then written to", () => {
  const plan = planOf(LOGS);
  const first = change(plan, written(plan, LOG, "made", 7, TODAY), 5);
  const next = change(first, written(first, LOG, "learned", "Ask", TODAY), 6);
  const [row, ...others] = rows(next, "log");
  deepEqual(others, []);
  deepEqual([row.cells.date.v, row.cells.made.v, row.cells.learned.v], [VECTORS.today, 7, "Ask"]);
  equal(agenda([next], [LOGS], TODAY).debriefs[0].row?.id, row.id);
  const tab = change(plan, written(plan, LOG, "learned", "Listen", TODAY), 7);
  equal(rows(merge(next, tab), "log").length, 1);
});

test("a line that was removed stays removed; the new one comes last", () => {
  const plan = planOf(LOGS);
  const first = change(plan, written(plan, LOG, "made", 7, TODAY - 1), 5);
  const made = change(first, written(first, LOG, "made", 8, TODAY), 6);
  const gone = change(made, [[["lists", "log", `day-${VECTORS.today}`, "gone"], true]], 7);
  const again = change(gone, written(gone, LOG, "made", 9, TODAY), 8);
  deepEqual(rows(again, "log").map(({ cells }) => cells.made.v), [7, 9]);
});

test("a log of weeks has one line for the week, and one of any days has none", () => {
  const weekly = { ...LOG, every: "weekly" };
  const plan = change(planOf(LOGS), written(planOf(LOGS), weekly, "made", 3, TODAY - 2), 5);
  equal(agenda([plan], [{ ...LOGS, lists: [weekly] }], TODAY).debriefs[0].row?.cells.made.v, 3);
  deepEqual(agenda([plan], [{ ...LOGS, lists: [{ ...LOG, every: "any" }] }], TODAY).debriefs, []);
  deepEqual(agenda([plan], [LOGS], TODAY + 3).debriefs, [], "nor on a Saturday");
});

test("who has gone quiet", () => {
  const contacts = grid({ id: "c", columns: [field("name"), field("spoke", "date", { is: "contact" })], rows: [] });
  const definition = sheet({ lists: [contacts] });
  const plan = planOf(definition);
  deepEqual(agenda([plan], [definition], TODAY).quiet, []);
  const [quiet] = agenda([plan], [definition], TODAY + 30).quiet;
  equal(quiet.text, "No contact for 34 days.");
});

// ---------------------------------------------------------------- one line becomes a step

test("a line as it is understood", () => {
  for (const [line, text, who, date] of VECTORS.quick)
    deepEqual(understand(line, TODAY), { text, who, day: date && day(date) }, line);
});

test("a step goes under an item, after the others, on its day", () => {
  const plan = planOf(sheet({ lists: [steps()] }));
  const [place] = places(plan);
  deepEqual(place, { list: LIST, parent: "understand", text: "Understand" });
  const next = change(plan, added(plan, LIST, "understand", "n1", understand("Ask @Sue friday", TODAY), TODAY + 2), 5);
  deepEqual(rows(next, LIST).map(({ id }) => id), ["understand", "read", "write", "n1"]);
  const [found] = agenda([next], [], TODAY).week.filter(({ row }) => row.id === "n1");
  deepEqual([found.text, found.who, found.start], ["Ask", "Sue", TODAY + 2]);
});

test("a list of steps without items has one place", () => {
  const plan = planOf(sheet({ lists: [steps({ kind: "steps", rows: [] })] }));
  deepEqual(places(plan), [{ list: LIST, parent: "", text: "The plan" }]);
  const next = change(plan, added(plan, LIST, "", "n1", understand("Ask", TODAY), TODAY), 5);
  deepEqual(names(agenda([next], [], TODAY)), ["today"]);
});
