// The files of the index: each is loaded once, when it is first asked for.

/** @import { Head, Words } from "./index.js" */

import { joined } from "./index.js";

/** @typedef {{ cache?: "no-cache" }} Request */
/** @typedef {{ status: number, ok: boolean, json(): Promise<any> }} Answer */
/** @typedef {(url: string, how: Request) => Promise<Answer>} Get */
/** @typedef {[title: string, url: string, kind: string, date: string, topics: string[], text: string]} Shown */

const FORMAT = 1;

/** What was loaded is not of the edition that the head tells of: a new one was published. */
export class Outdated extends Error {}

export class Library {
  /** @type {Promise<Head> | undefined} */ #head;
  /** @type {Map<string, Promise<any>>} */ #parts = new Map();
  /** @type {Request} */ #how = {};
  #fetch;

  /** `base` is the folder of the index; `get` is `fetch`, or like it. */
  constructor(/** @type {string} */ base, /** @type {Get} */ get) {
    this.base = base;
    this.#fetch = get;
  }

  /** What there is. It is asked for anew each time that a page opens the search. */
  head() {
    this.#head ??= this.#json("index.json", { cache: "no-cache" }).then((head) => {
      if (head.format !== FORMAT) throw new Outdated("the index is of another version");
      return head;
    });
    this.#head.catch(() => (this.#head = undefined));
    return this.#head;
  }

  /** The words of one shard. @returns {Promise<Words>} */
  async words(/** @type {number} */ shard) {
    return this.#part(`words-${shard}`, (await this.head()).shards[shard], joined);
  }

  /** What a hit shows of an entry. @returns {Promise<Shown>} */
  async shown(/** @type {number} */ entry) {
    const { texts, files } = await this.head();
    const number = Math.floor(entry / texts);
    return (await this.#part(`texts-${number}`, files[number]))[entry % texts];
  }

  /** Forgets everything, as a new edition was published; what caches have is looked at anew. */
  forget() {
    this.#head = undefined;
    this.#parts.clear();
    this.#how = { cache: "no-cache" };
  }

  /** A file of the edition that the head tells of. The mark in its address keeps old ones away. */
  #part(
    /** @type {string} */ name,
    /** @type {string | undefined} */ mark,
    read = (/** @type {any} */ data) => data,
  ) {
    const known = this.#parts.get(name);
    if (known) return known;
    const coming = this.#json(`${name}.json?${mark}`, this.#how).then(([own, data]) => {
      if (own !== mark) throw new Outdated(name);
      return read(data);
    });
    this.#parts.set(name, coming);
    coming.catch(() => this.#parts.delete(name));
    return coming;
  }

  async #json(/** @type {string} */ name, /** @type {Request} */ how) {
    const answer = await this.#fetch(this.base + name, how);
    if (answer.status === 404) throw new Outdated(name);
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.json();
  }
}
