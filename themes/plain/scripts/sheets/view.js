// What a page shows of a plan: blanks, rows, results, and answers whose question has gone. What a
// sheet has none of is not loaded.

import { controls, show } from "./controls.js";
import { today } from "./dates.js";
import { isSteps } from "./kinds.js";
import { setText } from "./page.js";
import { answered } from "./plan.js";
import { startTable } from "./rows.js";

/** @typedef {(plan: Plan, today: Day, keep?: Element | null) => void} Show */

/** @param {Sheet} sheet */
export function startView(sheet) {
  const { form, definition, slot } = sheet;
  const { lists = [] } = definition;
  // A cell has a control of its own; only a question can have several.
  const blanks = [...controls(form)].filter((control) => !control.name.includes("__"));
  const title = document.title;
  /** @type {NodeListOf<HTMLTableElement>} */
  const all = form.querySelectorAll("table[data-list]");
  const tables = [...all].map((table) => startTable(sheet, table));
  /** What shows plans in more ways, once it is loaded. @type {Show[]} */
  const more = [];
  /** @type {Plan} as a whole */
  let painted;
  /** @type {Plan} */
  let shown;
  let now = 0;

  /** @type {Promise<unknown>[]} */
  const loads = [];

  /** @param {Promise<Show>} show */
  const also = (show) =>
    void loads.push(
      show.then((show) => {
        more.push(show);
        show(shown, now);
      }),
    );
  for (const table of all) {
    const { kind = "" } = table.dataset;
    if (isSteps(kind))
      // Loaded in a calm moment, and begun once it is wanted: at once then, even if it is by a printer.
      also(
        import("./soon.js")
          .then(({ seen, wanted }) =>
            Promise.all([seen(table).then(() => import("./plan-open.js")), wanted(table)]),
          )
          .then(([{ startPlan }]) => startPlan(sheet, table))
          .then((show) => (plan, _, keep) => show(plan, keep)),
      );
    if (kind === "routine")
      also(import("./rounds-view.js").then(({ startRounds }) => startRounds(sheet, table)));
  }

  /** @type {NodeListOf<HTMLElement>} */
  const curves = form.querySelectorAll("[data-curve]");
  for (const figure of curves)
    also(import("./curve-view.js").then(({ startCurve }) => startCurve(sheet, figure)));

  /** A timeline is loaded once it is near. @type {NodeListOf<HTMLElement>} */
  const timelines = form.querySelectorAll("[data-timeline]");
  for (const place of timelines)
    also(
      import("./soon.js")
        .then(({ seen }) => seen(place))
        .then(() => import("./timeline.js"))
        .then(({ startTimeline }) => startTimeline(sheet, place)),
    );

  if (form.querySelector("output"))
    also(import("./results.js").then(({ startResults }) => startResults(sheet)));
  for (const list of lists) {
    const place = form.querySelector(`[data-block="${list.block}"] [data-show="sums"]`);
    if (place && list.kind === "log")
      also(
        import("./logs.js").then(
          ({ sums }) =>
            (plan, today) =>
              setText(place, sums(plan, list, today)),
        ),
      );
  }

  for (const unit of form.querySelectorAll("[data-currency]"))
    unit.textContent ||= definition.currency ?? "";

  /** What follows from the answers. @param {Plan} plan @param {Element | null} [keep] */
  function follow(plan, keep) {
    shown = plan;
    now = today(new Date());
    for (const show of more) show(plan, now, keep);
    const [given, of] = answered(plan, definition);
    setText(slot("progress"), `${given} of ${of} answered`);
    if (slot("name").textContent === plan.name.v) return;
    setText(slot("name"), plan.name.v);
    if (!form.closest(".worksheet-page")) return; // a post keeps its own name
    document.title = `${plan.name.v} · ${title}`;
    document.documentElement.style.setProperty("--plan-name", JSON.stringify(plan.name.v));
  }

  /** Cells whose words are the author's, and no answers. */
  const fixed = new Set(
    lists.flatMap(({ id, kind, rows = [] }) =>
      isSteps(kind)
        ? []
        : rows.flatMap((row) => Object.keys(row.cells ?? {}).map((cell) => `${id}__${row.id}__${cell}`)),
    ),
  );

  /** Whether a plan may have answers whose question has gone. @param {Plan} plan */
  const hasKept = ({ kept, lists }) =>
    Object.keys(kept).length > 0 ||
    Object.entries(lists).some(([id, rows]) =>
      rows.some(({ from, cells }) =>
        Object.entries(cells).some(
          ([cell, { t }]) =>
            t > 0 && (!sheet.kinds.has(`${id}__${cell}`) || fixed.has(`${id}__${from}__${cell}`)),
        ),
      ),
    );

  async function showKept() {
    if (hasKept(painted)) (await import("./kept-view.js")).showKept(sheet, painted);
    else slot("kept").hidden = true;
  }

  return {
    /** Once all that is to be shown is there; what could not be loaded is not waited for. */
    ready: () => Promise.allSettled(loads),
    /**
     * Shows a plan in the whole page; `keep` is left as it is.
     * @param {Plan} plan @param {Element | null} [keep]
     */
    paint(plan, keep) {
      for (const control of blanks)
        if (control !== keep) show(control, plan.values[control.name]?.v);
      for (const table of tables) table(plan, keep);
      painted = plan;
      showKept();
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
