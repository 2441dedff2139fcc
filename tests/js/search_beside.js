// What is found in a published index, and in one that MiniSearch makes itself of the same fields.
// Usage: node search_beside.js FOLDER FIELDS.json QUERY... ; prints both as JSON.

import { readFileSync } from "node:fs";
import { FIELDS, asIndex, isTerm, joined } from "../../themes/plain/scripts/search/index.js";
import { likely, slipsOf } from "../../themes/plain/scripts/search/likely.js";
import MiniSearch from "../../themes/plain/scripts/search/minisearch.js";
import { words } from "../../themes/plain/scripts/search/words.js";

const [folder = "", fields = "", ...queries] = process.argv.slice(2);
const read = (/** @type {string} */ path) => JSON.parse(readFileSync(path, "utf8"));
const options = { fields: FIELDS, tokenize: words, processTerm: (/** @type {string} */ word) => word };

const head = read(`${folder}/index.json`);
const all = new Map(
  head.shards.flatMap((/** @type {string} */ _, /** @type {number} */ number) => [
    ...joined(read(`${folder}/words-${number}.json`)[1]),
  ]),
);
const theirs = new MiniSearch(options);
theirs.addAll(read(fields).map((/** @type {string[]} */ texts, /** @type {number} */ id) =>
  Object.fromEntries([["id", id], ...FIELDS.map((name, at) => [name, texts[at]])]),
));

/** Of what is published, only what this query is likely to mean. */
const ours = (/** @type {string} */ query) => {
  const asked = words(query).map((word) => ({ word, prefix: true, slips: slipsOf(word) }));
  return MiniSearch.loadJS(asIndex(head, new Map(asked.flatMap((one) => [...likely(all, one)]))), options);
};
const how = { prefix: true, fuzzy: slipsOf, combineWith: "AND", boost: { title: 4 } };
const found = (/** @type {MiniSearch} */ index, /** @type {string} */ query) =>
  index.search(query, how).map(({ id, score, terms }) => [id, score, [...terms].sort()]);
console.log(JSON.stringify([
  queries.map((query) => found(ours(query), query)),
  queries.map((query) => found(theirs, query)),
  [...all.keys()].filter((word) => !isTerm(word)).length,
  theirs.termCount,
]));
