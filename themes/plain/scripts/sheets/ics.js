// Plans as a calendar file: RFC 5545. A second export updates the first, event by event.

import { day as read, iso, today as local } from "./dates.js";
import { nextTime, rhythm } from "./every.js";
import { allNext } from "./next.js";
import { workdays } from "./workdays.js";
import { parts } from "./when.js";

/**
 * @typedef {object} Sheet one plan and what goes with it
 * @property {Plan} plan @property {Schedules} schedules
 * @property {Definition} [definition] as much as is known of its worksheet; without it, routines
 *   are known by their columns' ids
 * @property {number} [exported] when this plan was; else as `options` have it
 *
 * @typedef {object} Options
 * @property {Date} now @property {string} origin of the site, like https://example.org
 * @property {string} [name] of the calendar
 * @property {boolean} [confirm] a day to confirm, before each milestone with a reminder
 * @property {number} [exported] when it was first exported, in milliseconds: what was removed
 *   since then is cancelled
 */

const DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
const FREQUENCIES = { d: "DAILY", w: "WEEKLY", m: "MONTHLY" };
const ROUTINES = /^(daily|weekly|monthly|quarterly)$/;
const encoder = new TextEncoder();

/** @param {string} text */
const escape = (text) =>
  text
    .replace(/[\\;,]/g, "\\$&")
    .replace(/\r\n?|\n/g, "\\n")
    .replace(/[^\P{Cc}\t]|[\u2028\u2029]/gu, " ");

/** No line longer than 75 octets, and no character broken. @param {string} line */
function fold(line) {
  let folded = "";
  let size = 0;
  for (const character of line) {
    const octets = encoder.encode(character).length;
    if (size + octets > 75) [folded, size] = [`${folded}\r\n `, 1];
    folded += character;
    size += octets;
  }
  return `${folded}\r\n`;
}

/** @param {Day} day */
const digits = (day) => iso(day).replaceAll("-", "");

/** @param {import("./every.js").Rhythm} rhythm @param {Day} first */
function rule({ unit, n, days }, first) {
  const last = parts(first)[2];
  let text = `RRULE:FREQ=${FREQUENCIES[unit]}`;
  if (n > 1) text += `;INTERVAL=${n}`;
  if (days.length) text += `;BYDAY=${days.map((day) => DAYS[day - 1])}`;
  // The 31st, or the last day of months that have none.
  if (unit === "m" && last > 28)
    text += `;BYMONTHDAY=${[28, 29, 30, 31].filter((day) => day <= last)};BYSETPOS=-1`;
  return text;
}

/**
 * Nine in the morning, so many working days before.
 * @param {any} remind @param {Day} start @param {ReturnType<typeof workdays>} days
 */
function trigger([given, unit], start, days) {
  const n = Math.min(Math.max(Math.round(given), 0), 99);
  const from = unit === "w" ? start - 7 * n : days.add(start, -n);
  const before = 24 * (start - from) - 9;
  return `TRIGGER:${before < 0 ? "" : "-"}PT${Math.abs(before)}H`;
}

/**
 * The events of one plan, each as its lines.
 * @param {Sheet} sheet @param {Options} options @returns {string[][]}
 */
function events(sheet, options) {
  const { plan, schedules, definition } = sheet;
  const { now, origin, confirm } = options;
  const { exported = options.exported } = sheet;
  const { calendar, name, worksheet } = plan;
  const days = workdays(calendar);
  const today = local(now);
  const language = definition?.language;
  const stamped = `DTSTAMP:${now.toISOString().replace(/[-:]|\.\d+/g, "")}`;
  // Rises with each edit and each day, as late steps move with the days.
  const edits =
    Math.max(Math.floor(plan.rev), 0) +
    Math.max(today - (read(plan.created.slice(0, 10)) ?? today), 0);
  const sequence = `SEQUENCE:${Math.min(edits, 2 ** 31 - 1)}`;
  const host = origin.replace(/^\w+:\/\//, "").replace(/[/:].*/, "");

  /**
   * @param {string[]} id @param {string} title @param {Day} start @param {Day} due
   * @param {(string | false | null | undefined)[]} more
   */
  const event = (id, title, start, due, more) => [
    "BEGIN:VEVENT",
    `UID:${escape([plan.id, ...id].join("."))}@${host}`,
    stamped,
    sequence,
    `DTSTART;VALUE=DATE:${digits(start)}`,
    `DTEND;VALUE=DATE:${digits(due + 1)}`,
    `SUMMARY:${escape(name.v && !title.includes(name.v) ? `${title} (${name.v})` : title)}`,
    "TRANSP:TRANSPARENT",
    `URL:${origin}${encodeURI(worksheet.url)}`,
    ...more.filter((line) => typeof line === "string"),
    "END:VEVENT",
  ];

  /** @param {string} list @param {Row} row @param {Timed} timed */
  function step(list, { id, cells }, { start, due, done, milestone }) {
    const title = oneLine(cells.text?.v) || "?";
    const remind = !done && Array.isArray(cells.remind?.v) && cells.remind.v;
    const every = !done && rhythm(String(cells.every?.v ?? ""), calendar.workdays.v, language);
    const first = every ? nextTime(every, start, start) : start;
    const found = [
      event([list, id], done ? `✓ ${title}` : title, first, first + due - start, [
        cells.who?.v && `DESCRIPTION:${escape(`Who: ${cells.who.v}`)}`,
        every && rule(every, first),
        ...(remind ? alarm(title, trigger(remind, first, days)) : []),
      ]),
    ];
    if (confirm && milestone && remind) {
      const before = days.add(first, -1);
      found.push(event([list, id, "confirm"], `Confirm: ${title}`, before, before, []));
    }
    return found;
  }

  /** @param {string} list @param {Row} row @param {string} column @param {string} often */
  function routine(list, row, column, often) {
    const text = String(row.cells[column]?.v ?? "");
    const each = rhythm(often === "daily" ? "weekday" : often, calendar.workdays.v);
    if (!text.trim() || !each) return [];
    const begin = days.on(read(calendar.start.v) ?? today);
    const first = nextTime(each, begin, begin);
    return [
      event([list, row.id, column], lines(text).join(" · "), first, first, [
        rule(each, first),
        `DESCRIPTION:${escape(text)}`,
      ]),
    ];
  }

  /** @param {string[]} id @param {Stamp | undefined} removed @param {string} title */
  function cancelled(id, removed, title) {
    if (exported === undefined || !removed || removed.t <= exported) return [];
    const day = Math.floor(removed.t / 864e5);
    return [event(id, oneLine(title), day, day, ["STATUS:CANCELLED"])];
  }

  /** @param {import("./next.js").Next} next a day of the planner's own */
  function date({ id, text, label, day, stamp, gone }) {
    const title = label ? `${label}: ${text}` : text;
    if (gone || day === null) return cancelled(id, stamp, title);
    return [event(id, title, day, day, [])];
  }

  const dates = allNext(plan, definition).flatMap(date);
  const lists = Object.entries(plan.lists).flatMap(([list, rows]) => {
    const columns = definition?.lists?.find(({ id }) => id === list)?.columns;
    const timed = schedules[list]?.items;
    return rows.flatMap((row) => {
      const { id, gone, cells } = row;
      if (timed) {
        const item = timed.get(id);
        if (!gone?.v)
          return item && item.why !== "span" && iso(item.due + 1) ? step(list, row, item) : [];
        const text = cells.text?.v;
        const dead = cancelled([list, id], gone, text ?? "");
        return confirm && cells.remind?.v
          ? [...dead, ...cancelled([list, id, "confirm"], gone, text ?? "")]
          : dead;
      }
      return Object.entries(cells).flatMap(([column, cell]) => {
        const often = columns?.find(({ id }) => id === column)?.rhythm ?? (definition ? "" : column);
        if (!ROUTINES.test(often)) return [];
        if (gone?.v || !cell.v)
          return cancelled([list, id, column], gone?.v ? gone : cell, String(cell.v ?? ""));
        return routine(list, row, column, often);
      });
    });
  });
  return [...lists, ...dates];
}

/** @param {unknown} text */
const lines = (text) =>
  String(text ?? "")
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);

/** @param {unknown} text */
const oneLine = (text) => lines(text)[0] ?? "";

/** @param {string} title @param {string} when */
const alarm = (title, when) => [
  "BEGIN:VALARM",
  "ACTION:DISPLAY",
  when,
  `DESCRIPTION:${escape(title)}`,
  "END:VALARM",
];

/**
 * One file for one plan or many. Steps and routines are whole days that leave the time free. Some
 * calendars drop the alarms on import, Google's among them.
 * @param {Sheet[]} sheets @param {Options} options @returns {string}
 */
export function calendar(sheets, options) {
  const all = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//sitegen//worksheets//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    options.name && `X-WR-CALNAME:${escape(options.name)}`,
    ...sheets.flatMap((sheet) => events(sheet, options).flat()),
    "END:VCALENDAR",
  ];
  return all
    .filter((line) => typeof line === "string" && line)
    .map((line) => fold(String(line)))
    .join("");
}
