// The dialogs of a worksheet: which plan, and what to take away from it.

import { today } from "./dates.js";
import { toCsv, toMarkdown } from "./export.js";
import { download, openFile } from "./files.js";
import { dateText } from "./page.js";
import { copy } from "./plan.js";
import { start as startReminding } from "./remind.js";
import { fileName, toJson } from "./saved.js";
import { careFor } from "./store-care.js";
import { keyOf } from "./store.js";

/** @typedef {{ value: string, words: string, more?: string, on?: boolean }} Choice */

/**
 * Fills a place with buttons.
 * @param {Sheet} sheet @param {string} name @param {Choice[]} choices
 */
function offer({ slot, part }, name, choices) {
  const items = choices.map(({ value, words, more = "", on = false }) => {
    const item = part(name);
    const button = /** @type {HTMLButtonElement} */ (item.querySelector("button") ?? item);
    button.value = value;
    button.ariaCurrent = `${on}`;
    [words, more].forEach((text, n) => text && (button.children[n].textContent = text));
    return item;
  });
  slot(`${name}s`).replaceChildren(...items);
}

/** @param {Sheet} sheet */
export function start(sheet) {
  const { definition, store, slot } = sheet;
  const { remind } = startReminding(sheet);
  const care = careFor(store);
  const [plans, take] = ["plans", "take"].map(
    (name) => /** @type {HTMLDialogElement} */ (slot(name)),
  );
  const name = /** @type {HTMLInputElement} */ (plans.querySelector("input"));
  const secret = /** @type {HTMLInputElement} */ (slot("private"));
  secret.labels?.[0].toggleAttribute("hidden", !/"private":true/.test(JSON.stringify(definition)));

  function close() {
    plans.close();
    take.close();
  }

  /**
   * Stores a plan and opens it.
   * @param {Plan} plan @param {string} [words] @param {() => void} [back]
   */
  function go(plan, words = "", back) {
    close();
    sheet.open(plan, false);
    sheet.save(plan);
    sheet.note(words, back);
  }

  /** @param {string} ending @param {string} text @param {string} type */
  const give = (ending, text, type) => download(fileName(sheet.plan, ending), text, type);

  name.addEventListener("input", () => sheet.edit([[["name"], name.value]]));
  return {
    close,
    /** @param {HTMLInputElement} input with the file */
    async file(input) {
      const { plans, words } = await openFile(input, store);
      const mine = plans.find((plan) => plan.worksheet.id === definition.id);
      const item = mine && store.load(definition.id, mine.id);
      close();
      if (item?.plan) sheet.open(item.plan, true);
      sheet.note(words);
    },
    plans() {
      const mine = store.list().flatMap(({ plan }) => plan ?? []);
      const open = mine.filter((plan) => plan.worksheet.id === definition.id && !plan.archived.v);
      offer(
        sheet,
        "choice",
        open.map(({ id, name, updated }) => ({
          value: id,
          words: name.v,
          more: dateText(updated),
          on: id === sheet.plan.id,
        })),
      );
      name.value = sheet.plan.name.v;
      plans.showModal();
    },
    /** @param {HTMLButtonElement} button */
    choose(button) {
      const item = store.load(definition.id, button.value);
      close();
      if (item?.plan) sheet.open(item.plan, true);
    },
    new() {
      close();
      sheet.open(sheet.fresh(), false);
      sheet.note("A new plan. The others are as they were.");
    },
    duplicate() {
      const { plan } = sheet;
      go(
        copy(plan, { id: sheet.newId(), name: `${plan.name.v} (copy)`, now: new Date() }),
        "This is the copy.",
      );
    },
    archive() {
      const { plan } = sheet;
      close();
      sheet.edit([[["archived"], true]]);
      sheet.openLast();
      sheet.note(`“${plan.name.v}” is archived, under My plans.`, () => {
        sheet.open(plan, true);
        sheet.edit([[["archived"], false]]);
      });
    },
    delete() {
      const { plan } = sheet;
      const removed = care.remove(keyOf(plan));
      close();
      sheet.openLast();
      sheet.note(`“${plan.name.v}” is deleted.`, () => {
        care.putBack(removed);
        sheet.open(plan, true);
      });
    },
    take() {
      offer(
        sheet,
        "table",
        (definition.lists ?? []).map(({ id, label }) => ({ value: id, words: label })),
      );
      const days = care.snapshots(sheet.plan.id);
      offer(
        sheet,
        "day",
        days.map(({ key, date }) => ({
          value: key,
          words: dateText(date, { dateStyle: "full", timeZone: "UTC" }),
        })),
      );
      slot("earlier").hidden = !days.length;
      take.showModal();
    },
    download() {
      sheet.save({ ...sheet.plan, backedUp: new Date().toISOString() });
      download(fileName(sheet.plan), toJson(sheet.plan));
      remind();
    },
    async text() {
      const now = today(new Date());
      const { dated } = await import("./dated.js");
      const [plan, asked] = dated(sheet.plan, definition, now);
      const how = { today: now, private: secret.checked };
      give("md", toMarkdown(plan, asked, how), "text/markdown");
    },
    /** @param {HTMLButtonElement} button */
    async table(button) {
      const id = button.value;
      const { dated } = await import("./dated.js");
      const [plan, asked] = dated(sheet.plan, definition, today(new Date()), { levels: true });
      give(`${id}.csv`, toCsv(id, plan, asked, { private: secret.checked }), "text/csv");
    },
    /** @param {HTMLButtonElement} button */
    restore(button) {
      const { plan, fault } = care.restore(button.value, sheet.newId());
      close();
      if (plan) sheet.open(plan, true);
      sheet.note(fault || "Opened as a plan of its own. The other is as it was.");
    },
  };
}
