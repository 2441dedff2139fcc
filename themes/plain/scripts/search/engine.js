// Which entries a query finds, best first.

/** @import { Words } from "./index.js" */
/** @import { Asked } from "./likely.js" */
/** @import { Hit } from "./rank.js" */

import { filed, shardOf } from "./index.js";
import { Library, Outdated } from "./library.js";
import { likely, slipsOf } from "./likely.js";
import { ranked } from "./rank.js";
import { words } from "./words.js";

/**
 * @typedef {"all" | "like" | "some"} How Whether a hit has all words, all or words like them, or
 *   just some of them.
 * @typedef {{ how: How, hits: Hit[] }} Found
 */

const BEGINNING = 3; // letters from which on a word may be the beginning of another

export class Engine {
  constructor(/** @type {Library} */ library) {
    this.library = library;
  }

  /** What is found; `terms`, as `slug/taxonomy`, all have to fit. @returns {Promise<Found>} */
  search(/** @type {string} */ query, /** @type {string[]} */ terms = []) {
    return this.current(() => this.#search(query, terms));
  }

  /**
   * What `work` gives, of one edition: if a new one turns out to be there, it is done again.
   * @template T
   * @param {() => Promise<T>} work
   */
  async current(work) {
    try {
      return await work();
    } catch (fault) {
      if (!(fault instanceof Outdated)) throw fault;
      this.library.forget();
      return work();
    }
  }

  /** @returns {Promise<Found>} */
  async #search(/** @type {string} */ query, /** @type {string[]} */ terms) {
    const head = await this.library.head();
    const sets = await Promise.all(terms.map(async (term) => filed(await this.#shard(term), term)));
    const fits = (/** @type {number} */ entry) => sets.every((set) => set.has(entry));
    const exact = asked([...new Set(words(query))]);
    if (!exact.length) return { how: "all", hits: terms.length ? everything(head.entries, fits) : [] };

    const known = await this.#likely(exact);
    const all = ranked(head, known, exact, "AND", fits);
    if (all.length) return { how: "all", hits: all };
    const loose = exact.map((one) => ({ ...one, slips: slipsOf(one.word) }));
    // A word that is nowhere has the slip in it, more likely than one that is elsewhere.
    const there = [...known.keys()];
    const strange = loose.map((one, at) =>
      there.some((word) => word.startsWith(one.word)) ? exact[at] ?? one : one,
    );
    for (const some of [strange, loose]) {
      const like = ranked(head, await this.#likely(some), some, "AND", fits);
      if (like.length) return { how: "like", hits: like };
    }
    return { how: "some", hits: ranked(head, await this.#likely(strange), strange, "OR", fits) };
  }

  /** The words that are likely to be meant. @returns {Promise<Words>} */
  async #likely(/** @type {Asked[]} */ wanted) {
    const found = await Promise.all(
      wanted.map(async (one) => {
        // The slip may be in the first letter: then the word's own may come second.
        const letters = [...one.word].slice(0, one.slips ? 2 : 1);
        const shards = new Set(await Promise.all(letters.map((letter) => this.#shard(letter))));
        return [...shards].flatMap((shard) => [...likely(shard, one)]);
      }),
    );
    return new Map(found.flat());
  }

  /** The shard of what begins like this. */
  async #shard(/** @type {string} */ word) {
    const { shards } = await this.library.head();
    return this.library.words(shardOf(word, shards.length));
  }
}

/** What is asked for by words as they are; the last one is still being typed. */
const asked = (/** @type {string[]} */ wanted) =>
  wanted.map((word, at) => ({
    word,
    prefix: word.length >= BEGINNING || at === wanted.length - 1,
    slips: 0,
  }));

/** Every entry that fits, the newest first. @returns {Hit[]} */
const everything = (/** @type {number} */ count, /** @type {(entry: number) => boolean} */ fits) =>
  Array.from({ length: count }, (_, at) => count - 1 - at)
    .filter(fits)
    .map((entry) => ({ entry, words: [] }));
