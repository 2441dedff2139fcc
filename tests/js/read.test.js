// Files that are not ours, or not what they seem.

import test from "node:test";
import { deepEqual, equal, match, ok } from "node:assert/strict";

import { adopt } from "../../themes/plain/scripts/sheets/adopt.js";
import { canonical, merge } from "../../themes/plain/scripts/sheets/merge.js";
import { LIMIT, change, outline, read } from "../../themes/plain/scripts/sheets/plan.js";
import { chance, field, grid, plain, planOf, sheet, steps } from "./support.js";

const DEFINITION = sheet({ fields: [field("customer")], lists: [steps(), grid()] });
const PLAN = change(planOf(DEFINITION), [[["values", "customer"], "Acme"]], 5);

/** @param {object} parts of a plan that is sound otherwise */
const file = (parts) => JSON.stringify({ ...plain(PLAN), ...parts });

/** @param {string} text */
function only(text) {
  const { plans, fault } = read(text);
  deepEqual([plans.length, fault], [1, ""]);
  return plans[0];
}

test("a plan that was written is read as it was", () => {
  equal(canonical(only(JSON.stringify(PLAN))), canonical(PLAN));
  equal(canonical(only(`\uFEFF${JSON.stringify(PLAN, null, 2)}\r\n`)), canonical(PLAN));
});

test("what is no plan is refused in a sentence", () => {
  const texts = [
    "",
    "{",
    "null",
    "5",
    '"plan/1"',
    "[]",
    "{}",
    "<html></html>",
    "\0\x01",
    "%PDF-1.7",
    "[".repeat(1e6),
    '{"format":"plan/1"}',
    file({ format: "plan" }),
    file({ format: 1 }),
    file({ format: ["plan/1"] }),
    file({ id: "../x" }),
    file({ id: "a:b" }),
    file({ id: 5 }),
    file({ id: "x".repeat(101) }),
    file({ values: [] }),
    file({ values: "x" }),
    file({ lists: [] }),
    file({ lists: { a: {} } }),
    file({ lists: { a: ["x"] } }),
    file({ lists: { a: [{ id: 5 }] } }),
    file({ lists: { a: [{ id: "a__b" }] } }),
    file({ worksheet: 5 }),
    file({ worksheet: { id: "a/b" } }),
    file({ worksheet: undefined }),
    file({ kept: 5 }),
    file({ calendar: [] }),
    '{"format":"plans/1"}',
    '{"format":"plans/1","plans":{}}',
  ];
  for (const text of texts) {
    const { plans, fault, newer } = read(text);
    deepEqual([plans.length, newer], [0, false], text.slice(0, 80));
    match(fault, /^This file is .*\.$/);
  }
});

test("a newer format is said to be one", () => {
  for (const format of ["plan/2", "plan/10"]) {
    const { plans, fault, newer } = read(file({ format }));
    deepEqual([plans.length, newer], [0, true]);
    match(fault, /newer version/);
  }
  ok(read('{"format":"plans/2","plans":[]}').newer);
});

test("a huge file, and one with too many rows or too deep", () => {
  match(read(file({ note: "x".repeat(LIMIT) })).fault, /too large/);
  match(read(" ".repeat(4 * LIMIT + 1)).fault, /too large/);
  const many = Array.from({ length: 100000 }, (_, n) => ({ id: `r${n}` }));
  match(read(file({ lists: { a: many } })).fault, /more rows/);
  const deep = '{"a":'.repeat(50000) + "1" + "}".repeat(50000);
  match(read(file({}).replace("{", `{"deep":${deep},`)).fault, /nested too deep/);
});

test("keys that objects inherit are keys and nothing else", () => {
  const evil = '{"__proto__": {"evil": true}, "constructor": {"prototype": {"evil": true}}, ';
  const plan = only(
    file({})
      .replace("{", evil)
      .replace(
        '"values":{',
        '"values":{"__proto__":{"v":"x","t":1},"constructor":{"v":"Acme","t":1},',
      ),
  );
  const after = adopt(merge(plan, PLAN), DEFINITION);
  for (const one of [plan, after, plan.values, after.values]) {
    ok(!("evil" in one) && !Object.hasOwn(one, "__proto__"));
    equal(Object.getPrototypeOf(one), null);
  }
  equal(/** @type {any} */ ({}).evil, undefined);
  equal(Object.entries(plan.values).find(([id]) => id === "constructor")?.[1].v, "Acme");
});

test("markup is text", () => {
  const text = "<img src=x onerror=alert(1)> & \u2028 ${x} {{ x }}";
  const plan = only(file({ name: { v: text, t: 1 }, values: { customer: { v: text, t: 1 } } }));
  deepEqual([plan.name.v, plan.values.customer.v], [text, text]);
});

test("an address is a path within the site, or none", () => {
  /** @param {any} url */
  const address = (url) =>
    only(file({ worksheet: { ...plain(PLAN).worksheet, url } })).worksheet.url;
  for (const url of ["/worksheets/account-plan/", "/", "/größe/?a=b#c"]) equal(address(url), url);
  for (const url of [
    "javascript:alert(1)",
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "data:x",
    "",
    5,
    null,
    ["/a"],
  ])
    equal(address(url), "", String(url));
});

test("wrong types become what they can be, and nothing is dropped", () => {
  const plan = only(
    file({
      rev: "many",
      created: 5,
      updated: "yesterday",
      name: "Acme",
      archived: "yes",
      values: {
        a: "bare",
        b: { v: { deep: 1 }, t: 1 },
        c: { v: [1, 2], t: -5 },
        d: { v: 1, t: "now" },
        e: { v: 2, t: 1e300 },
        f: null,
        g: { t: 5 },
      },
      calendar: {
        start: { v: "soon", t: 1 },
        workdays: { v: [1, 9, "x"], t: 1 },
        holidays: { v: "none", t: 1 },
      },
      lists: {
        a: [
          {
            id: "r1",
            from: 5,
            order: { v: "zzz!", t: 3 },
            parent: null,
            gone: { v: "no", t: 1 },
            cells: { x: 5, y: { v: [3, "d"], t: 1 }, z: { v: [{ id: "r1" }, { id: 5 }], t: 1 } },
          },
        ],
      },
      kept: { old: { label: 5, v: { x: 1 } }, bare: "text" },
    }),
  );
  const { a, b, c, d, e, f, g } = plain(plan.values);
  deepEqual(
    [a, b.v, c, d, e, f, g],
    [
      { v: "bare", t: 1 },
      '{"deep":1}',
      { v: "[1,2]", t: 0 },
      { v: 1, t: 1 },
      { v: 2, t: 8.64e15 },
      { v: null, t: 1 },
      { v: '{"t":5}', t: 1 },
    ],
  );
  deepEqual(
    [plan.rev, plan.created, plan.name.v, plan.archived.v],
    [0, "1970-01-01T00:00:00.000Z", "Acme", false],
  );
  deepEqual(plain([plan.calendar.start.v, plan.calendar.workdays.v, plan.calendar.holidays.v]), [
    "",
    [1],
    [],
  ]);
  const [row] = plain(plan.lists.a);
  deepEqual([row.from, row.order.v, row.gone.v], [undefined, "a0", false]);
  deepEqual(
    [row.cells.x, row.cells.y.v, row.cells.z.v],
    [{ v: 5, t: 1 }, [3, "d"], '[{"id":"r1"},{"id":5}]'],
  );
  deepEqual([plan.kept.old.v, plan.kept.old.label, plan.kept.bare.v], ['{"x":1}', "5", "text"]);
});

test("no edit is lost after a stamp from the far future", () => {
  let plan = only(file({ values: { customer: { v: "A", t: 1e300 } } }));
  for (const v of ["B", "C", "D"]) {
    const next = change(plan, [[["values", "customer"], v]], 1000);
    equal(merge(plan, next).values.customer.v, v);
    plan = next;
  }
});

test("a backup: all plans, and those that can be read if one cannot", () => {
  const plans = [plain(PLAN), { ...plain(PLAN), id: "p2" }];
  deepEqual(
    read(JSON.stringify({ format: "plans/1", plans })).plans.map((plan) => plan.id),
    ["p1", "p2"],
  );
  const {
    plans: found,
    fault,
    newer,
  } = read(JSON.stringify({ format: "plans/1", plans: [...plans, { id: 5 }, null] }));
  deepEqual([found.length, newer], [2, false]);
  match(fault, /^2 of 4 plans were left out\. /);
  equal(read('{"format":"plans/1","plans":[]}').fault, "");
});

test("whatever a file holds, what comes out can be used", () => {
  const { whole, pick } = chance(9);
  const scraps = [
    null,
    true,
    0,
    -1,
    1e308,
    "",
    "plan/1",
    "a0",
    [],
    [1],
    {},
    { v: 1 },
    { v: 1, t: 1 },
    { v: null, t: null },
    [{ id: "x" }],
    { id: "x" },
    "2027-01-01",
  ];
  /** @param {any} value @returns {any} */
  const spoil = (value) => {
    if (!whole(12)) return pick(scraps);
    if (Array.isArray(value)) return value.map(spoil);
    if (!value || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, spoil(part)]));
  };
  let sound = 0;
  for (let n = 0; n < 2000; n++) {
    const { plans, fault } = read(JSON.stringify(spoil(plain(PLAN))));
    equal(plans.length === 1, fault === "");
    for (const plan of plans) {
      sound++;
      const next = adopt(change(plan, [[["values", "customer"], "new"]], 5), DEFINITION);
      equal(read(JSON.stringify(next)).plans[0].values.customer.v, "new");
      ok(outline(merge(next, PLAN), "the-plan").length > 0);
    }
  }
  ok(sound > 100, `${sound} of 2000 were plans`);
});
