// What a curve says in words: for its caption, and for those who can't see it.

import { there } from "./curve.js";

const ROUNDS = /** @type {{ [every: string]: string }} */ ({ daily: "day", weekly: "week" });

/** @param {number} n @param {string} name */
const count = (n, name) => `${n} ${name}${n === 1 ? "" : "s"}`;

/** How numbers and days are written beside a curve. @param {import("./curve.js").Curve} curve @param {string} [language] */
export function writing({ along, up }, language) {
  const number = new Intl.NumberFormat(language, {
    style: up === "percent" ? "percent" : "decimal",
    maximumFractionDigits: up === "percent" ? 1 : 2,
  });
  const date = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone: "UTC" });
  return {
    x: (/** @type {number} */ x) => (along === "days" ? date.format(x * 864e5) : `${x}`),
    y: (/** @type {number} */ y) => number.format(y),
  };
}

/**
 * One sentence for each line.
 * @param {import("./curve.js").Curve} curve @param {string} [language] @returns {string[]}
 */
export function sentences(curve, language) {
  const { x, y } = writing(curve, language);
  const round = ROUNDS[curve.every] ?? "row";
  return curve.lines.map((line) => {
    const points = there(line);
    const [[, first], [last, end]] = [points[0], /** @type {[number, number]} */ (points.at(-1))];
    if (curve.along === "rounds") return `${line.name}: ${y(end)} after ${count(last, round)}.`;
    const values = points.map(([, v]) => v);
    if (values.every((v) => v === first)) return `${line.name}: ${y(first)} each time, from ${x(points[0][0])} to ${x(last)}.`;
    const span = `${y(first)} on ${x(points[0][0])}, ${y(end)} on ${x(last)}`;
    return `${line.name}: ${span}; at least ${y(Math.min(...values))}, at most ${y(Math.max(...values))}.`;
  });
}
