// Below a routine: what it asks for today, to tick off here as well as under Today, and how many
// times in a row each line of it was kept.

import { today } from "./dates.js";
import { rows } from "./plan.js";
import { linesDue, tickOf } from "./routines.js";

/**
 * @param {Sheet} sheet @param {HTMLTableElement} table
 * @returns {(plan: Plan) => void}
 */
export function startRounds(sheet, table) {
  const list = /** @type {List} */ (sheet.definition.lists?.find(({ id }) => id === table.dataset.list));
  const place = /** @type {HTMLElement} */ (sheet.part("rounds"));
  const items = /** @type {HTMLElement} */ (place.querySelector("ul"));
  let drawn = "";
  (table.closest(".grid-frame") ?? table).after(place);

  /** @param {Plan} plan @param {Day} now */
  const dueIn = (plan, now) =>
    rows(plan, list.id).flatMap((row) =>
      linesDue(plan, list, row, now).map((due) => ({ ...due, row: row.id })),
    );

  /** @param {ReturnType<typeof dueIn>[0]} due @param {Day} now */
  function itemOf({ row, suffix, text, often, done, streak, unit }, now) {
    const item = sheet.part("round");
    const [box] = item.getElementsByTagName("input");
    const [words, facts] = item.getElementsByTagName("span");
    box.checked = done !== null;
    box.dataset.key = `${row} ${suffix}`;
    box.addEventListener("change", () =>
      sheet.edit([[["lists", list.id, row, "cells", tickOf(done ?? now, suffix)], box.checked]]),
    );
    words.textContent = text;
    facts.textContent = [often, streak > 1 && `${streak} ${unit} in a row`].filter(Boolean).join(" · ");
    return item;
  }

  return (plan) => {
    const now = today(new Date());
    const due = dueIn(plan, now);
    const key = JSON.stringify([now, due]);
    if (key === drawn) return;
    drawn = key;
    const had = /** @type {HTMLElement | null} */ (document.activeElement)?.dataset.key;
    place.hidden = !due.length;
    items.replaceChildren(...due.map((one) => itemOf(one, now)));
    for (const box of items.getElementsByTagName("input")) if (box.dataset.key === had) box.focus();
  };
}
