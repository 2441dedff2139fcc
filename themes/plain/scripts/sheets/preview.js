// A plan from a link, or the author's example: first to look at, then to keep if one likes.

import { adopt } from "./adopt.js";
import { day as dayOf, iso, today } from "./dates.js";
import { dialogOf, make } from "./dialogs.js";
import { copy, read } from "./plan.js";
import { reading } from "./reading.js";
import { isShared, unpack } from "./share.js";
import { careFor } from "./store-care.js";
import { keyOf } from "./store.js";

const NOTHING = "Nothing is filled in on it.";

/**
 * An example as if it had been written this week: its days are moved on by whole weeks.
 * @param {string} text of a plan @param {Day} now
 */
function fresh(text, now) {
  const [, made = ""] = /"created": ?"(\d{4}-\d\d-\d\d)/.exec(text) ?? [];
  const weeks = Math.floor((now - (dayOf(made) ?? now)) / 7);
  return text.replace(/"(\d{4}-\d\d-\d\d)"/g, (whole, date) => {
    const day = dayOf(date);
    return day === null ? whole : `"${iso(day + 7 * weeks)}"`;
  });
}

/** @param {Sheet} sheet */
export function start(sheet) {
  const { definition, store } = sheet;
  const { dialog, at, on, show } = dialogOf(sheet, "preview");
  /** @type {Plan | null} */
  let shown = null;

  /** @param {Plan} plan @param {string} from "link" or "example" */
  function look(plan, from) {
    shown = adopt(plan, definition);
    const page = reading(shown, definition);
    fill(shown.name.v || definition.title, from, page.childNodes.length ? page : NOTHING);
    at("keep").hidden = false;
  }

  /** @param {string} title @param {string} from @param {...(Node | string)} body */
  function fill(title, from, ...body) {
    at("title").textContent = title;
    for (const part of dialog.querySelectorAll("[data-from]"))
      part.toggleAttribute("hidden", /** @type {HTMLElement} */ (part).dataset.from !== from);
    at("body").replaceChildren(...body);
    show();
    at("body").scrollTop = 0;
  }

  /** @param {string} fragment */
  async function fromLink(fragment) {
    const { plan, fault } = await unpack(fragment);
    if (plan?.worksheet.id === definition.id) return look(plan, "link");
    shown = null;
    at("keep").hidden = true;
    if (!plan) return fill("No plan in this link", "", fault);
    const link = make("a", {}, plan.worksheet.title || plan.worksheet.id);
    link.href = plan.worksheet.url + fragment;
    if (!plan.worksheet.url) link.removeAttribute("href");
    fill("Another worksheet", "", "The plan in this link is of the worksheet ", link, ".");
  }

  function keep() {
    if (!shown) return;
    const before = sheet.plan;
    const wasStored = !!store.load(definition.id, before.id);
    const own = copy(shown, { id: sheet.newId(), name: shown.name.v, now: new Date() });
    dialog.close();
    sheet.open(own, false);
    sheet.save(sheet.plan);
    sheet.note(`“${own.name.v}” is a plan of yours now. The others are as they were.`, () => {
      careFor(store).remove(keyOf(own));
      sheet.open(before, wasStored);
    });
  }

  on("keep", "click", keep);
  // The plan is out of the address once it was looked at, and so is not shown at each visit.
  dialog.addEventListener("close", () => {
    const { hash, pathname, search } = location;
    if (isShared(hash)) history.replaceState(history.state, "", pathname + search);
  });

  return (/** @type {HTMLElement | undefined} */ button) => {
    if (!button) {
      fromLink(location.hash);
      return;
    }
    const text = sheet.form.parentElement?.querySelector(".example")?.textContent ?? "";
    const { plans, fault } = read(fresh(text, today(new Date())));
    if (plans[0]) look(plans[0], "example");
    else sheet.note(fault);
  };
}
