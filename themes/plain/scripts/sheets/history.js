// Undo and redo. An undo is a new edit with a new stamp, so that it merges as one; it touches only
// what this page wrote itself, never what came from another tab.

import { canonical } from "./merge.js";
import { change, stampAt } from "./plan.js";

const STEPS = 200;
const PAUSE = 1000; // milliseconds of rest that end a run of typing in one field

/** @typedef {{ path: Path, was: any, is: any }} Edit */
/** @typedef {{ edits: Edit[], last: number }} Step */

/** @param {Plan} plan @param {Path} path what is undone to, if nothing is there yet */
function valueAt(plan, path) {
  const stamp = stampAt(plan, path);
  if (stamp) return stamp.v;
  if (path.at(-1) !== "gone") return null;
  return !stampAt(plan, path.slice(0, -1)); // a row that is not there is one that is gone
}

export function openHistory() {
  /** @type {Step[]} */
  const done = [];
  /** @type {Step[]} */
  const undone = [];
  /** Stamps that this page wrote. @type {Set<string>} */
  const ours = new Set();

  /** @param {Plan} plan @param {Change[]} changes @param {number} now */
  function write(plan, changes, now) {
    const next = change(plan, changes, now);
    for (const [path] of changes) ours.add(canonical([path, stampAt(next, path)]));
    return next;
  }

  /** Takes steps from one pile to the other until one has an effect.
   * @param {Step[]} from @param {Step[]} to @param {Plan} plan @param {number} now */
  function back(from, to, plan, now) {
    for (let step = from.pop(); step; step = from.pop()) {
      const edits = step.edits.filter(({ path }) =>
        ours.has(canonical([path, stampAt(plan, path)])),
      );
      if (!edits.length) continue;
      const next = write(
        plan,
        edits.map(({ path, was }) => [path, was]),
        now,
      );
      to.push({ edits: edits.map(({ path, was, is }) => ({ path, was: is, is: was })), last: 0 });
      return next;
    }
    return plan;
  }

  return {
    /**
     * The plan with these changes, which are one step.
     * @param {Plan} plan @param {Change[]} changes @param {number} now
     */
    edit(plan, changes, now) {
      if (!changes.length) return plan;
      const edits = changes.map(([path, v]) => ({ path, was: valueAt(plan, path), is: v }));
      const last = done.at(-1);
      const same =
        last?.edits.length === 1 &&
        edits.length === 1 &&
        canonical(last.edits[0].path) === canonical(edits[0].path);
      const ownStamp = ours.has(canonical([edits[0].path, stampAt(plan, edits[0].path)]));
      if (last && same && ownStamp && now - last.last < PAUSE) {
        last.edits[0].is = edits[0].is;
        last.last = now;
      } else done.push({ edits, last: now });
      if (done.length > STEPS) done.shift();
      undone.length = 0;
      return write(plan, changes, now);
    },
    /** @param {Plan} plan @param {number} now */
    undo: (plan, now) => back(done, undone, plan, now),
    /** @param {Plan} plan @param {number} now */
    redo: (plan, now) => back(undone, done, plan, now),
    get canUndo() {
      return done.length > 0;
    },
    get canRedo() {
      return undone.length > 0;
    },
  };
}
