// The card of the day, to print: what is in the planner's day, or else what is due.

const LEAST = 6; // lines on it, so that there is room for a pen
const MOST = 14;

/** @param {HTMLElement} place @param {string[]} words @param {number} least */
function lines(place, words, least) {
  const all = words.slice(0, MOST);
  while (all.length < least) all.push("");
  place.replaceChildren(
    ...all.map((text) => Object.assign(document.createElement("li"), { textContent: text })),
  );
}

/** @param {HTMLElement} root @param {import("./agenda.js").Agenda} agenda @param {string} date */
export function show(root, { day, overdue, today, routines }, date) {
  /** @param {string} name @returns {HTMLElement} */
  const slot = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-show="card-${name}"]`));
  const chosen = (day.length ? day : [...overdue, ...today]).filter(({ done }) => !done);
  const said = chosen.map(({ text, plan }) => `${text} (${plan.name.v})`);
  const open = routines.filter(({ done }) => done === null).map(({ text }) => text);
  slot("date").textContent = date;
  lines(slot("steps"), said, LEAST);
  lines(slot("routines"), open, 1);
  const large = said.length > LEAST || open.length > LEAST;
  /** @type {HTMLElement} */ (root.querySelector(".day-card")).classList.toggle("large", large);
}
