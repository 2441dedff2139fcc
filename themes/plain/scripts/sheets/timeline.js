// The timeline of a list: its rows as bars over the days. The table stays the accessible version.

import { today as todayOf } from "./dates.js";
import { outline } from "./plan.js";
import { schedule } from "./schedule.js";
import { drawing } from "./timeline-draw.js";
import { startEditing } from "./timeline-edit.js";
import { barsOf, extent, fit, WIDTHS, xOf } from "./timeline-scale.js";
import { html } from "./svg.js";
import { isDated } from "./timeline-shapes.js";
import { effects, HELP, legend, wording } from "./timeline-words.js";
import { workdays } from "./workdays.js";

/**
 * @typedef {import("./timeline-scale.js").Scale | "fit"} Chosen
 * @typedef {import("./timeline-scale.js").Bar} Bar
 * @typedef {import("./timeline-shapes.js").Model} Model
 */

const NARROW = 600; // pixels below which names stand above their bars
const TAIL = 96; // pixels for the words after the last bar
const PAPER = 470; // pixels of a page's width for the days, beside the names
const CHUNK = 15; // rows that stay together on paper

/** Resolves once the timeline's own rules apply. */
const styled = new Promise((resolve) => {
  const href = new URL("timeline.css", import.meta.url).href;
  const link = html("link", { rel: "stylesheet", href });
  link.onload = link.onerror = resolve;
  document.head.append(link);
});

/**
 * @param {Sheet} sheet @param {HTMLElement} place with `data-timeline`, the id of a list
 * @returns {(plan: Plan) => void} shows a plan, as soon as the timeline is near to be seen
 */
export function startTimeline(sheet, place) {
  const list = place.dataset.timeline ?? "";
  const { language = "en", lists = [] } = sheet.definition;
  const { kind, label: title = "" } = lists.find(({ id }) => id === list) ?? {};
  const ink = drawing();
  const tools = html("div", { class: "gantt-scales", role: "group", "aria-label": "Scale" });
  const frame = html(
    "div",
    { class: "gantt-frame", tabindex: 0, role: "region", "aria-label": `Days of ${title}` },
    ink.grid,
  );
  const note = html(
    "p",
    { class: "unseen" },
    `The same steps stand in the table “${title}”, which can do all that this can. ${HELP}`,
  );
  const said = html("p", { class: "unseen", role: "status" });
  const keys = html("figcaption", { class: "gantt-keys", "aria-hidden": "true" });
  const figure = html(
    "figure",
    { class: "gantt-figure", "aria-label": `Timeline of ${title}` },
    note,
    tools,
    frame,
    keys,
    html(
      "p",
      { class: "letter-tools" },
      html("button", { type: "button", "data-do": "print-part" }, "Print this alone"),
    ),
    said,
  );
  const paper = html("div", { class: "gantt-paper", "aria-hidden": "true" });
  ink.chart.setAttribute("aria-label", `Steps of ${title}`);
  /** @type {Chosen} */
  let chosen = "fit";
  let near = false;
  let waiting = 0;
  let wide = 0;
  /** @type {Plan} */
  let plan = sheet.plan;
  /** @type {Model & { byId: Map<string, Bar>, days: ReturnType<typeof workdays> }} */
  let model;

  const { dateText, label } = wording(language, () => model.today);

  /** @param {Row[]} rows */
  const timed = (rows) => schedule(rows, plan.calendar, todayOf(new Date()), kind);

  /**
   * @param {Bar[]} bars @param {number} width @param {Chosen} scale @param {boolean} [stacked]
   * @returns {import("./timeline-scale.js").View}
   */
  function viewOf(bars, width, scale, stacked) {
    const [first, last] = extent(bars, model.today);
    const found =
      scale === "fit" ? fit([first - 1, last], width - TAIL) : { scale, px: WIDTHS[scale] };
    const days = Math.max(last + 2 - first + TAIL / found.px, width / found.px);
    const [row, mid] = stacked ? [56, 39] : [36, 18];
    return { ...found, first: first - 1, last: first - 1 + days, row, mid };
  }

  /** @param {string} id */
  const labelOf = (id) => {
    const bar = model?.byId.get(id);
    return bar && isDated(bar) ? label(bar) : "";
  };

  /** Draws the newest state of the plan, and says what has become of the bar that has the focus. */
  function draw() {
    cancelAnimationFrame(waiting);
    waiting = 0;
    const held = place.contains(document.activeElement) ? current() : "";
    const [before, old] = [labelOf(held), model];
    const { items } = timed(plan.lists[list] ?? []);
    const bars = barsOf(outline(plan, list), items);
    const days = workdays(plan.calendar);
    const byId = new Map(bars.map((bar) => [bar.id, bar]));
    const today = todayOf(new Date());
    model = { bars, byId, days, today, language, label, works: days.works, view: model?.view };
    wide = frame.clientWidth;
    const stacked = wide < NARROW;
    frame.classList.toggle("stacked", stacked);
    model.view = viewOf(bars, stacked ? wide : wide - ink.names.offsetWidth, chosen, stacked);
    ink.draw(model);
    equip();
    for (const button of tools.children)
      button.ariaPressed = `${/** @type {HTMLElement} */ (button).dataset.scale === chosen}`;
    keys.replaceChildren(...legend(bars).map((name) => html("span", { "data-key": name }, name)));
    if (!held || labelOf(held) === before) return;
    said.textContent = [labelOf(held), ...effects(held, model.bars, old.bars)].join("; ");
    ink.known.get(held)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** The bar that has the focus, or whose menu is open. */
  const current = () =>
    /** @type {SVGElement | null} */ (ink.chart.querySelector('[tabindex="0"]'))?.dataset.id ?? "";

  const equip = startEditing({
    drawing: ink,
    frame,
    label,
    view: () => model.view,
    workdays: () => model.days,
    bar: (id) => model.byId.get(id),
    dateText: (day) => dateText(day, "short"),
    edit(id, cells) {
      /** @type {Change[]} */
      const changes = Object.entries(cells).map(([column, v]) => [
        ["lists", list, id, "cells", column],
        v,
      ]);
      sheet.edit(changes);
      draw();
    },
    preview(id, cells) {
      const rows = (plan.lists[list] ?? []).map((row) => {
        if (row.id !== id || !cells) return row;
        const changed = Object.entries(cells).map(([column, v]) => [column, { v, t: 1 }]);
        return { ...row, cells: { ...row.cells, ...Object.fromEntries(changed) } };
      });
      const { items } = timed(rows);
      const { top, bottom } = frame.getBoundingClientRect();
      const y = ink.chart.getBoundingClientRect().top;
      for (const bar of model.bars) {
        const [time, g] = [items.get(bar.id), ink.known.get(bar.id)];
        const at = y + bar.at * model.view.row;
        if (
          !time ||
          !g ||
          (cells && (bar.id === id || at < top || at > bottom || at > innerHeight))
        )
          continue;
        const moves = time.start !== bar.time?.start || time.due !== bar.time?.due;
        if (!cells || moves || g.classList.contains("ghost")) ink.paint(g, { ...bar, time }, model);
        g.classList.toggle("ghost", moves);
      }
    },
  });

  /** On paper all days fit into the width, and the rows go on page after page. */
  function toPaper() {
    appear();
    const view = viewOf(model.bars, PAPER, "fit");
    const px = PAPER / (view.last - view.first);
    const shown = { ...model, view: { ...view, px, row: 25, mid: 13 }, fixed: true };
    paper.append(keys.cloneNode(true));
    for (let from = 0; from < model.bars.length; from += CHUNK) {
      const part = drawing();
      part.draw(shown, from, Math.min(from + CHUNK, model.bars.length));
      paper.append(part.grid);
    }
  }

  for (const scale of ["fit", ...Object.keys(WIDTHS)]) {
    const name = scale[0].toUpperCase() + scale.slice(1);
    tools.append(html("button", { type: "button", "data-scale": scale }, name));
  }
  tools.addEventListener("click", ({ target }) => {
    const { scale } = /** @type {HTMLElement} */ (target).dataset;
    if (!scale) return;
    chosen = /** @type {Chosen} */ (scale);
    draw();
    toToday();
  });

  function toToday() {
    const { view, today } = model;
    frame.scrollLeft = xOf(view, today) - frame.clientWidth / 3;
  }

  function appear() {
    if (figure.isConnected) return draw();
    place.append(figure, paper);
    place.classList.add("drawn");
    draw();
    toToday();
    new ResizeObserver(() => frame.clientWidth && frame.clientWidth !== wide && draw()).observe(
      frame,
    );
  }

  const watch = new IntersectionObserver(
    async (entries) => {
      near = entries.some((entry) => entry.isIntersecting);
      if (!near) return;
      await styled;
      appear();
    },
    { rootMargin: "50% 0%" },
  );
  watch.observe(place);
  addEventListener("beforeprint", toPaper);
  addEventListener("afterprint", () => paper.replaceChildren());

  return (next) => {
    plan = next;
    if (near && figure.isConnected) waiting ||= requestAnimationFrame(draw);
  };
}
