// A plan on its way to a calendar.

import { calendarFile } from "./calendar-file.js";
import { today } from "./dates.js";
import { dialogOf } from "./dialogs.js";
import { download } from "./files.js";
import { fileName } from "./saved.js";
import { schedules, stepsIn } from "./schedule.js";

/** @param {Sheet} sheet */
export function start(sheet) {
  const { at, on, show, say } = dialogOf(sheet, "calendar");
  /** @type {HTMLInputElement} */
  const confirm = at("confirm");

  on("download", "click", () => {
    const { text, plans } = calendarFile([sheet.plan], [sheet.definition], {
      now: new Date(),
      origin: location.origin,
      confirm: confirm.checked,
      name: sheet.plan.name.v,
    });
    const count = text.match(/^BEGIN:VEVENT/gm)?.length ?? 0;
    if (!count) return say("No step has a date yet, so there is nothing for a calendar.");
    download(fileName(sheet.plan, "ics"), text, "text/calendar");
    sheet.store.set({ confirm: confirm.checked });
    sheet.save(plans[0]);
    say(count === 1 ? "One event is in the file." : `${count} events are in the file.`);
  });

  return () => {
    const steps = stepsIn(sheet.plan, schedules(sheet.plan, today(new Date())));
    const some = steps.some(({ row, time }) => time.milestone && !time.done && row.cells.remind?.v);
    at("confirm-part").hidden = !some;
    confirm.checked = some && !!sheet.store.settings().confirm;
    at("again").hidden = !sheet.plan.exported;
    say("");
    show();
  };
}
