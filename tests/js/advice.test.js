import test from "node:test";
import { deepEqual, equal } from "node:assert/strict";

import { advise } from "../../themes/plain/scripts/sheets/advice.js";
import { day } from "../../themes/plain/scripts/sheets/dates.js";
import { change } from "../../themes/plain/scripts/sheets/plan.js";
import { schedules } from "../../themes/plain/scripts/sheets/schedule.js";
import { field, grid, planOf, sheet, steps } from "./support.js";

const MONDAY = /** @type {Day} */ (day("2027-01-04"));

/**
 * The advice under one code, on a Monday.
 * @param {string} code @param {Partial<Definition>} parts @param {[string[], any][]} [changes]
 * @param {{ [code: string]: string }} [posts]
 */
function advice(code, parts, changes = [], posts) {
  const definition = sheet(parts);
  const all = /** @type {Change[]} */ ([[["calendar", "start"], "2027-01-04"], ...changes]);
  const plan = change(planOf(definition), all, 5);
  const found = advise(plan, definition, schedules(plan, MONDAY), MONDAY, posts);
  return found.filter((each) => each.code === code);
}

/** @param {object[]} cells @param {object} [more] */
const list = (cells, more = {}) =>
  steps({ kind: "steps", rows: cells.map((own, n) => ({ id: `s${n}`, cells: own })), ...more });

/** @param {string} row @param {string} column */
const cell = (row, column, id = "the-plan") => ["lists", id, row, "cells", column];

test("a goal without a number", () => {
  const fields = [field("goal", "text", { is: "goal" }), field("other")];
  deepEqual(advice("goal", { fields }), []);
  deepEqual(
    advice("goal", { fields }, [
      [["values", "goal"], "40 orders"],
      [["values", "other"], "some"],
    ]),
    [],
  );
  deepEqual(advice("goal", { fields }, [[["values", "goal"], "more orders"]]), [
    {
      code: "goal",
      field: "goal",
      text: "“Goal” has no number: how would you know that you are there?",
    },
  ]);
  const goals = steps({
    is: "goal",
    rows: [
      { id: "a", cells: { text: "Grow" } },
      { id: "b", cells: { text: "Grow", def: "by 10" } },
      { id: "c", parent: "a", cells: { text: "x" } },
    ],
  });
  deepEqual(
    advice("goal", { lists: [goals] }).map(({ rows }) => rows),
    [["a"]],
  );
  deepEqual(advice("goal", { lists: [{ ...goals, is: undefined }] }), []);
});

test("a step without an owner, a step without a date: one hint for a list", () => {
  const lists = [
    list([
      { text: "Call", who: "Raj" },
      { text: "Write", dur: [1, "d"] },
      { text: "Send" },
      { text: "" },
      { text: "Old", done: "2027-01-01" },
    ]),
  ];
  deepEqual(advice("owner", { lists }), [
    {
      code: "owner",
      list: "the-plan",
      row: "s1",
      rows: ["s1", "s2"],
      text: "“Write” and 1 more have no owner.",
    },
  ]);
  deepEqual(
    advice("date", { lists }).map(({ rows }) => rows),
    [["s0", "s2"]],
  );
  deepEqual(
    advice("owner", { lists }, [
      [cell("s1", "who"), "me"],
      [cell("s2", "who"), "me"],
    ]),
    [],
  );
});

test("fourteen days without a contact", () => {
  const fields = [field("last-spoke", "date", { is: "contact" }), field("due", "date")];
  const spoke = (/** @type {string} */ v) =>
    advice("quiet", { fields, lists: [list([{ text: "Call" }])] }, [[["values", "last-spoke"], v]]);
  equal(spoke("2026-12-20")[0].text, "No contact for 15 days.");
  deepEqual(spoke("2026-12-21"), []);
  equal(
    spoke("2027-02-01")[0].text,
    "No contact for 44 days.",
    "a day to come is none; the plan is of November 21",
  );
  deepEqual(advice("quiet", { fields: [field("due", "date")] }), []);
  const done = /** @type {[string[], any][]} */ ([[cell("s0", "done"), "2027-01-02"]]);
  deepEqual(advice("quiet", { fields, lists: [list([{ text: "Call" }])] }, done), []);
  const log = grid({ columns: [field("on", "date", { is: "contact" })], rows: [] });
  deepEqual(advice("quiet", { lists: [log] }, [[cell("r1", "on", "risks"), "2026-12-30"]]), []);
});

test("a lead of which only one side was asked", () => {
  const columns = [
    field("client", "date", { is: "client" }),
    field("colleague", "date", { is: "colleague" }),
  ];
  const lists = [grid({ columns, rows: [] })];
  const client = /** @type {[string[], any]} */ ([cell("r1", "client", "risks"), "2027-01-02"]);
  deepEqual(advice("sides", { lists }), []);
  equal(
    advice("sides", { lists }, [client])[0].text,
    "You have asked the client, and never the colleague.",
  );
  deepEqual(
    advice("sides", { lists }, [client, [cell("r2", "colleague", "risks"), "2027-01-03"]]),
    [],
  );
});

test("nothing for the case that it goes wrong", () => {
  const lists = [grid({ is: "fallback" })];
  equal(advice("fallback", { lists })[0].list, "risks");
  deepEqual(advice("fallback", { lists }, [[cell("leaves", "then", "risks"), "Call"]]), []);
  deepEqual(advice("fallback", { lists: [grid()] }), []);
});

test("an appointment that nobody confirms", () => {
  /** @param {object} own @param {object[]} others */
  const rows = (own, ...others) =>
    advice("confirm", {
      lists: [
        list([{ text: "Lunch with Raj", dur: [0, "d"], pin: "2027-01-11", ...own }, ...others]),
      ],
    }).map(({ row }) => row);
  deepEqual(rows({}), ["s0"]);
  deepEqual(rows({ text: "Decision" }), [], "a milestone of another kind");
  deepEqual(rows({ text: "Decision", remind: [1, "d"] }), ["s0"]);
  deepEqual(rows({ text: "Recall the demon" }), [], "whole words alone");
  deepEqual(rows({ text: "Ask Raj: when will you call?" }), [], "not what is asked");
  deepEqual(rows({ dur: [1, "d"] }), [], "no milestone");
  deepEqual(rows({ pin: "2027-01-19" }), [], "not yet");
  deepEqual(rows({ done: "2027-01-03" }), []);
  deepEqual(
    rows({}, { text: "Confirm lunch", pin: "2027-01-08" }),
    [],
    "on the working day before",
  );
  deepEqual(rows({}, { text: "Confirm lunch", pin: "2027-01-07" }), ["s0"]);
});

test("each leads to its post, if there is one", () => {
  const lists = [list([{ text: "Call" }])];
  deepEqual(
    advice("owner", { lists }, [], { owner: "/say-who/" }).map(({ post }) => post),
    ["/say-who/"],
  );
  deepEqual(
    advice("date", { lists }, [], { owner: "/say-who/" }).map(({ post }) => post),
    [undefined],
  );
});
