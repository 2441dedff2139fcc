// A timeline as SVG, on a page or on paper: names, axis, days off, arrows, bars, marks.

import { arrow, box, ticks, xOf } from "./timeline-scale.js";

/**
 * @typedef {import("./timeline-scale.js").Bar} Bar
 * @typedef {Bar & { time: Timed }} Dated
 * @typedef {object} Model
 * @property {Bar[]} bars @property {import("./timeline-scale.js").View} view
 * @property {Day} today @property {(day: Day) => boolean} works
 * @property {string} language @property {(bar: Dated) => string} label
 * @property {boolean} [fixed] on paper: nothing to press
 */

export const HEAD = 46; // pixels for the axis
const LOW = 12; // what is below a row's middle line
let drawn = 0;

/** @param {Element} element @param {{ [name: string]: string | number }} attributes @param {(Node | string)[]} children */
function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, `${value}`);
  element.append(...children);
}

/**
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} name @param {{ [name: string]: string | number }} [attributes] @param {(Node | string)[]} children
 */
export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  fill(element, attributes, children);
  return element;
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name @param {{ [name: string]: string | number }} [attributes] @param {(Node | string)[]} children
 */
export function html(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  fill(element, attributes, children);
  return element;
}

/** @param {Bar} bar @returns {bar is Dated} */
export const isDated = (bar) => !!bar.time;

/** Whether it can be moved. @param {Bar} bar @returns {bar is Dated} */
export const isOpen = (bar) => isDated(bar) && bar.kind !== "span" && !bar.time.done;

/** What a bar says beside itself; colour alone says nothing. @param {Dated} bar @param {Day} today */
export function state({ time, by, kind }, today) {
  if (kind === "span") return "";
  if (time.done) return "done";
  if (!time.late) return "";
  return by !== null && time.due > by && time.due > today ? "after its deadline" : "overdue";
}

const dots = () =>
  svg(
    "svg",
    { viewBox: "0 0 24 24", "aria-hidden": "true" },
    svg("path", { d: "M5 12h0M12 12h0M19 12h0" }),
  );

/** A row's name, and the button for what can be done with it. @param {Bar} bar @param {boolean} live */
function nameOf(bar, live) {
  const { id, name, kind, level } = bar;
  const words = html("span", { "aria-hidden": "true", title: name }, name);
  const item = html("li", { "data-id": id, "data-level": Math.min(level, 3), class: kind }, words);
  if (live && isDated(bar) && kind !== "span")
    item.append(
      html(
        "button",
        {
          type: "button",
          class: "icon more",
          tabindex: -1,
          "aria-haspopup": "dialog",
          "aria-label": `Change ${name}`,
        },
        dots(),
      ),
    );
  return item;
}

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
  /** What each bar was drawn from, and the names: most of them stay as they are. @type {WeakMap<Element, string>} */
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
    /** Names that have room. @param {ReturnType<typeof ticks>["above"]} marks @param {number} y @param {number} letter */
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
    for (let day = view.first; view.scale !== "quarter" && day < view.last; day++)
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

  /** A bar in coordinates of its own, so that to move it is one attribute. @param {Dated} bar @param {Model} model */
  function shapes(bar, { view, today }) {
    const { kind, time, by, repeats, pinned } = bar;
    const { width } = box(view, bar);
    const word = state(bar, today);
    const [left, wide] = kind === "milestone" ? [-8, 16] : [0, width];
    /** @type {SVGElement[]} */
    const parts = [
      svg("rect", {
        class: "hit",
        x: left - 4,
        y: 3 - view.mid,
        width: wide + 8,
        height: view.row - 6,
        rx: 4,
      }),
    ];
    /** @type {{ [name: string]: string }} */
    const style = time.late && kind !== "span" ? { fill: `url(#${id})` } : {};
    if (kind === "span")
      parts.push(svg("path", { class: "shape", d: `M0 7V-3H${width}V7l-4-6H4z` }));
    else if (kind === "milestone")
      parts.push(svg("path", { class: "shape", d: "M0-8 8 0 0 8-8 0z", ...style }));
    else parts.push(svg("rect", { class: "shape", y: -8, width, height: 16, rx: 3, ...style }));
    if (pinned && !time.done && kind !== "span")
      parts.push(svg("path", { class: "pin", d: `M${left} -11V11` }));
    if (time.critical && !time.done && kind === "step")
      parts.push(svg("path", { class: "chain", d: `M1 11H${width - 1}` }));
    if (isOpen(bar) && kind === "step") {
      parts.push(svg("path", { class: "grip", d: `M${width + 4}-6V6` }));
      parts.push(svg("rect", { class: "edge", x: width - 4, y: -LOW, width: 16, height: 2 * LOW }));
    }
    let x = left + wide + (isOpen(bar) ? 9 : 7);
    if (word === "done" && kind === "step" && width > 18)
      parts.push(svg("path", { class: "tick-mark", d: `M${width / 2 - 5} 0l4 4 7-8` }));
    else if (word)
      parts.push(svg("text", { class: "word", x, y: 4 }, word === "done" ? "✓" : word));
    else if (repeats) parts.push(svg("text", { class: "word", x, y: 4 }, "↻"));
    if (by !== null && by < view.last && by >= view.first) {
      x = xOf(view, by + 1) - box(view, bar).x;
      parts.push(svg("path", { class: "deadline", d: `M${x} ${LOW}V${-LOW}l-7 4 7 4` }));
    }
    return parts;
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
    show(g, from, () => shapes(bar, model));
  }

  /** @param {Bar} bar */
  function fresh({ id, kind }) {
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
      const g = known.get(bar.id) ?? fresh(bar);
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
    /** Shows rows of a model. @param {Model} model @param {number} [from] the row at the top @param {number} [to] the row after the last */
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
