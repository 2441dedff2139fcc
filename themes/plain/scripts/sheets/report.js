// "What is going on with that client?": a plan in a paragraph, for whoever asks.

import { stepsIn } from "./schedule.js";
import { describe } from "./when.js";
import { isOther } from "./who.js";

const LATELY = 14;
const MOST = 3;

/** @param {string[]} words "a, b and c" */
const listed = (words) =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

/** @param {Row} row @param {string} column */
const cell = (row, column) =>
  String(row.cells[column]?.v ?? "")
    .split("\n")[0]
    .trim();

/** So that no answer means anything in Markdown. @param {string} text */
const plain = (text) => text.replace(/[\\`*_~[\]<>|#&]/g, "\\$&");

/**
 * @param {Plan} plan @param {Definition} definition @param {Schedules} schedules @param {Day} today
 * @returns {{ subject: string, text: string, markdown: string }} without what is private
 */
export function report(plan, definition, schedules, today) {
  const { language = "en", lists = [] } = definition;
  /** @param {string} list @param {string} column */
  const isPrivate = (list, column) =>
    !!lists.find(({ id }) => id === list)?.columns.find(({ id }) => id === column)?.private;
  const steps = stepsIn(plan, schedules)
    .map(({ list, row, time }) => ({
      text: isPrivate(list, "text") ? "" : cell(row, "text"),
      who: isPrivate(list, "who") ? "" : cell(row, "who"),
      repeats: !!row.cells.every?.v,
      ...time,
    }))
    .filter(({ text, repeats }) => text && !repeats);
  const done = steps.filter((step) => step.done);
  const open = steps.filter((step) => !step.done);
  const late = open.filter((step) => step.late);
  const next = open.filter((step) => !step.late).slice(0, MOST);
  const waiting = open.filter((step) => !step.late && step.start <= today && isOther(step.who));
  const name = plan.name.v || definition.title;

  /** @param {Day} day */
  const on = (day) => {
    const words = describe(day, today, language);
    return Math.abs(day - today) < 2 ? words : `on ${words}`;
  };

  /** The sentences, each with something to say. @param {(text: string) => string} mark */
  function sentences(mark) {
    /** @param {(typeof steps)[0]} step */
    const quote = ({ text }) => `“${mark(text.replace(/[.!]$/, ""))}”`;
    /** @param {(typeof steps)[0]} step */
    const by = ({ who }) => (who ? ` (${mark(who)})` : "");
    /** @param {typeof steps} some @param {(step: (typeof steps)[0]) => string} say */
    const few = (some, say) => {
      const rest = some.length - MOST;
      return listed([...some.slice(0, MOST).map(say), ...(rest > 0 ? [`${rest} more`] : [])]);
    };
    /** @param {(typeof steps)[0]} step */
    const trouble = (step) => {
      const was = step.due - step.pushed;
      if (was < today) return `${quote(step)}${by(step)} was due ${on(was)}`;
      return `${quote(step)}${by(step)} will miss its deadline by ${days(-(step.slack ?? 0))}`;
    };
    const fresh = done.filter(({ due }) => due <= today && due > today - LATELY).reverse();
    const last = open.reduce((day, { due }) => Math.max(day, due), today);
    return [
      steps.length && `${count()}.`,
      fresh.length &&
        `Done lately: ${few(fresh, (step) => `${quote(step)} ${on(step.due)}${by(step)}`)}.`,
      next.length &&
        `Next: ${listed(next.map((step) => `${quote(step)} ${on(step.due)}${by(step)}`))}.`,
      late.length && `In the way: ${few(late, trouble)}.`,
      waiting.length &&
        `We are waiting for ${few(waiting, (step) => `${mark(step.who)} with ${quote(step)}`)}.`,
      open.length > 1 && `As it stands, the last step is due ${on(last)}.`,
    ]
      .filter((sentence) => typeof sentence === "string")
      .map((sentence) => sentence.replace(/\.\.$/, ".")); // after "25. Jan."
  }

  /** How much is done. */
  function count() {
    if (!done.length)
      return steps.length > 1
        ? `None of ${steps.length} steps is done yet`
        : "The one step is not done yet";
    if (!open.length)
      return steps.length > 1 ? `All ${steps.length} steps are done` : "The one step is done";
    return `${done.length} of ${steps.length} steps ${done.length > 1 ? "are" : "is"} done`;
  }

  const [first] = next;
  const subject = steps.length
    ? `: ${count().toLowerCase()}${first ? `; next: ${first.text}` : ""}`
    : "";
  return {
    subject: name + subject,
    text: [`${name}.`, ...sentences(String)].join(" "),
    markdown:
      [`**${plain(name)}**`, ...sentences(plain).map((line) => `- ${line}`)].join("\n") + "\n",
  };
}

/** @param {number} n */
const days = (n) => `${n} working ${n === 1 ? "day" : "days"}`;
