// Answers whose question has gone, below the sheet.

import { gone } from "./kept.js";

/** @param {Sheet} sheet @param {Plan} plan */
export function showKept({ slot, part, definition }, plan) {
  const left = gone(plan, definition);
  slot("kept").hidden = !left.length;
  slot("kept-answers").replaceChildren(
    ...left.map(({ id, label, text }) => {
      const item = part("kept");
      [label, text].forEach((words, n) => (item.children[n].textContent = words));
      item.dataset.id = id;
      return item;
    }),
  );
}
