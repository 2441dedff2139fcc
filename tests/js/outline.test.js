import test from "node:test";
import { deepEqual, equal, ok } from "node:assert/strict";

import { day } from "../../themes/plain/scripts/sheets/dates.js";
import { toCsv, toMarkdown } from "../../themes/plain/scripts/sheets/export.js";
import { changes, parse } from "../../themes/plain/scripts/sheets/outline.js";
import { change, outline } from "../../themes/plain/scripts/sheets/plan.js";
import { plain, planOf, sheet, steps } from "./support.js";

const definition = sheet({ lists: [steps({ rows: [] })] });
const WORDS = { today: /** @type {Day} */ (day("2027-03-24")), columns: steps().columns };

/** What a text becomes: level, words, and the other cells. @param {string} text */
const drafts = (text) =>
  parse(text, WORDS).map(({ level, cells: { text, ...rest } }) => {
    const said = Object.entries(rest).filter(([, v]) => v !== undefined);
    return said.length ? [level, text, Object.fromEntries(said)] : [level, text];
  });

/** The plan after a text was put in. @param {string} text @param {object} [place] */
function filled(text, place = {}) {
  let n = 0;
  const rows = changes(parse(text, WORDS), { list: "the-plan", id: () => `n${++n}`, ...place });
  return change(planOf(definition), rows, 5);
}

/** @param {Plan} plan */
const shown = (plan) =>
  outline(plan, "the-plan").map(({ row, level }) => `${"  ".repeat(level)}${row.cells.text.v}`);

test("the author's own format", () => {
  const text = [
    "## The plan {plan}",
    "- Understand their business",
    "  Which trend will hurt them?",
    "  1. [x] Read their last two announcements `1d`",
    "  2. [ ] Write down **three** problems `2d` `after 1 +1w` @raj.k `by 2027-03-31`",
    "- Reach the person who decides",
    "  1. [ ] Ask for an introduction @me {#invite} `on next mon`",
    "  2. [ ] First meeting `0d` `after invite +1w` `remind 1d` `every mon`",
    "- …",
  ].join("\n");
  deepEqual(drafts(text), [
    [0, "The plan"],
    [1, "Understand their business", { def: "Which trend will hurt them?" }],
    [2, "Read their last two announcements", { done: true, dur: [1, "d"] }],
    [
      2,
      "Write down three problems",
      { dur: [2, "d"], after: [{ name: "1", lag: [1, "w"] }], by: "2027-03-31", who: "raj.k" },
    ],
    [1, "Reach the person who decides"],
    [2, "Ask for an introduction", { pin: "2027-03-29", who: "me" }],
    [
      2,
      "First meeting",
      {
        dur: [0, "d"],
        after: [{ name: "invite", lag: [1, "w"] }],
        remind: [1, "d"],
        every: "mon",
      },
    ],
  ]);
  const [, , , write, , , meeting] = outline(filled(text), "the-plan");
  deepEqual(plain(write.row.cells.after.v), [{ id: "n3", lag: [1, "w"] }]);
  deepEqual(plain(meeting.row.cells.after.v), [{ id: "n6", lag: [1, "w"] }]);
});

test("lines from a mail, with tabs, bullets and other signs", () => {
  deepEqual(drafts("Call Raj\n\n\tAsk for the numbers\r\nWrite it down\n---\n"), [
    [0, "Call Raj"],
    [1, "Ask for the numbers"],
    [0, "Write it down"],
  ]);
  deepEqual(drafts("• One\n   – Two\n• Three `code` stays\n* Four, mail a@b.example"), [
    [0, "One"],
    [1, "Two"],
    [0, "Three code stays"],
    [0, "Four, mail a@b.example"],
  ]);
  deepEqual(drafts("      - deep\n- less\n        - far below\n    - between"), [
    [0, "deep"],
    [0, "less"],
    [1, "far below"],
    [1, "between"],
  ]);
});

test("CSV, of which the first line names the columns", () => {
  const text =
    'Task;Owner;Duration;Due date;Depends on\n"Say ""hello""; then go";Raj;2 days;31.3.;\n' +
    ';Nobody;;;\nMeet;;1w;soon;"1 +2d"';
  deepEqual(drafts(text), [
    [0, 'Say "hello"; then go', { who: "Raj", dur: [2, "d"], by: "2027-03-31" }],
    [0, "Meet", { dur: [1, "w"], after: [{ name: "1", lag: [2, "d"] }] }],
  ]);
  deepEqual(drafts("Level,Title\n0,One\n1,Two\n7,Three"), [
    [0, "One"],
    [1, "Two"],
    [2, "Three"],
  ]);
  deepEqual(drafts("Hello, Raj\nHow are you?"), [
    [0, "Hello, Raj"],
    [0, "How are you?"],
  ]);
});

test("what a plan exports comes in again", () => {
  const plan = filled("- One\n- Two `2d` `after one +1w` @Raj\n- =SUM(1) [x] `x`\n- [x] Done");
  const again = filled(toCsv("the-plan", plan, definition));
  deepEqual(shown(again), ["One", "Two", "=SUM(1) [x] x", "Done"]);
  const [one, two, , done] = outline(again, "the-plan").map(({ row }) => row);
  deepEqual(plain(two.cells.after.v), [{ id: one.id, lag: [1, "w"] }]);
  deepEqual([two.cells.who.v, plain(two.cells.dur.v), done.cells.done.v], ["Raj", [2, "d"], true]);
  const text = toMarkdown(plan, definition, { today: WORDS.today });
  deepEqual(
    drafts(text)
      .map(([, words]) => words)
      .slice(-1),
    ["Done"],
  );
});

test("rows go where they are asked to", () => {
  const plan = filled("A\nB\nC");
  const keys = plan.lists["the-plan"].map(({ order }) => order.v).sort();
  let n = 0;
  const rows = changes(parse("X\n  Y\nZ", WORDS), {
    list: "the-plan",
    id: () => `x${++n}`,
    keys,
    index: 1,
  });
  deepEqual(shown(change(plan, rows, 6)), ["A", "X", "  Y", "Z", "B", "C"]);
  const below = changes(parse("P\n  Q", WORDS), {
    list: "the-plan",
    id: () => `p${++n}`,
    parent: "n2",
  });
  deepEqual(shown(change(plan, below, 6)), ["A", "B", "  P", "    Q", "C"]);
});

test("a step follows neither itself nor what is not there", () => {
  const [row] = outline(filled("- Loop `after loop` `after 9`"), "the-plan");
  equal(row.row.cells.after, undefined);
});

test("whatever is pasted, there are rows or none", () => {
  for (const text of [
    "",
    "\n\n",
    "\uFEFF",
    "- ",
    "…",
    "```",
    '"',
    'Task,\n"',
    "#",
    "# ",
    "@",
    "`",
    "x".repeat(1e5),
  ])
    ok(Array.isArray(drafts(text)), text.slice(0, 9));
  ok(parse("line\n".repeat(5000), WORDS).length <= 2000);
  equal(parse("x".repeat(1e5), WORDS)[0].cells.text.length, 2000);
});
