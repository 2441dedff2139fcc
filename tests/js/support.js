// What the tests share: vectors, chance that repeats, small worksheets.

import { create } from "../../themes/plain/scripts/sheets/adopt.js";
import { readFileSync } from "node:fs";


export const NOW = new Date("2026-11-21T10:40:00.000Z");

/** @param {string} name @returns {any} what Python's tests read too */
export const vectors = (name) =>
  JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8"));

/** The same numbers for the same seed (mulberry32). @param {number} seed */
export function chance(seed) {
  const next = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  /** @param {number} below */
  const whole = (below) => Math.floor(next() * below);
  /** @template T @param {readonly T[]} list @returns {T} */
  const pick = (list) => list[whole(list.length)];
  return { whole, pick };
}

/** @param {Partial<Definition>} parts @returns {Definition} */
export const sheet = (parts = {}) => ({
  format: "worksheet/1",
  id: "account-plan",
  version: 1,
  title: "Account plan",
  url: "/worksheets/account-plan/",
  hash: "sha256-1",
  language: "en",
  currency: "USD",
  plan: { name: "{customer}", start: "next monday", workdays: [1, 2, 3, 4, 5], holidays: [] },
  ...parts,
});

/** @param {string} id @param {string} kind @param {object} [more] @returns {Field} */
export const field = (id, kind = "text", more = {}) => ({
  id,
  kind,
  label: id[0].toUpperCase() + id.slice(1).replaceAll("-", " "),
  ...more,
});

/** @param {Definition} definition @param {string} [id] */
export const planOf = (definition, id = "p1") => create(definition, { id, now: NOW });

/** As it is after it was saved and read: without what JSON does not know. @param {any} value */
export const plain = (value) => JSON.parse(JSON.stringify(value));

/** The steps of an outline as the author writes it. @param {object} [more] @returns {List} */
export const steps = (more = {}) => ({
  id: "the-plan",
  kind: "plan",
  label: "The plan",
  grows: true,
  columns: [
    field("done", "tick"),
    field("text", "lines"),
    field("def", "lines"),
    field("who"),
    field("dur", "duration"),
    field("after", "follows"),
  ],
  rows: [
    { id: "understand", cells: { text: "Understand" } },
    { id: "read", parent: "understand", cells: { text: "Read", dur: [1, "d"] } },
    { id: "write", parent: "understand", cells: { text: "Write", after: [{ id: "read" }] } },
  ],
  ...more,
});

/** A table of which one column is the author's. @param {object} [more] @returns {List} */
export const grid = (more = {}) => ({
  id: "risks",
  kind: "grid",
  label: "If it goes wrong",
  grows: true,
  columns: [field("if-this"), field("then"), field("check", "date")],
  rows: [{ id: "leaves", cells: { "if-this": "My contact leaves" } }],
  ...more,
});

/** Storage as browsers have it, with room for `room` characters. */
export class Memory {
  /** @type {Map<string, string>} */
  #items = new Map();
  writes = 0;

  /** @param {number} [room] */
  constructor(room = Infinity) {
    this.room = room;
  }
  get length() {
    return this.#items.size;
  }
  /** @param {number} n */
  key(n) {
    return [...this.#items.keys()][n] ?? null;
  }
  /** @param {string} key */
  getItem(key) {
    return this.#items.get(key) ?? null;
  }
  /** @param {string} key @param {string} text */
  setItem(key, text) {
    let used = key.length + text.length;
    for (const [other, value] of this.#items)
      if (other !== key) used += other.length + value.length;
    if (used > this.room) throw named("QuotaExceededError");
    this.writes++;
    this.#items.set(key, text);
  }
  /** @param {string} key */
  removeItem(key) {
    this.#items.delete(key);
  }
  get keys() {
    return [...this.#items.keys()].sort();
  }
}

/** @param {string} name */
export const named = (name) => Object.assign(new Error(name), { name });
