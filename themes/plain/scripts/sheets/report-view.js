// "What is going on with that client?": the answer, to copy or to mail.

import { today } from "./dates.js";
import { copyOf, dialogOf } from "./dialogs.js";
import { report } from "./report.js";
import { schedules } from "./schedule.js";

/** @param {Sheet} sheet */
export function start(sheet) {
  const { at, on, show, say } = dialogOf(sheet, "report");
  /** @type {HTMLTextAreaElement} */
  const words = at("words");
  /** @type {HTMLInputElement} */
  const asMarkdown = at("markdown");
  let subject = "";

  function write() {
    const now = today(new Date());
    const found = report(sheet.plan, sheet.definition, schedules(sheet.plan, now), now);
    subject = found.subject;
    words.value = asMarkdown.checked ? found.markdown : found.text;
    say("");
    address();
  }

  /** As it was last changed. */
  function address() {
    const [about, body] = [subject, words.value].map(encodeURIComponent);
    /** @type {HTMLAnchorElement} */ (at("mail")).href = `mailto:?subject=${about}&body=${body}`;
  }

  words.addEventListener("input", address);
  on("forms", "change", write);
  on("copy", "click", async () => say(await copyOf(words)));
  return () => {
    write();
    show();
  };
}
