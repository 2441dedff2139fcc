// The timeline of a list: its rows as bars over the days. The table stays the accessible version.

import { today as todayOf } from "./dates.js";
import { outline } from "./plan.js";
import { schedule } from "./schedule.js";
import { drawing, html, isDated, state } from "./timeline-draw.js";
import { startEditing } from "./timeline-edit.js";
import { barsOf, extent, fit, WIDTHS, xOf } from "./timeline-scale.js";
import { workdays } from "./workdays.js";

/** @typedef {import("./timeline-scale.js").Scale} Scale @typedef {import("./timeline-draw.js").Model} Model */

const NARROW = 600; // pixels below which names stand above their bars
const TAIL = 96; // pixels for the words after the last bar
const PAPER = 470; // pixels of a page's width for the days, beside the names
const CHUNK = 18; // rows that stay together on paper

const KEYS =
  "Left and Right move a step by a working day, with Shift they change its length, Enter opens a menu, Up and Down go to other steps.";
const LEGEND = ["done", "overdue", "milestone", "deadline", "fixed start", "no slack"];

/** @param {number} n @param {string} name */
const count = (n, name) => `${n} ${name}${n === 1 ? "" : "s"}`;

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
    `The same steps stand in the table “${title}”, which can do all that this can. ${KEYS}`,
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
    said,
  );
  const paper = html("div", { class: "gantt-paper", "aria-hidden": "true" });
  ink.chart.setAttribute("aria-label", `Steps of ${title}`);
  /** @type {Scale | "fit"} */
  let chosen = "fit";
  let near = false;
  let waiting = 0;
  let wide = 0;
  /** @type {Plan} */
  let plan = sheet.plan;
  /** @type {Model & { byId: Map<string, Model["bars"][0]>, days: ReturnType<typeof workdays> }} */
  let model;

  /** @type {Map<string, Intl.DateTimeFormat>} */
  const formats = new Map();

  /** With the year if it is another one. @param {Day} day @param {"long" | "short"} style */
  function dateText(day, style) {
    const [date, now] = [day, model.today].map((one) => new Date(one * 864e5));
    const other = date.getUTCFullYear() !== now.getUTCFullYear();
    const year = other ? /** @type {const} */ ("numeric") : undefined;
    const key = `${style}${other}`;
    const format =
      formats.get(key) ??
      new Intl.DateTimeFormat(language, {
        weekday: style,
        day: "numeric",
        month: style,
        year,
        timeZone: "UTC",
      });
    formats.set(key, format);
    return format.format(date);
  }

  /** "First meeting: Tuesday 12 January, 2 days". @param {import("./timeline-draw.js").Dated} bar */
  function label(bar) {
    const { name, kind, time, dur } = bar;
    const length = count(dur[0], dur[1] === "w" ? "week" : "day");
    const until =
      kind === "span"
        ? `to ${dateText(time.due, "long")}`
        : kind === "milestone"
          ? "milestone"
          : length;
    return [`${name}: ${dateText(time.start, "long")}`, until, state(bar, model.today)]
      .filter(Boolean)
      .join(", ");
  }

  /** @param {Row[]} rows */
  const timed = (rows) => schedule(rows, plan.calendar, todayOf(new Date()), kind);

  /** @param {import("./timeline-scale.js").Bar[]} bars @param {number} width @param {Scale | "fit"} scale @param {boolean} [stacked] */
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
    showKeys();
    if (held && labelOf(held) !== before) tell(held, old);
  }

  /** @param {string} id @param {Model} old */
  function tell(id, old) {
    const before = new Map(old.bars.map((bar) => [bar.id, bar.time]));
    const others = model.bars.filter(({ id: other, time, kind }) => {
      const was = before.get(other);
      return (
        other !== id &&
        kind !== "span" &&
        time &&
        was &&
        (time.start !== was.start || time.due !== was.due)
      );
    }).length;
    const { time } = model.byId.get(id) ?? {};
    const early = time?.why === "early" ? `before “${model.byId.get(time.from)?.name}” is due` : "";
    const moves = others
      ? `${count(others, "other step")} ${others === 1 ? "moves" : "move"} too`
      : "";
    said.textContent = [labelOf(id), early, moves].filter(Boolean).join("; ");
    ink.known.get(id)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  /** The bar that has the focus, or whose menu is open. */
  const current = () =>
    /** @type {SVGElement | null} */ (ink.chart.querySelector('[tabindex="0"]'))?.dataset.id ?? "";

  /** Only the marks that are there are explained. */
  function showKeys() {
    const steps = model.bars.filter(isDated).filter((bar) => bar.kind !== "span");
    const open = steps.filter(({ time }) => !time.done);
    const shown = [
      steps.length > open.length,
      open.some(({ time }) => time.late),
      steps.some((bar) => bar.kind === "milestone"),
      model.bars.some(({ by }) => by !== null),
      open.some(({ pinned }) => pinned),
      open.some(({ time, kind }) => time.critical && kind === "step"),
    ];
    keys.replaceChildren(
      ...LEGEND.filter((_, n) => shown[n]).map((name) => html("span", { "data-key": name }, name)),
    );
  }

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
    for (let from = 0; from < model.bars.length; from += CHUNK) {
      const part = drawing();
      part.draw(shown, from, Math.min(from + CHUNK, model.bars.length));
      paper.append(part.grid);
    }
    paper.append(keys.cloneNode(true));
  }

  for (const scale of ["fit", ...Object.keys(WIDTHS)]) {
    const name = scale[0].toUpperCase() + scale.slice(1);
    tools.append(html("button", { type: "button", "data-scale": scale }, name));
  }
  tools.addEventListener("click", ({ target }) => {
    const { scale } = /** @type {HTMLElement} */ (target).dataset;
    if (!scale) return;
    chosen = /** @type {Scale | "fit"} */ (scale);
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
