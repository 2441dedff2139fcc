// The published index, as MiniSearch takes it. Its form: docs/pages/reference/search-index.md.

/**
 * @typedef {{
 *   format: number, entries: number, segment: number, texts: number, full: boolean,
 *   shards: string[], files: string[], lengths: number[][][],
 * }} Head What there is to load.
 * @typedef {[start: number, words: Record<string, number[][] | number[]>]} Fragment
 * @typedef {Map<string, Fragment[]>} Words Which fragments have a word.
 */

export const FIELDS = ["text", "title", "headings", "topics"];

/** Which shard a word is in: by its first letter. */
export const shardOf = (/** @type {string} */ word, /** @type {number} */ shards) =>
  (word.codePointAt(0) ?? 0) % shards;

/** Whether this is no word but the mark of a term: `slug/taxonomy`. */
export const isTerm = (/** @type {string} */ word) => word.includes("/");

/** The words of one shard, and its terms, over all segments. */
export function joined(/** @type {Fragment[]} */ shard) {
  /** @type {Words} */
  const found = new Map();
  for (const fragment of shard) {
    for (const word of Object.keys(fragment[1])) {
      const known = found.get(word);
      if (known) known.push(fragment);
      else found.set(word, [fragment]);
    }
  }
  return found;
}

/** The index of these words, in the form of MiniSearch 7, as if there were no others. */
export function asIndex(/** @type {Head} */ head, /** @type {Words} */ words) {
  /** @type {Set<number>} */
  const entries = new Set();
  const index = [...words].map(([word, fragments]) => [word, counted(word, fragments, entries)]);
  const numbers = [...entries];
  return {
    documentCount: head.entries,
    nextId: head.entries,
    documentIds: Object.fromEntries(numbers.map((entry) => [entry, entry])),
    fieldIds: Object.fromEntries(FIELDS.map((name, field) => [name, field])),
    fieldLength: Object.fromEntries(numbers.map((entry) => [entry, lengthsOf(head, entry)])),
    averageFieldLength: averages(head),
    storedFields: {},
    dirtCount: 0,
    index,
    serializationVersion: 2,
  };
}

/** How often a word stands where; `entries` gets those that have it. */
function counted(
  /** @type {string} */ word,
  /** @type {Fragment[]} */ fragments,
  /** @type {Set<number>} */ entries,
) {
  /** @type {Record<number, Record<number, number>>} */
  const found = {};
  for (const [start, { [word]: places = [] }] of fragments) {
    /** @type {number[][]} */ (places).forEach((some, field) => {
      for (const place of some) {
        const known = (found[field] ??= {});
        known[start + place] = (known[start + place] ?? 0) + 1;
        entries.add(start + place);
      }
    });
  }
  return found;
}

const lengthsOf = (/** @type {Head} */ { lengths, segment }, /** @type {number} */ entry) =>
  lengths[Math.floor(entry / segment)]?.map((field) => field[entry % segment]);

/** How many different words an entry has in each field. */
const averages = (/** @type {Head} */ { lengths, entries }) =>
  FIELDS.map((_, field) => {
    let sum = 0;
    for (const segment of lengths) for (const length of segment[field] ?? []) sum += length;
    return sum / (entries || 1);
  });

/** The entries under a term, from its shard. */
export const filed = (/** @type {Words} */ shard, /** @type {string} */ term) =>
  new Set(
    (shard.get(term) ?? []).flatMap(([start, { [term]: places = [] }]) =>
      /** @type {number[]} */ (places).map((place) => start + place),
    ),
  );
