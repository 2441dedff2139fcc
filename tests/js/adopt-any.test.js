// Whatever the author changes and whatever the planner does meanwhile, nothing is lost.

import test from "node:test";
import { equal, ok } from "node:assert/strict";

import { adopt } from "../../themes/plain/scripts/sheets/adopt.js";
import { canonical, merge } from "../../themes/plain/scripts/sheets/merge.js";
import { change } from "../../themes/plain/scripts/sheets/plan.js";
import { chance, field, grid, plain, planOf, sheet, steps } from "./support.js";

const KINDS = ["text", "lines", "number", "money", "date", "tick", "yesno", "choose", "email"];
const VALUES = ["", "x", "2027-03-31", "5", "yes", 5, 0, true, false, "two\nlines"];

/** @param {ReturnType<typeof chance>} by @param {number} version */
function anySheet({ whole, pick }, version) {
  const fields = ["a", "b", "c", "d"]
    .filter(() => whole(3))
    .map((id) => field(id, pick(KINDS), whole(3) ? {} : { was: pick(["a", "b", "c", "d", "e"]) }));
  const ids = ["r1", "r2", "r3", "r4"].filter(() => whole(3));
  const rows = ids.map((id, n) => ({
    id,
    ...(n && whole(2) ? { parent: ids[0] } : {}),
    ...(whole(4) ? {} : { was: pick(["r1", "r5"]) }),
    cells: { text: pick(["one", "two"]) },
  }));
  if (whole(2)) rows.reverse();
  const columns = ["text", "who", "when"]
    .filter((id, n) => !n || whole(3))
    .map((id) => field(id, id === "when" ? pick(KINDS) : "text"));
  const lists = [
    steps({ id: "s", rows: rows.map((row) => ({ ...row })) }),
    grid({ id: "g", columns, rows }),
  ];
  return sheet({ version, hash: `sha256-${version}`, fields, lists: lists.filter(() => whole(5)) });
}

/** @param {ReturnType<typeof chance>} by @param {Plan} plan @param {number} now */
function anyEdits({ whole, pick }, plan, now) {
  for (let n = whole(6); n > 0; n--) {
    const list = pick(["s", "g"]);
    const row = pick(["r1", "r2", "r3", "n1"]);
    const paths = [
      ["values", pick(["a", "b", "c", "d"])],
      ["lists", list, row, "cells", pick(["text", "who", "when"])],
      ["lists", list, row, "gone"],
      ["lists", list, row, "parent"],
    ];
    const path = pick(paths);
    const v =
      path[3] === "gone" ? !whole(2) : path[3] === "parent" ? pick(["", "r1", "r2"]) : pick(VALUES);
    if (path[0] !== "lists" || plan.lists[list]) plan = change(plan, [[path, v]], now + n);
  }
  return plan;
}

/** What the planner wrote, and wrote last at its place. @param {Plan} plan */
function written(plan) {
  /** @type {Set<string>} */
  const found = new Set();
  /** @param {any} v */
  const add = (v) =>
    v !== "" && v !== null && found.add(v === true ? "yes" : v === false ? "no" : String(v));
  for (const { v, t } of Object.values(plan.values)) if (t > 0) add(v);
  for (const { v } of Object.values(plan.kept)) add(v);
  for (const list of Object.values(plan.lists))
    for (const row of list) for (const { v, t } of Object.values(row.cells)) if (t > 0) add(v);
  return found;
}

test("adopting twice is adopting once, also after a merge with the past, and loses nothing", () => {
  const by = chance(42);
  for (let n = 0; n < 600; n++) {
    let plan = anyEdits(by, planOf(anySheet(by, 1)), 1000);
    for (let version = 2; version < 5; version++) {
      const definition = anySheet(by, by.whole(6) ? version : 1);
      const before = canonical(plan);
      const after = adopt(plan, definition);
      equal(canonical(plan), before, "its input is as it was");
      equal(canonical(adopt(after, definition)), canonical(after), "twice");
      equal(canonical(adopt(merge(after, plan), definition)), canonical(sorted(after)), "merged");
      if (!definition.fields?.some(({ was }) => was))
        for (const text of written(plan)) ok(written(after).has(text), `${text} is lost`);
      plan = anyEdits(by, after, 1000 * version);
    }
  }
});

/** Rows as a merge leaves them. @param {Plan} plan */
const sorted = (plan) => merge(plan, plain(plan));
