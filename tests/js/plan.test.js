import test from "node:test";
import { deepEqual, equal } from "node:assert/strict";

import { canonical } from "../../themes/plain/scripts/sheets/merge.js";
import {
  answered,
  change,
  copy,
  newest,
  outline,
  rows,
  stampAt,
} from "../../themes/plain/scripts/sheets/plan.js";
import { NOW, field, grid, plain, planOf, sheet, steps } from "./support.js";

const DEFINITION = sheet({
  fields: [field("customer"), field("ready", "tick"), field("sum", "computed", { formula: 1 })],
  lists: [steps(), grid()],
});

test("a new plan is the author's, untouched", () => {
  const plan = plain(planOf(DEFINITION));
  equal(plan.format, "plan/1");
  equal(newest(plan), 0);
  deepEqual(
    [plan.id, plan.rev, plan.created, plan.values, plan.kept],
    ["p1", 0, NOW.toISOString(), {}, {}],
  );
  deepEqual(plan.calendar.start, { v: "2026-11-23", t: 0 });
});

test("a change makes a new plan and leaves the old one", () => {
  const plan = planOf(DEFINITION);
  const before = canonical(plan);
  const next = change(
    plan,
    [
      [["values", "customer"], "Acme"],
      [["lists", "risks", "n1", "cells", "then"], "Call"],
    ],
    50,
  );
  equal(canonical(plan), before);
  deepEqual(plain(next.values), { customer: { v: "Acme", t: 50 } });
  equal(stampAt(next, ["lists", "risks", "n1", "cells", "then"])?.v, "Call");
  equal(next.lists["the-plan"], plan.lists["the-plan"], "what did not change is shared");
});

test("a clock that was set back loses no edit", () => {
  const late = change(planOf(DEFINITION), [[["values", "customer"], "A"]], 9000);
  const early = change(late, [[["values", "customer"], "B"]], 5);
  deepEqual(plain(early.values.customer), { v: "B", t: 9001 });
});

test("unknown keys of a stamp and of a row stay", () => {
  const plan = planOf(DEFINITION);
  plan.values.customer = { v: "A", t: 1, by: "me" };
  plan.lists.risks[0].colour = "red";
  const next = change(
    plan,
    [
      [["values", "customer"], "B"],
      [["lists", "risks", "leaves", "gone"], true],
    ],
    5,
  );
  deepEqual([next.values.customer.by, next.lists.risks[0].colour], ["me", "red"]);
});

test("rows whose parent is gone, is not there, or hangs below them are still there", () => {
  let plan = planOf(DEFINITION);
  plan = change(plan, [[["lists", "the-plan", "understand", "gone"], true]], 5);
  deepEqual(
    rows(plan, "the-plan").map((row) => row.id),
    ["read", "write"],
  );
  plan = change(
    plan,
    [
      [["lists", "the-plan", "read", "parent"], "write"],
      [["lists", "the-plan", "write", "parent"], "read"],
    ],
    6,
  );
  deepEqual(
    outline(plan, "the-plan").map(({ row, level }) => `${row.id} ${level}`),
    ["read 0", "write 1"],
  );
  plan = change(
    plan,
    [
      [["lists", "the-plan", "write", "parent"], "write"],
      [["lists", "the-plan", "read", "parent"], "nowhere"],
    ],
    7,
  );
  deepEqual(
    rows(plan, "the-plan").map((row) => row.id),
    ["read", "write"],
  );
  deepEqual(rows(plan, "no-such-list"), []);
});

test("how much is answered", () => {
  let plan = planOf(DEFINITION);
  deepEqual(answered(plan, DEFINITION), [0, 4]);
  plan = change(
    plan,
    [
      [["values", "customer"], "A"],
      [["values", "ready"], false],
    ],
    5,
  );
  deepEqual(answered(plan, DEFINITION), [1, 4]);
  plan = change(
    plan,
    [
      [["values", "customer"], ""],
      [["values", "ready"], true],
      [["lists", "risks", "n1", "cells", "then"], "x"],
    ],
    6,
  );
  deepEqual(answered(plan, DEFINITION), [2, 4]);
});

test("a copy has its own id and name, and all answers", () => {
  const plan = change(
    planOf(DEFINITION),
    [
      [["values", "customer"], "Acme"],
      [["archived"], true],
    ],
    5,
  );
  plan.backedUp = NOW.toISOString();
  const other = copy(plan, { id: "p2", name: "Acme, again", now: NOW });
  deepEqual(
    [other.id, other.name.v, other.archived.v, other.backedUp, other.rev],
    ["p2", "Acme, again", false, undefined, 0],
  );
  deepEqual(plain([other.values, other.lists]), plain([plan.values, plan.lists]));
});
