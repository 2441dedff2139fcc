// What a timeline is made of: a step's bar, a milestone, a name at the side.

import { html, svg } from "./svg.js";
import { box, xOf } from "./timeline-scale.js";

/**
 * @typedef {import("./timeline-scale.js").Bar} Bar
 * @typedef {Bar & { time: Timed }} Dated
 * @typedef {object} Model
 * @property {Bar[]} bars @property {import("./timeline-scale.js").View} view
 * @property {Day} today @property {(day: Day) => boolean} works
 * @property {string} language @property {(bar: Dated) => string} label
 * @property {boolean} [fixed] on paper: nothing to press
 */

const LOW = 12; // what is below a row's middle line

/** @param {Bar} bar @returns {bar is Dated} */
export const isDated = (bar) => !!bar.time;

/** Whether it can be moved. @param {Bar} bar @returns {bar is Dated} */
export const isOpen = (bar) => isDated(bar) && bar.kind !== "span" && !bar.time.done;

/**
 * What a bar says beside itself; colour alone says nothing.
 * @param {Dated} bar @param {Day} today
 */
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

/**
 * A row's name, and the button for what can be done with it.
 * @param {Bar} bar @param {boolean} live
 */
export function nameOf(bar, live) {
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

/**
 * A bar in coordinates of its own, so that to move it is one attribute.
 * @param {Dated} bar @param {Model} model @param {string} hatch the id of a pattern
 */
export function shapesOf(bar, { view, today }, hatch) {
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
  const style = time.late && kind !== "span" ? { fill: `url(#${hatch})` } : {};
  if (kind === "span") parts.push(svg("path", { class: "shape", d: `M0 7V-3H${width}V7l-4-6H4z` }));
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
  else if (word || repeats) {
    const sign = word === "done" ? "✓" : word || "↻";
    parts.push(svg("text", { class: "word", x, y: 4 }, sign));
  }
  if (by !== null && by < view.last && by >= view.first) {
    x = xOf(view, by + 1) - box(view, bar).x;
    parts.push(svg("path", { class: "deadline", d: `M${x} ${LOW}V${-LOW}l-7 4 7 4` }));
  }
  return parts;
}
