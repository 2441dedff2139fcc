import test from "node:test";
import { deepEqual, equal, ok } from "node:assert/strict";

import { between, isKey, keyAt } from "../../themes/plain/scripts/sheets/order.js";
import { chance, vectors } from "./support.js";

const VECTORS = vectors("order");

test("keys between others", () => {
  for (const { a, b, key } of VECTORS.between) equal(between(a, b), key, `${a} | ${b}`);
});

test("what is a key", () => {
  for (const key of VECTORS.keys) ok(isKey(key), key);
  for (const key of [...VECTORS.not, null, undefined, 5, {}]) ok(!isKey(key), String(key));
});

test("a thousand rows put anywhere stay sorted, and keys stay short", () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const { whole } = chance(seed);
    /** @type {string[]} */
    const keys = [];
    for (let n = 0; n < 1000; n++) {
      const place = whole(keys.length + 1);
      keys.splice(place, 0, between(keys[place - 1] ?? "", keys[place] ?? ""));
    }
    ok(keys.every((key, n) => isKey(key) && (!n || keys[n - 1] < key)));
    const longest = Math.max(...keys.map((key) => key.length));
    ok(longest <= 14, `${longest} characters`);
  }
});

test("rows at the end, at the start, and always in one gap", () => {
  /** @type {Record<string, (keys: string[]) => number>} */
  const places = { end: (keys) => keys.length, start: () => 0, gap: (keys) => keys.length >> 1 };
  const longest = { end: 4, start: 4, gap: 220 };
  for (const [name, place] of Object.entries(places)) {
    /** @type {string[]} */
    const keys = [];
    for (let n = 0; n < 1000; n++) keys.splice(place(keys), 0, keyAt(keys, place(keys)));
    ok(
      keys.every((key, n) => !n || keys[n - 1] < key),
      name,
    );
    const most = Math.max(...keys.map((key) => key.length));
    ok(most <= longest[/** @type {keyof typeof longest} */ (name)], `${name}: ${most}`);
  }
});

test("between two rows that two tabs put in one place is after both", () => {
  const keys = ["a0", "a1", "a1", "a2"];
  const key = keyAt(keys, 2);
  ok("a1" < key && key < "a2", key);
});

test("keys that cannot be are like none", () => {
  deepEqual([between("??", ""), between("", "0"), between("a5", "a5")], ["a0", "a0", "a6"]);
});
