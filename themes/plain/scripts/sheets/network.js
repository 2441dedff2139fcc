// The rows of a list as a network: steps, and arrows from each to what follows it.

import { day as read, today as local } from "./dates.js";

/** No plan that people make has more circles than are named. */
const MOST_CYCLES = 20;

/** @param {any} duration a whole number, that no foreign file can make absurd */
export const lengthOf = (duration) => Math.min(Math.max(Math.ceil(duration?.[0]) || 0, 0), 9999);

/** @param {Row} row @returns {Step} */
function stepOf({ id, cells: { done, dur, after, pin, by, every } }) {
  // Plans in links do not say when: then every stamp is 1.
  const ended = done?.v === true ? (done.t > 1 ? local(new Date(done.t)) : null) : read(done?.v);
  return {
    id,
    below: [],
    length: lengthOf(dur?.v ?? [1]),
    weeks: dur?.v?.[1] === "w",
    after: Array.isArray(after?.v) ? after.v : [],
    pin: read(pin?.v),
    by: read(by?.v),
    ended,
    done: ended !== null || done?.v === true,
    repeats: !!every?.v,
    into: [],
    out: [],
    start: -Infinity,
    due: -Infinity,
    planned: -Infinity,
    latest: Infinity,
    slack: null,
    critical: false,
    late: false,
    why: "start",
    from: "",
    at: -1,
    open: false,
  };
}

// ---------------------------------------------------------------- the outline

/** @param {Row} a @param {Row} b */
const byOrder = (a, b) =>
  a.order.v < b.order.v || (a.order.v === b.order.v && a.id < b.id) ? -1 : 1;

/** @param {Row} row whether it says anything about time */
const isTimed = ({ cells }) =>
  ["dur", "after", "pin", "by", "every"].some((column) => cells[column]?.v?.length);

/**
 * The row above; none for a row in a circle of parents, which two tabs can make.
 * @param {Map<string, Row>} rows @param {Row} row @returns {Row | undefined}
 */
function above(rows, row) {
  const seen = new Set([row]);
  const up = rows.get(row.parent?.v ?? "");
  let next = up;
  while (next && !seen.has(next)) next = rows.get(seen.add(next) && (next.parent?.v ?? ""));
  return next === row ? undefined : up;
}

/** The steps in order, those below others with them. @param {Row[]} rows @param {string} kind */
function stepsOf(rows, kind) {
  const here = new Map(
    rows
      .filter((row) => !row.gone?.v)
      .sort(byOrder)
      .map((row) => [row.id, row]),
  );
  /** @type {Map<string, Row | undefined>} */
  const ups = new Map();
  for (const row of here.values())
    if (row.cells.text?.v || isTimed(row))
      for (
        let next = /** @type {Row | undefined} */ (row);
        next && !ups.has(next.id);
        next = ups.get(next.id)
      )
        ups.set(next.id, above(here, next));
  const parents = new Set([...ups.values()].map((row) => row?.id));
  /** @type {Map<string, Step>} */
  const steps = new Map();
  for (const [id, row] of here)
    if (ups.has(id) && (kind !== "plan" || ups.get(id) || parents.has(id) || isTimed(row)))
      steps.set(id, stepOf(row));
  for (const [id, step] of steps) {
    step.up = steps.get(ups.get(id)?.id ?? "");
    step.up?.below.push(step);
  }
  return steps;
}

// ---------------------------------------------------------------- what follows what

/** @param {Map<string, Step>} steps */
function link(steps) {
  /** @param {Step | undefined} from @param {Step} to @param {Duration} [lag] */
  const arrow = (from, to, lag) => {
    const made = from && { from, to, lag };
    from?.out.push(/** @type {Arrow} */ (made));
    if (made) to.into.push(made);
  };
  for (const step of steps.values()) {
    if (step.up) arrow(step, step.up);
    if (step.below.length) step.done = false;
    else
      for (let part = /** @type {Step | undefined} */ (step); part; part = part.up)
        for (const { id, lag } of part.after) arrow(steps.get(id), step, lag);
  }
}

/**
 * The steps so that each comes after all it follows, once arrows that close a circle are cut.
 * @param {Step[]} steps @param {string[][]} cycles gets the ids on each circle
 */
function sort(steps, cycles) {
  const rank = new Map(steps.map((step, n) => [step, n]));
  /** @param {Arrow} arrow */
  const place = ({ to }) => rank.get(to) ?? 0;
  /** @type {Step[]} */
  const sorted = [];
  for (const first of steps) {
    const way = first.at < 0 ? [first] : [];
    for (let step = way.at(-1); step; step = way.at(-1)) {
      if (step.at < 0) step.out.sort((a, b) => place(a) - place(b));
      step.open = true;
      const arrow = step.out[++step.at];
      if (!arrow) {
        step.open = false;
        sorted.push(step);
        way.pop();
      } else if (arrow.to.open) {
        arrow.cut = true;
        if (cycles.length < MOST_CYCLES)
          cycles.push(way.slice(way.indexOf(arrow.to)).map(({ id }) => id));
      } else if (arrow.to.at < 0) way.push(arrow.to);
    }
  }
  return sorted.reverse();
}

/**
 * The steps of a list, each after all that it follows, in order of the rows otherwise.
 * @param {Row[]} rows @param {string} kind of the list
 * @returns {{ all: Step[], sorted: Step[], cycles: string[][] }} `all` in the order of the rows
 */
export function network(rows, kind) {
  const steps = stepsOf(rows, kind);
  link(steps);
  /** @type {string[][]} */
  const cycles = [];
  const all = [...steps.values()];
  return { all, sorted: sort(all, cycles), cycles };
}
