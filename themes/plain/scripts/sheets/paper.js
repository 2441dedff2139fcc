// On paper: answers stand in full, where a box would cut them off, and choices show all there is.

import { controls } from "./controls.js";
import { dateText, valueText } from "./page.js";

/** A day that follows from the plan stands in its blank as a hint. @param {Control} control */
const follows = (control) => ("own" in control.dataset && control.getAttribute("placeholder")) || "";

/** @param {Control} control */
function onPaper(control) {
  const copy = document.createElement("span");
  copy.className = "on-paper";
  if (control instanceof HTMLTextAreaElement) copy.dataset.rows = `${control.rows}`;
  if (control instanceof HTMLSelectElement) {
    for (const { value, selected, text } of control.options) {
      const choice = document.createElement("span");
      choice.textContent = `${selected ? "☒" : "☐"} ${text}`;
      if (value) copy.append(choice);
    }
  } else if (control.value && control.type === "date" && control.closest("td"))
    copy.textContent = dateText(control.value, { dateStyle: "medium", timeZone: "UTC" });
  else copy.textContent = valueText(control) || follows(control);
  control.after(copy);
}

/** @param {Sheet} sheet @returns {Actions} */
export function start(sheet) {
  const { form } = sheet;
  addEventListener("beforeprint", () => {
    for (const control of controls(form))
      if (!/checkbox|radio/.test(control.type)) onPaper(control);
    form.classList.add("printed");
  });
  addEventListener("afterprint", () => {
    for (const copy of form.querySelectorAll(".on-paper")) copy.remove();
    for (const part of form.querySelectorAll(".alone")) part.classList.remove("alone");
    form.classList.remove("printed", "blank");
    sheet.paint();
  });
  /** @param {() => void} [first] */
  async function print(first) {
    await sheet.ready();
    first?.();
    window.print();
  }
  return {
    print: () => print(),
    blank: () =>
      print(() => {
        sheet.paint(sheet.fresh());
        form.classList.add("blank");
      }),
    "print-part": (button) => print(() => button.closest(".block")?.classList.add("alone")),
  };
}
