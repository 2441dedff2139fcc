// Kinds of answers, and what becomes of an answer when the author changes the kind of a question.

export const NUMBERS = ["number", "money", "percent", "days"];
export const WORDS = ["text", "lines"];
const ALIKE = [NUMBERS, ["choose", "option"], ["yesno", "tick"]];
const ALONE = ["lines", "computed", "duration", "follows"];

/** Whether the author's words in a list can be changed. @param {string} kind of the list */
export const isSteps = (kind) => kind === "plan" || kind === "steps";

/** Whether answers of one kind can be those of another. @param {string} from @param {string} to */
export const lossless = (from, to) =>
  from === to ||
  (from === "text" && ["email", "phone", "url"].includes(to)) ||
  (WORDS.includes(to) && !ALONE.includes(from)) ||
  ALIKE.some((kinds) => kinds.includes(from) && kinds.includes(to));

/** The answer as one of a kind; as it was if it is. @param {any} v @param {string} kind */
export function fit(v, kind) {
  if (kind === "tick" && (v === "yes" || v === "no")) return v === "yes";
  if (typeof v === "boolean" && kind !== "tick") return v ? "yes" : "no";
  return typeof v === "number" && WORDS.includes(kind) ? String(v) : v;
}

/** @param {unknown} v */
export const isAnswer = (v) => v !== undefined && v !== null && v !== "" && v !== false;
