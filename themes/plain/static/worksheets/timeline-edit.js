// A timeline's bars are moved and stretched: by dragging, by keys, or in a small menu.

import { iso } from "./dates.js";
import { html, isDated, isOpen, svg } from "./timeline-draw.js";
import { box, lengthTo, longer } from "./timeline-scale.js";

/**
 * @typedef {import("./timeline-draw.js").Dated} Dated
 * @typedef {{ [column: string]: any }} Cells
 * @typedef {object} Table what a timeline lets be done with it
 * @property {ReturnType<typeof import("./timeline-draw.js").drawing>} drawing
 * @property {HTMLElement} frame it scrolls in
 * @property {() => import("./timeline-scale.js").View} view
 * @property {() => import("./workdays.js").Workdays} workdays
 * @property {(id: string) => import("./timeline-scale.js").Bar | undefined} bar
 * @property {(id: string, cells: Cells) => void} edit
 * @property {(id: string, cells?: Cells) => void} preview shows what else would move; nothing, if none
 * @property {(day: Day) => string} dateText @property {(bar: Dated) => string} label
 */

const HOLD = 350; // milliseconds until a finger lifts a bar; before that, it scrolls
const SHAKE = 4; // pixels that are no drag yet
const KEYS = /** @type {const} */ ({
  ArrowLeft: ["earlier", "shorter"],
  ArrowRight: ["later", "longer"],
});
const ACTS = /** @type {const} */ ({
  earlier: "← Earlier",
  later: "Later →",
  shorter: "Shorter",
  longer: "Longer",
  unpin: "Free its start",
  done: "Done",
});

/** @param {Table} table @returns {() => void} what to do when it has been drawn again */
export function startEditing({
  drawing,
  frame,
  view,
  workdays,
  bar: find,
  edit,
  preview,
  dateText,
  label,
}) {
  const { chart, names, known } = drawing;
  let current = ""; // the bar that Tab comes to
  let lifted = false;
  let dragged = false;

  /** @param {EventTarget | null} target */
  const idOf = (target) =>
    /** @type {HTMLElement | SVGElement | null} */ (
      /** @type {Element} */ (target).closest("[data-id]")
    )?.dataset.id ?? "";

  /** What an act makes of a bar. @param {string} act @param {Dated} bar @returns {Cells | null} */
  function cellsFor(act, bar) {
    const { time, dur, pinned } = bar;
    const { add } = workdays();
    if (act === "done") return { done: !time.done };
    if (time.done || bar.kind === "span") return null;
    if (act === "earlier") return { pin: iso(add(time.start, -1)) };
    if (act === "later") return { pin: iso(add(time.start, 1)) };
    if (act === "unpin") return pinned ? { pin: null } : null;
    if (act === "shorter") return dur[0] ? { dur: longer(bar, -1) } : null;
    return { dur: longer(bar, 1) };
  }

  /** @param {string} id @param {string} act */
  function perform(id, act) {
    const bar = find(id);
    const cells = bar && isDated(bar) ? cellsFor(act, bar) : null;
    if (cells) edit(id, cells);
  }

  // ---------------------------------------------------------------- keys

  /** @param {string} id */
  function focus(id) {
    rove(id);
    known.get(id)?.focus();
  }

  /** One bar can be reached by Tab, the others from it. @param {string} id */
  function rove(id) {
    known.get(current)?.setAttribute("tabindex", "-1");
    current = id;
    known.get(id)?.setAttribute("tabindex", "0");
  }

  chart.addEventListener("focusin", ({ target }) => rove(idOf(target)));
  chart.addEventListener("keydown", (event) => {
    const { key } = event;
    const all = [...chart.querySelectorAll("[tabindex]")];
    const at = all.findIndex((g) => idOf(g) === current);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 }[key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (key in KEYS)
      perform(current, KEYS[/** @type {keyof typeof KEYS} */ (key)][+event.shiftKey]);
    else if (key === "Enter" || key === " ") open(current);
    else if (to === undefined) return;
    else if (all[to]) focus(idOf(all[to]));
    event.preventDefault();
  });

  // ---------------------------------------------------------------- the menu

  const words = html("p");
  const menu = html(
    "div",
    { popover: "auto", class: "gantt-menu", role: "dialog", "aria-label": "Change this step" },
    words,
  );
  for (const [act, name] of Object.entries(ACTS))
    menu.append(html("button", { type: "button", "data-act": act }, name));
  frame.after(menu);

  function refresh() {
    const bar = find(current);
    if (!bar || !isDated(bar)) return;
    words.textContent = label(bar);
    for (const button of menu.querySelectorAll("button")) {
      const { act = "" } = button.dataset;
      if (act === "done") button.textContent = bar.time.done ? "Not done" : "Done";
      button.ariaDisabled = `${!cellsFor(act, bar)}`;
    }
  }

  /** @param {string} id */
  function open(id) {
    const bar = find(id);
    if (!bar || !isDated(bar) || bar.kind === "span") return;
    rove(id);
    refresh();
    menu.showPopover();
    const { bottom, top, left } = /** @type {Element} */ (known.get(id)).getBoundingClientRect();
    const { offsetWidth, offsetHeight } = menu;
    const below = bottom + offsetHeight + 6 < innerHeight;
    menu.style.top = `${Math.max(below ? bottom + 6 : top - offsetHeight - 6, 8)}px`;
    menu.style.left = `${Math.max(Math.min(left, innerWidth - offsetWidth - 8), 8)}px`;
    menu.querySelector("button")?.focus();
  }

  menu.addEventListener("beforetoggle", (event) => {
    const { newState } = /** @type {ToggleEvent} */ (event);
    if (newState === "closed" && menu.contains(document.activeElement)) focus(current);
  });
  menu.addEventListener("click", ({ target }) => {
    const button = /** @type {Element} */ (target).closest("button");
    if (!button || button.ariaDisabled === "true") return;
    const { act = "" } = button.dataset;
    perform(current, act);
    if (act === "done" || act === "unpin") menu.hidePopover();
  });
  chart.addEventListener("click", ({ target }) => {
    if (!dragged) open(idOf(target));
    dragged = false;
  });
  names.addEventListener("click", ({ target }) => {
    if (/** @type {Element} */ (target).closest("button")) open(idOf(target));
  });

  // ---------------------------------------------------------------- dragging

  /** @param {Dated} bar @param {number} days @param {boolean} stretch @returns {{ cells: Cells, text: string }} */
  function target(bar, days, stretch) {
    const { on } = workdays();
    const { start, due } = bar.time;
    if (!stretch) {
      const pin = on(start + days);
      return { cells: { pin: iso(pin) }, text: dateText(pin) };
    }
    const dur = lengthTo(bar, due + days, workdays());
    const [n, unit] = dur;
    const name = unit === "w" ? "week" : "day";
    return { cells: { dur }, text: `${n} ${name}${n === 1 ? "" : "s"}` };
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
      rove(bar.id);
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

  return () => {
    for (const [id, g] of known) {
      const bar = find(id);
      const span = bar?.kind === "span";
      g.setAttribute("role", span ? "img" : "button");
      if (span) g.removeAttribute("tabindex");
      else if (!g.hasAttribute("tabindex")) g.setAttribute("tabindex", "-1");
    }
    if (!known.get(current)?.hasAttribute("tabindex")) {
      const first = chart.querySelector("[tabindex]");
      if (first) rove(idOf(first));
    }
    refresh();
  };
}
