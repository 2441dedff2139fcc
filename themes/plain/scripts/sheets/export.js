// A plan on its way out: Markdown, CSV, JSON. Answers are plain text and stay that.

import { lookupIn, result, show } from "./formula.js";
import { isAnswer, isSteps } from "./kinds.js";
import { outline } from "./plan.js";

/** @param {any} duration */
const span = ([n, unit]) => `${n}${unit}`;

/** @param {any} v @param {Plan} plan @param {string} list as words, of any kind */
export function words(v, plan, list) {
  if (typeof v === "boolean") return v ? "yes" : "no";
  if (!Array.isArray(v)) return String(v ?? "");
  if (typeof v[0] === "number") return span(v);
  const texts = new Map((plan.lists[list] ?? []).map((row) => [row.id, row.cells.text?.v]));
  return v.map(({ id, lag }) => `${texts.get(id) ?? id}${lag ? ` +${span(lag)}` : ""}`).join(", ");
}

/** The row that the author wrote. @param {List} list @param {Row} row */
export const authored = (list, row) => list.rows?.find((author) => author.id === row.from);

/** What the author says in a row's cell, where the planner has no say.
 * @param {List} list @param {Row} row @param {string} column */
function fixed(list, row, column) {
  const cells = authored(list, row)?.cells ?? {};
  return !isSteps(list.kind) && Object.hasOwn(cells, column) ? cells[column] : undefined;
}

/** @param {List | undefined} list @param {Row} row @param {string} column */
const isAsked = (list, row, column) =>
  list?.columns.some(({ id }) => id === column) && fixed(list, row, column) === undefined;

/**
 * The texts of a list, row by row.
 * @param {Plan} plan @param {List} list @param {Field[]} columns
 */
export const cells = (plan, list, columns) =>
  outline(plan, list.id).map(({ row, level }) => {
    /** @param {Field} column */
    const text = ({ id }) => words(fixed(list, row, id) ?? row.cells[id]?.v, plan, list.id);
    return { row, level, texts: columns.map(text) };
  });

// ---------------------------------------------------------------- Markdown

/** So that no answer means anything in Markdown or HTML. @param {string} text */
const plain = (text) => text.replace(/[\\`*_~[\]<|]|&(?=#?\w+;)/g, "\\$&");

/** @param {string} text @param {string} indent */
const long = (text, indent) => plain(text).replace(/\s+$/, "").split(/\r?\n/).join(`  \n${indent}`);

/** @param {Field} field @param {Plan} plan @param {Definition} definition @param {Lookup} lookup */
function answerLine(field, plan, definition, lookup) {
  const { language, currency } = definition;
  const v = plan.values[field.id]?.v;
  if (field.kind === "tick") return `- [${v === true ? "x" : " "}] ${plain(field.label)}`;
  const shown =
    field.formula === undefined
      ? words(v, plan, "")
      : show(result(field.formula, lookup), field.format, language, currency, field.decimals);
  const unit = isAnswer(v) && field.unit ? ` ${field.unit}` : "";
  const label = plain(field.label) + (/[?!.:]$/.test(field.label) ? "" : ":");
  return `- **${label}** ${shown ? long(shown + unit, "  ") : "—"}`;
}

/** @param {Plan} plan @param {List} list @param {Field[]} columns */
function table(plan, list, columns) {
  /** @param {string[]} texts */
  const line = (texts) =>
    `| ${texts.map((text) => plain(text).replace(/\r?\n/g, "<br>")).join(" | ")} |`;
  const head = columns.map((column) => column.label);
  return [
    line(head),
    line(head.map(() => "---")),
    ...cells(plan, list, columns).map(({ texts }) => line(texts)),
  ];
}

/** @param {Plan} plan @param {List} list @param {Field[]} columns */
function steps(plan, list, columns) {
  const rest = columns.filter(({ id }) => !["done", "text", "def"].includes(id));
  return cells(plan, list, rest).map(({ row, level, texts }) => {
    const indent = "  ".repeat(level);
    const facts = rest.map(({ label }, n) => texts[n] && `${label}: ${texts[n]}`).filter(Boolean);
    const text = long(words(row.cells.text?.v, plan, list.id), `${indent}  `);
    const ask = authored(list, row)?.ask;
    const def = words(row.cells.def?.v, plan, list.id) || (ask ? "—" : "");
    return (
      `${indent}- [${row.cells.done?.v ? "x" : " "}] ${text}` +
      (facts.length ? ` (${plain(facts.join("; "))})` : "") +
      [ask, def].map((line) => (line ? `  \n${indent}  ${long(line, `${indent}  `)}` : "")).join("")
    );
  });
}

/**
 * Answers that have no question in this worksheet any more.
 * @param {Plan} plan @param {Definition} definition
 * @returns {{ id: string, label: string, text: string }[]}
 */
export function gone(plan, { lists = [] }) {
  const known = plan.worksheet.known ?? {};
  /** @param {string} id */
  const label = (id) => known[id]?.[1] ?? id.replaceAll("-", " ");
  const found = Object.entries(plan.kept)
    .filter(([, kept]) => isAnswer(kept.v))
    .map(([id, kept]) => ({ id, label: kept.label, text: words(kept.v, plan, "") }));
  for (const id of Object.keys(plan.lists)) {
    const list = lists.find((list) => list.id === id);
    for (const { row } of outline(plan, id))
      for (const [column, { v, t }] of Object.entries(row.cells))
        if (t > 0 && isAnswer(v) && !isAsked(list, row, column))
          found.push({
            id: `${id}__${row.id}__${column}`,
            label: `${label(id)}: ${label(`${id}__${column}`)}`,
            text: words(v, plan, id),
          });
  }
  return found;
}

/**
 * Everything, in the order of the page.
 * @param {Plan} plan @param {Definition} definition
 * @param {{ today: Day, private?: boolean }} how
 */
export function toMarkdown(plan, definition, { today, private: all = false }) {
  const { fields = [], lists = [], blocks = [] } = definition;
  const lookup = lookupIn(plan, definition, today);
  const ids = new Set(blocks.map((block) => block.id));
  /** @param {string} block @returns {string[][]} paragraphs; "" is what stands before all blocks */
  const within = (block) => {
    /** @param {Field | List} part */
    const here = (part) => (ids.has(part.block ?? "") ? part.block : "") === block;
    /** @param {Field} field */
    const asked = (field) => all || !field.private;
    return [
      fields
        .filter((field) => here(field) && asked(field))
        .map((field) => answerLine(field, plan, definition, lookup)),
      ...lists
        .filter(here)
        .map((list) =>
          (isSteps(list.kind) ? steps : table)(plan, list, list.columns.filter(asked)),
        ),
    ].filter((lines) => lines.length);
  };
  const parts = [[`# ${plain(plan.name.v || definition.title)}`], ...within("")];
  for (const { id, title } of blocks) {
    const body = within(id);
    if (body.length) parts.push([`## ${plain(title ?? id)}`], ...body);
  }
  const left = gone(plan, definition).map(
    ({ label, text }) => `- **${plain(label)}:** ${long(text, "  ")}`,
  );
  if (left.length) parts.push(["## Answers whose question has gone"], left);
  return parts.map((lines) => lines.join("\n")).join("\n\n") + "\n";
}

// ---------------------------------------------------------------- CSV and JSON

/**
 * One cell; a text that a spreadsheet would take for a formula is marked as text.
 * @param {string} text
 */
function csv(text) {
  const safe = /^[=+\-@\t\r]/.test(text) && !/^[+-]?\d+([.,]\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * @param {string} id of a list
 * @param {Plan} plan
 * @param {Definition} definition
 * @param {{ private?: boolean }} [how]
 */
export function toCsv(id, plan, definition, { private: all = false } = {}) {
  const list = definition.lists?.find((list) => list.id === id);
  if (!list) return "";
  const columns = list.columns.filter((column) => all || !column.private);
  const lines = [
    columns.map((column) => column.label),
    ...cells(plan, list, columns).map((row) => row.texts),
  ];
  return lines.map((line) => line.map(csv).join(",") + "\r\n").join("");
}

/** @param {Plan} plan */
export const toJson = (plan) => JSON.stringify(plan, null, 2) + "\n";

/** @param {Plan[]} plans @param {Date} now */
export const backup = (plans, now) =>
  JSON.stringify({ format: "plans/1", made: now.toISOString(), plans }) + "\n";

/** A name that every file system takes. @param {Plan} plan @param {string} [ending] */
export function fileName(plan, ending = "plan.json") {
  const words = plan.name.v
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-");
  const short = [...words]
    .slice(0, 40)
    .join("")
    .replace(/^-+|-+$/g, "");
  return `${plan.worksheet.id.slice(0, 40)}-${short || "plan"}.${ending}`;
}
