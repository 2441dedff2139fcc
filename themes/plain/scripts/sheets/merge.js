// Two states of one plan become one. In whatever order and however often states are merged, the
// result is the same, and no edit is lost but to a later edit of the same answer.

/** @typedef {{ [key: string]: any }} Obj */

/** JSON in which equal values have equal texts. @param {unknown} value @returns {string} */
export const canonical = (value) =>
  JSON.stringify(value, (_, part) =>
    part && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** @param {any} value */
const isRow = (value) => typeof value?.id === "string";

/** Shapes that do not mix: of two, the higher one stays. @param {any} value */
function shape(value) {
  if (!value || typeof value !== "object") return 0;
  if (Array.isArray(value)) return !value.length ? 1 : value.every(isRow) ? 3 : 2;
  return "v" in value && typeof value.t === "number" ? 5 : 4;
}

/** The greater one by number or by text. @param {any} a @param {any} b */
function greater(a, b) {
  if (typeof a === "number" && typeof b === "number") return Math.max(a, b);
  return JSON.stringify(a) === JSON.stringify(b) || canonical(a) > canonical(b) ? a : b;
}

/** @param {any} a @param {any} b @returns {any} */
function join(a, b) {
  if (a === b) return a; // most of what two states of one page hold
  if (a === undefined || b === undefined) return b === undefined ? a : b;
  const kind = shape(a);
  if (kind !== shape(b)) return kind > shape(b) ? a : b;
  if (kind === 5 && a.t !== b.t) return a.t > b.t ? a : b;
  if (kind === 4) return joinKeys(a, b);
  return kind === 3 ? joinRows([...a, ...b]) : greater(a, b);
}

/** @param {Obj} a @param {Obj} b @returns {Obj} */
function joinKeys(a, b) {
  const all = Object.create(null);
  for (const key of Object.keys({ ...a, ...b })) all[key] = join(own(a, key), own(b, key));
  return all;
}

/** @param {Obj} object @param {string} key */
const own = (object, key) => (Object.hasOwn(object, key) ? object[key] : undefined);

/** Rows in the order of their ids: their place in the list is in them. @param {Row[]} rows */
export function joinRows(rows) {
  /** @type {Map<string, Row>} */
  const byId = new Map();
  for (const row of rows) byId.set(row.id, join(byId.get(row.id), row));
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** The newer description of the worksheet, whole. @param {any} a @param {any} b */
const later = (a, b) =>
  a?.version === b?.version ? greater(a, b) : a?.version > b?.version ? a : b;

/**
 * @template {Obj} T plans, or parts of them
 * @param {T} a @param {T} b @returns {T}
 */
export function merge(a, b) {
  const all = joinKeys(a, b);
  if (a.worksheet && b.worksheet) all.worksheet = later(a.worksheet, b.worksheet);
  return /** @type {T} */ (all);
}
