// Files in and out.

import { LIMIT, read } from "./plan.js";

/**
 * Hands a text to the planner as a file.
 * @param {string} name @param {string} text @param {string} [type]
 */
export function download(name, text, type = "application/json") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

const JOIN =
  "This file holds a plan that is here already. Join the two? Of each answer, the later one stays.";

/**
 * Puts the plans of a file among those here, after a question where one is here already.
 * @param {HTMLInputElement} input @param {Store} store
 * @returns {Promise<{ plans: Plan[], words: string }>} what was put there, and what to say of it
 */
export async function openFile(input, store) {
  const [file] = input.files ?? [];
  const large = file.size > 4 * LIMIT;
  const { plans, fault } = large
    ? { plans: [], fault: "This file is too large to be a plan." }
    : read(await file.text());
  input.value = "";
  const here = plans.some((plan) => store.load(plan.worksheet.id, plan.id));
  if (here && !confirm(JOIN)) return { plans: [], words: "Nothing was changed." };
  const failed = plans.map((plan) => store.save(plan).status).find((status) => status !== "ok");
  const names = plans.map((plan) => `“${plan.name.v}” (${plan.worksheet.title})`).join(", ");
  const opened = names && `Opened: ${names}.`;
  return {
    plans,
    words: [failed ? `Not everything could be saved.` : "", fault, opened]
      .filter(Boolean)
      .join(" "),
  };
}
