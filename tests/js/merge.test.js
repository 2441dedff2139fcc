import test from "node:test";
import { deepEqual, equal } from "node:assert/strict";

import { canonical, merge } from "../../themes/plain/scripts/sheets/merge.js";
import { change, rows, stampAt } from "../../themes/plain/scripts/sheets/plan.js";
import { chance, field, grid, plain, planOf, sheet, steps, vectors } from "./support.js";

const DEFINITION = sheet({
  fields: ["a", "b", "c"].map((id) => field(id)),
  lists: [steps(), grid()],
});

/** A state that a tab could hold. @param {ReturnType<typeof chance>} by @returns {Plan} */
function state({ whole, pick }) {
  const texts = ["", "x", "y", "zebra", "<b>"];
  let plan = planOf(DEFINITION);
  for (let n = whole(12); n > 0; n--) {
    const list = pick(["the-plan", "risks"]);
    const row = pick(["understand", "read", "leaves", "n1", "n2"]);
    /** @type {Path} */
    const path = pick([
      ["values", pick(["a", "b", "c"])],
      ["name"],
      ["archived"],
      ["calendar", "start"],
      ["lists", list, row, "gone"],
      ["lists", list, row, "cells", pick(["text", "then"])],
    ]);
    plan = change(plan, [[path, path.at(-1) === "gone" ? !whole(2) : pick(texts)]], whole(6));
  }
  plan.rev = whole(20);
  plan.updated = `2026-11-2${whole(9)}T10:00:00.000Z`;
  plan.worksheet.version = whole(3);
  plan.worksheet.hash = pick(texts);
  if (whole(2))
    plan[pick(["mine", "more"])] = pick([
      [],
      [1],
      { x: whole(3), y: [{ id: "a", n: whole(3) }] },
      "text",
      4,
    ]);
  if (whole(2)) plan.kept.old = { label: pick(texts), v: pick(texts), since: 1, t: whole(4) };
  return plan;
}

test("the order of merges makes no difference, and neither does their number", () => {
  const by = chance(11);
  for (let n = 0; n < 400; n++) {
    const [a, b, c] = [state(by), state(by), state(by)];
    equal(canonical(merge(a, b)), canonical(merge(b, a)));
    equal(canonical(merge(merge(a, b), c)), canonical(merge(a, merge(b, c))));
    const once = merge(a, b);
    equal(canonical(merge(once, b)), canonical(once));
    equal(canonical(merge(once, plain(once))), canonical(once));
  }
});

test("a hundred edits of two writers who take turns are all kept", () => {
  const definition = sheet({ fields: Array.from({ length: 100 }, (_, n) => field(`q${n}`)) });
  const { whole } = chance(3);
  let stored = planOf(definition);
  const tabs = [stored, stored];
  for (let n = 0; n < 100; n++) {
    const tab = whole(2);
    tabs[tab] = change(tabs[tab], [[["values", `q${n}`], `answer ${n}`]], 1000 + whole(5));
    if (whole(3)) continue; // closed before it could save: it saves with its next edit
    stored = merge(stored, tabs[tab]);
    if (whole(2)) tabs[tab] = stored;
  }
  stored = tabs.reduce(merge, stored);
  for (let n = 0; n < 100; n++) equal(stored.values[`q${n}`]?.v, `answer ${n}`);
});

test("rows that two tabs have added are all there", () => {
  const start = planOf(DEFINITION);
  /** @param {string} id */
  const added = (id) => change(start, [[["lists", "risks", id, "cells", "then"], id]], 5);
  deepEqual(
    rows(merge(added("x"), added("y")), "risks").map((row) => row.id),
    ["leaves", "x", "y"],
  );
});

test("a row removed in one tab and edited in another stays removed, with the edit in it", () => {
  const start = planOf(DEFINITION);
  const removed = change(start, [[["lists", "risks", "leaves", "gone"], true]], 5);
  const edited = change(start, [[["lists", "risks", "leaves", "cells", "then"], "Call"]], 9);
  const row = merge(removed, edited).lists.risks[0];
  deepEqual([row.gone?.v, row.cells.then.v], [true, "Call"]);
});

test("merging changes neither of the two", () => {
  const by = chance(5);
  const [a, b] = [state(by), state(by)];
  const before = canonical([a, b]);
  merge(a, b);
  equal(canonical([a, b]), before);
});

test("names that objects inherit are names like others", () => {
  const start = planOf(sheet({ fields: [field("constructor"), field("to-string")] }));
  const next = change(start, [[["values", "constructor"], "Acme"]], 5);
  equal(stampAt(merge(start, next), ["values", "constructor"])?.v, "Acme");
  equal(merge(next, start).values.valueOf, undefined);
});

test("merges by example", () => {
  for (const { name, a, b, result } of vectors("merge")) {
    equal(canonical(merge(a, b)), canonical(result), name);
    equal(canonical(merge(b, a)), canonical(result), name);
  }
});
