// The line at the top of Today that makes a step.

import { added, places, understand } from "./quick.js";
import { describe } from "./when.js";

const newId = () => [...crypto.getRandomValues(new Uint32Array(2))].map((n) => n.toString(36)).join("");

/**
 * @param {HTMLFormElement} form @param {HTMLElement} hint what is made of the line
 * @param {string} language
 * @param {(key: string, changes: (plan: Plan) => Change[], words: string) => void} edit
 * @returns {(plans: Plan[], today: Day) => void} offers these plans
 */
export function startQuick(form, hint, language, edit) {
  const { text, where } = /** @type {{ text: HTMLInputElement, where: HTMLSelectElement }} */ (
    /** @type {unknown} */ (form.elements)
  );
  /** @type {Day} */
  let now;
  let offered = "";

  function explain() {
    const { text: words, day, who } = understand(text.value, now, language);
    const when = day === null ? "today" : describe(day, now, language);
    hint.textContent = text.value.trim() ? `“${words}”, ${when}${who && `, @${who}`}` : "";
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const step = understand(text.value, now, language);
    const [worksheet, id, list, parent] = where.value.split(":");
    if (!step.text || !id) return text.focus();
    const day = step.day ?? now;
    const words = `“${step.text}” is there for ${describe(day, now, language)}.`;
    edit(`${worksheet}:${id}`, (plan) => added(plan, list, parent, newId(), step, day), words);
    text.value = "";
    explain();
    text.focus();
  });
  text.addEventListener("input", explain);

  return (plans, today) => {
    now = today;
    const groups = plans.flatMap((plan) => {
      const all = places(plan);
      if (!all.length) return [];
      const group = Object.assign(document.createElement("optgroup"), { label: plan.name.v });
      const start = `${plan.worksheet.id}:${plan.id}`;
      group.append(...all.map(({ list, parent, text }) => new Option(text, `${start}:${list}:${parent}`)));
      return [group];
    });
    form.hidden = !groups.length;
    const offer = groups.map((group) => group.outerHTML).join("");
    if (offer === offered) return; // so that an open menu stays open
    offered = offer;
    const chosen = where.value;
    where.replaceChildren(...groups);
    if (chosen) where.value = chosen;
    if (!where.value) where.selectedIndex = 0;
  };
}
