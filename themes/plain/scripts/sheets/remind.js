// Reminds of a backup that is due.

import { answered } from "./plan.js";

/** How many days old the last backup is, or the plan without one. @param {Plan} plan */
const age = ({ backedUp, created }) =>
  Math.floor((Date.now() - Date.parse(backedUp ?? created)) / 864e5);

/** @param {Sheet} sheet */
export function start(sheet) {
  const { slot, store, definition } = sheet;
  return {
    remind() {
      const { plan } = sheet;
      const days = age(plan);
      const few = answered(plan, definition)[0] < 3;
      slot("age").textContent = plan.backedUp
        ? `Last backup ${days} days ago.`
        : `This plan is ${days} days old and has no backup.`;
      slot("nudge").hidden = days < 7 || few || store.settings().quiet;
    },
    quiet() {
      store.set({ quiet: true });
      slot("nudge").hidden = true;
    },
  };
}
