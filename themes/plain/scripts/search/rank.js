// The ranking, by MiniSearch: it is given the words that a query may mean, and no others, for to
// put an index of all words together takes longer than anybody wants to wait.

/** @import { Head, Words } from "./index.js" */
/** @import { Asked } from "./likely.js" */

import MiniSearch from "./minisearch.js";
import { FIELDS, asIndex } from "./index.js";
import { swapped } from "./likely.js";

/** @typedef {{ entry: number, words: string[] }} Hit An entry, and which of its words were found. */

const OPTIONS = {
  fields: FIELDS,
  tokenize: (/** @type {string} */ word) => [word],
  processTerm: (/** @type {string} */ word) => word,
};
const BOOST = { title: 4, topics: 3, headings: 2 };
const SLIP = 0.45; // what a word with a slip in it counts; for MiniSearch, too

/** Entries with all of what is asked for, or with some, best first. @returns {Hit[]} */
export function ranked(
  /** @type {Head} */ head,
  /** @type {Words} */ found,
  /** @type {Asked[]} */ asked,
  /** @type {"AND" | "OR"} */ combineWith,
  /** @type {(entry: number) => boolean} */ fits,
) {
  const index = MiniSearch.loadJS(asIndex(head, found), OPTIONS);
  const queries = asked.map((one) => ({
    combineWith: "OR",
    queries: [
      { queries: [one.word], prefix: one.prefix, fuzzy: one.slips },
      { queries: swapped(one).filter((word) => found.has(word)), boostTerm: () => SLIP },
    ],
  }));
  const how = { boost: BOOST, filter: (/** @type {any} */ { id }) => fits(id) };
  return index.search({ combineWith, queries }, how).map(({ id, terms }) => ({ entry: id, words: terms }));
}
