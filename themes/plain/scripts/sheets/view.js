// What a page shows of a plan: blanks, rows, results, and answers whose question has gone.

import { controls, show } from "./controls.js";
import { today } from "./dates.js";
import { gone } from "./export.js";
import { lookupIn, result, show as format } from "./formula.js";
import { isSteps } from "./kinds.js";
import { sums } from "./logs.js";
import { setText } from "./page.js";
import { answered } from "./plan.js";
import { startTable } from "./rows.js";

/** @param {Sheet} sheet */
export function startView(sheet) {
  const { form, definition, slot } = sheet;
  const { language, currency } = definition;
  const fields = new Map(definition.fields?.map((field) => [field.id, field]));
  // A cell has a control of its own; only a question can have several.
  const blanks = [...controls(form)].filter((control) => !control.name.includes("__"));
  const results = [...form.querySelectorAll("output")];
  const title = document.title;
  /** @type {NodeListOf<HTMLTableElement>} */
  const all = form.querySelectorAll("table[data-list]");
  const tables = [...all].map((table) => startTable(sheet, table));
  /** What shows plans in more ways, once it is loaded. @type {((plan: Plan, keep?: Element | null) => void)[]} */
  const more = [];
  /** @type {Plan} */
  let shown;
  for (const table of all)
    if (isSteps(table.dataset.kind ?? ""))
      import("./plan-edit.js")
        .then(({ startPlan }) => startPlan(sheet, table))
        .then((show) => (more.push(show), show(shown)));

  for (const table of all)
    if (table.dataset.kind === "routine")
      import("./rounds-view.js")
        .then(({ startRounds }) => startRounds(sheet, table))
        .then((show) => (more.push(show), show(shown)));

  /** @type {NodeListOf<HTMLElement>} */
  const timelines = form.querySelectorAll("[data-timeline]");
  for (const place of timelines)
    import("./timeline.js")
      .then(({ startTimeline }) => startTimeline(sheet, place))
      .then((show) => (more.push(show), show(shown)));

  /** @type {NodeListOf<HTMLElement>} */
  const curves = form.querySelectorAll("[data-curve]");
  for (const figure of curves)
    import("./curve-view.js")
      .then(({ startCurve }) => startCurve(sheet, figure))
      .then((show) => (more.push(show), show(shown)));

  for (const unit of form.querySelectorAll("[data-currency]"))
    unit.textContent ||= definition.currency ?? "";

  /** What follows from the answers. @param {Plan} plan @param {Element | null} [keep] */
  function follow(plan, keep) {
    shown = plan;
    for (const show of more) show(plan, keep);
    const now = today(new Date());
    const lookup = lookupIn(plan, definition, now);
    for (const output of results) {
      const { formula, format: how = "", decimals } = fields.get(output.name) ?? {};
      if (formula === undefined) continue;
      const value = result(formula, lookup);
      output.value = format(value, how, language, currency, decimals) || "–";
    }
    for (const list of definition.lists ?? [])
      if (list.kind === "log") {
        const place = form.querySelector(`[data-block="${list.block}"] [data-show="sums"]`);
        if (place) setText(place, sums(plan, list, now));
      }
    const [given, of] = answered(plan, definition);
    setText(slot("progress"), `${given} of ${of} answered`);
    if (slot("name").textContent === plan.name.v) return;
    setText(slot("name"), plan.name.v);
    document.title = `${plan.name.v} · ${title}`;
    document.documentElement.style.setProperty("--plan-name", JSON.stringify(plan.name.v));
  }

  /** @param {Plan} plan */
  function showKept(plan) {
    const left = gone(plan, definition);
    slot("kept").hidden = !left.length;
    slot("kept-answers").replaceChildren(
      ...left.map(({ id, label, text }) => {
        const item = sheet.part("kept");
        [label, text].forEach((words, n) => (item.children[n].textContent = words));
        item.dataset.id = id;
        return item;
      }),
    );
  }

  return {
    /**
     * Shows a plan in the whole page; `keep` is left as it is.
     * @param {Plan} plan @param {Element | null} [keep]
     */
    paint(plan, keep) {
      for (const control of blanks)
        if (control !== keep) show(control, plan.values[control.name]?.v);
      for (const table of tables) table(plan, keep);
      showKept(plan);
      follow(plan, keep);
    },
    /** Shows what one answer has changed elsewhere. @param {Plan} plan @param {Control} typed */
    echo(plan, typed) {
      for (const control of blanks)
        if (control !== typed && control.name === typed.name)
          show(control, plan.values[typed.name]?.v);
      follow(plan, typed);
    },
  };
}
