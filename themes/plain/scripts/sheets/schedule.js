// When each step starts and is due: worked out from the rows every time, never stored. The rules
// in words: tests/js/independent_schedule.py, which knows no more than these.

import { day as read } from "./dates.js";
import { lengthOf, network } from "./network.js";
import { workdays } from "./workdays.js";

/**
 * @param {Row[]} rows of one list @param {Plan["calendar"]} calendar @param {Day} today
 * @param {string} [kind] of the list: in a plan, an item without steps and times has no dates
 * @returns {Schedule} rows that have neither words nor times are not in it
 */
export function schedule(rows, calendar, today, kind) {
  const { on, back, add, count } = workdays(calendar);
  const begin = on(read(calendar.start.v) ?? today);
  const { all, sorted: steps, cycles } = network(rows, kind ?? "steps");
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
  const startOf = ({ length, weeks }, due) =>
    weeks ? due - 7 * length : add(due, 1 - (length || 1));

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
  return { items: timesOf(all), cycles, end };
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
    times.set(id, {
      start,
      due,
      done,
      late: step.late,
      slack,
      critical,
      milestone,
      pushed,
      why,
      from,
    });
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
