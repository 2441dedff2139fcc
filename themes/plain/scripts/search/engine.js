// Which entries a query finds, best first. Words are looked up by MiniSearch.

import MiniSearch from "./minisearch.js";
import { FIELDS, asIndex, filed, shardOf } from "./index.js";
import { Library, Outdated } from "./library.js";
import { words } from "./words.js";

/**
 * @typedef {{ entry: number, words: string[] }} Hit An entry, and which of its words were found.
 * @typedef {"all" | "like" | "some"} How Whether a hit has all words, all or words like them, or
 *   just some of them.
 * @typedef {{ how: How, hits: Hit[] }} Found
 */

const BOOST = { title: 4, topics: 3, headings: 2 };
const OPTIONS = {
  fields: FIELDS,
  tokenize: words,
  processTerm: (/** @type {string} */ word) => word,
};
const MOST = 8; // shards that are kept in one index: more take longer to put together
const LONG = 3; // letters; a word that has more may have a slip in it

export class Engine {
  /** @type {Set<number>} */ #shards = new Set();
  /** @type {MiniSearch | undefined} */ #index;

  constructor(/** @type {Library} */ library) {
    this.library = library;
  }

  /** What is found; `terms`, as `slug/taxonomy`, all have to fit. @returns {Promise<Found>} */
  async search(/** @type {string} */ query, /** @type {string[]} */ terms = []) {
    try {
      return await this.#search(query, terms);
    } catch (fault) {
      if (!(fault instanceof Outdated)) throw fault;
      this.library.forget();
      this.#shards.clear();
      return this.#search(query, terms);
    }
  }

  /** @returns {Promise<Found>} */
  async #search(/** @type {string} */ query, /** @type {string[]} */ terms) {
    const head = await this.library.head();
    const count = head.shards.length;
    const sets = await Promise.all(
      terms.map(async (term) => filed(await this.library.words(shardOf(term, count)), term)),
    );
    const fits = (/** @type {number} */ entry) => sets.every((set) => set.has(entry));
    const wanted = words(query);
    if (!wanted.length) return { how: "all", hits: terms.length ? everything(head.entries, fits) : [] };

    const exact = await this.#having(wanted.map((word) => shardOf(word, count)));
    const all = find(exact, wanted, fits, { fuzzy: false, combineWith: "AND" });
    if (all.length) return { how: "all", hits: all };
    // The slip may be in the first letter: then the second one may be the word's own.
    const near = wanted.flatMap((word) => [...word].slice(0, 2).map((letter) => shardOf(letter, count)));
    const index = await this.#having(near);
    const like = find(index, wanted, fits, { fuzzy: slips, combineWith: "AND" });
    if (like.length) return { how: "like", hits: like };
    return { how: "some", hits: find(index, wanted, fits, { fuzzy: slips, combineWith: "OR" }) };
  }

  /** An index that has these shards; one that has more will do. */
  async #having(/** @type {number[]} */ shards) {
    const known = this.#shards;
    if (!this.#index || shards.some((shard) => !known.has(shard))) {
      const wanted = new Set([...(known.size < MOST ? known : []), ...shards]);
      const head = await this.library.head();
      const loaded = await Promise.all([...wanted].map((shard) => this.library.words(shard)));
      this.#index = MiniSearch.loadJS(asIndex(head, loaded), OPTIONS);
      this.#shards = wanted;
    }
    return this.#index;
  }
}

/** How many slips a word may have: of ten letters, two. Numbers have none. */
const slips = (/** @type {string} */ word) => (word.length > LONG && !/^\d/.test(word) ? 0.2 : false);

/** Words that are not finished count too: the last one is being typed. */
const unfinished = (/** @type {string} */ word, /** @type {number} */ at, /** @type {string[]} */ all) =>
  word.length >= LONG || at === all.length - 1;

/** @returns {Hit[]} */
function find(
  /** @type {MiniSearch} */ index,
  /** @type {string[]} */ wanted,
  /** @type {(entry: number) => boolean} */ fits,
  /** @type {object} */ how,
) {
  const options = { prefix: unfinished, boost: BOOST, filter: (/** @type {any} */ { id }) => fits(id) };
  const found = index.search(wanted.join(" "), { ...options, ...how });
  return found.map(({ id, terms }) => ({ entry: id, words: terms }));
}

/** Every entry that fits, the newest first. @returns {Hit[]} */
const everything = (/** @type {number} */ count, /** @type {(entry: number) => boolean} */ fits) =>
  Array.from({ length: count }, (_, at) => count - 1 - at)
    .filter(fits)
    .map((entry) => ({ entry, words: [] }));
