// Not a test: exports the plan of tests/vectors/ics.json twice, the second time after edits, and
// prints both files for test_ics.py.

import { create } from "../../themes/plain/scripts/sheets/adopt.js";
import { today } from "../../themes/plain/scripts/sheets/dates.js";
import { calendar } from "../../themes/plain/scripts/sheets/ics.js";
import { change } from "../../themes/plain/scripts/sheets/plan.js";
import { schedules } from "../../themes/plain/scripts/sheets/schedule.js";
import { vectors } from "./support.js";

const { now: moment, origin, definition, changes, later } = vectors("ics");

/** Both files. @param {{ days?: number, confirm?: boolean }} [how] days between them */
export function exported({ days = 1, confirm = true } = {}) {
  const now = new Date(moment);
  const then = new Date(now.getTime() + days * 864e5);
  const made = create(definition, { id: "p1", now });
  const first = change({ ...made, rev: 3 }, changes, now.getTime() - 1000);
  const second = change({ ...first, rev: 9 }, later, then.getTime() - 1000);
  /** @param {Plan} plan @param {Date} now @param {number} [exported] */
  const file = (plan, now, exported) =>
    calendar([{ plan, definition, schedules: schedules(plan, today(now)) }], {
      now,
      origin,
      confirm,
      exported,
      name: "My plans",
    });
  return [file(first, now), file(second, then, now.getTime())];
}

if (process.env.PRINT) console.log(JSON.stringify(exported()));
