// A plan on its way out: Markdown and CSV. Answers are plain text and stay that.

import { lookupIn, result, show } from "./formula.js";
import { authored, fixed, gone, words } from "./kept.js";
import { isAnswer, isSteps } from "./kinds.js";
import { outline } from "./plan.js";

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

// ---------------------------------------------------------------- CSV

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
