// What all plans together ask for on one day.

import { advise } from "./advice.js";
import { day as read, iso, weekday } from "./dates.js";
import { sums } from "./logs.js";
import { nextUntil } from "./next.js";
import { keyAt } from "./order.js";
import { outline, rows } from "./plan.js";
import { linesDue, stepDue, worksIn } from "./routines.js";
import { schedules } from "./schedule.js";
import { isOther } from "./who.js";

/**
 * @typedef {object} Task a step
 * @property {string} key @property {Plan} plan @property {string} list @property {Row} row
 * @property {string} text @property {string} who "" for the planner @property {Day} start
 * @property {Day} due if nothing were late @property {boolean} done @property {boolean} dated
 * @property {string} place in the planner's own order of the day; "" if it is not in that
 *
 * @typedef {Pick<Task, "key" | "plan" | "list" | "row" | "text"> & { area: string, often: string }
 *   & import("./routines.js").Round} Routine
 *
 * @typedef {object} Debrief
 * @property {string} key @property {Plan} plan @property {List} list @property {Row | undefined} row
 * @property {string} dated the column with its date @property {string} sums
 *
 * @typedef {"day" | "overdue" | "today" | "waiting" | "week" | "someday" | "done"} Section
 * @typedef {{ [section in Section]: Task[] } & { routines: Routine[], debriefs: Debrief[],
 *   quiet: { plan: Plan, text: string }[],
 *   dates: ({ plan: Plan } & ReturnType<typeof nextUntil>[0])[] }} Agenda
 */

const AHEAD = 7;
const TIMES = ["dur", "after", "pin", "by", "every"];

/** @param {any} v its first line */
const line = (v) =>
  String(v ?? "")
    .split("\n")[0]
    .trim();

/** @param {Plan} plan @param {string[]} parts */
const keyOf = (plan, ...parts) => [plan.worksheet.id, plan.id, ...parts].join(":");

/** The cell that puts a step into the order of a day. @param {Day} today @param {string} place */
export const placed = (today, place) => `${iso(today)} ${place}`;

/**
 * @param {Plan} plan @param {Day} today @param {string} list @param {Row} row @param {Timed} time
 * @param {(who: string) => boolean} other @returns {Task}
 */
function taskOf(plan, today, list, row, time, other) {
  const { text, who, day } = row.cells;
  return {
    key: keyOf(plan, list, row.id),
    plan,
    list,
    row,
    text: line(text?.v),
    who: other(line(who?.v)) ? line(who?.v) : "",
    start: time.start,
    due: time.due - time.pushed,
    done: time.done,
    dated: TIMES.some((id) => row.cells[id]?.v?.length),
    place: String(day?.v).startsWith(placed(today, "")) ? day.v.slice(11) : "",
  };
}

/** @param {Task} task @param {Day} today @returns {Section | undefined} */
function sectionOf({ who, start, due, done, dated, place }, today) {
  if (done) return due !== today ? undefined : place ? "day" : "done";
  if (place) return "day";
  if (start > today) return start > today + AHEAD || !dated ? undefined : "week";
  if (who) return "waiting";
  if (!dated) return "someday";
  return due < today ? "overdue" : "today";
}

/** The line of a log for a day, or for its week. @param {Plan} plan @param {List} list @param {Day} today */
function lineOf(plan, list, today) {
  const dated = list.columns.find(({ kind }) => kind === "date")?.id ?? "";
  const start = list.every === "daily" ? today : today - weekday(today) + 1;
  const row = rows(plan, list.id).findLast(({ cells }) => {
    const day = read(cells[dated]?.v);
    return day !== null && day >= start && day <= today;
  });
  return { dated, row };
}

/** @param {Plan} plan @param {List} list @param {Day} today @returns {Debrief[]} */
function debrief(plan, list, today) {
  const { dated, row } = lineOf(plan, list, today);
  if (!dated || !["daily", "weekly"].includes(list.every)) return [];
  if (!row && list.every === "daily" && !worksIn(plan.calendar)(today)) return [];
  return [{ key: keyOf(plan, list.id), plan, list, row, dated, sums: sums(plan, list, today) }];
}

/**
 * The changes that put an answer into the line of the day, which they make if it is not there. Two
 * tabs make the same one.
 * @param {Plan} plan @param {List} list @param {string} column @param {any} v @param {Day} today
 * @returns {Change[]}
 */
export function written(plan, list, column, v, today) {
  const { dated, row } = lineOf(plan, list, today);
  if (row) return [[["lists", list.id, row.id, "cells", column], v]];
  const taken = new Set((plan.lists[list.id] ?? []).map(({ id }) => id));
  let id = `day-${iso(today)}`;
  for (let n = 2; taken.has(id); n++) id = `day-${iso(today)}-${n}`;
  const keys = rows(plan, list.id).map(({ order }) => order.v);
  return [
    [["lists", list.id, id, "order"], keyAt(keys, keys.length)],
    [["lists", list.id, id, "cells", dated], iso(today)],
    [["lists", list.id, id, "cells", column], v],
  ];
}

/**
 * @param {Plan[]} plans @param {Definition[]} sheets as much as is known of them
 * @param {Day} today @param {string[]} [me] what the planner is called in plans
 * @returns {Agenda}
 */
export function agenda(plans, sheets, today, me = []) {
  const own = new Set(me.map((name) => name.toLowerCase()));
  const other = (/** @type {string} */ who) => isOther(who) && !own.has(who.toLowerCase());
  /** @type {Agenda} */
  const found = {
    day: [], overdue: [], today: [], waiting: [], week: [], someday: [], done: [],
    routines: [], debriefs: [], quiet: [], dates: [],
  }; // prettier-ignore
  for (const plan of plans) {
    const times = schedules(plan, today);
    for (const list of Object.keys(times))
      for (const { row } of outline(plan, list)) {
        const time = times[list].items.get(row.id);
        const task = time && time.why !== "span" && taskOf(plan, today, list, row, time, other);
        if (!task || !task.text) continue;
        const round = task.done ? null : stepDue(plan, row, task.start, today);
        if (round) found.routines.push({ ...task, area: "", ...round });
        const section = sectionOf(task, today);
        if (!round && section) found[section].push(task);
      }
    const sheet = sheets.find(({ id }) => id === plan.worksheet.id);
    for (const list of sheet?.lists ?? []) {
      if (list.kind === "log") found.debriefs.push(...debrief(plan, list, today));
      if (list.kind !== "routine") continue;
      for (const row of rows(plan, list.id))
        for (const due of linesDue(plan, list, row, today))
          found.routines.push({ ...due, key: keyOf(plan, list.id, row.id + due.suffix), plan, list: list.id, row });
    }
    found.dates.push(...nextUntil(plan, sheet, today + AHEAD).map((one) => ({ ...one, plan })));
    if (sheet)
      for (const { code, text } of advise(plan, sheet, times, today))
        if (code === "quiet") found.quiet.push({ plan, text });
  }
  found.day.sort((a, b) => (a.place < b.place ? -1 : 1));
  for (const section of /** @type {const} */ (["overdue", "today", "waiting", "week"]))
    found[section].sort((a, b) => (section === "week" ? a.start - b.start : a.due - b.due));
  found.dates.sort((a, b) => a.day - b.day);
  found.routines.sort((a, b) => b.start - a.start);
  return found;
}
