import test from "node:test";
import { deepEqual, equal, ok } from "node:assert/strict";

import { adopt } from "../../themes/plain/scripts/sheets/adopt.js";
import { day } from "../../themes/plain/scripts/sheets/dates.js";
import * as exports from "../../themes/plain/scripts/sheets/export.js";
import { gone } from "../../themes/plain/scripts/sheets/kept.js";
import { backup, fileName, toJson } from "../../themes/plain/scripts/sheets/saved.js";
import { change, read } from "../../themes/plain/scripts/sheets/plan.js";
import { NOW, field, grid, plain, planOf, sheet, steps, vectors } from "./support.js";

const { toCsv, toMarkdown } = exports;
const VECTORS = vectors("export");
const TODAY = /** @type {Day} */ (day("2026-11-21"));

/** @param {string} [name] */
const named = (name = "Acme") => change(planOf(sheet()), [[["name"], name]], 5);

test("whole plans as Markdown", () => {
  for (const { name, definition, changes, now, private: all, lines } of VECTORS.markdown) {
    const plan = change(planOf(sheet(definition)), changes, 5);
    const page = sheet({ ...definition, ...now });
    const text = toMarkdown(adopt(plan, page), page, { today: TODAY, private: all });
    deepEqual(text.split("\n"), [...lines, ""], name);
  }
});

test("an answer in a cell that the author has since filled in is not hidden", () => {
  const open = sheet({ lists: [grid({ rows: [{ id: "leaves", cells: {} }] })] });
  const plan = change(
    planOf(open),
    [[["lists", "risks", "leaves", "cells", "if-this"], "My own"]],
    5,
  );
  const now = sheet({ version: 2, lists: [grid()] });
  deepEqual(
    gone(adopt(plan, now), now).map(({ text }) => text),
    ["My own"],
  );
  deepEqual(gone(plan, open), []);
});

test("a question in a block that is not there is not left out", () => {
  const definition = sheet({ fields: [field("a", "text", { block: "nowhere" })] });
  equal(
    toMarkdown(planOf(definition), definition, { today: TODAY }),
    "# Account plan\n\n- **A:** —\n",
  );
});

test("lists as CSV", () => {
  for (const { name, list, changes, private: all, text } of VECTORS.csv) {
    const definition = sheet({ lists: [list] });
    equal(
      toCsv(list.id, change(planOf(definition), changes, 5), definition, { private: all }),
      text,
      name,
    );
  }
  equal(toCsv("no-such-list", named(), sheet()), "");
});

test("cells that a spreadsheet would work out are marked as text", () => {
  const definition = sheet({ lists: [grid({ columns: [field("x")], rows: [] })] });
  for (const [text, cell] of VECTORS.cells) {
    const plan = change(planOf(definition), [[["lists", "risks", "r", "cells", "x"], text]], 5);
    equal(toCsv("risks", plan, definition), `X\r\n${cell}\r\n`, JSON.stringify(text));
  }
});

test("names of files that every system takes", () => {
  for (const [name, file] of VECTORS.names) {
    equal(fileName(named(name)), file);
    ok(encodeURIComponent(fileName(named(name))).replace(/%../g, "x").length < 255);
  }
  equal(fileName(named(), "csv"), "account-plan-acme.csv");
});

test("JSON and backups come back as they were", () => {
  const definition = sheet({
    fields: [field("a"), field("secret", "text", { private: true })],
    lists: [steps(), grid()],
  });
  const plan = change(
    planOf(definition),
    [
      [["values", "a"], "<b>"],
      [["values", "secret"], "s"],
      [["lists", "risks", "n1", "cells", "then"], "x"],
    ],
    5,
  );
  deepEqual(plain(read(toJson(plan)).plans), [plain(plan)]);
  const text = backup([plan, named()], NOW);
  deepEqual(plain(read(text).plans), plain([plan, named()]));
  equal(JSON.parse(text).made, NOW.toISOString());
});
