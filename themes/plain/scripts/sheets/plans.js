// My plans: every plan of every worksheet in this browser.

import { download, openFile } from "./files.js";
import { dateText } from "./page.js";
import { change, copy } from "./plan.js";
import { backup, fileName, toJson } from "./saved.js";
import { careFor } from "./store-care.js";
import { openStore } from "./store.js";

const FULL = 5.2e6; // characters that browsers commonly allow

const root = /** @type {HTMLElement} */ (document.querySelector(".my-plans"));
const store = openStore(() => localStorage, { now: () => new Date() });
const care = careFor(store);
/** @type {(() => void) | undefined} */
let back;

/** @param {string} name @returns {HTMLElement} */
const slot = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-show="${name}"]`));

/** @param {string} name @returns {HTMLElement} */
function part(name) {
  const template = /** @type {HTMLTemplateElement} */ (
    root.querySelector(`template[data-part="${name}"]`)
  );
  return /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
}

/** @param {string} words @param {() => void} [undo] */
function note(words, undo) {
  back = undo;
  slot("notice").textContent = words;
  const box = /** @type {HTMLElement} */ (slot("notice").parentElement);
  box.hidden = !words;
  /** @type {HTMLElement} */ (box.querySelector('[data-do="take-back"]')).hidden = !undo;
}

/** @param {HTMLElement} item @param {{ [name: string]: string }} words */
function tell(item, words) {
  for (const [name, text] of Object.entries(words)) {
    const place = item.querySelector(`[data-say="${name}"]`);
    if (place) place.textContent = text;
  }
}

/** @param {number} size in characters */
const sizeText = (size) =>
  size < 1e6 ? `${Math.ceil(size / 1000)} KB` : `${(size / 1e6).toFixed(1)} MB`;

/** @param {Item} item @param {Plan} plan */
function row({ key, size }, plan) {
  const found = part("plan");
  found.dataset.key = key;
  const { title, url } = plan.worksheet;
  tell(found, {
    name: plan.name.v,
    sheet: title,
    changed: dateText(plan.updated),
    size: sizeText(size),
  });
  const [open, sheet] = found.querySelectorAll("a");
  if (url) [open.href, sheet.href] = [`${url}#plan=${plan.id}`, url];
  const archive = found.querySelector('[data-do="archive"]');
  if (archive && plan.archived.v) archive.textContent = "Bring back";
  const days = care
    .snapshots(plan.id)
    .map(
      ({ key, date }) => new Option(dateText(date, { dateStyle: "long", timeZone: "UTC" }), key),
    );
  const earlier = found.querySelector("select");
  earlier?.append(...days);
  if (!days.length) earlier?.closest("p")?.remove();
  return found;
}

/** @param {Item} item */
function badRow({ key, size, fault }) {
  const found = part("bad");
  found.dataset.key = key;
  tell(found, { key, fault, size: sizeText(size) });
  return found;
}

/** The open parts of the list stay open. */
function paint() {
  const open = new Set(
    [...root.querySelectorAll("li[data-key]:has(details[open])")].map(
      (item) => /** @type {HTMLElement} */ (item).dataset.key,
    ),
  );
  const all = store.list();
  all.sort((a, b) => ((a.plan?.updated ?? "") < (b.plan?.updated ?? "") ? 1 : -1));
  /** @param {boolean} archived */
  const rows = (archived) =>
    all.flatMap((item) =>
      item.plan && !item.fault && item.plan.archived.v === archived ? [row(item, item.plan)] : [],
    );
  const [active, archived] = [rows(false), rows(true)];
  const bad = all.filter((item) => item.fault || !item.plan).map(badRow);
  slot("active").replaceChildren(...active);
  slot("archived").replaceChildren(...archived);
  slot("bad").replaceChildren(...bad);
  slot("none").hidden = active.length > 0;
  slot("archived-part").hidden = !archived.length;
  slot("bad-part").hidden = !bad.length;
  for (const item of root.querySelectorAll("li[data-key]"))
    if (open.has(/** @type {HTMLElement} */ (item).dataset.key))
      item.querySelector("details")?.setAttribute("open", "");
  return state();
}

async function state() {
  const { used } = care.usage();
  const share = Math.round((used / FULL) * 100);
  const kept = await navigator.storage?.persisted?.();
  tell(slot("state"), {
    used: store.blocked
      ? "This browser doesn't let the page keep anything."
      : `Your plans take ${sizeText(used)}, ${share || "less than 1"} % of the room there is.`,
    kept: kept
      ? "The browser has agreed to keep them until you remove them."
      : "The browser may clear them when it runs short of space: download a backup now and then.",
  });
}

/** @param {HTMLElement} element */
const keyOfRow = (element) =>
  /** @type {HTMLElement} */ (element.closest("[data-key]")).dataset.key ?? "";

/** @param {HTMLElement} element @returns {Plan} */
function planOf(element) {
  const [, worksheet, id] = keyOfRow(element).split(":");
  return /** @type {Plan} */ (store.load(worksheet, id)?.plan);
}

/** @param {Plan} plan @param {Path} path @param {any} value */
function set(plan, path, value) {
  store.save(change(plan, [[path, value]], Date.now()));
  paint();
}

const newId = () =>
  [...crypto.getRandomValues(new Uint32Array(2))].map((n) => n.toString(36)).join("");

/** @param {Plan} plan */
const backedUp = (plan) => store.save({ ...plan, backedUp: new Date().toISOString() }).plan;

/** @type {Actions} */
const actions = {
  rename(button) {
    const plan = planOf(button);
    const name = prompt("Name of this plan", plan.name.v)?.trim();
    if (name) set(plan, ["name"], name);
  },
  duplicate(button) {
    const plan = planOf(button);
    store.save(copy(plan, { id: newId(), name: `${plan.name.v} (copy)`, now: new Date() }));
    paint();
    note(`“${plan.name.v} (copy)” is there.`);
  },
  archive(button) {
    const plan = planOf(button);
    const { v } = plan.archived;
    set(plan, ["archived"], !v);
    note(`“${plan.name.v}” is ${v ? "back" : "archived"}.`, () => set(plan, ["archived"], v));
  },
  delete(button) {
    const name = planOf(button)?.name.v ?? "The file";
    const removed = care.remove(keyOfRow(button));
    paint();
    note(`“${name}” is deleted.`, () => {
      care.putBack(removed);
      paint();
    });
  },
  download(button) {
    const plan = backedUp(planOf(button));
    download(fileName(plan), toJson(plan));
  },
  raw(button) {
    const found = store.list().find(({ key }) => key === keyOfRow(button));
    download("plan.txt", found?.raw ?? "", "text/plain");
  },
  restore(button) {
    const select = button.closest("p")?.querySelector("select");
    const { plan, fault } = care.restore(select?.value ?? "", newId());
    paint();
    note(plan ? `“${plan.name.v}” is there, beside the plan of today.` : fault);
  },
  all() {
    const plans = store.list().flatMap(({ plan }) => (plan ? [backedUp(plan)] : []));
    const now = new Date();
    download(`plans-${now.toISOString().slice(0, 10)}.json`, backup(plans, now));
  },
  async calendar() {
    const { allCalendar } = await import("./calendar-file.js");
    const { sheets } = JSON.parse(root.querySelector(".definitions")?.textContent ?? "{}");
    note(allCalendar(store, sheets ?? []));
  },
  dismiss: () => note(""),
  "take-back"() {
    back?.();
    note("");
  },
};

root.addEventListener("click", ({ target }) => {
  const element = /** @type {HTMLElement | null} */ (
    /** @type {Element} */ (target).closest("[data-do]")
  );
  if (element) actions[element.dataset.do ?? ""]?.(element);
});
slot("file").addEventListener("change", async ({ target }) => {
  const { words } = await openFile(/** @type {HTMLInputElement} */ (target), store);
  paint();
  note(words);
});
addEventListener("storage", paint);
addEventListener("pageshow", ({ persisted }) => persisted && paint());
note("");
const show = () => {
  for (const live of root.querySelectorAll("[data-live]")) live.removeAttribute("hidden");
};
paint().then(show, show); // all of it is seen at once, so that nothing has to make room
