// What a plan may have forgotten: a quiet list below it, each line with the way there.

import { advise } from "./advice.js";
import { today } from "./dates.js";
import { goTo, make } from "./dialogs.js";
import { schedules } from "./schedule.js";

/** @typedef {import("./advice.js").Advice} Advice */

/** What it is about, for those that are put away. @param {Advice} advice */
const keyOf = ({ code, list, field }) => [code, field ?? list].filter(Boolean).join(":");

/** @param {Sheet} sheet */
export function start(sheet) {
  const { form, definition, store, slot } = sheet;
  const root = /** @type {HTMLElement} */ (form.parentElement);
  const place = /** @type {HTMLDetailsElement} */ (slot("advice"));
  /** @type {{ [code: string]: { url: string, title: string } }} */
  const posts = JSON.parse(root.querySelector(".posts")?.textContent ?? "{}");
  let shown = "";
  let waiting = false;

  /**
   * By plan; under "" are codes that are put away in all.
   * @returns {{ [plan: string]: string[] }}
   */
  const dismissed = () => store.settings().dismissed ?? {};

  /** @param {string} plan @param {string[]} keys */
  const put = (plan, keys) => store.set({ dismissed: { ...dismissed(), [plan]: keys } });

  /** @param {Advice} advice @param {boolean} everywhere */
  function dismiss(advice, everywhere) {
    const plan = everywhere ? "" : sheet.plan.id;
    const was = dismissed()[plan] ?? [];
    put(plan, [...was, everywhere ? advice.code : keyOf(advice)]);
    paint();
    const next = slot("advice-list").querySelector("button") ?? place.querySelector("summary");
    /** @type {HTMLElement} */ (next).focus();
    sheet.note(everywhere ? "You will not be told this again." : "Put away for this plan.", () => {
      put(plan, was);
      paint();
      place.querySelector("summary")?.focus();
    });
  }

  /** To the row or the blank that it is about. @param {Advice} advice */
  function go({ field, list, row }) {
    const name = field ? `[name="${field}"]` : "";
    const table = list ? `[data-list="${list}"]` : "";
    const controls = ":is(textarea, input, select):not([type=checkbox])";
    goTo(
      (name && form.querySelector(name)) ||
        (row && form.querySelector(`${table} [data-row="${row}"] ${controls}`)) ||
        (table ? form.querySelector(`${table} ${controls}`) : null),
    );
  }

  /** @param {string} words @param {() => void} then @param {string} [label] */
  function button(words, then, label) {
    const found = make("button", {}, words);
    found.type = "button";
    if (label) found.ariaLabel = label;
    found.addEventListener("click", then);
    return found;
  }

  /** @param {Advice} advice */
  function line(advice) {
    const { code, text, field, list } = advice;
    const post = posts[code] ?? posts[""];
    const why = post && make("a", {}, post.title);
    if (why) why.href = post.url;
    return make(
      "li",
      {},
      make("p", {}, text, why && make("small", {}, " Why: ", why)),
      make(
        "p",
        { class: "actions" },
        (field || list) && button("Go there", () => go(advice), `Go there: ${text}`),
        button("Not in this plan", () => dismiss(advice, false), `Not in this plan: ${text}`),
        button("Never", () => dismiss(advice, true), `Never: ${text}`),
      ),
    );
  }

  function paint() {
    waiting = false;
    const now = today(new Date());
    const all = advise(sheet.plan, definition, schedules(sheet.plan, now), now);
    const { "": never = [], [sheet.plan.id]: here = [] } = dismissed();
    const left = all.filter((one) => !never.includes(one.code) && !here.includes(keyOf(one)));
    const away = all.length - left.length;
    slot("advice-count").textContent = left.length ? `: ${left.length}` : "";
    slot("advice-none").hidden = left.length > 0;
    slot("advice-away").hidden = !away;
    slot("advice-away-count").textContent = `${away}`;
    const next = JSON.stringify(left);
    if (next === shown) return; // so that what has the focus keeps it
    shown = next;
    slot("advice-list").replaceChildren(...left.map(line));
  }

  /** After whatever has changed the plan. */
  function soon() {
    if (!place.open || waiting) return;
    waiting = true;
    requestAnimationFrame(paint);
  }

  for (const type of ["input", "click", "keyup"]) root.addEventListener(type, soon);
  addEventListener("storage", soon);
  place.addEventListener("toggle", soon);
  slot("advice-again").addEventListener("click", () => {
    const was = dismissed();
    store.set({ dismissed: { ...was, "": [], [sheet.plan.id]: [] } });
    paint();
    place.querySelector("summary")?.focus();
  });
  paint();
  return soon;
}
