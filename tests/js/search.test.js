import test from "node:test";
import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Engine } from "../../themes/plain/scripts/search/engine.js";
import { excerpt, marked } from "../../themes/plain/scripts/search/excerpt.js";
import { Library, Outdated } from "../../themes/plain/scripts/search/library.js";
import { shardOf } from "../../themes/plain/scripts/search/index.js";
import { tokens, words } from "../../themes/plain/scripts/search/words.js";

/** @type {{ text: string, words: string[] }[]} */
const VECTORS = JSON.parse(readFileSync(new URL("../vectors/words.json", import.meta.url), "utf8"));

/** Two entries, as `sitegen/search/index.py` writes them. */
const WORDS = {
  plan: [[0, 0, 1], [0]],
  week: [[1]],
  constructor: [[0]],
  "red/tags": [1],
};
const TEXT = ["Title", "/a/", "posts", "", [], "Plan the plan."];

/** A published index whose files have these marks. */
function published(mark = "aa", loaded = /** @type {string[]} */ ([])) {
  const site = { mark, loaded };
  const files = () => ({
    "index.json": {
      format: 1, entries: 2, segment: 100, texts: 10, full: true,
      shards: [site.mark], files: [site.mark], lengths: [[[3, 2], [1, 1], [0, 0], [0, 1]]],
    },
    "words-0.json": [site.mark, [[0, WORDS]]],
    "texts-0.json": [site.mark, [TEXT, TEXT]],
  });
  const get = async (/** @type {string} */ url) => {
    loaded.push(url);
    const found = /** @type {Record<string, unknown>} */ (files())[url.split("?")[0] ?? ""];
    return { status: found ? 200 : 404, ok: Boolean(found), json: async () => found };
  };
  return { site, get };
}

const entries = (/** @type {import("../../themes/plain/scripts/search/engine.js").Found} */ found) =>
  found.hits.map(({ entry }) => entry);

test("words are those of the index", () => {
  for (const { text, words: wanted } of VECTORS) deepEqual(words(text), wanted, text);
});

test("places are those of the text as it is", () => {
  for (const { text } of VECTORS) {
    for (const { word, start, end } of tokens(text)) equal(words(text.slice(start, end))[0], word);
  }
});

test("all words, words like them, some words", async () => {
  const engine = new Engine(new Library("", published().get));
  const both = await engine.search("plan");
  deepEqual([both.how, entries(both)], ["all", [0, 1]]);
  deepEqual(entries(await engine.search("PLAN wee")), [1]);
  const like = await engine.search("plam");
  deepEqual([like.how, entries(like)], ["like", [0, 1]]);
  deepEqual(like.hits[0]?.words, ["plan"]);
  const some = await engine.search("week zzzz");
  deepEqual([some.how, entries(some)], ["some", [1]]);
  deepEqual(entries(await engine.search("zzzz")), []);
  deepEqual(entries(await engine.search("constructor")), [0]);
  deepEqual(entries(await engine.search("__proto__ hasOwnProperty")), []);
});

/** An engine for entries of these texts, their words cut into shards. */
function engineOf(/** @type {string[]} */ texts, shards = 1) {
  const parts = (/** @type {number} */ shard) =>
    texts.map((text, at) => {
      const own = text.split(" ").filter((word) => shardOf(word, shards) === shard);
      return [at, Object.fromEntries(own.map((word) => [word, [[0]]]))];
    });
  const numbers = Array.from({ length: shards }, (_, shard) => shard);
  /** @type {Map<string, unknown>} */
  const files = new Map(numbers.map((shard) => [`words-${shard}.json?aa`, ["aa", parts(shard)]]));
  files.set("index.json", {
    format: 1, entries: texts.length, segment: 1, texts: 10, full: true,
    shards: numbers.map(() => "aa"), files: [], lengths: texts.map(() => [[1], [0], [0], [0]]),
  });
  const get = async (/** @type {string} */ url) => ({ status: 200, ok: true, json: async () => files.get(url) });
  return new Engine(new Library("", get));
}

const SLIPS = {
  planning: ["plamning", "planing", "plannning", "plnaning", "lpanning", "plamming"],
  window: ["wimdow", "windw", "winddow", "widnow", "wwindow", "iwndow", "windwo"],
  tuesday: ["tusday", "teusday", "tuesdayy", "tuesdsy"],
  mail: ["maul", "mial", "maill"],
};

test("a slip is found: a letter wrong, missing, doubled, or two changed over", async () => {
  for (const shards of [1, 32]) {
    const engine = engineOf([...Object.keys(SLIPS), "planet", "form", "from", "zebra"], shards);
    for (const [wanted, slipped] of Object.entries(SLIPS)) {
      for (const query of slipped) {
        const { how, hits } = await engine.search(query);
        deepEqual([how, hits.map((hit) => hit.words)], ["like", [[wanted]]], query);
      }
    }
    for (const query of ["winxyz", "1974", "zzz", "mlia"]) {
      deepEqual((await engine.search(query)).hits, [], query);
    }
  }
});

test("a slip is looked for in words that are nowhere, and then in all", async () => {
  const engine = engineOf(["form tuesday", "farm", "from tuesday zebra"]);
  /** @type {[string, string, number[]][]} */
  const cases = [
    ["form", "all", [0]],
    ["form tusday", "like", [0]], // not "from", which is form with a slip
    ["farm tuesday", "like", [0]],
    ["form tusday zzzz", "some", [0, 2]],
  ];
  for (const [query, wanted, some] of cases) {
    const found = await engine.search(query);
    deepEqual([found.how, entries(found).sort()], [wanted, some], query);
  }
});

test("terms narrow, and alone they list the newest first", async () => {
  const engine = new Engine(new Library("", published().get));
  deepEqual(entries(await engine.search("plan", ["red/tags"])), [1]);
  deepEqual(entries(await engine.search("", ["red/tags"])), [1]);
  deepEqual(entries(await engine.search("", ["constructor/tags"])), []);
  deepEqual(entries(await engine.search("", [])), []);
  deepEqual(entries(await engine.search("red")), []);
});

test("each file is loaded once, under its mark", async () => {
  const { site, get } = published();
  const engine = new Engine(new Library("", get));
  for (const query of ["plan", "week", "plan week"]) await engine.search(query);
  await engine.library.shown(1);
  deepEqual(site.loaded, ["index.json", "words-0.json?aa", "texts-0.json?aa"]);
});

test("a new edition is noticed, and loaded whole", async () => {
  const { site, get } = published("aa");
  const library = new Library("", get);
  await library.head();
  site.mark = "bb";
  deepEqual(entries(await new Engine(library).search("week")), [1]);
  deepEqual(site.loaded.slice(1), ["words-0.json?aa", "index.json", "words-0.json?bb"]);
});

test("what a cache had under a mark that is not its own is asked for again", async () => {
  const { site, get } = published("bb");
  const old = published("aa");
  const kept = (/** @type {string} */ url, /** @type {{ cache?: string }} */ how) =>
    (how.cache === "no-cache" ? get : old.get)(url);
  deepEqual(entries(await new Engine(new Library("", kept)).search("week")), [1]);
  deepEqual(site.loaded, ["index.json", "index.json", "words-0.json?bb"]);
});

test("a damaged or missing file fails, and is asked for again with the next query", async () => {
  const { get } = published();
  /** @type {unknown} */
  let broken = { status: 404, ok: false };
  const damaged = async (/** @type {string} */ url) =>
    broken && url.startsWith("words") ? /** @type {any} */ (broken) : get(url);
  const engine = new Engine(new Library("", damaged));
  await rejects(engine.search("week"), Outdated);
  broken = { status: 200, ok: true, json: async () => JSON.parse('["aa",[[0,{"we') };
  await rejects(engine.search("week"), SyntaxError);
  broken = { status: 200, ok: true, json: async () => ["aa", { 0: "week" }] };
  await rejects(engine.search("week"), TypeError);
  broken = { status: 503, ok: false };
  await rejects(engine.search("week"), /503/);
  broken = undefined;
  deepEqual(entries(await engine.search("week")), [1]);
});

test("whatever is typed comes to an end", async () => {
  const engine = engineOf(["window buffer", "עברית", "計画 画を", "proto"], 32);
  /** @type {[string, number[]][]} */
  const cases = [
    ["", []], ["?!.,;:-_", []], ["\"'/\\<>%", []], ["🙂 👩‍👩‍👧", []], ["\ud83d\u0000", []],
    ["a".repeat(500), []], ["window ".repeat(70), [0]], ['"window', [0]], ["<window>", [0]],
    ["‏עברית‏", [1]], ["計画を", [2]], ["wíndöw", [0]], ["__proto__", [3]],
  ];
  for (const [query, wanted] of cases) deepEqual(entries(await engine.search(query)), wanted, query);
});

const shown = (/** @type {{ text: string, marked: boolean }[]} */ pieces) =>
  pieces.map(({ text, marked: is }) => (is ? `[${text}]` : text)).join("");

test("an excerpt is where most of the words are", () => {
  const text = `Plan. ${"Long and far. ".repeat(30)}A plan for the week. ${"More. ".repeat(60)}`;
  const found = shown(excerpt(text, ["plan", "week"]));
  ok(found.includes("A [plan] for the [week]."), found);
  ok(found.startsWith("… ") && found.endsWith(" …") && found.length < 260, found);
  equal(shown(excerpt("Short <b>text</b>.", [])), "Short <b>text</b>.");
  equal(shown(excerpt("", ["a"])), "");
  equal(shown(marked("Café, cafe", ["cafe"])), "[Café], [cafe]");
  equal(shown(marked("計画を立てる", ["計画", "画を"])), "[計画][を]立てる");
});

test("an excerpt of one endless word is short, and breaks no character", () => {
  for (const letter of ["a", "😀", "計"]) {
    const found = shown(excerpt(letter.repeat(10000), [letter.repeat(40)]));
    ok(found.length < 300 && !/\p{Surrogate}/u.test(found), letter);
  }
});
