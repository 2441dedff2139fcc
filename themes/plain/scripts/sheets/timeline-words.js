// What a timeline says: of a step, of what a change has moved, of its own marks.

import { isDated, state } from "./timeline-shapes.js";

/** @typedef {import("./timeline-shapes.js").Bar} Bar */

export const HELP =
  "Left and Right move a step by a working day, with Shift they change its length, " +
  "Enter opens a menu, Up and Down go to other steps.";

/** @param {number} n @param {string} name */
const count = (n, name) => `${n} ${name}${n === 1 ? "" : "s"}`;

/** "2 weeks". @param {Duration} length */
export const lengthText = ([n, unit]) => count(n, unit === "w" ? "week" : "day");

/** @param {string} language @param {() => Day} today */
export function wording(language, today) {
  /** @type {Map<string, Intl.DateTimeFormat>} */
  const formats = new Map();

  /** With the year if it is another one. @param {Day} day @param {"long" | "short"} style */
  function dateText(day, style) {
    const [date, now] = [day, today()].map((one) => new Date(one * 864e5));
    const other = date.getUTCFullYear() !== now.getUTCFullYear();
    const year = other ? /** @type {const} */ ("numeric") : undefined;
    const how = /** @type {const} */ ({ weekday: style, day: "numeric", month: style });
    const key = `${style}${other}`;
    const format =
      formats.get(key) ?? new Intl.DateTimeFormat(language, { ...how, year, timeZone: "UTC" });
    formats.set(key, format);
    return format.format(date);
  }

  /**
   * "First meeting: Tuesday 12 January, 2 days".
   * @param {import("./timeline-shapes.js").Dated} bar
   */
  function label(bar) {
    const { name, kind, time, dur } = bar;
    const begins = `${name}: ${dateText(time.start, "long")}`;
    const lasts = { milestone: "milestone", step: lengthText(dur), none: "" };
    const until = kind === "span" ? `to ${dateText(time.due, "long")}` : lasts[kind];
    return [begins, until, state(bar, today())].filter(Boolean).join(", ");
  }

  return { dateText, label };
}

/**
 * What else a change of one step has done.
 * @param {string} id @param {Bar[]} bars @param {Bar[]} before @returns {string[]}
 */
export function effects(id, bars, before) {
  const was = new Map(before.map((bar) => [bar.id, bar.time]));
  const others = bars.filter((bar) => {
    const old = was.get(bar.id);
    const moved = old && (old.start !== bar.time?.start || old.due !== bar.time.due);
    return bar.id !== id && bar.kind !== "span" && moved;
  }).length;
  const { time } = bars.find((bar) => bar.id === id) ?? {};
  const first = time?.why === "early" && bars.find((bar) => bar.id === time.from);
  return [
    ...(first ? [`before “${first.name}” is due`] : []),
    ...(others ? [`${count(others, "other step")} ${others === 1 ? "moves" : "move"} too`] : []),
  ];
}

/** The marks that there are, to be explained. @param {Bar[]} bars */
export function legend(bars) {
  const steps = bars.filter(isDated).filter((bar) => bar.kind !== "span");
  const open = steps.filter(({ time }) => !time.done);
  const marks = {
    done: steps.length > open.length,
    late: open.some(({ time }) => time.late),
    milestone: steps.some(({ kind }) => kind === "milestone"),
    deadline: bars.some(({ by }) => by !== null),
    "fixed start": open.some(({ pinned }) => pinned),
    "no slack": open.some(({ time, kind }) => time.critical && kind === "step"),
  };
  return Object.entries(marks).flatMap(([name, shown]) => (shown ? [name] : []));
}
