import test from "node:test";
import { deepEqual, equal, ok } from "node:assert/strict";

import { day, iso } from "../../themes/plain/scripts/sheets/dates.js";
import { change } from "../../themes/plain/scripts/sheets/plan.js";
import { report } from "../../themes/plain/scripts/sheets/report.js";
import { schedules } from "../../themes/plain/scripts/sheets/schedule.js";
import { field, planOf, sheet, steps } from "./support.js";

const MONDAY = /** @type {Day} */ (day("2027-01-04"));

/**
 * Steps as short rows: text and cells.
 * @param {[string, object?][]} rows @param {object} [columns]
 */
function definitionOf(rows, columns = {}) {
  const made = rows.map(([text, cells = {}], n) => ({ id: `s${n}`, cells: { text, ...cells } }));
  return sheet({
    plan: { name: "Acme 2027", start: "2027-01-04" },
    lists: [steps({ kind: "steps", rows: made, ...columns })],
  });
}

/**
 * @param {Definition} definition @param {{ [row: string]: object }} [cells] @param {Day} [today]
 */
function reported(definition, cells = {}, today = MONDAY) {
  const changes = Object.entries(cells).flatMap(([row, given]) =>
    Object.entries(given).map(([column, v]) => [["lists", "the-plan", row, "cells", column], v]),
  );
  const all = /** @type {Change[]} */ ([[["calendar", "start"], "2027-01-04"], ...changes]);
  const plan = change(planOf(definition), all, 5);
  return report(plan, definition, schedules(plan, today), today);
}

test("done, next, who, when, and what is in the way", () => {
  const definition = definitionOf([
    ["Read their news.", { dur: [2, "d"] }],
    ["Ask for an introduction", { who: "Raj", after: [{ id: "s0" }] }],
    ["First meeting", { dur: [0, "d"], who: "me", after: [{ id: "s1", lag: [1, "w"] }] }],
    ["Get *numbers*", { who: "Dolores", pin: "2027-01-11", dur: [5, "d"] }],
    ["Offer", { dur: [2, "d"], after: [{ id: "s2" }], by: "2027-01-20" }],
  ]);
  const { text, markdown, subject } = reported(
    definition,
    { s0: { done: "2027-01-05" } },
    MONDAY + 8,
  );
  equal(
    text,
    "Acme 2027. 1 of 5 steps is done. Done lately: “Read their news” on Tue, Jan 5. " +
      "Next: “Get *numbers*” on Friday (Dolores) and “First meeting” on Tue, Jan 19 (me). " +
      "In the way: “Ask for an introduction” (Raj) was due on Wed, Jan 6 " +
      "and “Offer” will miss its deadline by 1 working day. " +
      "We are waiting for Dolores with “Get *numbers*”. " +
      "As it stands, the last step is due on Thu, Jan 21.",
  );
  equal(subject, "Acme 2027: 1 of 5 steps is done; next: Get *numbers*");
  deepEqual(markdown.split("\n").slice(0, 3), [
    "**Acme 2027**",
    "- 1 of 5 steps is done.",
    "- Done lately: “Read their news” on Tue, Jan 5.",
  ]);
  ok(markdown.includes("“Get \\*numbers\\*”"));
});

test("no sentence without anything to say", () => {
  equal(reported(definitionOf([])).text, "Acme 2027.");
  equal(
    reported(definitionOf([["Call"]])).text,
    "Acme 2027. The one step is not done yet. Next: “Call” today.",
  );
  equal(
    reported(definitionOf([["Call"], ["Write"]])).text,
    "Acme 2027. None of 2 steps is done yet. Next: “Call” today and “Write” today. " +
      "As it stands, the last step is due today.",
  );
  const done = reported(definitionOf([["Call"], ["Write"]]), {
    s0: { done: "2027-01-04" },
    s1: { done: "2026-06-01" },
  });
  deepEqual(
    [done.text, done.subject],
    [
      "Acme 2027. All 2 steps are done. Done lately: “Call” today.",
      "Acme 2027: all 2 steps are done",
    ],
  );
});

test("of many, the first three and how many more", () => {
  const rows = /** @type {[string, object?][]} */ (["A", "B", "C", "D", "E"].map((text) => [text]));
  const { text } = reported(definitionOf(rows), {}, MONDAY + 1);
  ok(
    text.includes(
      "“A” was due yesterday, “B” was due yesterday, “C” was due yesterday and 2 more.",
    ),
    text,
  );
});

test("what repeats is no news, and what is private nobody's", () => {
  const columns = [field("text"), field("who", "text", { private: true })];
  const rows = /** @type {[string, object?][]} */ ([
    ["Status", { every: "every fri" }],
    ["Call", { who: "Raj" }],
  ]);
  equal(
    reported(definitionOf(rows, { columns })).text,
    "Acme 2027. The one step is not done yet. Next: “Call” today.",
  );
  const hidden = definitionOf(rows, { columns: [field("text", "lines", { private: true })] });
  equal(reported(hidden).text, "Acme 2027.");
});

test("whenever one asks, whole sentences", () => {
  const definition = definitionOf([
    ["A", { who: "Raj", dur: [3, "d"] }],
    ["B", { after: [{ id: "s0" }], by: "2027-01-08" }],
  ]);
  for (let today = MONDAY - 20; today < MONDAY + 60; today++) {
    const { text } = reported(definition, { s0: { done: today % 3 ? "" : "2027-01-06" } }, today);
    ok(
      /^Acme 2027\. .*[^.]\.$/.test(text) && !/undefined|NaN|null|  |\.\./.test(text),
      `${iso(today)}: ${text}`,
    );
  }
});
