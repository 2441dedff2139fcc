// Tables in the page: their rows stand as they do in the plan.

import { controls, show } from "./controls.js";
import { NUMBERS, isSteps } from "./kinds.js";
import { outline } from "./plan.js";

/**
 * How wide columns are, by kind or name; those with words share the rest.
 * @type {{ [kind: string]: string }}
 */
const WIDTHS = {
  ...Object.fromEntries(NUMBERS.map((kind) => [kind, "5.5rem"])),
  tick: "5rem",
  done: "2.9rem",
  date: "9.6rem",
  duration: "5rem",
  who: "6rem",
  pin: "8.7rem",
  by: "8.7rem",
  money: "7.5rem",
};

const MANY = 40; // rows; with fewer it is quick to draw them all

/** @param {Row} row */
export const parentOf = (row) => row.parent?.v || "";

/**
 * What a column is called, and an example of what goes into it.
 * @param {Element} head
 */
function inHead(head) {
  const example = head.querySelector(".hint")?.textContent ?? "";
  return { label: (head.textContent ?? "").replace(example, "").trim(), example };
}

/** @param {Element} tr @param {"up" | "down"} way @param {boolean} ends */
const limit = (tr, way, ends) =>
  tr.querySelector(`[data-do="${way}"]`)?.setAttribute("aria-disabled", `${ends}`);

/**
 * Gives a table its tools.
 * @param {Sheet} sheet @param {HTMLTableElement} table
 * @returns {(plan: Plan, keep?: Element | null) => void} shows a plan's rows; `keep` stays as it is
 */
export function startTable(sheet, table) {
  const list = table.dataset.list ?? "";
  const grows = "grows" in table.dataset;
  const [body] = table.tBodies;
  /** @type {Map<string, HTMLElement[]>} every row there has been, for those that come back */
  const known = new Map();
  /** @type {NodeListOf<HTMLElement>} */
  const heads = table.querySelectorAll("thead [data-column]");
  const labels = new Map([...heads].map((th) => [th.dataset.column, inHead(th)]));
  for (const th of heads) th.dataset.kind = sheet.kinds.get(`${list}__${th.dataset.column}`);
  const widths = [...heads].map(
    ({ dataset: { column = "", kind = "" } }) => WIDTHS[column] ?? WIDTHS[kind] ?? "minmax(0, 1fr)",
  );
  const tools = grows ? ["12rem"] : isSteps(table.dataset.kind ?? "") ? ["2.75rem"] : [];
  table.style.setProperty("--columns", [...widths, ...tools].join(" "));

  /** @param {HTMLTableRowElement} tr */
  function equip(tr) {
    for (const cell of tr.cells)
      if (cell.dataset.column) Object.assign(cell.dataset, labels.get(cell.dataset.column));
    if (grows) tr.append(sheet.part("row-tools"));
    const id = tr.dataset.row ?? "";
    known.set(id, [...(known.get(id) ?? []), tr]);
    return tr;
  }

  /** Whether it is one for that level: at the top of a plan are items. @param {HTMLElement} tr @param {number} level */
  const fits = (tr, level) =>
    table.dataset.kind !== "plan" ||
    tr.matches(".item") === !level ||
    tr.dataset.level === `${level}`;

  /**
   * A row of the planner's own, from the list's template.
   * @param {string} id @param {number} level
   */
  function fresh(id, level) {
    /** @param {string} kind @returns {HTMLTemplateElement | null} */
    const template = (kind) => sheet.form.querySelector(`template[data-${kind}-of="${list}"]`);
    const from = (!level && template("item")) || template("row");
    const row = document.importNode(/** @type {HTMLTemplateElement} */ (from).content, true);
    for (const node of row.querySelectorAll("*"))
      for (const { name, value } of node.attributes)
        if (value.includes("ROW")) node.setAttribute(name, value.replace("ROW", id));
    return equip(/** @type {HTMLTableRowElement} */ (row.firstElementChild));
  }

  /** The row in the page, in the place of one that it was before. @param {string} id @param {number} level */
  function rowFor(id, level) {
    const all = known.get(id) ?? [];
    const now = all.find((tr) => fits(tr, level)) ?? fresh(id, level);
    for (const tr of all) if (tr !== now && leaves(tr)) tr.replaceWith(now);
    return now;
  }

  /**
   * Whether it is still to be taken out: a blank that loses the focus may have the plan shown again.
   * @param {Element} tr
   */
  function leaves(tr) {
    const { activeElement } = document;
    if (activeElement instanceof HTMLElement && tr.contains(activeElement)) activeElement.blur();
    return tr.isConnected;
  }

  for (const tr of body.rows) if (!("blank" in tr.dataset)) equip(tr);
  const frame = table.closest(".grid-frame");
  // It scrolls no more, so it is no place to go to by itself.
  for (const name of ["tabindex", "role", "aria-label"]) frame?.removeAttribute(name);
  if (grows) {
    table.tHead?.rows[0].append(sheet.part("row-head"));
    frame?.after(sheet.part("list-tools"));
  }

  return (plan, keep) => {
    const places = outline(plan, list);
    const ends = new Map(places.map(({ row }) => [parentOf(row), row.id]));
    const begun = new Set();
    table.classList.toggle("long", places.length > MANY);
    let next = body.firstElementChild;
    for (const { row, level } of places) {
      const tr = rowFor(row.id, level);
      if (next && !next.isConnected) next = tr;
      if (tr === next) next = tr.nextElementSibling;
      else body.insertBefore(tr, next);
      for (const control of controls(tr))
        if (control !== keep && !("own" in control.dataset))
          show(control, row.cells[control.name.split("__")[2]]?.v);
      limit(tr, "up", !begun.has(parentOf(row)));
      limit(tr, "down", ends.get(parentOf(row)) === row.id);
      begun.add(parentOf(row));
    }
    while (next && !next.matches("[data-blank]")) {
      const gone = next;
      next = gone.nextElementSibling;
      if (leaves(gone)) gone.remove();
    }
  };
}
