// What a plan's table shows besides what is written in it: the days that follow, what is late, what
// comes after what, circles, and words that are no date yet.

import { day as fromIso, today } from "./dates.js";
import { DATES, dayText, hintFor, plainDay, textOf } from "./dates-input.js";
import { setText } from "./page.js";
import { schedule } from "./schedule.js";
import { tree } from "./tree.js";

const OWN = ["dur", ...DATES]; // columns whose blanks are filled in here and not in rows.js
const LONG = 80; // letters of a step's words that name its blanks and buttons

/**
 * @typedef {object} Shown
 * @property {string} name @property {string} note
 * @property {{ [column: string]: HTMLInputElement }} own
 * @property {Map<string, HTMLElement>} under what stands below blanks
 */

/** @param {number} n @param {string} name */
export const count = (n, name) => `${n} ${name}${n === 1 ? "" : "s"}`;

/** @param {Row | undefined} row */
export const nameOf = (row) => `${row?.cells.text?.v ?? ""}`.split("\n")[0].slice(0, LONG);

/** @param {Sheet} sheet @param {HTMLTableElement} table */
export function startShowing(sheet, table) {
  const { list = "", kind = "" } = table.dataset;
  const grows = "grows" in table.dataset;
  const { language } = sheet.definition;
  const [body] = table.tBodies;
  /** @type {NodeListOf<HTMLElement>} */
  const heads = table.querySelectorAll("th[data-column]");
  const labels = new Map([...heads].map((th) => [th.dataset.column, th.textContent ?? ""]));
  /** @type {WeakMap<HTMLTableRowElement, Shown>} */
  const known = new WeakMap();
  /** @type {ReturnType<typeof tree>} */
  let places = [];
  /** @type {Schedule["items"]} */
  let items = new Map();
  let before = items;
  const words = () => ({ today: today(new Date()), language });

  /** Words can be written where there was a date alone. @param {HTMLTableRowElement} tr @returns {Shown} */
  function equip(tr) {
    /** @type {Shown} */
    const shown = { name: "?", note: "?", own: {}, under: new Map() };
    for (const column of OWN) {
      /** @type {HTMLInputElement | null} */
      const blank = tr.querySelector(`[name$="__${column}"]`);
      if (!blank) continue;
      blank.type = "text";
      blank.dataset.own = "";
      blank.autocapitalize = "off";
      shown.own[column] = blank;
    }
    tr.querySelector(".row-tools")?.append(sheet.part("more"));
    if (grows && tr.matches(".item")) tr.querySelector('[data-column="text"]')?.append(sheet.part("add-step"));
    known.set(tr, shown);
    return shown;
  }

  /** @param {HTMLTableRowElement} tr @param {string} name */
  function label(tr, name) {
    for (const cell of tr.cells)
      for (const part of cell.querySelectorAll("[name], button:not(.pick *)")) {
        const blank = /** @type {HTMLElement} */ (part);
        const column = blank.getAttribute("name")?.split("__")[2];
        if (column === "text" || column === "def") continue;
        blank.dataset.name ??= labels.get(column) ?? (blank.ariaLabel || blank.textContent?.trim() || "More");
        blank.ariaLabel = name ? `${blank.dataset.name}: ${name}` : blank.dataset.name;
      }
  }

  /**
   * Words below a blank, as long as there are any.
   * @param {Shown} shown @param {string} column @param {string} name @param {string} text
   */
  function below({ own, under }, column, name, text) {
    const key = `${column} ${name}`;
    const blank = own[column];
    let small = under.get(key);
    if (!text) return small?.remove();
    if (!small) {
      small = document.createElement("small");
      small.className = name;
      small.id = `${blank.id}--${name}`;
      under.set(key, small);
    }
    if (!small.isConnected) blank.closest("td")?.append(small);
    setText(small, text);
  }

  /** @param {Shown} shown @param {string} column @param {string} hint */
  function complain(shown, column, hint) {
    const blank = shown.own[column];
    below(shown, column, "hint", hint);
    if (hint) blank.setAttribute("aria-describedby", `${blank.id}--hint`);
    else blank.removeAttribute("aria-describedby");
    blank.ariaInvalid = hint ? "true" : null;
  }

  /** @param {Shown} shown @param {Row} row @param {Timed | undefined} time @param {Element | null} [keep] */
  function fill(shown, { cells }, time, keep) {
    for (const [column, blank] of Object.entries(shown.own)) {
      const v = cells[column]?.v;
      const day = DATES.includes(column) ? fromIso(v) : null;
      if (blank === keep) {
        const said = day === null ? "" : dayText(day, words());
        below(shown, column, "reads", said === blank.value ? "" : said);
        if (day !== null) complain(shown, column, "");
      } else {
        const text = textOf(column, v, words());
        if (blank.value !== text) blank.value = text;
        below(shown, column, "reads", "");
        complain(shown, column, hintFor(column, v));
      }
      if (column === "dur") continue;
      const follows = time && plainDay(column === "pin" ? time.start : time.due, words());
      if (blank.placeholder !== (follows ?? "")) blank.placeholder = follows ?? "";
      if (column === "pin") blank.closest("td")?.classList.toggle("fixed", day !== null);
      else below(shown, column, "due", day !== null && time ? `due ${follows}` : "");
    }
    if (shown.own.by) below(shown, "by", "late", late(time, cells));
  }

  /** @param {Timed | undefined} time @param {Row["cells"]} cells */
  function late(time, { by }) {
    const deadline = fromIso(by?.v);
    if (!time?.late) return "";
    if (deadline !== null && time.due > deadline)
      return `${count(time.due - deadline, "day")} after its deadline`;
    return "overdue";
  }

  /** @param {Row} row @param {Map<string, Row>} rows */
  function timing({ cells }, rows) {
    const { after, every, remind } = cells;
    /** @type {string[]} */
    const follows = (Array.isArray(after?.v) ? after.v : []).flatMap((/** @type {Follows[0]} */ { id, lag }) =>
      rows.has(id) ? [`${nameOf(rows.get(id))}${lag ? ` +${lag.join("")}` : ""}`] : [],
    );
    return [
      follows.length && `after ${follows.join(", ")}`,
      every?.v && `every ${every.v}`,
      remind?.v && `reminder ${textOf("remind", remind.v, words())} before`,
    ];
  }

  /** Of a part of the plan: from when to when. @param {ReturnType<typeof tree>[0]} place */
  function sum({ id, row }) {
    const time = items.get(id);
    const { pin, by } = row.cells;
    return [
      time && `${plainDay(time.start, words())} – ${plainDay(time.due, words())}`,
      pin?.v && `not before ${textOf("pin", pin.v, words())}`,
      by?.v && `by ${textOf("by", by.v, words())}`,
      late(time, row.cells),
    ];
  }

  /**
   * What stands below the words of a step.
   * @param {HTMLTableRowElement} tr @param {Shown} shown @param {string} size @param {string} days
   * @param {string} circle
   */
  function note(tr, shown, size, days, circle) {
    const key = [size, days, circle].join("\n");
    if (shown.note === key) return;
    shown.note = key;
    const td = tr.querySelector('[data-column="text"]');
    const line = td?.querySelector(".timing") ?? document.createElement("span");
    const [more, warning] = ["span", "strong"].map((tag) => document.createElement(tag));
    line.className = "timing";
    more.className = "days";
    more.textContent = size && days ? ` · ${days}` : days;
    warning.textContent = circle;
    line.replaceChildren(...[size, days && more, circle && warning].filter(Boolean));
    if (key.trim()) td?.append(line);
    else line.remove();
  }

  return {
    words,
    /** @param {Plan} plan @param {Element | null} [keep] a blank that is being filled in */
    show(plan, keep) {
      places = tree(plan, list);
      const found = schedule(plan.lists[list] ?? [], plan.calendar, words().today, kind);
      items = found.items;
      const rows = new Map(places.map(({ id, row }) => [id, row]));
      const circles = new Map(found.cycles.flatMap((ids) => ids.map((id) => [id, ids])));
      /** @type {Map<string, number>} */
      const sizes = new Map();
      for (const { parent } of places) sizes.set(parent, (sizes.get(parent) ?? 0) + 1);
      const all = new Map([...body.rows].map((tr) => [tr.dataset.row ?? "", tr]));
      for (const place of places) {
        const { id, row, level } = place;
        const tr = all.get(id);
        if (!tr) continue;
        const shown = known.get(tr) ?? equip(tr);
        const name = nameOf(row);
        if (shown.name !== name) label(tr, name);
        shown.name = name;
        if (tr.dataset.depth !== `${level}`) tr.dataset.depth = `${level}`;
        fill(shown, row, items.get(id), keep);
        const isItem = tr.matches(".item");
        tr.toggleAttribute("data-empty", isItem && !sizes.get(id));
        const days = [...(isItem ? sum(place) : [row.cells.def?.v]), ...timing(row, rows)];
        const size = isItem && sizes.get(id) ? count(sizes.get(id) ?? 0, "step") : "";
        const ids = circles.get(id);
        const circle = ids ? [...ids, ids[0]].map((one) => `“${nameOf(rows.get(one))}”`).join(" after ") : "";
        note(tr, shown, size, days.filter(Boolean).join(" · "), circle && `In a circle: ${circle}. Take one “after” out.`);
      }
    },
    /** @param {string} id when a step is, in words; "" if it has no days */
    when(id) {
      const time = items.get(id);
      if (!time) return "";
      const { start, due } = time;
      const days = [start, due].map((day) => plainDay(day, words()));
      const cells = places.find((place) => place.id === id)?.row.cells ?? {};
      return [start === due ? days[0] : `${days[0]} to ${days[1]}`, late(time, cells)].filter(Boolean).join(", ");
    },
    /** From here on, `moved` counts. */
    settle: () => void (before = items),
    /** How many other steps have got other days, in words. @param {string} id */
    moved(id) {
      const others = [...items].filter(([other, { start, due, why }]) => {
        const was = before.get(other);
        return other !== id && why !== "span" && was && (was.start !== start || was.due !== due);
      }).length;
      before = items;
      return others ? `${count(others, "other step")} ${others === 1 ? "moves" : "move"} too` : "";
    },
  };
}
