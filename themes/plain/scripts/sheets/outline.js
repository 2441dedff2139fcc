// Lines from elsewhere become the rows of a plan: Markdown, CSV, or a list from a mail.

import { iso } from "./dates.js";
import { keyAt } from "./order.js";
import { read } from "./when.js";

/**
 * @typedef {object} Draft a row to be
 * @property {number} level @property {string} [anchor] what `after` of other rows may call it
 * @property {{ [column: string]: any }} cells `after` holds words and numbers, not yet ids
 *
 * @typedef {object} Words how days are read
 * @property {Day} today @property {string} [language]
 * @property {Field[]} [columns] of the list: their labels are known as heads in CSV
 */

// What is pasted beyond this is no outline.
const LONGEST = 2000;
const MOST = 2000;

/** @param {string} text @returns {Duration | null} 2d, 2 days, 3 weeks, 2 */
function duration(text) {
  const [, n, unit] = /^(\d{1,4}) ?(d|days?|w|weeks?)?$/i.exec(text.trim()) ?? [];
  return n ? [+n, unit?.[0].toLowerCase() === "w" ? "w" : "d"] : null;
}

/** @param {string} text "1 +1w, invite" */
const follows = (text) =>
  text.split(/[,;]/).flatMap((part) => {
    const [, name, lag] =
      /^(.+?)(?: ?\+(\d+ ?[dw]))?$/.exec(part.replace(/\s+/g, " ").trim()) ?? [];
    return name ? [{ name: name.toLowerCase(), lag: duration(lag ?? "") ?? undefined }] : [];
  });

/**
 * What a cell says, in words.
 * @param {string} column @param {string} text @param {Words} words @returns {any}
 */
function value(column, text, { today, language }) {
  const plain = text.trim();
  if (!plain) return undefined;
  if (column === "done") return /^(x|yes|true|done|1|✓|✔)$/i.test(plain) || undefined;
  if (column === "dur" || column === "remind") return duration(plain) ?? undefined;
  if (column === "after") return follows(plain);
  if (column === "every") return plain.replace(/^every /i, "");
  if (column !== "by" && column !== "pin") return plain;
  const day = read(plain, today, language);
  return day === null ? undefined : iso(day);
}

// ---------------------------------------------------------------- Markdown and plain lines

const CODES = /** @type {const} */ ([
  ["after", /^after (.+)$/i],
  ["by", /^by (.+)$/i],
  ["every", /^(every .+|daily|weekly|monthly|quarterly)$/i],
  ["remind", /^remind (.+)$/i],
  ["pin", /^(?:on|start|from) (.+)$/i],
  ["dur", /^(\d{1,4} ?[dw])$/i],
]);

/**
 * Takes code spans, `@who` and `{#name}` out of a line.
 * @param {string} line @param {Words} words @returns {Draft}
 */
function draft(line, words) {
  /** @type {Draft} */
  const found = { level: 0, cells: {} };
  const text = line
    .replace(/`([^`]+)`/g, (whole, code) => {
      for (const [column, form] of CODES) {
        const said = form.exec(code.trim());
        const v = said && value(column, said[1], words);
        if (v === undefined || v === null) continue;
        found.cells[column] = column === "after" ? [...(found.cells.after ?? []), ...v] : v;
        return "";
      }
      return whole.slice(1, -1);
    })
    .replace(
      /(^|\s)@([\p{L}\p{N}][\p{L}\p{N}._-]*)/u,
      (_, space, who) => ((found.cells.who = who), space),
    )
    .replace(/\{#([a-z0-9-]+)\}/, (_, name) => ((found.anchor = name), ""))
    .replace(/(\*\*|__)(.+?)\1/g, "$2")
    .replace(/\\([\\`*_~[\]<|&#])/g, "$1");
  found.cells.text = text.replace(/\s+/g, " ").trim();
  return found;
}

const BULLET = /^(?:[-*+•–]|(\d+)[.)])\s+(?:\[([ xX])\]\s*)?/;

/** @param {string[]} lines @param {Words} words @returns {Draft[]} */
function fromLines(lines, words) {
  /** @type {Draft[]} */
  const drafts = [];
  /** @type {number[]} */
  let indents = [];
  let heading = 0;
  const marked = lines.some((line) => BULLET.test(line.trim()));
  for (const raw of lines) {
    const line = raw.replaceAll("\t", "    ");
    const plain = line.trim();
    const indent = line.length - line.trimStart().length;
    const [head] = /^#{1,6} /.exec(plain) ?? [];
    const bullet = BULLET.exec(plain);
    if (!plain || /^[-*_ ]{3,}$/.test(plain) || /^(\d+\.|[-*+])? *(…|\.\.\.)$/.test(plain))
      continue;
    const last = drafts.at(-1);
    if (marked && !head && !bullet) {
      // The next line of a bullet says what it means.
      if (last && indents.length && indent > (indents.at(-1) ?? 0))
        last.cells.def = [last.cells.def, draft(plain, words).cells.text]
          .filter(Boolean)
          .join("\n");
      continue;
    }
    const made = draft(plain.replace(head ?? BULLET, "").replace(/\{\w+\}$/, ""), words);
    if (!made.cells.text) continue;
    if (head) [heading, indents] = [1, []];
    else {
      indents = indents.filter((at) => at < indent);
      made.level = heading + indents.length;
      indents.push(indent);
    }
    if (bullet?.[1]) made.anchor ??= bullet[1];
    if (bullet?.[2]?.trim()) made.cells.done = true;
    drafts.push(made);
  }
  return drafts;
}

// ---------------------------------------------------------------- CSV

const HEADS = {
  done: /^(done|status|✓)$/i,
  text: /^(step|text|task|title|item|what|name|action|summary)s?$/i,
  def: /^(what it means|definition|notes?|description|details?)$/i,
  who: /^(who|owner|assignee|assigned to|responsible|by whom)$/i,
  dur: /^(days|duration|takes|length)$/i,
  after: /^(after|follows|depends on|predecessors?)$/i,
  pin: /^(start|start date|starts|pin|from)$/i,
  by: /^(by|due|due date|deadline|until|end|finish)$/i,
  every: /^(every|repeats?)$/i,
  remind: /^(remind|reminder)$/i,
  level: /^(level|indent|depth)$/i,
};

/** @param {string} text @param {string} sign @returns {string[][]} */
function cellsOf(text, sign) {
  const rows = [[""]];
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    const row = rows[rows.length - 1];
    const character = text[at];
    if (quoted && character === '"' && text[at + 1] === '"') row[row.length - 1] += text[++at];
    else if (character === '"' && (quoted || !row[row.length - 1])) quoted = !quoted;
    else if (quoted) row[row.length - 1] += character;
    else if (character === sign) row.push("");
    else if (character === "\n") rows.push([""]);
    else row[row.length - 1] += character;
  }
  return rows;
}

/**
 * @param {string} text @param {Words} words
 * @returns {Draft[] | null} null if its first line names no columns
 */
function fromCsv(text, words) {
  const [first] = text.split("\n", 1);
  const sign = [",", ";", "\t"].find((each) => first.includes(each));
  if (!sign) return null;
  const [heads, ...rows] = cellsOf(text, sign);
  const columns = heads.map((head) => {
    const own = words.columns?.find(({ label }) => label === head.trim());
    return own?.id ?? Object.entries(HEADS).find(([, form]) => form.test(head.trim()))?.[0];
  });
  if (!columns.includes("text")) return null;
  return rows.slice(0, MOST).flatMap((row, n) => {
    /** @type {Draft} */
    const found = { level: 0, anchor: String(n + 1), cells: {} };
    row.forEach((cell, at) => {
      const column = columns[at];
      const text = cell
        .trim()
        .replace(/^'(?=[=+\-@])/, "")
        .slice(0, LONGEST);
      if (column === "level") found.level = +text || 0;
      else if (column) found.cells[column] = value(column, text, words);
    });
    return found.cells.text ? [found] : [];
  });
}

// ---------------------------------------------------------------- rows

/**
 * @param {string} text CSV with a first line that names columns, Markdown, or plain lines
 * @param {Words} words
 * @returns {Draft[]} in order; none goes more than a level deeper than the one before it
 */
export function parse(text, words) {
  const plain = text
    .slice(0, 1e6)
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n");
  const lines = plain
    .split("\n")
    .slice(0, MOST)
    .map((line) => line.slice(0, LONGEST));
  const drafts = fromCsv(plain, words) ?? fromLines(lines, words);
  let most = 0;
  for (const each of drafts) {
    each.level = Math.max(Math.min(each.level, most), 0);
    most = each.level + 1;
  }
  return drafts;
}

/**
 * Rows for `change` in plan.js. In `after`, a number means the step of that number under the same
 * parent; a word, the step of that name or text.
 * @param {Draft[]} drafts @param {object} place
 * @param {string} place.list @param {() => string} place.id makes ids of new rows
 * @param {string} [place.parent] @param {string[]} [place.keys] the order keys there, sorted
 * @param {number} [place.index] where among them
 * @returns {Change[]}
 */
export function changes(drafts, { list, id, parent = "", keys = [], index = keys.length }) {
  const above = [parent];
  const rows = drafts.map(({ level, anchor, cells }) => {
    const row = { id: id(), parent: above[level] ?? parent, anchor, cells };
    above.splice(level + 1, Infinity, row.id);
    return row;
  });
  /** @type {Map<string, string>} ids by what rows are called; the first of a name has it */
  const named = new Map();
  for (const { id, parent, anchor = "", cells } of rows.toReversed()) {
    named.set(cells.text.toLowerCase(), id);
    named.set(/\D/.test(anchor) ? anchor : `${parent} #${anchor}`, id);
  }
  /** @type {{ [parent: string]: string[] }} */
  const taken = { [parent]: keys.slice(0, index) };
  return rows.flatMap((row) => {
    const before = (taken[row.parent] ??= []);
    const all = row.parent === parent ? [...before, ...keys.slice(index)] : before;
    const key = keyAt(all, before.length);
    before.push(key);
    const at = ["lists", list, row.id];
    const { after, ...rest } = row.cells;
    const steps = (after ?? []).flatMap(
      (/** @type {{ name: string, lag?: Duration }} */ { name, lag }) => {
        const step = named.get(`${row.parent} #${name}`) ?? named.get(name);
        return step && step !== row.id ? [lag ? { id: step, lag } : { id: step }] : [];
      },
    );
    const cells = steps.length ? { ...rest, after: steps } : rest;
    return /** @type {Change[]} */ ([
      [[...at, "order"], key],
      [[...at, "parent"], row.parent],
      ...Object.entries(cells)
        .filter(([, v]) => v !== undefined)
        .map(([column, v]) => [[...at, "cells", column], v]),
    ]);
  });
}
