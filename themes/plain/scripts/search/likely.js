// Which words of the index a word of a query may stand for: itself, what begins with it, and words
// that it is with a slip or two. MiniSearch looks among these, not among all that there are.

/** @import { Words } from "./index.js" */

import { isTerm } from "./index.js";

/**
 * @typedef {{ word: string, prefix: boolean, slips: number }} Asked A word of a query, whether it
 *   may be the beginning of another, and how many slips it may have.
 */

const LONG = 3; // letters; a word that has more may have a slip in it

/** How many slips a word may have: of ten letters, two. Numbers have none. */
export const slipsOf = (/** @type {string} */ word) =>
  word.length > LONG && !/^\d/.test(word) ? Math.round(word.length * 0.2) : 0;

/** All words that may be meant, and some that are not: it is a quick look. */
export function likely(/** @type {Words} */ words, /** @type {Asked} */ asked) {
  const { word, prefix, slips } = asked;
  const pieces = slips ? cut(word, slips + 1) : []; // of so many, one has no slip in it
  const others = new Set([word, ...swapped(asked)]);
  const isNear = (/** @type {string} */ one) =>
    Math.abs(one.length - word.length) <= slips && pieces.some((piece) => one.includes(piece));
  /** @type {Words} */
  const found = new Map();
  for (const [one, fragments] of words) {
    const is = others.has(one) || (prefix && one.startsWith(word)) || isNear(one);
    if (is && !isTerm(one)) found.set(one, fragments);
  }
  return found;
}

/** The word with two neighbours the other way round, where two slips would be one too many. */
export const swapped = (/** @type {Asked} */ { word, slips }) =>
  slips === 1
    ? [...word.slice(1)].map((_, at) => word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2))
    : [];

/** The word in so many pieces. */
const cut = (/** @type {string} */ word, /** @type {number} */ count) =>
  Array.from({ length: count }, (_, at) =>
    word.slice(Math.floor((at * word.length) / count), Math.floor(((at + 1) * word.length) / count)),
  );
