// An outline from elsewhere becomes rows of a plan: looked at first, then one change.

import { today } from "./dates.js";
import { dialogOf, goTo, make } from "./dialogs.js";
import { isSteps } from "./kinds.js";
import { changes, parse } from "./outline.js";
import { rows } from "./plan.js";
import { parentOf } from "./rows.js";

const SHOWN = 100;
const LARGEST = 1e6;

/** @typedef {import("./outline.js").Draft} Draft */

/** @param {any} v what an unborn cell says */
function said(v) {
  if (!Array.isArray(v)) return String(v ?? "");
  if (typeof v[0] === "number") return v.join("");
  return v.map(({ name, lag }) => (lag ? `${name} +${lag.join("")}` : name)).join(", ");
}

/** @param {Sheet} sheet */
export function start(sheet) {
  const { definition } = sheet;
  const { dialog, at, on, show, say } = dialogOf(sheet, "bring");
  /** @type {HTMLTextAreaElement} */
  const text = at("text");
  /** @type {HTMLSelectElement} */
  const where = at("where");
  const lists = (definition.lists ?? []).filter(({ kind }) => isSteps(kind));
  where.replaceChildren(...lists.map(({ id, label }) => new Option(label, id)));
  at("where-part").hidden = lists.length < 2;
  /** @type {Draft[]} */
  let drafts = [];

  function look() {
    const columns = lists.find(({ id }) => id === where.value)?.columns;
    const { language } = definition;
    drafts = parse(text.value, { today: today(new Date()), language, columns });
    const told = (columns ?? []).filter(
      ({ id }) => id !== "text" && drafts.some(({ cells }) => cells[id] !== undefined),
    );
    const head = ["Step", ...told.map(({ label }) => label)].map((label) => make("th", {}, label));
    for (const th of head) th.scope = "col";
    const body = drafts.slice(0, SHOWN).map(({ level, cells }) => {
      const step = make("td", { data: { level: `${Math.min(level, 4)}` } }, said(cells.text));
      const rest = told.map(({ id, label }) => {
        return make("td", { data: { label } }, cells[id] === true ? "✓" : said(cells[id]));
      });
      return make("tr", {}, step, ...rest);
    });
    at("rows").replaceChildren(
      make("thead", {}, make("tr", {}, ...head)),
      make("tbody", {}, ...body),
    );
    at("found").hidden = !drafts.length;
    const count = drafts.length === 1 ? "1 row" : `${drafts.length} rows`;
    const more = drafts.length > SHOWN ? `, of which you see the first ${SHOWN}` : "";
    say(drafts.length ? `${count}${more}` : text.value.trim() ? "No row is in this text." : "");
    at("add").textContent = `Add ${count}`;
    at("add").ariaDisabled = `${!drafts.length}`;
  }

  function add() {
    if (!drafts.length) return;
    const list = where.value;
    const top = rows(sheet.plan, list).filter((row) => !parentOf(row));
    const made = changes(drafts, { list, id: sheet.newId, keys: top.map(({ order }) => order.v) });
    const ids = [...new Set(made.map(([[, , id]]) => id))];
    const here = ids.map((id) => /** @type {Change} */ ([["lists", list, id, "gone"], false]));
    dialog.close();
    sheet.edit([...made, ...here]);
    const words = ids.length === 1 ? "One row was added." : `${ids.length} rows were added.`;
    sheet.note(words, sheet.undo);
    const first = sheet.form.querySelector(`[data-list="${list}"] [data-row="${ids[0]}"] textarea`);
    goTo(first);
  }

  on("text", "input", look);
  on("where", "change", look);
  on("add", "click", add);
  on("file", "change", async ({ target }) => {
    const input = /** @type {HTMLInputElement} */ (target);
    const [file] = input.files ?? [];
    if (!file) return;
    if (file.size > LARGEST) return say("This file is too large to be an outline.");
    text.value = await file.text();
    look();
  });
  return () => {
    text.value = "";
    look();
    show();
  };
}
