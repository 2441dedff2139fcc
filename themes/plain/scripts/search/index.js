// The published index, as MiniSearch takes it. Its form: docs/pages/reference/search-index.md.

/**
 * @typedef {{
 *   format: number, entries: number, segment: number, texts: number, full: boolean,
 *   shards: string[], files: string[], lengths: number[][][],
 * }} Head What there is to load.
 * @typedef {[start: number, words: Record<string, number[][] | number[]>]} Fragment
 * @typedef {Record<number, Record<number, number>>} Counts How often, by field and entry.
 */

export const FIELDS = ["text", "title", "headings", "topics"];

/** Which shard a word is in: by its first letter. */
export const shardOf = (/** @type {string} */ word, /** @type {number} */ shards) =>
  (word.codePointAt(0) ?? 0) % shards;

/** The index of everything that stands in these shards, in the form of MiniSearch 7. */
export function asIndex(/** @type {Head} */ head, /** @type {Fragment[][]} */ shards) {
  /** @type {Record<number, number[]>} */
  const fieldLength = {};
  const sums = FIELDS.map(() => 0);
  head.lengths.forEach((segment, number) => {
    segment.forEach((lengths, field) => {
      lengths.forEach((length, at) => {
        (fieldLength[number * head.segment + at] ??= [])[field] = length;
        sums[field] = (sums[field] ?? 0) + length;
      });
    });
  });
  const numbers = Object.keys(fieldLength).map(Number);
  return {
    documentCount: head.entries,
    nextId: head.entries,
    documentIds: Object.fromEntries(numbers.map((number) => [number, number])),
    fieldIds: Object.fromEntries(FIELDS.map((name, field) => [name, field])),
    fieldLength,
    averageFieldLength: sums.map((sum) => sum / (head.entries || 1)),
    storedFields: {},
    dirtCount: 0,
    index: [...counts(shards)],
    serializationVersion: 2,
  };
}

/** How often each word stands where. */
function counts(/** @type {Fragment[][]} */ shards) {
  /** @type {Map<string, Counts>} */
  const found = new Map();
  for (const [start, words] of shards.flat()) {
    for (const [word, places] of Object.entries(words)) {
      if (word.includes("/")) continue; // a term
      const counted = found.get(word) ?? {};
      found.set(word, counted);
      /** @type {number[][]} */ (places).forEach((entries, field) => {
        if (!entries.length) return;
        const known = (counted[field] ??= {});
        for (const entry of entries) known[start + entry] = (known[start + entry] ?? 0) + 1;
      });
    }
  }
  return found;
}

/** The entries under a term (`slug/taxonomy`), from its shard. */
export function filed(/** @type {Fragment[]} */ shard, /** @type {string} */ term) {
  return new Set(
    shard.flatMap(([start, words]) =>
      Object.hasOwn(words, term)
        ? /** @type {number[]} */ (words[term]).map((entry) => start + entry)
        : [],
    ),
  );
}
