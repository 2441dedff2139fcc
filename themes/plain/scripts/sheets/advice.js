// What a plan may have forgotten: hints, which each planner may wave away. No rule knows the words
// of a sheet: `is` in the definition says what a question or a list is about.

import { day as read } from "./dates.js";
import { isAnswer, outline } from "./plan.js";
import { stepsIn } from "./schedule.js";
import { workdays } from "./workdays.js";

/**
 * @typedef {object} Advice
 * @property {string} code the same rule has the same one
 * @property {string} text
 * @property {string} [list] @property {string} [row] the first of `rows`
 * @property {string[]} [rows] @property {string} [field]
 * @property {string} [post] where it is explained
 *
 * @typedef {object} Facts
 * @property {Plan} plan @property {Definition} definition @property {Day} today
 * @property {Schedules} schedules
 * @property {{ list: string, row: Row, time: Timed }[]} steps that are not done
 *
 * @typedef {Omit<Advice, "code" | "post">} Found
 */

const QUIET = 14;
const SOON = 14;
/** In the words before the first pause: "Ask Raj: when will you call?" is none. */
const MEETING = /^[^:;,?(]*\b(meet(ing)?|call|lunch|dinner|coffee|demo|appointment|visit)\b/i;
const CONFIRM = /\bconfirm/i;

/** @param {unknown} v */
const text = (v) =>
  String(v ?? "")
    .split("\n")[0]
    .trim();

/** @param {Row[]} rows "“Call Raj” and 2 more" @param {string} one @param {string} many */
function named(rows, one, many) {
  const rest = rows.length - 1;
  return `“${text(rows[0].cells.text?.v)}” ${rest ? `and ${rest} more ${many}` : one}`;
}

/**
 * One hint for all rows of a list.
 * @param {{ list: string, row: Row }[]} steps @param {string} one @param {string} many
 * @returns {Found[]}
 */
function each(steps, one, many) {
  const lists = [...new Set(steps.map(({ list }) => list))];
  return lists.map((list) => {
    const rows = steps.filter((step) => step.list === list).map(({ row }) => row);
    return { list, row: rows[0].id, rows: rows.map(({ id }) => id), text: named(rows, one, many) };
  });
}

/**
 * The days in all that the definition says `is` that.
 * @param {Facts} facts @param {string} is @returns {Day[] | null}
 */
function daysOf({ plan, definition: { fields = [], lists = [] } }, is) {
  const days = fields.filter((field) => field.is === is).map(({ id }) => plan.values[id]?.v);
  const columns = lists.flatMap((list) =>
    list.columns.filter((column) => column.is === is).map(({ id }) => ({ list, id })),
  );
  if (!days.length && !columns.length) return null;
  for (const { list, id } of columns)
    for (const { row } of outline(plan, list.id)) days.push(row.cells[id]?.v);
  return days.map(read).filter((day) => day !== null);
}

/** @type {{ code: string, find(facts: Facts): Found[] }[]} */
const RULES = [
  {
    code: "goal",
    find: ({ plan, definition: { fields = [], lists = [] } }) => [
      ...fields
        .filter(
          ({ id, is }) =>
            is === "goal" && isAnswer(plan.values[id]?.v) && !/\d/.test(String(plan.values[id].v)),
        )
        .map(({ id, label }) => ({
          field: id,
          text: `“${label}” has no number: how would you know that you are there?`,
        })),
      ...lists
        .filter(({ is }) => is === "goal")
        .flatMap(({ id: list }) =>
          each(
            outline(plan, list)
              .filter(
                ({ row: { cells }, level }) =>
                  !level && cells.text?.v && !/\d/.test(`${cells.text.v} ${cells.def?.v}`),
              )
              .map(({ row }) => ({ list, row })),
            "has no number: how much, or how many?",
            "have no number: how much, or how many?",
          ),
        ),
    ],
  },
  {
    code: "owner",
    find: ({ steps }) =>
      each(
        steps.filter(({ row }) => !row.cells.who?.v),
        "has no owner.",
        "have no owner.",
      ),
  },
  {
    code: "date",
    find: ({ steps }) =>
      each(
        steps.filter(
          ({ row: { cells } }) =>
            !["dur", "after", "pin", "by", "every"].some((id) => cells[id]?.v?.length),
        ),
        "has no date: say how long it takes, or by when.",
        "have no date: say how long they take, or by when.",
      ),
  },
  {
    code: "quiet",
    find(facts) {
      const { plan, schedules, today } = facts;
      const days = daysOf(facts, "contact");
      if (!days) return [];
      for (const { time } of stepsIn(plan, schedules)) if (time.done) days.push(time.due);
      const begun = read(plan.created.slice(0, 10)) ?? today;
      const last = Math.max(begun, ...days.filter((day) => day <= today));
      return today - last > QUIET ? [{ text: `No contact for ${today - last} days.` }] : [];
    },
  },
  {
    code: "sides",
    find(facts) {
      const [client, colleague] = [daysOf(facts, "client"), daysOf(facts, "colleague")];
      if (!client || !colleague || !client.length === !colleague.length) return [];
      const [asked, other] = client.length ? ["client", "colleague"] : ["colleague", "client"];
      return [{ text: `You have asked the ${asked}, and never the ${other}.` }];
    },
  },
  {
    code: "fallback",
    find: ({ plan, definition: { lists = [] } }) =>
      lists
        .filter(
          ({ id, is }) =>
            is === "fallback" &&
            !outline(plan, id).some(({ row }) =>
              Object.values(row.cells).some(({ v, t }) => t > 0 && isAnswer(v)),
            ),
        )
        .map(({ id, label }) => ({
          list: id,
          text: `“${label}” is empty: what will you do then?`,
        })),
  },
  {
    code: "confirm",
    find({ plan, schedules, steps, today }) {
      const { add } = workdays(plan.calendar);
      const all = stepsIn(plan, schedules);
      const open = steps.filter(({ row: { cells }, time }) => {
        if (!time.milestone || time.start < today || time.start > today + SOON) return false;
        if (!cells.remind?.v && !MEETING.test(text(cells.text?.v))) return false;
        const before = add(time.start, -1);
        return !all.some(
          ({ row, time: { due } }) =>
            CONFIRM.test(text(row.cells.text?.v)) && due >= before && due <= time.start,
        );
      });
      return each(
        open,
        "is not confirmed: ask the day before.",
        "are not confirmed: ask the day before.",
      );
    },
  },
];

/**
 * @param {Plan} plan @param {Definition} definition @param {Schedules} schedules @param {Day} today
 * @param {{ [code: string]: string }} [posts] their addresses, by the codes of the rules
 * @returns {Advice[]}
 */
export function advise(plan, definition, schedules, today, posts = {}) {
  const steps = stepsIn(plan, schedules).filter(
    ({ row, time }) => !time.done && text(row.cells.text?.v),
  );
  const facts = { plan, definition, today, schedules, steps };
  return RULES.flatMap(({ code, find }) =>
    find(facts).map((found) =>
      posts[code] ? { code, ...found, post: posts[code] } : { code, ...found },
    ),
  );
}
