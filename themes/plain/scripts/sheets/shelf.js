// Texts by key: in the browser's storage, or in memory where that fails. Nothing here throws.

/** What it gives, or null if it throws. @template T @param {() => T} task @returns {T | null} */
export function attempt(task) {
  try {
    return task();
  } catch {
    return null;
  }
}

/** @param {any} error */
const isFull = (error) => /quota/i.test(error?.name) || error?.code === 22;

/** @param {() => Texts | null} get such as `() => localStorage`, which may throw */
export function openShelf(get) {
  const storage = attempt(get);
  /**
   * What could not be written: the page has it as long as it is open.
   * @type {Map<string, string>}
   */
  const held = new Map();

  const shelf = {
    held,
    blocked: !storage,

    /** What other tabs see. @param {string} key */
    stored: (key) => attempt(() => storage?.getItem(key)) ?? null,

    /** @param {string} key */
    get: (key) => held.get(key) ?? shelf.stored(key),

    keys() {
      const all = new Set(held.keys());
      attempt(() => {
        for (let n = storage?.length ?? 0; n--;) all.add(storage?.key(n) ?? "");
      });
      return [...all].sort();
    },

    /** @param {string} key */
    drop(key) {
      held.delete(key);
      attempt(() => storage?.removeItem(key));
    },

    /**
     * @param {string} key @param {string} text
     * @param {string[]} spare keys that make room, the first one first @returns {Status}
     */
    put(key, text, spare = []) {
      try {
        if (!storage) throw null;
        storage.setItem(key, text);
        held.delete(key);
        return "ok";
      } catch (error) {
        const [first, ...rest] = spare;
        if (first && isFull(error)) {
          shelf.drop(first);
          return shelf.put(key, text, rest);
        }
        held.set(key, text);
        return isFull(error) ? "full" : "blocked";
      }
    },
  };
  return shelf;
}
