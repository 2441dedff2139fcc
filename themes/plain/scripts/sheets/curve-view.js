// A curve in the page: drawn from the numbers of a plan, as wide as there is room.

import { curve, marks, there } from "./curve.js";
import { sentences, writing } from "./curve-words.js";
import { today } from "./dates.js";
import { lookupIn } from "./formula.js";
import { html, svg } from "./svg.js";

/** @typedef {import("./curve.js").Curve} Curve @typedef {import("./curve.js").Line} Line */

const [TOP, RIGHT, BOTTOM] = [14, 16, 30];
const PAPER = 640; // pixels, where there is no screen to go by
const LETTER = 7; // pixels, about

/** Where numbers stand in the drawing. @param {Curve} shown @param {number} width */
function scale({ lines, up }, width) {
  const points = lines.flatMap(there);
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const levels = marks(Math.min(...ys), Math.max(...ys));
  const [low, high] = [levels[0], levels[levels.length - 1]];
  const [from, to] = [Math.min(...xs), Math.max(...xs)];
  const height = Math.round(Math.min(Math.max(width * 0.5, 180), 280));
  const left = up === "percent" ? 54 : 44;
  return {
    levels,
    from,
    to,
    height,
    left,
    x: (/** @type {number} */ x) => left + ((x - from) / (to - from || 1)) * (width - left - RIGHT),
    y: (/** @type {number} */ y) => height - BOTTOM - ((y - low) / (high - low)) * (height - TOP - BOTTOM),
  };
}

/** Marks along the bottom, as many as have room. @param {ReturnType<typeof scale>} at @param {number} width @param {Curve} shown */
function steps({ from, to, left }, width, { along }) {
  const room = Math.max(Math.floor((width - left) / (along === "days" ? 9 * LETTER : 8 * LETTER)), 2);
  const parts = Math.min(room - 1, 4, Math.max(to - from, 1));
  const all = Array.from({ length: parts + 1 }, (_, n) => from + Math.round(((to - from) * n) / parts));
  return [...new Set(all)];
}

/** @param {Line} line @param {ReturnType<typeof scale>} at its path, broken where there is no number */
function pathOf({ points }, at) {
  let pen = "M";
  return points
    .map(([x, y]) => {
      const step = y === null ? "" : `${pen}${at.x(x).toFixed(1)} ${at.y(y).toFixed(1)}`;
      pen = y === null ? "M" : "L";
      return step;
    })
    .join("");
}

/** @param {Line} line @param {number} n counted from the one that counts @param {ReturnType<typeof scale>} at */
function lineOf(line, n, at) {
  const dots = line.plan
    ? []
    : there(line).map(([x, y]) =>
        n
          ? svg("rect", { x: at.x(x) - 2.5, y: at.y(y) - 2.5, width: 5, height: 5 })
          : svg("circle", { cx: at.x(x), cy: at.y(y), r: 3.5 }),
      );
  return svg("g", { class: `line line-${Math.min(n, 2)}` }, svg("path", { d: pathOf(line, at) }), ...dots);
}

/** @param {Curve} shown @param {number} width @param {string} label @param {string} [language] */
function drawing(shown, width, label, language) {
  const at = scale(shown, width);
  const write = writing(shown, language);
  const { height, left } = at;
  const rules = at.levels.map((y) => `M${left} ${at.y(y)}H${width - RIGHT}`).join("");
  const along = steps(at, width, shown);
  const ends = (/** @type {number} */ n) => (n && n === along.length - 1 ? "end" : n ? "middle" : "start");
  const { lines } = shown;
  return svg(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
    svg("path", { class: "rules", d: rules }),
    ...at.levels.map((y) => svg("text", { x: left - 8, y: at.y(y) + 4, "text-anchor": "end" }, write.y(y))),
    ...along.map((x, n) => svg("text", { x: at.x(x), y: height - 8, "text-anchor": ends(n) }, write.x(x))),
    ...lines.map((line, n) => lineOf(line, lines.length - 1 - n, at)),
  );
}

/** Which line is which, and what it says. @param {Curve} shown @param {string} [language] */
function caption(shown, language) {
  const last = shown.lines.length - 1;
  return sentences(shown, language).map((words, n) => {
    const mark = svg("g", { class: `line line-${Math.min(last - n, 2)}` }, svg("path", { d: "M1 6H31" }));
    if (!shown.lines[n].plan)
      mark.append(
        last - n ? svg("rect", { x: 13.5, y: 3.5, width: 5, height: 5 }) : svg("circle", { cx: 16, cy: 6, r: 3.5 }),
      );
    return html("span", {}, svg("svg", { viewBox: "0 0 32 12", "aria-hidden": "true" }, mark), ` ${words}`);
  });
}

/**
 * @param {Sheet} sheet @param {HTMLElement} figure
 * @returns {(plan: Plan) => void} shows a plan's curve; squared paper if there is nothing to draw
 */
export function startCurve(sheet, figure) {
  const { definition } = sheet;
  const block = definition.blocks?.find(({ id }) => id === figure.dataset.curve);
  const paper = [...figure.childNodes];
  const words = document.createElement("figcaption");
  /** @type {Plan} */
  let last;
  let drawn = "";
  let room = 0; // on the page, in pixels

  /** @param {number} [wide] */
  function draw(wide = room) {
    const width = Math.round(Math.min(Math.max(wide || PAPER, 280), 760));
    const { language } = definition;
    const shown = curve(last, definition, block ?? {}, lookupIn(last, definition, today(new Date())).field);
    const key = JSON.stringify([width, shown]);
    if (key === drawn) return;
    drawn = key;
    if (!shown.lines.length) return figure.replaceChildren(...paper);
    words.replaceChildren(...caption(shown, language));
    const label = `${block?.title}. ${sentences(shown, language).join(" ")}`;
    figure.replaceChildren(drawing(shown, width, label, language), words);
  }

  // The drawing changes its height, so not every change of size is one of the room.
  new ResizeObserver(() => {
    if (room === figure.clientWidth) return;
    room = figure.clientWidth;
    if (last) draw();
  }).observe(figure);
  addEventListener("beforeprint", () => draw(PAPER));
  addEventListener("afterprint", () => draw());
  return (plan) => {
    last = plan;
    room ||= figure.clientWidth;
    draw();
  };
}
