// A plan to read: what is in it, in the order of the sheet, with nothing to change.

import { day as dayOf, today } from "./dates.js";
import { make } from "./dialogs.js";
import { cells } from "./export.js";
import { lookupIn, result, show } from "./formula.js";
import { gone, words } from "./kept.js";
import { isAnswer, isSteps } from "./kinds.js";
import { outline } from "./plan.js";
import { schedules } from "./schedule.js";
import { describe } from "./when.js";

/** @param {any} v @param {string} language a date as one writes it, whole */
function dateOf(v, language) {
  const day = dayOf(v);
  const style = /** @type {const} */ ({ dateStyle: "medium", timeZone: "UTC" });
  return day === null ? String(v) : new Intl.DateTimeFormat(language, style).format(day * 864e5);
}

/**
 * @param {Plan} plan adopted @param {Definition} definition
 * @returns {DocumentFragment} empty if nothing is answered
 */
export function reading(plan, definition) {
  const { language = "en", currency, fields = [], lists = [], blocks = [] } = definition;
  const now = today(new Date());
  const lookup = lookupIn(plan, definition, now);
  const timed = schedules(plan, now);
  const known = new Set(blocks.map(({ id }) => id));

  /** @param {Field} field */
  function answer({ id, kind, formula, format, decimals, unit }) {
    const { v = null } = plan.values[id] ?? {};
    if (formula !== undefined)
      return show(result(formula, lookup), format, language, currency, decimals);
    if (!isAnswer(v)) return "";
    if (kind === "date") return dateOf(v, language);
    if (kind === "money" && typeof v === "number") return show(v, "money", language, currency);
    return words(v, plan, "") + (kind === "percent" ? " %" : unit ? ` ${unit}` : "");
  }

  /** @param {Field[]} asked */
  function answers(asked) {
    const pairs = asked.flatMap((field) => {
      const text = answer(field);
      const label = make("dt", {}, field.label, field.private && make("small", {}, " private"));
      return text && text !== "–" ? [make("div", {}, label, make("dd", {}, text))] : [];
    });
    return pairs.length ? make("dl", { class: "answers" }, ...pairs) : null;
  }

  /** @param {List} list */
  function table(list) {
    const columns = list.columns;
    const rows = cells(plan, list, columns).filter(({ row }) =>
      Object.values(row.cells).some(({ v, t }) => t > 0 && isAnswer(v)),
    );
    if (!rows.length) return null;
    const head = columns.map(({ label }) => make("th", {}, label));
    for (const th of head) th.scope = "col";
    const body = rows.map(({ texts }) =>
      make("tr", {}, ...texts.map((text, n) => {
        const { kind, label } = columns[n];
        const shown = text && kind === "date" ? dateOf(text, language) : text;
        return make("td", { data: { label } }, shown);
      })),
    );
    const top = make("thead", {}, make("tr", {}, ...head));
    return make("table", {}, top, make("tbody", {}, ...body));
  }

  /** @param {Row} row @param {Timed | undefined} open when it is, unless it is over */
  const facts = ({ cells }, open) =>
    [
      cells.who?.v,
      open && describe(open.start, now, language),
      open && open.due !== open.start && `to ${describe(open.due, now, language)}`,
      cells.every?.v && `every ${cells.every.v}`,
    ]
      .filter(Boolean)
      .join(" · ");

  /** @param {List} list */
  function steps(list) {
    const items = outline(plan, list.id).filter(({ row }) => row.cells.text?.v);
    const levels = [make("ul", { class: "outline" })];
    for (const { row, level } of items) {
      const deep = Math.min(level, levels.length - 1);
      const time = timed[list.id]?.items.get(row.id);
      const said = facts(row, time?.done ? undefined : time);
      const isParent = time?.why === "span" || (!level && list.kind === "plan");
      const item = make(
        "li",
        {},
        !isParent && (row.cells.done?.v ? "☑ " : "☐ "),
        make(isParent ? "strong" : "span", {}, words(row.cells.text?.v, plan, list.id)),
        said && make("small", {}, ` ${said}`),
        row.cells.def?.v && make("p", {}, words(row.cells.def.v, plan, list.id)),
      );
      levels.length = deep + 1;
      levels[deep].append(item);
      levels.push(make("ul", {}));
      item.append(levels[deep + 1]);
    }
    for (const empty of levels[0].querySelectorAll("ul:empty")) empty.remove();
    return items.length ? levels[0] : null;
  }

  const page = document.createDocumentFragment();
  for (const { id, title = "" } of [{ id: "" }, ...blocks]) {
    /** @param {Field | List} part */
    const here = (part) => (known.has(part.block ?? "") ? part.block : "") === id;
    const parts = [
      answers(fields.filter(here)),
      ...lists.filter(here).map((list) => (isSteps(list.kind) ? steps(list) : table(list))),
    ].filter((part) => part !== null);
    if (parts.length) page.append(...(title ? [make("h3", {}, title)] : []), ...parts);
  }
  const left = gone(plan, definition).map(({ label, text }) =>
    make("div", {}, make("dt", {}, label), make("dd", {}, text)),
  );
  if (left.length)
    page.append(
      make("h3", {}, "Answers whose question is not on this sheet"),
      make("dl", { class: "answers" }, ...left),
    );
  return page;
}
