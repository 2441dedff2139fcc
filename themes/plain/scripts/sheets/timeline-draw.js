// A timeline as SVG, on a page or on paper: names, axis, days off, arrows, bars, marks.

import { fill, html, svg } from "./svg.js";
import { arrow, box, ticks, xOf } from "./timeline-scale.js";
import { isDated, nameOf, shapesOf, state } from "./timeline-shapes.js";

/**
 * @typedef {import("./timeline-shapes.js").Model} Model
 * @typedef {import("./timeline-shapes.js").Dated} Dated
 */

const HEAD = 46; // pixels for the axis
let drawn = 0;

/** The drawing itself; `known` are the bars that are there, so that the focus stays where it is. */
export function drawing() {
  const id = `timeline-${++drawn}`;
  const axis = svg("svg", { class: "axis", "aria-hidden": "true" });
  const names = html("ol", { class: "names bare" });
  const [back, arrows, front] = ["back", "arrows", "front"].map((name) =>
    svg("g", { class: name, "aria-hidden": "true" }),
  );
  const layer = svg("g", { class: "bars" });
  const hatch = svg(
    "pattern",
    { id, width: 6, height: 6, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svg("path", { d: "M1.5 0V6", class: "hatch" }),
  );
  const chart = svg(
    "svg",
    { class: "chart", role: "group" },
    svg("defs", {}, hatch),
    back,
    arrows,
    layer,
    front,
  );
  const grid = html(
    "div",
    { class: "gantt" },
    html("div", { class: "corner" }),
    axis,
    names,
    chart,
  );
  /** @type {Map<string, SVGGElement>} */
  const known = new Map();
  /**
   * What each bar was drawn from, and the names: most of them stay as they are.
   * @type {WeakMap<Element, string>}
   */
  const drawnFrom = new WeakMap();

  /** @param {Element} element @param {unknown[]} from @param {() => Node[]} children */
  function show(element, from, children) {
    const key = JSON.stringify(from);
    if (drawnFrom.get(element) !== key) element.replaceChildren(...children());
    drawnFrom.set(element, key);
  }

  /** @param {Model} model */
  function drawAxis({ view, today, language }) {
    const { above, below } = ticks(view, language);
    const width = xOf(view, view.last);
    const shown = today >= view.first && today < view.last;
    const now = Math.min(Math.max(xOf(view, today) + view.px / 2, 26), width - 26);
    /**
     * Names that have room.
     * @param {ReturnType<typeof ticks>["above"]} marks @param {number} y @param {number} letter
     */
    const texts = (marks, y, letter) =>
      marks.flatMap(({ day, end, text }) => {
        const [x, wide] = [xOf(view, day) + 4, text.length * letter];
        const hidden = y > 20 && shown && x < now + 26 && x + wide > now - 24;
        return xOf(view, end) - x > wide && !hidden ? [svg("text", { x, y }, text)] : [];
      });
    axis.replaceChildren(
      svg("g", { class: "above" }, ...texts(above, 16, 7)),
      svg("g", { class: "below" }, ...texts(below, 38, 6)),
    );
    if (!shown) return;
    const x = now;
    axis.append(
      svg("rect", { class: "now", x: x - 24, y: 24, width: 48, height: 20, rx: 4 }),
      svg("text", { class: "now", x, y: 38 }, "Today"),
    );
  }

  /** @param {Model} model @param {number} height */
  function drawBack({ bars, view, today, works, language }, height) {
    const { above, below } = ticks(view, language);
    /** @param {ReturnType<typeof ticks>["above"]} marks */
    const lines = (marks) => marks.map(({ day }) => `M${xOf(view, day)} 0V${height}`).join("");
    let off = "";
    for (let day = view.first; view.px > 1.8 && day < view.last; day++)
      if (!works(day)) off += `M${xOf(view, day)} 0h${view.px}V${height}h${-view.px}z`;
    const width = xOf(view, view.last);
    const rules = bars.map((_, n) => `M0 ${(n + 1) * view.row - 0.5}H${width}`).join("");
    back.replaceChildren(
      svg("path", { class: "off", d: off }),
      svg("path", { class: "rule", d: rules }),
      svg("path", { class: "tick", d: view.px > 20 ? lines(above) : lines(below) }),
    );
    const now = xOf(view, today) + view.px / 2;
    const shown = today >= view.first && today < view.last;
    front.replaceChildren(svg("path", { class: "today", d: shown ? `M${now} 0V${height}` : "" }));
  }

  /** @param {SVGGElement} g @param {Dated} bar @param {Model} model */
  function paint(g, bar, model) {
    const { x, y, width } = box(model.view, bar);
    const { start, due, done, late, critical } = bar.time;
    g.setAttribute("class", `bar ${bar.kind}${done ? " done" : late ? " late" : ""}`);
    g.setAttribute("transform", `translate(${x} ${y})`);
    g.setAttribute("aria-label", model.label(bar));
    const { kind, pinned, repeats, by } = bar;
    const flag = by === null ? [] : [by - start, due, model.view];
    const from = [
      kind,
      width,
      state(bar, model.today),
      critical,
      pinned,
      repeats,
      flag,
      model.view.mid,
    ];
    show(g, from, () => shapesOf(bar, model, id));
  }

  /** @param {string} id */
  function fresh(id) {
    const g = svg("g", { "data-id": id });
    known.set(id, g);
    return g;
  }

  /** @param {Model} model */
  function drawBars(model) {
    const bars = model.bars.filter(isDated);
    const ids = new Set(bars.map(({ id }) => id));
    for (const [id, g] of known)
      if (!ids.has(id)) {
        g.remove();
        known.delete(id);
      }
    let next = layer.firstElementChild;
    for (const bar of bars) {
      const g = known.get(bar.id) ?? fresh(bar.id);
      if (g === next) next = g.nextElementSibling;
      else layer.insertBefore(g, next);
      paint(g, bar, model);
    }
    const byId = new Map(bars.map((bar) => [bar.id, bar]));
    const ways = bars.flatMap((to) =>
      to.after.flatMap((id) => {
        const from = byId.get(id);
        const chain = from?.time.critical && to.time.critical && !from.time.done;
        return from
          ? [svg("path", { class: chain ? "critical" : "", d: arrow(model.view, from, to) })]
          : [];
      }),
    );
    arrows.replaceChildren(...ways);
  }

  return {
    grid,
    axis,
    chart,
    names,
    known,
    paint,
    /**
     * Shows the rows of a model, or those from one to before another.
     * @param {Model} model @param {number} [from] @param {number} [to]
     */
    draw(model, from = 0, to = model.bars.length) {
      const { view, bars } = model;
      const [width, height] = [xOf(view, view.last), (to - from) * view.row];
      fill(axis, { width, height: HEAD, viewBox: `0 0 ${width} ${HEAD}` }, []);
      fill(chart, { width, height, viewBox: `0 ${from * view.row} ${width} ${height}` }, []);
      drawAxis(model);
      drawBack(model, bars.length * view.row);
      drawBars(model);
      const rows = bars.slice(from, to);
      show(
        names,
        rows.map(({ id, name, level, kind }) => [id, name, level, kind]),
        () => rows.map((bar) => nameOf(bar, !model.fixed)),
      );
    },
  };
}
