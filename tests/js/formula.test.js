import test from "node:test";
import { deepEqual, equal } from "node:assert/strict";

import { day } from "../../themes/plain/scripts/sheets/dates.js";
import { evaluate, lookupIn, result as worked, round, show } from "../../themes/plain/scripts/sheets/formula.js";
import { chance, field, planOf, sheet, vectors } from "./support.js";

/** @param {any} vector @returns {unknown} the result for values as they stand there */
const result = ({ values, today, tree }) =>
  evaluate(tree, {
    today: /** @type {Day} */ (day(today)),
    field: (id) => values[id] ?? null,
    column: (list, column) =>
      (values[list] ?? []).map((/** @type {any} */ cells) => cells[column] ?? null),
  });

/** @param {number} n @param {Record<string, any>} cells @returns {Row} */
const row = (n, cells) => ({
  id: `r${n}`,
  order: { v: `a${n}`, t: 1 },
  cells: Object.fromEntries(Object.entries(cells).map(([id, v]) => [id, { v, t: 1 }])),
});

test("formulas mean what the builder says", () => {
  let count = 0;
  for (const vector of vectors("formula")) {
    if ("fault" in vector) continue;
    const found = result(vector);
    const wanted = vector.result;
    const near =
      typeof wanted === "number" && typeof found === "number" && !Number.isInteger(wanted);
    const same = near
      ? Math.abs(found - wanted) <= 1e-12 * Math.abs(wanted)
      : Object.is(found, wanted);
    equal(same, true, `${vector.source} is ${found}, not ${wanted}`);
    count++;
  }
  equal(count > 150, true, "the vectors are there");
});

test("a computed field reads another one", () => {
  const definition = sheet({
    fields: [
      field("calls", "number"),
      field("week", "computed", { formula: ["*", ["field", "calls"], 5] }),
      field("year", "computed", { formula: ["*", ["field", "week"], 48] }),
    ],
  });
  const plan = planOf(definition);
  const lookup = () => lookupIn(plan, definition, 0);
  equal(lookup().field("year"), null);
  plan.values.calls = { v: 10, t: 1 };
  equal(lookup().field("year"), 2400);
  plan.values.calls = { v: "about ten", t: 2 };
  equal(lookup().field("year"), null);
  equal(lookup().field("constructor"), null);
});

test("an answer that does not fit its kind is not known; a tick never set is false", () => {
  const definition = sheet({
    fields: [field("n", "number"), field("when", "date"), field("done", "tick"), field("name")],
  });
  const plan = planOf(definition);
  const all = () => ["n", "when", "done", "name"].map(lookupIn(plan, definition, 0).field);
  deepEqual(all(), [null, null, false, null]);
  plan.values = {
    n: { v: "5", t: 1 },
    when: { v: "soon", t: 1 },
    done: { v: "yes", t: 1 },
    name: { v: "", t: 1 },
  };
  deepEqual(all(), [null, null, true, null]);
  plan.values = {
    n: { v: 5, t: 1 },
    when: { v: "2027-03-31", t: 1 },
    done: { v: true, t: 1 },
    name: { v: "x", t: 1 },
  };
  deepEqual(all(), [5, "2027-03-31", true, "x"]);
});

test("rows that are gone do not count", () => {
  const definition = sheet({
    lists: [{ id: "log", kind: "log", label: "Log", columns: [field("calls", "number")] }],
  });
  const plan = planOf(definition);
  plan.lists.log = [row(1, { calls: 3 }), { ...row(2, { calls: 4 }), gone: { v: true, t: 1 } }];
  equal(evaluate(["call", "sum", ["column", "log", "calls"]], lookupIn(plan, definition, 0)), 3);
});

test("round goes by the decimals as they are written", () => {
  const cases = [
    [1.005, 2, 1.01],
    [2.5, 0, 3],
    [-2.5, 0, -3],
    [-0.4, 0, 0],
    [1234, -2, 1200],
    [1e21, 2, 1e21],
    [1.5e-7, 7, 2e-7],
    [1e-30, 2, 0],
    [1, 10, null],
    [1, 0.5, null],
  ];
  for (const [x, places, wanted] of cases)
    equal(
      Object.is(round(/** @type {number} */ (x), /** @type {number} */ (places)), wanted),
      true,
      `${x}`,
    );
});

test("no tree of numbers gives anything that is not finite", () => {
  const { whole, pick } = chance(7);
  /** @param {number} depth @returns {Tree} */
  const tree = (depth) =>
    depth
      ? [pick(["+", "-", "*", "/", "^"]), tree(depth - 1), tree(depth - 1)]
      : whole(2000) - 1000;
  const lookup = lookupIn(planOf(sheet()), sheet(), 0);
  for (let n = 0; n < 500; n++) {
    const value = evaluate(tree(4), lookup);
    equal(value === null || Number.isFinite(value), true, String(value));
    equal(Object.is(value, -0), false);
  }
});

test("results as people read them", () => {
  equal(show(36000, "money", "en", "USD"), "$36,000");
  equal(show(36000.5, "money", "en", "USD"), "$36,000.50");
  equal(show(36000.5, "money", "de", "EUR"), "36.000,50\u00a0€");
  equal(show(0.6777, "percent", "en", "USD", 1), "67.8%");
  equal(show(0.5, "percent", "en"), "50%");
  equal(show(1234.5678, "number", "en"), "1,234.57");
  equal(show(2, "number", "en", "USD", 1), "2.0");
  equal(show(1 / 3, "", "en"), "0.33");
  equal(show("2027-03-31", "date", "en-GB"), "31 Mar 2027");
  equal(show(null, "money", "en", "USD"), "");
  equal([show(true), show(false), show("Client")].join(), "yes,no,Client");
});

test("a sum of nothing is no result, and a sum of noughts is", () => {
  const definition = sheet({
    fields: [
      field("need", "number"),
      field("open", "computed", { formula: ["call", "count", ["column", "deals", "who"]] }),
    ],
  });
  const missing = ["call", "max", ["-", ["field", "need"], ["field", "open"]], 0];
  const plan = planOf(definition);
  const lookup = lookupIn(plan, definition, /** @type {Day} */ (0));
  equal(evaluate(missing, lookup), 0);
  equal(worked(missing, lookup), null);
  equal(worked(["call", "today"], lookup), "1970-01-01");
  plan.values.need = { v: 0, t: 1 };
  equal(worked(missing, lookup), 0);
});
