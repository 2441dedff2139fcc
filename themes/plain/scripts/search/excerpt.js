// What of a text shows why it was found.

import { tokens } from "./words.js";

/** @typedef {{ text: string, marked: boolean }} Piece */

const WIDE = 220; // characters of an excerpt
const BEFORE = 50; // characters before the first word that was found

/** A whole text in pieces, those that were found marked. */
export function marked(/** @type {string} */ text, /** @type {string[]} */ words) {
  const wanted = new Set(words);
  return pieces(text, 0, text.length, tokens(text).filter(({ word }) => wanted.has(word)));
}

/** The part of a text that has most of the words, in pieces; its beginning if it has none. */
export function excerpt(/** @type {string} */ text, /** @type {string[]} */ words) {
  const wanted = new Set(words);
  const found = tokens(text).filter(({ word }) => wanted.has(word));
  const best = Math.max(0, (richest(found)?.start ?? 0) - BEFORE);
  const start = best && cut(text, best, best + BEFORE);
  const end = text.length - start <= WIDE ? text.length : cut(text, start + WIDE - 30, start + WIDE);
  const made = pieces(text, start, end, found);
  if (start) made.unshift({ text: "… ", marked: false });
  if (end < text.length) made.push({ text: " …", marked: false });
  return made;
}

/** The word from which most different ones are in reach; the first of these. */
function richest(/** @type {import("./words.js").Token[]} */ found) {
  let best, most = 0;
  for (const [at, first] of found.entries()) {
    const near = new Set();
    for (const { word, end } of found.slice(at, at + 30)) {
      if (end - first.start > WIDE - BEFORE) break;
      near.add(word);
    }
    if (near.size > most) [best, most] = [first, near.size];
  }
  return best ?? found[0];
}

/** Where to cut: behind the first space from there on, or at the end of what is allowed. */
function cut(/** @type {string} */ text, /** @type {number} */ from, /** @type {number} */ to) {
  const space = text.indexOf(" ", from);
  const at = space < 0 || space >= to ? to : space + 1;
  return /[\udc00-\udfff]/.test(text[at] ?? "") ? at - 1 : at; // not within a character
}

/** @returns {Piece[]} */
function pieces(
  /** @type {string} */ text,
  /** @type {number} */ start,
  /** @type {number} */ end,
  /** @type {import("./words.js").Token[]} */ found,
) {
  /** @type {Piece[]} */
  const made = [];
  let at = start;
  for (const token of found) {
    const from = Math.max(token.start, at);
    const to = Math.min(token.end, end);
    if (to <= from) continue;
    if (from > at) made.push({ text: text.slice(at, from), marked: false });
    made.push({ text: text.slice(from, to), marked: true });
    at = to;
  }
  if (at < end) made.push({ text: text.slice(at, end).trimEnd(), marked: false });
  return made;
}
