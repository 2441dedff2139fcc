import test from "node:test";
import { deepEqual, equal, ok } from "node:assert/strict";

import { openHistory } from "../../themes/plain/scripts/sheets/history.js";
import { canonical, merge } from "../../themes/plain/scripts/sheets/merge.js";
import { change, rows, stampAt } from "../../themes/plain/scripts/sheets/plan.js";
import { chance, field, grid, planOf, sheet, steps } from "./support.js";

const DEFINITION = sheet({ fields: [field("a"), field("b")], lists: [steps(), grid()] });
const A = ["values", "a"];
const B = ["values", "b"];

/** A page with its clock: each edit happens a while after the last one. */
function page() {
  const history = openHistory();
  let plan = planOf(DEFINITION);
  let now = 10000;
  return {
    history,
    get plan() {
      return plan;
    },
    set plan(next) {
      plan = next;
    },
    /** @param {Change[]} changes @param {number} [after] */
    edit: (changes, after = 5000) => (plan = history.edit(plan, changes, (now += after))),
    undo: () => (plan = history.undo(plan, (now += 100))),
    redo: () => (plan = history.redo(plan, (now += 100))),
    /** @param {Path} path */
    at: (path) => stampAt(plan, path)?.v,
  };
}

test("edits are undone and done again, one after the other", () => {
  const one = page();
  for (const v of ["x", "y", "z"]) one.edit([[A, v]]);
  const seen = [one.undo, one.undo, one.undo, one.undo, one.redo, one.redo, one.redo, one.redo].map(
    (step) => (step(), one.at(A)),
  );
  deepEqual(seen, ["y", "x", null, null, "x", "y", "z", "z"]);
  deepEqual([one.history.canUndo, one.history.canRedo], [true, false]);
});

test("typing in one field is one step, until there is a rest or another field", () => {
  const one = page();
  for (const v of ["A", "Ac", "Acm", "Acme"]) one.edit([[A, v]], 200);
  one.edit([[A, "Acme Ltd"]], 3000);
  one.edit([[B, "b"]], 10);
  deepEqual([one.undo(), one.at(B)].at(-1), null);
  deepEqual([one.undo(), one.at(A)].at(-1), "Acme");
  deepEqual([one.undo(), one.at(A)].at(-1), null);
  equal(one.history.canUndo, false);
});

test("an edit after an undo is no part of the typing before it", () => {
  const one = page();
  one.edit([[A, "x"]]);
  one.edit([[A, "y"]]);
  one.undo();
  one.edit([[A, "z"]], 100);
  one.undo();
  equal(one.at(A), "x");
});

test("an undo wins over what was stored before it", () => {
  const one = page();
  one.edit([[A, "x"]]);
  const stored = one.plan;
  one.undo();
  equal(stampAt(merge(stored, one.plan), A)?.v, null);
  one.redo();
  equal(stampAt(merge(stored, one.plan), A)?.v, "x");
});

test("rows: added, removed, moved, edited", () => {
  const one = page();
  const ids = () => rows(one.plan, "risks").map((row) => row.id);
  const row = ["lists", "risks", "n1"];
  one.edit([
    [[...row, "gone"], false],
    [[...row, "order"], "Zz"],
    [[...row, "cells", "then"], ""],
  ]);
  deepEqual(ids(), ["n1", "leaves"]);
  one.edit([[[...row, "cells", "then"], "Call"]]);
  one.edit([[[...row, "order"], "a5"]]);
  deepEqual(ids(), ["leaves", "n1"]);
  one.edit([[["lists", "risks", "leaves", "gone"], true]]);
  deepEqual(ids(), ["n1"]);
  one.undo();
  deepEqual(ids(), ["leaves", "n1"]);
  one.undo();
  deepEqual(ids(), ["n1", "leaves"]);
  one.undo();
  equal(one.at([...row, "cells", "then"]), "");
  one.undo();
  deepEqual(ids(), ["leaves"]);
  for (let n = 0; n < 4; n++) one.redo();
  deepEqual([ids(), one.at([...row, "cells", "then"])], [["n1"], "Call"]);
});

test("what another tab has written since is left alone", () => {
  const one = page();
  one.edit([
    [A, "mine"],
    [B, "mine too"],
  ]);
  one.plan = merge(one.plan, change(one.plan, [[A, "theirs"]], 90000));
  one.undo();
  deepEqual([one.at(A), one.at(B)], ["theirs", null]);
  one.redo();
  deepEqual([one.at(A), one.at(B)], ["theirs", "mine too"]);
});

test("a step of which nothing is left is passed over", () => {
  const one = page();
  one.edit([[B, "b"]]);
  one.edit([[A, "mine"]]);
  one.plan = merge(one.plan, change(one.plan, [[A, "theirs"]], 90000));
  one.undo();
  deepEqual([one.at(A), one.at(B)], ["theirs", null]);
  equal(one.history.canUndo, false);
});

test("typing over what another tab has written can be undone to that", () => {
  const one = page();
  one.edit([[A, "mine"]]);
  one.plan = merge(one.plan, change(one.plan, [[A, "theirs"]], 10001));
  one.edit([[A, "mine again"]], 100);
  one.undo();
  equal(one.at(A), "theirs");
});

test("undoing whatever was done shows what was there, and redoing it what came of it", () => {
  const { whole, pick } = chance(21);
  const paths = [
    A,
    B,
    ["name"],
    ...["leaves", "n1", "n2"].flatMap((id) =>
      [["gone"], ["order"], ["cells", "then"]].map((end) => ["lists", "risks", id, ...end]),
    ),
  ];
  /** What a planner sees. @param {Plan} plan */
  const seen = (plan) =>
    canonical([
      plan.name.v,
      plan.values.a?.v ?? null,
      plan.values.b?.v ?? null,
      rows(plan, "risks").map((row) => [row.id, row.cells.then?.v ?? null]),
    ]);
  for (let n = 0; n < 200; n++) {
    const one = page();
    one.edit([
      [["lists", "risks", "n1", "gone"], false],
      [["lists", "risks", "n2", "gone"], false],
    ]);
    const states = [seen(one.plan)];
    for (let edits = whole(15); edits > 0; edits--) {
      const path = pick(paths);
      const v =
        path.at(-1) === "gone"
          ? !whole(2)
          : path.at(-1) === "order"
            ? pick(["a1", "a2", "a3"])
            : pick(["x", "y", "z"]);
      one.edit([[path, v]], pick([100, 5000]));
      if (one.history.canRedo) ok(false, "an edit ends what could be redone");
      states.push(seen(one.plan));
    }
    const end = states.at(-1);
    while (one.history.canUndo) one.undo();
    equal(rows(one.plan, "risks").length, 1);
    while (one.history.canRedo) one.redo();
    equal(seen(one.plan), end);
  }
});

test("two hundred steps are kept, and no more", () => {
  const one = page();
  for (let n = 0; n < 250; n++) one.edit([[A, n]]);
  let count = 0;
  while (one.history.canUndo) count += Number(!!one.undo());
  deepEqual([count, one.at(A)], [200, 49]);
});
