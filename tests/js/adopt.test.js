// What becomes of a plan when the author changes the worksheet.

import test from "node:test";
import { deepEqual, equal } from "node:assert/strict";

import { adopt } from "../../themes/plain/scripts/sheets/adopt.js";
import { gone } from "../../themes/plain/scripts/sheets/kept.js";
import { fit, lossless } from "../../themes/plain/scripts/sheets/kinds.js";
import { merge } from "../../themes/plain/scripts/sheets/merge.js";
import { change, outline, rows } from "../../themes/plain/scripts/sheets/plan.js";
import { field, grid, plain, planOf, sheet, steps, vectors } from "./support.js";

/** @param {Partial<Definition>} parts @param {Change[]} changes @param {number} [now] */
const filled = (parts, changes, now = 1000) => change(planOf(sheet(parts)), changes, now);

/** @param {Plan} plan */
const answers = (plan) =>
  Object.fromEntries(Object.entries(plan.values).map(([id, stamp]) => [id, stamp.v]));

/** What is put aside, by label. @param {Plan} plan */
const aside = (plan) =>
  Object.values(plan.kept).flatMap(({ label, v }) => (v === null ? [] : [`${label}: ${v}`]));

/** @param {Plan} plan @param {string} list @param {string} column */
const column = (plan, list, column) => rows(plan, list).map((row) => row.cells[column]?.v);

test("kinds change as the lock file says", () => {
  const { lossless: table, cases } = vectors("migration-kinds");
  const kinds = new Set(["computed", ...Object.keys(table), ...Object.values(table).flat()]);
  for (const from of kinds)
    for (const to of kinds)
      equal(lossless(from, to), from === to || !!table[from]?.includes(to), `${from} to ${to}`);
  for (const { from, to, v, result, kept = false } of cases) {
    const before = filled({ fields: [field("x", from)] }, [[["values", "x"], v]]);
    const after = adopt(before, sheet({ version: 2, fields: [field("x", to)] }));
    deepEqual(answers(after), kept ? {} : { x: result }, `${from} to ${to}`);
    deepEqual(aside(after), kept ? [`X: ${v}`] : [], `${from} to ${to}`);
  }
  equal(fit("2027-03-31", "date"), "2027-03-31");
});

test("a question that has gone keeps its answer, and its words", () => {
  const before = filled({ fields: [field("old-one"), field("b")] }, [
    [["values", "old-one"], "Acme"],
    [["values", "b"], "B"],
  ]);
  const after = adopt(before, sheet({ version: 2, fields: [field("b")] }));
  deepEqual(
    [answers(after), aside(after), after.kept["old-one"].since],
    [{ b: "B" }, ["Old one: Acme"], 1],
  );
  deepEqual(gone(after, sheet({ fields: [field("b")] })), [
    { id: "old-one", label: "Old one", text: "Acme" },
  ]);
});

test("a question that comes back has its answer again", () => {
  const first = sheet({ fields: [field("a")] });
  const none = sheet({ version: 2, fields: [] });
  let plan = filled(first, [[["values", "a"], "Acme"]]);
  for (const definition of [none, first, none, first])
    plan = adopt(plan, { ...definition, version: 2 });
  deepEqual([answers(plan), aside(plan)], [{ a: "Acme" }, []]);
});

test("an answer goes along with its question's new id", () => {
  const before = filled({ fields: [field("customer")] }, [[["values", "customer"], "Acme"]]);
  const now = sheet({ version: 2, fields: [field("client", "lines", { was: "customer" })] });
  deepEqual([answers(adopt(before, now)), aside(adopt(before, now))], [{ client: "Acme" }, []]);
  const later = adopt(adopt(before, sheet({ version: 2 })), { ...now, version: 3 });
  deepEqual([answers(later), aside(later)], [{ client: "Acme" }, []]);
});

test("a tab with the old page edits on, and the later answer stays", () => {
  const before = filled({ fields: [field("customer")] }, [[["values", "customer"], "Acme"]]);
  const now = sheet({ version: 2, fields: [field("client", "text", { was: "customer" })] });
  const late = change(before, [[["values", "customer"], "Acme Ltd"]], 9000);
  deepEqual(answers(adopt(merge(adopt(before, now), late), now)), { client: "Acme Ltd" });
});

test("an answer of another kind and a new one are both there", () => {
  const before = filled({ fields: [field("worth")] }, [[["values", "worth"], "about a million"]]);
  const now = sheet({ version: 2, fields: [field("worth", "money")] });
  const after = change(adopt(before, now), [[["values", "worth"], 1e6]], 2000);
  deepEqual(
    [answers(adopt(after, now)), aside(adopt(after, now))],
    [{ worth: 1e6 }, ["Worth: about a million"]],
  );
  const away = adopt(after, sheet({ version: 3 }));
  deepEqual(aside(away).sort(), ["Worth: 1000000", "Worth: about a million"]);
});

test("defaults follow the author until they are touched", () => {
  /** @param {number} n */
  const asks = (n) => sheet({ version: n, fields: [field("rate", "number", { default: n })] });
  const fresh = planOf(asks(1));
  deepEqual(answers(adopt(fresh, asks(2))), { rate: 2 });
  deepEqual(answers(adopt(change(fresh, [[["values", "rate"], 1]], 5), asks(2))), { rate: 1 });
  deepEqual(answers(adopt(fresh, sheet({ fields: [field("rate", "number")] }))), {});
});

test("the author's steps: texts follow until they are edited", () => {
  const start = planOf(sheet({ lists: [steps()] }));
  deepEqual(
    outline(start, "the-plan").map(({ row, level }) => [row.id, level, row.cells.text.v]),
    [
      ["understand", 0, "Understand"],
      ["read", 1, "Read"],
      ["write", 1, "Write"],
    ],
  );
  const edited = change(start, [[["lists", "the-plan", "read", "cells", "text"], "Read all"]], 5);
  const [first, second, third] = /** @type {AuthorRow[]} */ (steps().rows);
  const lists = [
    steps({
      rows: [
        first,
        { ...second, cells: { text: "Read two" } },
        { ...third, cells: { text: "Write it" } },
      ],
    }),
  ];
  const after = adopt(edited, sheet({ lists }));
  deepEqual(column(after, "the-plan", "text"), ["Understand", "Read all", "Write it"]);
  deepEqual(column(after, "the-plan", "dur"), [undefined, undefined, undefined]);
});

test("new steps of the author stand where the author has put them", () => {
  const start = planOf(sheet({ lists: [steps()] }));
  const mine = change(
    start,
    [
      [["lists", "the-plan", "n1", "parent"], "understand"],
      [["lists", "the-plan", "n1", "order"], "b00"],
      [["lists", "the-plan", "n1", "cells", "text"], "Mine"],
    ],
    5,
  );
  const [first, second, third] = /** @type {AuthorRow[]} */ (steps().rows);
  const ask = { id: "ask", parent: "understand", cells: { text: "Ask" } };
  const lists = [
    steps({ rows: [{ id: "zero", cells: { text: "Zero" } }, first, second, ask, third] }),
  ];
  const after = adopt(mine, sheet({ lists }));
  deepEqual(column(after, "the-plan", "text"), [
    "Zero",
    "Understand",
    "Read",
    "Ask",
    "Write",
    "Mine",
  ]);
  const turned = adopt(mine, sheet({ lists: [steps({ rows: [first, third, second] })] }));
  deepEqual(column(turned, "the-plan", "text"), ["Understand", "Write", "Read", "Mine"]);
});

test("a step that the author has taken out goes if nobody touched it", () => {
  const start = planOf(sheet({ lists: [steps()] }));
  const less = sheet({ lists: [steps({ rows: steps().rows?.slice(0, 2) })] });
  deepEqual(column(adopt(start, less), "the-plan", "text"), ["Understand", "Read"]);
  const mine = adopt(
    change(start, [[["lists", "the-plan", "write", "cells", "who"], "me"]], 5),
    less,
  );
  deepEqual(column(mine, "the-plan", "text"), ["Understand", "Read", "Write"]);
  equal(mine.lists["the-plan"].find((row) => row.id === "write")?.from, undefined);
  const below = change(start, [[["lists", "the-plan", "n1", "parent"], "understand"]], 5);
  const none = adopt(below, sheet({ lists: [steps({ rows: [] })] }));
  deepEqual(
    outline(none, "the-plan").map(({ row, level }) => `${row.id} ${level}`),
    ["understand 0", "n1 1"],
  );
});

test("a row that the author renames is the same row, and is followed as before", () => {
  const start = planOf(sheet({ lists: [steps()] }));
  const mine = change(start, [[["lists", "the-plan", "read", "cells", "who"], "me"]], 5);
  const [first, , third] = /** @type {AuthorRow[]} */ (steps().rows);
  const study = { id: "study", was: "read", parent: "understand", cells: { text: "Study" } };
  const after = adopt(
    mine,
    sheet({
      lists: [
        steps({
          rows: [first, study, { ...third, cells: { text: "Write", after: [{ id: "study" }] } }],
        }),
      ],
    }),
  );
  deepEqual(column(after, "the-plan", "text"), ["Understand", "Study", "Write"]);
  deepEqual(column(after, "the-plan", "who"), [undefined, "me", undefined]);
  deepEqual(plain(column(after, "the-plan", "after")[2]), [{ id: "read" }]);
});

test("a row of a table keeps the author's words when the author drops it", () => {
  const start = planOf(sheet({ lists: [grid()] }));
  deepEqual(plain(start.lists.risks[0].cells), {});
  const mine = change(start, [[["lists", "risks", "leaves", "cells", "then"], "Call"]], 5);
  const after = adopt(mine, sheet({ lists: [grid({ rows: [] })] }));
  deepEqual(column(after, "risks", "if-this"), ["My contact leaves"]);
  deepEqual(column(after, "risks", "then"), ["Call"]);
  deepEqual(column(adopt(after, sheet({ lists: [grid()] })), "risks", "then"), ["Call"]);
});

test("columns: renamed, gone, of another kind", () => {
  const mine = filled({ lists: [grid()] }, [
    [["lists", "risks", "leaves", "cells", "then"], "Call"],
    [["lists", "risks", "leaves", "cells", "check"], "2027-03-31"],
  ]);
  /** @param {Field[]} columns */
  const now = (...columns) =>
    sheet({ version: 2, lists: [grid({ columns: [field("if-this"), ...columns] })] });
  const renamed = adopt(mine, now(field("what", "lines", { was: "then" }), field("check", "date")));
  deepEqual(
    [column(renamed, "risks", "what"), column(renamed, "risks", "check")],
    [["Call"], ["2027-03-31"]],
  );
  const less = now(field("check", "number"));
  const after = adopt(mine, less);
  deepEqual(column(after, "risks", "check"), [undefined]);
  deepEqual(
    gone(after, less)
      .map(({ label, text }) => `${label} = ${text}`)
      .sort(),
    ["Check = 2027-03-31", "If it goes wrong: Then = Call"],
  );
  const back = adopt(after, { ...sheet({ lists: [grid()] }), version: 3 });
  deepEqual(
    [column(back, "risks", "then"), column(back, "risks", "check")],
    [["Call"], ["2027-03-31"]],
  );
  deepEqual(gone(back, sheet({ lists: [grid()] })), []);
});

test("lists: renamed, gone, back again", () => {
  const mine = filled({ lists: [grid()] }, [
    [["lists", "risks", "leaves", "cells", "then"], "Call"],
  ]);
  const renamed = sheet({ version: 2, lists: [grid({ id: "dangers", was: "risks" })] });
  deepEqual(column(adopt(mine, renamed), "dangers", "then"), ["Call"]);
  const none = sheet({ version: 2 });
  deepEqual(
    gone(adopt(mine, none), none).map(({ label, text }) => `${label} = ${text}`),
    ["If it goes wrong: Then = Call"],
  );
  deepEqual(
    column(adopt(adopt(mine, none), sheet({ version: 3, lists: [grid()] })), "risks", "then"),
    ["Call"],
  );
});

test("a page older than the plan puts aside what it does not know, and nothing is lost", () => {
  const newer = sheet({
    version: 2,
    fields: [field("a", "number"), field("b")],
    lists: [steps(), grid()],
  });
  const older = sheet({ fields: [field("a", "date")], lists: [steps({ rows: [] })] });
  const plan = change(
    planOf(newer),
    [
      [["values", "a"], 5],
      [["values", "b"], "B"],
      [["lists", "risks", "leaves", "cells", "then"], "Call"],
    ],
    5,
  );
  const there = adopt(plan, older);
  deepEqual([answers(there), aside(there), there.worksheet.version], [{ a: 5 }, ["B: B"], 2]);
  deepEqual(plain(there.lists), plain(plan.lists));
  const back = adopt(merge(plan, there), newer);
  deepEqual([answers(back), aside(back)], [{ a: 5, b: "B" }, []]);
});

test("the name follows its pattern until it is given", () => {
  const definition = sheet({ fields: [field("customer")] });
  const plan = planOf(definition);
  equal(plan.name.v, "Account plan");
  const acme = adopt(change(plan, [[["values", "customer"], " Acme\n"]], 5), definition);
  equal(acme.name.v, "Acme");
  equal(adopt(change(acme, [[["name"], "Mine"]], 6), definition).name.v, "Mine");
});

test("the author's working days are followed, and the first day stays", () => {
  const plan = planOf(sheet());
  equal(plan.calendar.start.v, "2026-11-23");
  const now = sheet({ plan: { start: "2030-01-01", workdays: [1, 2], holidays: ["2027-01-18"] } });
  const { start, workdays, holidays } = plain(adopt(plan, now).calendar);
  deepEqual([start.v, workdays.v, holidays.v], ["2026-11-23", [1, 2], ["2027-01-18"]]);
});
