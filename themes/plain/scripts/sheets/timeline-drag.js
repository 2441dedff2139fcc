// A timeline's bars are dragged: by the middle to another day, by the end to another length.

import { iso } from "./dates.js";
import { box, lengthTo } from "./timeline-scale.js";
import { svg } from "./svg.js";
import { isOpen } from "./timeline-shapes.js";
import { lengthText } from "./timeline-words.js";

/**
 * @typedef {import("./timeline-shapes.js").Dated} Dated
 * @typedef {{ [column: string]: any }} Cells
 * @typedef {object} Table what a timeline lets be done with it
 * @property {ReturnType<typeof import("./timeline-draw.js").drawing>} drawing
 * @property {HTMLElement} frame it scrolls in
 * @property {() => import("./timeline-scale.js").View} view
 * @property {() => import("./workdays.js").Workdays} workdays
 * @property {(id: string) => import("./timeline-scale.js").Bar | undefined} bar
 * @property {(id: string, cells: Cells) => void} edit
 * @property {(id: string, cells?: Cells) => void} preview what else would move; none without cells
 * @property {(day: Day) => string} dateText @property {(bar: Dated) => string} label
 */

const HOLD = 350; // milliseconds until a finger lifts a bar; before that, it scrolls
const SHAKE = 4; // pixels that are no drag yet
/** The row that something in a drawing belongs to. @param {EventTarget | null} target */
export const idOf = (target) =>
  /** @type {HTMLElement | SVGElement | null} */ (
    /** @type {Element} */ (target).closest("[data-id]")
  )?.dataset.id ?? "";

/**
 * @param {Table} table @param {(id: string) => void} begin called with what has been dragged
 * @returns {{ was: () => boolean }} whether what was pressed last has been dragged, and not clicked
 */
export function startDragging(table, begin) {
  const { drawing, frame, view, workdays, bar: find, edit, preview, dateText } = table;
  const { chart, known } = drawing;
  let lifted = false;
  let dragged = false;

  /**
   * What a drag by so many days comes to.
   * @param {Dated} bar @param {number} days @param {boolean} stretch
   * @returns {{ cells: Cells, text: string }}
   */
  function target(bar, days, stretch) {
    const { on } = workdays();
    const { start, due } = bar.time;
    if (!stretch) {
      const pin = on(start + days);
      return { cells: { pin: iso(pin) }, text: dateText(pin) };
    }
    const dur = lengthTo(bar, due + days, workdays());
    return { cells: { dur }, text: lengthText(dur) };
  }

  /** @param {PointerEvent} begun @param {SVGGElement} g @param {Dated} bar */
  function drag(begun, g, bar) {
    const touch = begun.pointerType === "touch";
    const stretch = /** @type {Element} */ (begun.target).matches(".edge");
    const shape = /** @type {Element} */ (g.querySelector(".shape"));
    const { x, y, width } = box(view(), bar);
    const scrolled = frame.scrollLeft;
    const tip = svg("text", { class: "tip", x: width + 12, y: 4 });
    let at = begun.clientX;
    let days = 0;
    let frameId = 0;
    const stop = new AbortController();
    const hold = touch ? setTimeout(lift, HOLD) : 0;
    if (!touch) g.setPointerCapture(begun.pointerId);

    function lift() {
      lifted = true;
      g.focus({ preventScroll: true });
      g.classList.add("lifted");
      g.append(tip);
      g.setPointerCapture(begun.pointerId);
    }

    function follow() {
      frameId = 0;
      const edges = frame.getBoundingClientRect();
      const by = at > edges.right - 24 ? 8 : at < edges.left + 24 ? -8 : 0;
      if (by) frame.scrollLeft += by;
      const dx = at - begun.clientX + frame.scrollLeft - scrolled;
      if (stretch) {
        const wide = Math.max(width + dx, 3);
        shape.setAttribute("width", `${wide}`);
        tip.setAttribute("x", `${wide + 12}`);
      } else g.setAttribute("transform", `translate(${x + dx} ${y})`);
      const next = Math.round(dx / view().px);
      if (next !== days || !tip.textContent) {
        days = next;
        const { cells, text } = target(bar, days, stretch);
        tip.textContent = text;
        preview(bar.id, cells);
      }
      if (by) frameId = requestAnimationFrame(follow);
    }

    /** @param {boolean} keep whether it stays where it was let go */
    function end(keep) {
      clearTimeout(hold);
      cancelAnimationFrame(frameId);
      stop.abort();
      if (!lifted) return;
      lifted = false;
      dragged = true;
      g.classList.remove("lifted");
      tip.remove();
      if (stretch) shape.setAttribute("width", `${width}`);
      begin(bar.id);
      if (keep && days) edit(bar.id, target(bar, days, stretch).cells);
      else preview(bar.id);
    }

    /** @param {PointerEvent} event */
    function move({ clientX, clientY, pointerId }) {
      if (pointerId !== begun.pointerId) return;
      const far = Math.hypot(clientX - begun.clientX, clientY - begun.clientY);
      if (!lifted && far > (touch ? 2 * SHAKE : SHAKE)) touch ? end(false) : lift();
      if (!lifted) return;
      at = clientX;
      frameId ||= requestAnimationFrame(follow);
    }

    const { signal } = stop;
    g.addEventListener("pointermove", move, { signal });
    g.addEventListener("pointerup", () => end(true), { signal });
    g.addEventListener("pointercancel", () => end(false), { signal });
    const escape = (/** @type {KeyboardEvent} */ event) => event.key === "Escape" && end(false);
    addEventListener("keydown", escape, { signal, capture: true });
  }

  chart.addEventListener("pointerdown", (event) => {
    const bar = find(idOf(event.target));
    const g = bar && known.get(bar.id);
    dragged = false;
    if (g && isOpen(bar) && event.isPrimary && !event.button) drag(event, g, bar);
  });
  // Once a bar is lifted, the finger that holds it neither scrolls nor asks for the browser's menu.
  const still = (/** @type {Event} */ event) => lifted && event.preventDefault();
  chart.addEventListener("touchmove", still, { passive: false });
  chart.addEventListener("contextmenu", still);

  return { was: () => dragged };
}
