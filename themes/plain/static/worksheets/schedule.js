// When each step starts and is due: worked out from the rows every time, never stored. The rules
// in words: tests/js/independent_schedule.py, which knows no more than these.

import { day as read, today as local } from "./dates.js";
import { workdays } from "./workdays.js";

/** No plan that people make has more circles than are named. */
const MOST_CYCLES = 20;

/** @param {any} duration a whole number, that no foreign file can make absurd */
const lengthOf = (duration) => Math.min(Math.max(Math.ceil(duration?.[0]) || 0, 0), 9999);

/** @param {Row} row @returns {Step} */
function stepOf({ id, cells: { done, dur, after, pin, by, every } }) {
  const ended = done?.v === true ? (done.t ? local(new Date(done.t)) : null) : read(done?.v);
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
  const here = new Map(rows.filter((row) => !row.gone?.v).sort(byOrder).map((row) => [row.id, row]));
  /** @type {Map<string, Row | undefined>} */
  const ups = new Map();
  for (const row of here.values())
    if (row.cells.text?.v || isTimed(row))
      for (let next = /** @type {Row | undefined} */ (row); next && !ups.has(next.id); next = ups.get(next.id))
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

// ---------------------------------------------------------------- when

/**
 * @param {Row[]} rows of one list @param {Plan["calendar"]} calendar @param {Day} today
 * @param {string} [kind] of the list: in a plan, an item without steps and times has no dates
 * @returns {Schedule} rows that have neither words nor times are not in it
 */
export function schedule(rows, calendar, today, kind) {
  const { on, back, add, count } = workdays(calendar);
  const begin = on(read(calendar.start.v) ?? today);
  const all = stepsOf(rows, kind ?? "steps");
  link(all);
  /** @type {string[][]} */
  const cycles = [];
  const steps = sort([...all.values()], cycles);
  const leaves = steps.filter((step) => !step.below.length);

  /** The first day for what an arrow leads to. @param {Arrow} arrow @returns {Day} */
  const follow = ({ from: { due }, to, lag }) => {
    const n = lengthOf(lag);
    if (n && lag?.[1] === "w") return on(due + 7 * n);
    return n || to.length ? add(due, n || 1) : on(due);
  };
  /** The last due for what it comes from. @param {Arrow} arrow @param {Day} start @returns {Day} */
  const precede = ({ to, lag }, start) => {
    const n = lengthOf(lag);
    if (n && lag?.[1] === "w") return back(start) - 7 * n;
    return n || to.length ? add(back(start), 1 - (n || 1)) - 1 : back(start);
  };
  /** @param {Step} step @param {Day} start @returns {Day} */
  const dueOf = ({ length, weeks }, start) =>
    !length ? start : weeks ? on(start + 7 * length) : add(start, length - 1);
  /** @param {Step} step @param {Day} due @returns {Day} */
  const startOf = ({ length, weeks }, due) => (weeks ? due - 7 * length : add(due, 1 - (length || 1)));

  /** @param {Step} step @param {Day} now */
  function place(step, now) {
    const { pin, ended } = step;
    let [start, ready, from] = [begin, -Infinity, ""];
    for (let up = step.up; up; up = up.up) start = Math.max(start, on(up.pin ?? start));
    for (const arrow of step.into) {
      if (arrow.cut || arrow.from.due === -Infinity) continue;
      const soonest = follow(arrow);
      if (soonest > ready) [ready, from] = [soonest, arrow.from.id];
    }
    step.why = ready < start ? "start" : "after";
    start = Math.max(start, ready);
    if (pin !== null) [start, step.why] = [pin, pin < ready ? "early" : "pin"];
    if (ended !== null) {
      step.why = "done";
      start = pin !== null && pin <= ended ? pin : startOf(step, ended);
    }
    step.from = step.why === "after" || step.why === "early" ? from : "";
    step.start = start;
    step.due = ended ?? dueOf(step, start);
    step.late = !step.done && !step.repeats && step.due < now;
    if (step.late) step.due = on(now);
  }

  /** @param {Day} now */
  function forward(now) {
    for (const step of steps)
      if (!step.below.length) place(step, now);
      else step.due = Math.max(...step.into.map(({ from, cut }) => (cut ? -Infinity : from.due)));
  }

  /** The latest due that an arrow allows. @param {Arrow} arrow @param {boolean} dated */
  function limit(arrow, dated) {
    const { to, cut } = arrow;
    if (cut || to.done) return Infinity;
    if (to.below.length) return to.latest;
    if (to.pin !== null) return dated ? precede(arrow, to.pin) : Infinity;
    return precede(arrow, back(startOf(to, back(to.latest))));
  }

  /** @param {Day} end @param {boolean} dated whether deadlines and pins count */
  function backward(end, dated) {
    for (const step of steps.toReversed()) {
      const by = (dated && step.by) || Infinity;
      step.latest = Math.min(by, ...step.out.map((arrow) => limit(arrow, dated)));
      if (step.below.length) continue;
      if (step.latest === Infinity) step.latest = end;
      if (step.done) continue;
      step.slack = count(step.due, step.latest);
      if (!dated) step.critical = !step.slack;
    }
  }

  forward(-Infinity);
  for (const step of leaves) step.planned = step.due;
  forward(today);
  const end = leaves.length ? Math.max(...leaves.map(({ due }) => due)) : begin;
  backward(end, false);
  backward(end, true);
  return { items: timesOf([...all.values()]), cycles, end };
}

/** @param {Step[]} steps */
function timesOf(steps) {
  /** @type {Map<string, Timed>} */
  const times = new Map();
  const topDown = steps.filter((step) => !step.up);
  for (const step of topDown) topDown.push(...step.below);
  for (const step of topDown.reverse()) {
    if (step.below.length) span(step);
    const { id, start, due, done, slack, critical, why, from, by } = step;
    step.late ||= !done && by !== null && due > by;
    const milestone = !step.below.length && !step.length;
    const pushed = due - step.planned;
    times.set(id, { start, due, done, late: step.late, slack, critical, milestone, pushed, why, from });
  }
  return times;
}

/** A parent takes its times from all below it. @param {Step} step */
function span(step) {
  const { below } = step;
  const slacks = below.map(({ slack }) => slack ?? Infinity);
  step.start = Math.min(...below.map(({ start }) => start));
  step.due = Math.max(...below.map(({ due }) => due));
  step.planned = Math.max(...below.map(({ planned }) => planned));
  step.done = below.every(({ done }) => done);
  step.slack = step.done ? null : Math.min(...slacks);
  step.critical = below.some(({ critical }) => critical);
  step.late = below.some(({ late }) => late);
  step.why = "span";
}

/**
 * All that a plan has of steps, by its lists.
 * @param {Plan} plan @param {Day} today @returns {Schedules}
 */
export function schedules({ lists, calendar, worksheet }, today) {
  /** @type {Schedules} */
  const found = Object.create(null);
  for (const [id, rows] of Object.entries(lists)) {
    const [kind] = worksheet.known?.[id] ?? [];
    if (kind === "plan" || kind === "steps") found[id] = schedule(rows, calendar, today, kind);
  }
  return found;
}

/**
 * The steps of a plan, without their parents, by start.
 * @param {Plan} plan @param {Schedules} schedules
 * @returns {{ list: string, row: Row, time: Timed }[]}
 */
export const stepsIn = ({ lists }, schedules) =>
  Object.entries(schedules)
    .flatMap(([list, { items }]) =>
      lists[list].flatMap((row) => {
        const time = items.get(row.id);
        return time && !row.gone?.v && time.why !== "span" ? [{ list, row, time }] : [];
      }),
    )
    .sort((a, b) => a.time.start - b.time.start || a.time.due - b.time.due);
