// Plans as one file for a calendar, and what they remember of it.

import { iso, today } from "./dates.js";
import { calendar } from "./ics.js";
import { download } from "./files.js";
import { schedules } from "./schedule.js";

/** When it first went to a calendar. @param {Plan} plan */
const exported = (plan) => (plan.exported ? Date.parse(plan.exported) : undefined);

/**
 * @param {Plan[]} plans @param {Definition[]} known as much as is known of their worksheets
 * @param {{ now: Date, origin: string, confirm: boolean, name: string }} how
 * @returns {{ text: string, plans: Plan[] }} the plans to be stored: they know that they went out
 */
export function calendarFile(plans, known, { now, origin, confirm, name }) {
  const day = today(now);
  const sheets = plans.map((plan) => ({
    plan,
    definition: known.find(({ id }) => id === plan.worksheet.id),
    schedules: schedules(plan, day),
    exported: exported(plan),
  }));
  return {
    text: calendar(sheets, { now, origin, confirm, name }),
    plans: plans.map((plan) => ({ ...plan, exported: plan.exported ?? now.toISOString() })),
  };
}

/**
 * Hands out one file for all plans that are not archived.
 * @param {Store} store @param {Definition[]} known @returns {string} what to say of it
 */
export function allCalendar(store, known) {
  const now = new Date();
  const active = store.list().flatMap(({ plan }) => (plan && !plan.archived.v ? [plan] : []));
  const confirm = !!store.settings().confirm;
  const how = { now, origin: location.origin, confirm, name: "My plans" };
  const { text, plans } = calendarFile(active, known, how);
  const count = text.match(/^BEGIN:VEVENT/gm)?.length ?? 0;
  if (!count) return "No plan has a step with a date yet.";
  download(`plans-${iso(today(now))}.ics`, text, "text/calendar");
  for (const plan of plans) store.save(plan);
  const of = plans.length === 1 ? "one plan" : `${plans.length} plans`;
  const google = "Google Calendar leaves out their reminders: set them there.";
  return `${count} events of ${of} are in the file. ${google}`;
}
