// A plan: what a planner has answered, in one plain object that is never changed in place.

import { isAnswer } from "./kinds.js";
import { clean, stamp } from "./read.js";

export { isAnswer } from "./kinds.js";
export { LIMIT, clean, read } from "./read.js";

/**
 * The same answers as a plan of its own.
 * @param {Plan} plan @param {{ id: string, name: string, now: Date }} how @returns {Plan}
 */
export function copy(plan, { id, name, now }) {
  const made = now.toISOString();
  const { backedUp, ...same } = clean(plan);
  const own = { ...same, id, rev: 0, created: made, updated: made };
  const changes = /** @type {Change[]} */ ([
    [["name"], name],
    [["archived"], false],
  ]);
  return change(own, changes, now.getTime());
}

// ---------------------------------------------------------------- changing

/** @type {WeakMap<object, number>} plans are never changed in place, so what was found holds */
const times = new WeakMap();

/** The newest stamp in it. @param {any} part @returns {number} */
export function newest(part) {
  if (!part || typeof part !== "object") return 0;
  const known = times.get(part);
  if (known !== undefined) return known;
  let last = typeof part.t === "number" ? part.t : 0;
  for (const inner of Object.values(part)) last = Math.max(last, newest(inner));
  times.set(part, last);
  return last;
}

/** @param {Plan} plan @param {Path} path @returns {Stamp | undefined} */
export const stampAt = (plan, path) =>
  path.reduce(
    (part, key) => (Array.isArray(part) ? part.find((row) => row.id === key) : part?.[key]),
    /** @type {any} */ (plan),
  );

/** @param {any} holder @param {Path} path @param {any} value @returns {any} */
const put = (holder, [key, ...rest], value) =>
  Object.assign(Object.create(null), holder, {
    [key]: rest.length ? put(holder?.[key], rest, value) : value,
  });

/** @param {string} id @returns {Row} */
const newRow = (id) => ({
  id,
  order: stamp("a0"),
  parent: stamp(""),
  gone: stamp(false),
  cells: {},
});

/** @param {Plan} plan @param {Path} path @param {Stamp} value @returns {Plan} */
function place(plan, path, value) {
  if (path[0] !== "lists") return put(plan, path, value);
  const [, list, id, ...rest] = path;
  const all = plan.lists[list] ?? [];
  const row = all.find((row) => row.id === id);
  const next = put(row ?? newRow(id), rest, value);
  const rows = row ? all.map((other) => (other === row ? next : other)) : [...all, next];
  return put(plan, ["lists", list], rows);
}

/**
 * The plan with these changes, all of one time, later than any in it: so a clock that was set back
 * loses no edit. A row that is not there is made.
 * @param {Plan} plan @param {Change[]} changes @param {number} now @returns {Plan}
 */
export function change(plan, changes, now) {
  const t = Math.max(now, newest(plan) + 1);
  return changes.reduce(
    (next, [path, v]) => place(next, path, { ...stampAt(next, path), v, t }),
    plan,
  );
}

// ---------------------------------------------------------------- looking

/** @param {Row} a @param {Row} b */
const byOrder = (a, b) =>
  a.order.v < b.order.v || (a.order.v === b.order.v && a.id < b.id) ? -1 : 1;

/**
 * The rows as an outline, without those that are gone. A row whose parent has gone is at the top.
 * @param {Plan} plan @param {string} list @returns {{ row: Row, level: number }[]}
 */
export function outline(plan, list) {
  const all = (plan.lists[list] ?? []).filter((row) => !row.gone?.v).sort(byOrder);
  const left = new Map(all.map((row) => [row.id, row]));
  /** @type {Map<string, Row[]>} */
  const below = new Map([["", []]]);
  for (const row of all) {
    const parent = left.has(row.parent?.v ?? "") ? row.parent?.v : "";
    below.set(parent ?? "", [...(below.get(parent ?? "") ?? []), row]);
  }
  /** @type {{ row: Row, level: number }[]} */
  const found = [];
  /** @param {Row} row @param {number} level */
  const walk = (row, level) => {
    if (!left.delete(row.id)) return;
    found.push({ row, level });
    for (const child of below.get(row.id) ?? []) walk(child, level + 1);
  };
  // After those at the top, what two tabs have put below each other in a circle.
  for (const row of [...(below.get("") ?? []), ...all]) walk(row, 0);
  return found;
}

/** @param {Plan} plan @param {string} list in order, without those that are gone */
export const rows = (plan, list) => outline(plan, list).map((place) => place.row);

/**
 * How many questions have an answer, of how many. A list counts as one.
 * @param {Plan} plan @param {Definition} definition @returns {[number, number]}
 */
export function answered(plan, definition) {
  const fields = (definition.fields ?? []).filter((field) => field.kind !== "computed");
  const lists = definition.lists ?? [];
  const given = fields.filter((field) => isAnswer(plan.values[field.id]?.v));
  const begun = lists.filter((list) =>
    rows(plan, list.id).some((row) =>
      Object.values(row.cells).some((cell) => cell.t > 0 && isAnswer(cell.v)),
    ),
  );
  return [given.length + begun.length, fields.length + lists.length];
}
