import test from "node:test";
import { deepEqual, equal, match, ok } from "node:assert/strict";

import { adopt } from "../../themes/plain/scripts/sheets/adopt.js";
import { change } from "../../themes/plain/scripts/sheets/plan.js";
import { isShared, pack, tooLong, unpack } from "../../themes/plain/scripts/sheets/share.js";
import { chance, field, grid, plain, planOf, sheet, steps, vectors } from "./support.js";

const definition = sheet({
  fields: [field("customer"), field("worry", "lines", { private: true }), field("ready", "tick")],
  lists: [
    steps(),
    grid(),
    grid({ id: "deciders", columns: [field("name", "text", { private: true })], rows: [] }),
  ],
});

const CHANGES = /** @type {Change[]} */ ([
  [["values", "customer"], "Acme & Söhne 🙂"],
  [["values", "worry"], "The merger"],
  [["values", "ready"], false],
  [["lists", "the-plan", "read", "cells", "who"], "Raj"],
  [["lists", "the-plan", "mine", "cells", "text"], "My own"],
  [["lists", "the-plan", "mine", "cells", "after"], [{ id: "read", lag: [1, "w"] }]],
  [["lists", "the-plan", "mine", "parent"], "understand"],
  [["lists", "the-plan", "write", "gone"], true],
  [["lists", "the-plan", "brief", "cells", "text"], "Gone again"],
  [["lists", "the-plan", "brief", "gone"], true],
  [["lists", "risks", "leaves", "cells", "then"], "Call"],
  [["lists", "deciders", "d1", "cells", "name"], "Ms Secret"],
  [["calendar", "holidays"], ["2027-01-18"]],
]);
const PLAN = adopt(change(planOf(definition), CHANGES, 1795257730000), definition);

/** @param {Plan} plan @param {{ private?: boolean }} [how] @returns {Promise<Plan>} */
async function through(plan, how) {
  const { plan: found, fault } = await unpack(await pack(plan, definition, how));
  ok(found, fault);
  return adopt(found, definition);
}

test("what comes out is what went in", async () => {
  const found = await through(PLAN, { private: true });
  for (const part of /** @type {const} */ (["values", "calendar", "name"]))
    deepEqual(answersOf(found[part]), answersOf(PLAN[part]), part);
  for (const list of ["the-plan", "risks", "deciders"])
    deepEqual(rowsOf(found, list), rowsOf(PLAN, list), list);
  const own = found.lists["the-plan"].find(({ id }) => id === "mine");
  deepEqual(plain(own?.cells.after.v), [{ id: "read", lag: [1, "w"] }]);
});

/** @param {any} part */
const answersOf = (part) =>
  Object.fromEntries(Object.entries(part).map(([key, stamp]) => [key, stamp?.v ?? stamp]));

/** Rows that are there, without their times. @param {Plan} plan @param {string} list */
const rowsOf = (plan, list) =>
  (plan.lists[list] ?? [])
    .filter((row) => !row.gone?.v)
    .map(({ id, order, parent, cells }) => [id, order.v, parent?.v ?? "", answersOf(cells)])
    .sort();

test("what the planner has not touched still follows the author", async () => {
  const found = await through(PLAN);
  const rewritten = steps();
  if (rewritten.rows?.[1].cells) rewritten.rows[1].cells.text = "Read twice";
  const later = adopt(found, { ...definition, version: 2, lists: [rewritten] });
  equal(later.lists["the-plan"].find(({ id }) => id === "read")?.cells.text.v, "Read twice");
});

test("private answers stay at home", async () => {
  const named = sheet({ ...definition, plan: { name: "{worry}" } });
  const plan = adopt(PLAN, named);
  equal(plan.name.v, "The merger");
  const { plan: found } = await unpack(await pack(plan, named));
  const text = JSON.stringify(found);
  match(text, /Raj/);
  ok(!/merger|Secret|worry|Gone again/.test(text), text);
});

test("a small plan is a short link, of letters that any program leaves alone", async () => {
  const link = await pack(PLAN, definition);
  match(link, /^#p1\.[\w-]+$/);
  ok(isShared(link) && link.length < 700, String(link.length));
  equal(tooLong(`https://example.org/${link}`), false);
  const { whole } = chance(1);
  const words = Array.from({ length: 400 }, () => whole(1e9).toString(36)).join(" ");
  ok(tooLong(await pack(change(PLAN, [[["values", "customer"], words]], 5), definition)));
});

test("a large plan survives", async () => {
  const { whole } = chance(2);
  const text = Array.from({ length: 20000 }, () => String.fromCodePoint(0x400 + whole(500))).join(
    "",
  );
  const found = await through(change(PLAN, [[["values", "customer"], text]], 5));
  equal(found.values.customer.v, text);
});

test("a link that would unpack to far too much is stopped", async () => {
  const { plan, fault } = await unpack(
    await pack(change(PLAN, [[["values", "customer"], "x".repeat(3e6)]], 5), definition),
  );
  equal(plan, null);
  match(fault, /more than a plan may/);
});

test("links of earlier releases, and what is no link", async () => {
  for (const { name, fragment, plan: expected } of vectors("share").links) {
    const { plan, fault } = await unpack(fragment);
    equal(fault, "", name);
    deepEqual(
      { id: plan?.id, name: plan?.name.v, values: answersOf(plan?.values) },
      expected,
      name,
    );
  }
  for (const fragment of vectors("share").broken) {
    const { plan, fault } = await unpack(fragment);
    equal(plan, null, fragment);
    match(fault, /^This [^{]+\.$/, fragment);
  }
});
