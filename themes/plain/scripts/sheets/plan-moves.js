// What can be done with the rows of a plan, as changes for `change` in plan.js: nothing of a page.

import { keyAt } from "./order.js";
import { changes as drafted } from "./outline.js";
import { tree } from "./tree.js";

export { tree } from "./tree.js";

/**
 * @typedef {import("./tree.js").Place} Place
 * @typedef {{ changes: Change[], id: string }} Act what to edit, and the row to go on with
 * @typedef {{ plan: Plan, list: string, newId: () => string }} World
 */

/** @param {World} world @param {string} id */
function look({ plan, list }, id) {
  const all = tree(plan, list);
  const at = all.findIndex((place) => place.id === id);
  const { parent, level } = all[at];
  const end = all.findIndex((place, n) => n > at && place.level <= level);
  const peers = all.filter((place) => place.parent === parent);
  return { all, at, parent, peers, within: all.slice(at, end < 0 ? all.length : end) };
}

/** Without a word on it, an undo would leave a new row behind. @param {string} list @param {string} id @returns {Change} */
const here = (list, id) => [["lists", list, id, "gone"], false];

/** @param {Place[]} places */
const keysOf = (places) => places.map(({ row }) => row.order.v);

/**
 * A new row right after another, or as the first below it.
 * @param {World} world @param {string} id @param {{ [column: string]: any }} [cells]
 * @param {boolean} [below] @returns {Act}
 */
export function add(world, id, cells = {}, below = false) {
  const { all, parent, peers } = look(world, id);
  const row = ["lists", world.list, world.newId()];
  const beside = below ? all.filter((place) => place.parent === id) : peers;
  const index = below ? 0 : peers.findIndex((place) => place.id === id) + 1;
  /** @type {Change[]} */
  const changes = [
    here(world.list, row[2]),
    [[...row, "order"], keyAt(keysOf(beside), index)],
    [[...row, "parent"], below ? id : parent],
    ...Object.entries(cells).map(([column, v]) => /** @type {Change} */ ([[...row, "cells", column], v])),
  ];
  return { changes, id: row[2] };
}

/** @param {World} world @param {string} id @param {string} parent @param {string} key @returns {Act} */
const put = ({ list }, id, parent, key) => ({
  changes: [
    [["lists", list, id, "parent"], parent],
    [["lists", list, id, "order"], key],
  ],
  id,
});

/**
 * Under the row above it, as the last there; then it can't come after that row any more.
 * @param {World} world @param {string} id @returns {Act | null}
 */
export function indent(world, id) {
  const { all, at, peers } = look(world, id);
  const to = peers[peers.findIndex((place) => place.id === id) - 1];
  if (!to) return null;
  const keys = keysOf(all.filter((place) => place.parent === to.id));
  const found = put(world, id, to.id, keyAt(keys, keys.length));
  const after = all[at].row.cells.after?.v;
  const left = Array.isArray(after) ? after.filter((one) => one.id !== to.id) : [];
  if (after && left.length < after.length) found.changes.push([["lists", world.list, id, "cells", "after"], left]);
  return found;
}

/** Out of the row that it is under, to right after it. @param {World} world @param {string} id @returns {Act | null} */
export function outdent(world, id) {
  const { parent } = look(world, id);
  if (!parent) return null;
  const { peers, parent: to } = look(world, parent);
  return put(world, id, to, keyAt(keysOf(peers), peers.findIndex((place) => place.id === parent) + 1));
}

/** @param {World} world @param {string} id @param {-1 | 1} by @returns {Act | null} */
export function move(world, id, by) {
  const { peers, parent } = look(world, id);
  const at = peers.findIndex((place) => place.id === id) + by;
  const others = peers.filter((place) => place.id !== id);
  return peers[at] ? put(world, id, parent, keyAt(keysOf(others), at)) : null;
}

/**
 * Where to split a text without a caret in it.
 * @param {string} text @param {number} [caret] @returns {[string, string]}
 */
export function halves(text, caret = 0) {
  const inside = caret > 0 && caret < text.length;
  const at = inside ? caret : text.search(/[;,\n]| and /);
  if (at < 0) return [text.trim(), ""];
  const rest = inside ? text.slice(at) : text.slice(at).replace(/^(?:[;,\n]| and )/, "");
  return [text.slice(0, at).trim(), rest.trim()];
}

/**
 * Two rows of one: the second half follows the first.
 * @param {World} world @param {string} id @param {number} [caret] @returns {Act}
 */
export function split(world, id, caret) {
  const { all, at } = look(world, id);
  const { cells } = all[at].row;
  const [first, second] = halves(cells.text?.v ?? "", caret);
  const who = cells.who?.v ? { who: cells.who.v } : {};
  const { changes, id: made } = add(world, id, { text: second, ...who });
  return { changes: [[["lists", world.list, id, "cells", "text"], first], ...changes], id: made };
}

/** With all below it; what was done is to be done again. @param {World} world @param {string} id @returns {Act} */
export function duplicate(world, id) {
  const { within } = look(world, id);
  const ids = new Map(within.map((place) => [place.id, world.newId()]));
  const [, first] = add(world, id).changes;
  const changes = within.flatMap(({ row, parent, id: old }, n) => {
    const copy = ["lists", world.list, ids.get(old) ?? ""];
    const cells = Object.entries(row.cells).filter(([column, { v }]) => column !== "done" && v !== null);
    return /** @type {Change[]} */ ([
      here(world.list, copy[2]),
      [[...copy, "order"], n ? row.order.v : first[1]],
      [[...copy, "parent"], ids.get(parent) ?? parent],
      ...cells.map(([column, { v }]) => [
        [...copy, "cells", column],
        column === "after" && Array.isArray(v) ? v.map((one) => ({ ...one, id: ids.get(one.id) ?? one.id })) : v,
      ]),
    ]);
  });
  return { changes, id: ids.get(id) ?? "" };
}

/** With all below it; goes on with the row above. @param {World} world @param {string} id @returns {Act} */
export function remove(world, id) {
  const { all, at, within } = look(world, id);
  const next = all[at - 1] ?? all[at + within.length];
  return {
    changes: within.map((place) => [["lists", world.list, place.id, "gone"], true]),
    id: next?.id ?? "",
  };
}

/** Whether the planner has made it and written nothing. @param {World} world @param {string} id */
export function isEmpty(world, id) {
  const { all, at, within } = look(world, id);
  const { row } = all[at];
  const written = Object.values(row.cells).some(({ v }) => v?.length || v === true);
  return !row.from && within.length === 1 && !written;
}

/**
 * Lines from elsewhere, after a row, or in its place if nothing is written in it.
 * @param {World} world @param {string} id @param {import("./outline.js").Draft[]} drafts @returns {Act}
 */
export function paste(world, id, drafts) {
  const { parent, peers } = look(world, id);
  /** @type {string[]} */
  const made = [];
  const newId = () => made[made.push(world.newId()) - 1];
  const index = peers.findIndex((place) => place.id === id) + 1;
  const changes = drafted(drafts, { list: world.list, id: newId, parent, keys: keysOf(peers), index });
  changes.push(...made.map((one) => here(world.list, one)));
  if (isEmpty(world, id)) changes.push([["lists", world.list, id, "gone"], true]);
  return { changes, id: made[made.length - 1] };
}

/**
 * The rows that a row can come after: those above it, but for the ones that it is under.
 * @param {World} world @param {string} id @param {string} kind of the list
 */
export function earlier(world, id, kind) {
  const { all, at } = look(world, id);
  const over = new Set();
  for (let up = all[at].parent; up; up = all.find((place) => place.id === up)?.parent ?? "") over.add(up);
  return all.slice(0, at).filter((place) => !over.has(place.id) && (place.level || kind !== "plan") && place.row.cells.text?.v);
}
