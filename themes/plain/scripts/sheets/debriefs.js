// Tonight's line of each log, to fill in where it is asked for.

import { show } from "./controls.js";
import { NUMBERS } from "./kinds.js";

/** @typedef {import("./agenda.js").Debrief} Debrief */

/** @param {Field} column @returns {Control} */
function controlFor({ kind, options = [] }) {
  const choices = kind === "yesno" ? ["yes", "no"] : options;
  if (choices.length) {
    const select = document.createElement("select");
    select.append(...["", ...choices].map((choice) => new Option(choice)));
    return select;
  }
  if (kind === "lines" || kind === "text") {
    const area = document.createElement("textarea");
    area.rows = 1;
    return area;
  }
  const input = document.createElement("input");
  if (kind === "tick") input.type = "checkbox";
  else if (["date", "time", "email", "url"].includes(kind)) input.type = kind;
  else if (NUMBERS.includes(kind)) input.inputMode = "decimal";
  return input;
}

/**
 * @param {HTMLElement} place @param {(debrief: Debrief, column: Field, control: Control) => void} write
 * @returns {(debriefs: Debrief[], make: (debrief: Debrief) => HTMLElement) => void} shows them; a
 *   blank that has the focus is left as it is
 */
export function startDebriefs(place, write) {
  /** @type {Map<string, HTMLElement>} */
  const known = new Map();

  /** @param {Debrief} debrief @param {HTMLElement} item */
  function equip(debrief, item) {
    for (const column of debrief.list.columns) {
      if (column.id === debrief.dated || column.kind === "computed") continue;
      const label = document.createElement("label");
      const control = controlFor(column);
      control.name = column.id;
      control.addEventListener("input", () => write(debrief, column, control));
      label.append(Object.assign(document.createElement("span"), { textContent: column.label }), control);
      label.dataset.kind = column.kind;
      item.append(label);
    }
    known.set(debrief.key, item);
    return item;
  }

  return (debriefs, make) => {
    const items = debriefs.map((debrief) => {
      const fresh = make(debrief);
      const item = known.get(debrief.key) ?? equip(debrief, fresh);
      if (item !== fresh) item.querySelector("legend")?.replaceChildren(...(fresh.querySelector("legend")?.childNodes ?? []));
      for (const control of /** @type {NodeListOf<Control>} */ (item.querySelectorAll("[name]")))
        if (control !== document.activeElement) show(control, debrief.row?.cells[control.name]?.v);
      return item;
    });
    // Moving a blank would take its focus away.
    if (items.some((item, n) => place.children[n] !== item) || place.children.length !== items.length)
      place.replaceChildren(...items);
  };
}
