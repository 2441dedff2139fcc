import test from "node:test";
import { deepEqual, equal } from "node:assert/strict";

import { parse } from "../../themes/plain/scripts/sheets/outline.js";
import { openHistory } from "../../themes/plain/scripts/sheets/history.js";
import { change, outline } from "../../themes/plain/scripts/sheets/plan.js";
import * as moves from "../../themes/plain/scripts/sheets/plan-moves.js";
import { chance, planOf, sheet, steps } from "./support.js";

const definition = sheet({ lists: [steps()] });

/** A plan that is changed row by row. */
function editor() {
  let n = 0;
  const world = { plan: planOf(definition), list: "the-plan", newId: () => `n${++n}` };
  return {
    world,
    /** @param {moves.Act | null} act */
    run(act) {
      if (act) world.plan = change(world.plan, act.changes, 5);
      return act?.id;
    },
    shown: () =>
      outline(world.plan, "the-plan").map(({ row, level }) => `${"  ".repeat(level)}${row.cells.text?.v ?? "–"}`),
    /** @param {string} id @param {string} column */
    cell: (id, column) => world.plan.lists["the-plan"].find((row) => row.id === id)?.cells[column]?.v,
  };
}

test("a row after another, and below it", () => {
  const { world, run, shown } = editor();
  equal(run(moves.add(world, "read", { text: "Ask" })), "n1");
  run(moves.add(world, "understand", { text: "First" }, true));
  run(moves.add(world, "understand", { text: "Next" }));
  deepEqual(shown(), ["Understand", "  First", "  Read", "  Ask", "  Write", "Next"]);
});

test("in and out", () => {
  const { world, run, shown, cell } = editor();
  equal(moves.indent(world, "read"), null, "it is the first there");
  equal(moves.outdent(world, "understand"), null);
  run(moves.indent(world, "write"));
  deepEqual(shown(), ["Understand", "  Read", "    Write"]);
  deepEqual(cell("write", "after"), [], "a part does not come after the whole");
  run(moves.outdent(world, "write"));
  run(moves.outdent(world, "read"));
  deepEqual(shown(), ["Understand", "  Write", "Read"]);
});

test("up and down, among those beside it", () => {
  const { world, run, shown } = editor();
  run(moves.move(world, "write", -1));
  deepEqual(shown(), ["Understand", "  Write", "  Read"]);
  equal(moves.move(world, "write", -1), null);
  equal(moves.move(world, "read", 1), null);
});

test("where a text is split", () => {
  deepEqual(moves.halves("Read and write", 4), ["Read", "and write"]);
  deepEqual(moves.halves("Read and write", 14), ["Read", "write"]);
  deepEqual(moves.halves("Read; write, think"), ["Read", "write, think"]);
  deepEqual(moves.halves("Read"), ["Read", ""]);
});

test("a copy follows itself, and was not done", () => {
  const { world, run, shown, cell } = editor();
  world.plan = change(world.plan, [[["lists", "the-plan", "read", "cells", "done"], true]], 4);
  equal(run(moves.duplicate(world, "understand")), "n1");
  deepEqual(shown(), ["Understand", "  Read", "  Write", "Understand", "  Read", "  Write"]);
  deepEqual(cell("n3", "after"), [{ id: "n2" }]);
  equal(cell("n2", "done"), undefined);
});

test("lines take the place of an empty row", () => {
  const { world, run, shown } = editor();
  const empty = run(moves.add(world, "read")) ?? "";
  equal(moves.isEmpty(world, empty), true);
  equal(moves.isEmpty(world, "read"), false);
  const drafts = parse("- Ask\n  - Whom\n- Choose", { today: 20000 });
  run(moves.paste(world, empty, drafts));
  deepEqual(shown(), ["Understand", "  Read", "  Ask", "    Whom", "  Choose", "  Write"]);
});

test("what a row can come after", () => {
  const { world } = editor();
  const ids = (/** @type {string} */ id, kind = "plan") => moves.earlier(world, id, kind).map((place) => place.id);
  deepEqual(ids("write"), ["read"]);
  deepEqual(ids("read"), []);
  deepEqual(ids("write", "steps"), ["read"], "not what it is a part of");
});

test("any of it is undone in one step", () => {
  const { whole, pick } = chance(7);
  for (let round = 0; round < 200; round++) {
    const { world, shown } = editor();
    const history = openHistory();
    /** @type {string[][]} */
    const before = [];
    for (let n = 0; n < 8; n++) {
      const { id } = pick(moves.tree(world.plan, "the-plan"));
      const act = pick([
        () => moves.add(world, id, { text: `new ${n}` }, whole(2) > 0),
        () => moves.indent(world, id),
        () => moves.outdent(world, id),
        () => moves.move(world, id, pick([-1, 1])),
        () => moves.split(world, id, whole(6)),
        () => moves.duplicate(world, id),
        () => moves.paste(world, id, parse("- One\n  - Two", { today: 20000 })),
      ])();
      if (!act) continue;
      before.push(shown());
      world.plan = history.edit(world.plan, act.changes, n * 5000);
    }
    for (const state of before.reverse()) {
      world.plan = history.undo(world.plan, 1e6);
      deepEqual(shown(), state);
    }
  }
});
