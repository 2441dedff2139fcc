// Results of formulas in the page.

import { lookupIn, result, show } from "./formula.js";

/** @param {Sheet} sheet @returns {(plan: Plan, today: Day) => void} shows what a plan comes to */
export function startResults({ form, definition }) {
  const { language, currency, fields = [] } = definition;
  const asked = new Map(fields.map((field) => [field.id, field]));
  const outputs = [...form.querySelectorAll("output")];
  return (plan, today) => {
    const lookup = lookupIn(plan, definition, today);
    for (const output of outputs) {
      const { formula, format = "", decimals } = asked.get(output.name) ?? {};
      if (formula === undefined) continue;
      output.value = show(result(formula, lookup), format, language, currency, decimals) || "–";
    }
  };
}
