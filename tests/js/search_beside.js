// What is found in a published index, and in one that MiniSearch makes itself of the same fields.
// Usage: node search_beside.js FOLDER FIELDS.json QUERY... ; prints both as JSON.

import { readFileSync } from "node:fs";
import { FIELDS, asIndex } from "../../themes/plain/scripts/search/index.js";
import MiniSearch from "../../themes/plain/scripts/search/minisearch.js";
import { words } from "../../themes/plain/scripts/search/words.js";

const [folder = "", fields = "", ...queries] = process.argv.slice(2);
const read = (/** @type {string} */ path) => JSON.parse(readFileSync(path, "utf8"));
const options = { fields: FIELDS, tokenize: words, processTerm: (/** @type {string} */ word) => word };

const head = read(`${folder}/index.json`);
const shards = head.shards.map((/** @type {string} */ _, /** @type {number} */ number) =>
  read(`${folder}/words-${number}.json`)[1],
);
const ours = MiniSearch.loadJS(asIndex(head, shards), options);
const theirs = new MiniSearch(options);
theirs.addAll(read(fields).map((/** @type {string[]} */ texts, /** @type {number} */ id) =>
  Object.fromEntries([["id", id], ...FIELDS.map((name, at) => [name, texts[at]])]),
));

const how = { prefix: true, fuzzy: 0.2, combineWith: "AND", boost: { title: 4 } };
const found = (/** @type {MiniSearch} */ index) =>
  queries.map((/** @type {string} */ query) => index.search(query, how).map(({ id, score, terms }) => [id, score, [...terms].sort()]));
console.log(JSON.stringify([found(ours), found(theirs), ours.termCount, theirs.termCount]));
