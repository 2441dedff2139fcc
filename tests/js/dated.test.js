import test from "node:test";
import { deepEqual, equal } from "node:assert/strict";

import { dated } from "../../themes/plain/scripts/sheets/dated.js";
import { day } from "../../themes/plain/scripts/sheets/dates.js";
import { toCsv, toMarkdown } from "../../themes/plain/scripts/sheets/export.js";
import { parse } from "../../themes/plain/scripts/sheets/outline.js";
import { change } from "../../themes/plain/scripts/sheets/plan.js";
import { schedules } from "../../themes/plain/scripts/sheets/schedule.js";
import { grid, plain, planOf, sheet, steps } from "./support.js";

const MONDAY = /** @type {Day} */ (day("2027-01-04"));
const definition = sheet({ lists: [steps(), grid()] });
const plan = change(planOf(definition), [[["calendar", "start"], "2027-01-04"]], 5);

test("files say when each step is, and how deep it stands", () => {
  const [with_, asked] = dated(plan, definition, MONDAY, { levels: true });
  const lines = toCsv("the-plan", with_, asked).split("\r\n");
  equal(lines[0], "Done,Text,Def,Who,Dur,After,Level,Planned from,Planned to");
  deepEqual(
    lines.slice(1, 4).map((line) => line.split(",").slice(-3)),
    [
      ["0", "2027-01-04", "2027-01-05"],
      ["1", "2027-01-04", "2027-01-04"],
      ["1", "2027-01-05", "2027-01-05"],
    ],
  );
  equal(toCsv("risks", with_, asked), toCsv("risks", plan, definition), "other tables as ever");
});

test("in Markdown without the level", () => {
  const [with_, asked] = dated(plan, definition, MONDAY);
  const text = toMarkdown(with_, asked, { today: MONDAY });
  equal(text.includes("Planned from: 2027-01-05; Planned to: 2027-01-05"), true);
  equal(text.includes("Level"), false);
});

test("the plan itself is left as it was, and so is what is read back", () => {
  const before = plain(plan);
  const [with_, asked] = dated(plan, definition, MONDAY, { levels: true });
  deepEqual(plain(plan), before);
  const columns = definition.lists?.[0].columns;
  const drafts = parse(toCsv("the-plan", with_, asked), { today: MONDAY, columns });
  deepEqual(
    drafts.map(({ level, cells }) => [level, cells.text, cells.pin, cells.by]),
    [
      [0, "Understand", undefined, undefined],
      [1, "Read", undefined, undefined],
      [1, "Write", undefined, undefined],
    ],
  );
});

test("a step that is done in a plan from a link was done on no day that is known", () => {
  const path = ["lists", "the-plan", "read", "cells", "done"];
  const done = change(plan, [[path, true]], 0);
  const [row] = done.lists["the-plan"].filter(({ id }) => id === "read");
  row.cells.done = { v: true, t: 1 };
  const time = schedules(done, MONDAY)["the-plan"].items.get("read");
  deepEqual([time?.done, time?.start], [true, MONDAY]);
});
