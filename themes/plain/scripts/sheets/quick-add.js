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
    const all = plans.flatMap((plan) =>
      places(plan).map(({ list, parent, text }) => [
        `${plan.name.v}: ${text}`,
        [plan.worksheet.id, plan.id, list, parent].join(":"),
      ]),
    );
    form.hidden = !all.length;
    const offer = all.join();
    if (offer === offered) return; // so that an open menu stays open
    offered = offer;
    const chosen = all.some(([, value]) => value === where.value) ? where.value : all[0]?.[1];
    where.replaceChildren(...all.map(([text, value]) => new Option(text, value)));
    where.value = chosen;
  };
}
