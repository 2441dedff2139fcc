// A timeline's bars are moved and stretched: by dragging, by keys, or in a small menu.

import { iso } from "./dates.js";
import { idOf, startDragging } from "./timeline-drag.js";
import { longer } from "./timeline-scale.js";
import { html } from "./svg.js";
import { isDated } from "./timeline-shapes.js";

/**
 * @typedef {import("./timeline-drag.js").Dated} Dated
 * @typedef {import("./timeline-drag.js").Cells} Cells
 */

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

/**
 * @param {import("./timeline-drag.js").Table} table
 * @returns {() => void} what to do when it has been drawn again
 */
export function startEditing(table) {
  const { drawing, frame, workdays, bar: find, edit, label } = table;
  const { chart, names, known } = drawing;
  let current = ""; // the bar that Tab comes to

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
    if (!drag.was()) open(idOf(target));
  });
  names.addEventListener("click", ({ target }) => {
    if (/** @type {Element} */ (target).closest("button")) open(idOf(target));
  });

  const drag = startDragging(table, rove);

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
