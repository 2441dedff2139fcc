// How long queries take, by hand: node bench/search.mjs FOLDER, where FOLDER is `search` in the
// output of a site. Words are taken from its index, evenly, and slips put into them. Milliseconds
// from when files are there: of a first query, which reads the shards it needs, and of the same
// again. The least, the median and the most of all queries of a kind; each is the best of ROUNDS.

import { readFileSync } from "node:fs";
import { Engine } from "../themes/plain/scripts/search/engine.js";
import { isTerm } from "../themes/plain/scripts/search/index.js";
import { Library } from "../themes/plain/scripts/search/library.js";

const [folder = "output/search"] = process.argv.slice(2);
const ROUNDS = 7;
const QUERIES = 12; // of each kind
const SHORTEST = 5; // letters of a word that is looked for

const texts = new Map();
const get = async (url) => {
  const name = url.split("?")[0];
  if (!texts.has(name)) texts.set(name, readFileSync(`${folder}/${name}`, "utf8"));
  return { status: 200, ok: true, json: async () => JSON.parse(texts.get(name)) };
};

async function vocabulary() {
  const library = new Library("", get);
  const { shards } = await library.head();
  const all = await Promise.all(shards.map((_, shard) => library.words(shard)));
  return all.flatMap((words) => [...words.keys()]).filter((word) => word.length >= SHORTEST && !isTerm(word));
}

const missing = (word) => word.slice(0, 2) + word.slice(3);
const swapped = (word) => word.slice(0, 1) + word[2] + word[1] + word.slice(3);
const KINDS = {
  "a word": (one) => one,
  "the beginning of one": (one) => one.slice(0, 3),
  "two words": (one, other) => `${one} ${other}`,
  "a word with a slip": (one) => missing(one),
  "two words, a slip in one": (one, other) => `${one} ${missing(other)}`,
  "two words, a slip in each": (one, other) => `${swapped(one)} ${missing(other)}`,
};

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The best of some rounds: of a first query, and of the same again. */
async function measured(query) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const engine = new Engine(new Library("", get));
    const ask = () => engine.search(query);
    rounds.push([await timed(ask), await timed(ask)]);
  }
  return [0, 1].map((at) => Math.min(...rounds.map((round) => round[at])));
}

function shown(times) {
  const sorted = times.toSorted((one, other) => one - other);
  return [sorted[0], sorted[sorted.length >> 1], sorted.at(-1)].map((time) => time.toFixed(1)).join(" – ");
}

const words = await vocabulary();
const pick = (at) => words[Math.floor(((at % QUERIES) * words.length) / QUERIES)];
console.log(`| ${words.length} words | first | again |\n|---|---|---|`);
for (const [kind, made] of Object.entries(KINDS)) {
  const times = [];
  for (let at = 0; at < QUERIES; at++) times.push(await measured(made(pick(at), pick(at + 5))));
  console.log(`| ${kind} | ${shown(times.map(([first]) => first))} | ${shown(times.map(([, again]) => again))} |`);
}
