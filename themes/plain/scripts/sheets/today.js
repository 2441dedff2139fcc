// Today: what the plans in this browser ask for. Each change goes to its plan at once, merged with
// what other tabs have written there.

import { agenda, placed, written } from "./agenda.js";
import { show as fillCard } from "./card.js";
import { read } from "./controls.js";
import { day as dayOf, iso, today as dayNow, weekday } from "./dates.js";
import { startDebriefs } from "./debriefs.js";
import { startDrag } from "./drag.js";
import { openHistory } from "./history.js";
import { keyAt } from "./order.js";
import { keepFocus, linkTo, part, root, slot, tell } from "./today-parts.js";
import { startQuick } from "./quick-add.js";
import { tickOf } from "./routines.js";
import { openStore } from "./store.js";
import { describe } from "./when.js";
import { workdays } from "./workdays.js";

/**
 * @typedef {import("./agenda.js").Agenda} Agenda @typedef {import("./agenda.js").Task} Task
 * @typedef {import("./agenda.js").Routine} Routine
 */

const language = document.documentElement.lang;
const store = openStore(() => localStorage, { now: () => new Date() });
/** @type {Definition[]} */
const sheets = JSON.parse(root.querySelector(".definitions")?.textContent ?? "").sheets;
/** @type {Map<string, ReturnType<typeof openHistory>>} of plans, by their keys */
const histories = new Map();
/** Which plans were changed, the last one at the end. @type {string[]} */
const trail = [];
/** What is shown, by its key. @type {Map<string, Task | Routine>} */
const shown = new Map();
/** @type {Agenda} */
let found;
let now = dayNow(new Date());

/** @param {string} words @param {boolean} [undo] */
function note(words, undo = false) {
  slot("notice").textContent = words;
  const box = /** @type {HTMLElement} */ (slot("notice").parentElement);
  box.hidden = !words;
  /** @type {HTMLElement} */ (box.querySelector('[data-do="undo"]')).hidden = !undo;
}

// ---------------------------------------------------------------- plans

/** @param {string} key @returns {Plan | undefined} as it is stored now */
function planAt(key) {
  const [worksheet, id] = key.split(":");
  return store.load(worksheet, id)?.plan;
}

/**
 * Changes the plan of what has this key, as it is now.
 * @param {string} key @param {(plan: Plan) => Change[]} changes
 * @param {string} [words] what to say of it @param {boolean} [typing] whether more is to come
 */
function edit(key, changes, words, typing) {
  const plan = planAt(key);
  if (!plan) return paint();
  const of = `${plan.worksheet.id}:${plan.id}`;
  const history = histories.get(of) ?? openHistory();
  histories.set(of, history);
  const { status } = store.save(history.edit(plan, changes(plan), Date.now()));
  trail.push(of);
  if (!typing) paint();
  if (status !== "ok") note("This could not be saved: download your plans, then make room.");
  else if (words) note(words, true);
}

function undo() {
  for (let of = trail.pop(); of; of = trail.pop()) {
    const plan = planAt(of);
    const next = plan && histories.get(of)?.undo(plan, Date.now());
    if (!next || next === plan) continue;
    store.save(next);
    paint();
    return note("Undone.");
  }
  note("");
}

/**
 * Changes cells of a task.
 * @param {Task | Routine} task @param {{ [column: string]: any }} cells @param {string} words
 */
function set({ key, list, row }, cells, words) {
  const changes = Object.entries(cells).map(
    ([column, v]) => /** @type {Change} */ ([["lists", list, row.id, "cells", column], v]),
  );
  edit(key, () => changes, words);
}

// ---------------------------------------------------------------- showing

/** @param {Task} task */
function whenOf({ start, due, dated, done }) {
  if (done || !dated) return "";
  if (due < now) return `was due ${describe(due, now, language)}`;
  if (start > now) return describe(start, now, language);
  return due > now ? `until ${describe(due, now, language)}` : "";
}

/** @param {Task} task @param {string} section */
function taskItem(task, section) {
  const item = part(section === "day" ? "day" : "task");
  tell(item, { text: task.text, when: whenOf(task), who: task.who && `@${task.who}` });
  item.classList.toggle("late", section === "overdue");
  if (section !== "waiting") item.querySelector('[data-do="mine"]')?.remove();
  if (section === "done") item.querySelector(".task-tools")?.remove();
  if (section === "week" || section === "someday")
    for (const words of item.querySelectorAll("summary")) words.textContent = "Another day";
  return item;
}

/** @param {Routine} routine */
function routineItem({ text, often, streak, unit }) {
  const item = part("routine");
  tell(item, { text, often, streak: streak > 1 ? `${streak} ${unit} in a row` : "" });
  return item;
}

/** @param {string} section @param {(Task | Routine)[]} tasks */
function list(section, tasks) {
  const items = tasks.map((task) => {
    const item = "often" in task ? routineItem(task) : taskItem(task, section);
    linkTo(item, task.plan, "area" in task ? task.area : "");
    item.dataset.key = task.key;
    /** @type {HTMLInputElement} */ (item.querySelector("input")).checked = !!task.done || task.done === 0;
    item.classList.toggle("done", !!task.done);
    shown.set(task.key, task);
    return item;
  });
  items[0]?.querySelector('[data-do="up"]')?.setAttribute("aria-disabled", "true");
  items.at(-1)?.querySelector('[data-do="down"]')?.setAttribute("aria-disabled", "true");
  slot(section).replaceChildren(...items);
  const left = tasks.filter(({ done }) => !done).length;
  slot(`${section}-count`).textContent = section === "done" ? `${tasks.length}` : left ? `${left}` : "";
  if (section !== "day") partOf(section).hidden = !tasks.length;
}

/** @param {string} section @returns {HTMLElement} */
const partOf = (section) => /** @type {HTMLElement} */ (root.querySelector(`[data-part-of="${section}"]`));

/** "3 steps, 2 of them overdue, and 1 routine". */
function summary() {
  const open = found.day.filter(({ done }) => !done);
  const steps = open.length + found.today.length + found.overdue.length;
  const late = found.overdue.length + open.filter(({ due, dated }) => dated && due < now).length;
  const rounds = found.routines.filter(({ done }) => done === null).length;
  const dates = found.dates.filter(({ day }) => day <= now).length;
  const parts = [
    steps && `${steps} ${steps > 1 ? "steps" : "step"}${late ? `, ${late} overdue` : ""}`,
    rounds && `${rounds} ${rounds > 1 ? "routines" : "routine"}`,
    dates && `${dates} ${dates > 1 ? "dates" : "date"} on your sheets`,
  ].filter(Boolean);
  return parts.length ? `: ${parts.join(" and ")}.` : ": all clear.";
}

function paint() {
  now = dayNow(new Date());
  const refocus = keepFocus();
  const plans = store.list().flatMap(({ plan }) => (plan && !plan.archived.v ? [plan] : []));
  found = agenda(plans, sheets, now, store.settings().me ?? []);
  shown.clear();
  for (const section of /** @type {const} */ (["day", "overdue", "today", "waiting", "week", "someday", "done", "routines"]))
    list(section, found[section]);
  const date = new Date(now * 864e5).toLocaleDateString(language, { dateStyle: "full", timeZone: "UTC" });
  slot("date").textContent = date;
  slot("sum").textContent = plans.length ? summary() : "";
  slot("none").hidden = plans.length > 0;
  slot("desk").hidden = slot("privacy").hidden = !plans.length;
  slot("day-none").hidden = found.day.length > 0;
  slot("calm").hidden = found.day.length + found.overdue.length + found.today.length > 0;
  partOf("quiet").hidden = !found.quiet.length;
  slot("quiet").replaceChildren(
    ...found.quiet.map(({ plan, text }) => {
      const item = part("quiet");
      tell(item, { text });
      linkTo(item, plan);
      return item;
    }),
  );
  partOf("dates").hidden = !found.dates.length;
  slot("dates").replaceChildren(
    ...found.dates.map(({ plan, text, label, day }) => {
      const item = part("date");
      const when = describe(day, now, language);
      tell(item, { text, label: label && `${label}:`, when: day < now ? `was ${when}` : when });
      item.classList.toggle("late", day < now);
      linkTo(item, plan);
      return item;
    }),
  );
  partOf("debriefs").hidden = !found.debriefs.length;
  debriefs(found.debriefs, ({ plan, sums }) => {
    const item = part("debrief");
    tell(item, { sums });
    linkTo(item, plan);
    return item;
  });
  quick(plans, now);
  fillCard(root, found, date);
  refocus();
}

// ---------------------------------------------------------------- doing

/** @param {Element} element @returns {Task | Routine | undefined} */
const taskOf = (element) =>
  shown.get(/** @type {HTMLElement | null} */ (element.closest("li[data-key]"))?.dataset.key ?? "");

/**
 * Puts a task at a place in the day.
 * @param {Task} task @param {number} to @param {string} words
 */
function place(task, to, words) {
  const others = found.day.filter((other) => other !== task).map(({ place }) => place);
  set(task, { day: placed(now, keyAt(others, to)) }, words);
}

/** @param {number} from @param {number} to */
function move(from, to) {
  const task = found.day[from];
  if (task && to >= 0 && to < found.day.length && from !== to)
    place(task, to, `“${task.text}” is number ${to + 1} of ${found.day.length}.`);
}

/** @param {Task} task @param {Day} to */
const putOff = (task, to) =>
  set(task, { pin: iso(to), ...(task.place && { day: "" }) }, `“${task.text}” waits until ${describe(to, now, language)}.`);

/** @type {{ [name: string]: (task: any, element: HTMLElement) => void }} */
const actions = {
  choose: (task) => place(task, found.day.length, `“${task.text}” is in your day.`),
  back: (task) => set(task, { day: "" }, `“${task.text}” is no longer in your day.`),
  up: (task) => move(found.day.indexOf(task), found.day.indexOf(task) - 1),
  down: (task) => move(found.day.indexOf(task), found.day.indexOf(task) + 1),
  later(task, { dataset }) {
    const { on } = workdays(task.plan.calendar);
    putOff(task, on(dataset.to === "week" ? now + 8 - weekday(now) : now + 1));
  },
  mine(task) {
    const { me = [] } = store.settings();
    store.set({ me: [...me, task.who] });
    paint();
    note(`“${task.who}” is you, from now on.`);
  },
  print: () => print(),
  undo,
  dismiss: () => note(""),
};

/** @param {Task | Routine} task @param {boolean} done */
function tick(task, done) {
  const words = `${done ? "Done" : "Not done"}: “${task.text}”.`;
  if (!("often" in task)) return set(task, { done }, words);
  set(task, { [tickOf(done ? now : (task.done ?? now), task.suffix)]: done }, words);
}

root.addEventListener("click", ({ target }) => {
  const element = /** @type {HTMLElement | null} */ (/** @type {Element} */ (target).closest("button[data-do]"));
  if (element && element.ariaDisabled !== "true") actions[element.dataset.do ?? ""]?.(taskOf(element), element);
});
root.addEventListener("change", ({ target }) => {
  const input = /** @type {HTMLInputElement} */ (target);
  const task = taskOf(input);
  if (task && input.dataset.do === "tick") tick(task, input.checked);
  if (task && input.dataset.do === "on" && input.value) putOff(/** @type {Task} */ (task), dayOf(input.value) ?? now);
});
root.addEventListener("keydown", (event) => {
  const typing = /** @type {Element} */ (event.target).matches("textarea, select, input:not([type=checkbox])");
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !event.shiftKey && !typing) {
    event.preventDefault();
    undo();
  }
  const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
  const task = taskOf(/** @type {Element} */ (event.target));
  if (!way || !event.altKey || !task || !("place" in task) || !task.place) return;
  event.preventDefault();
  actions[way](task, root);
});
addEventListener("storage", ({ key }) => (!key || key.startsWith("plans:")) && paint());
addEventListener("pageshow", ({ persisted }) => persisted && paint());
document.addEventListener("visibilitychange", () => document.hidden || paint());

startDrag(slot("day"), move);
const debriefs = startDebriefs(slot("debriefs"), ({ key, list }, { id, kind }, control) =>
  edit(key, (plan) => written(plan, list, id, read(control, kind), now), "", true),
);
const quick = startQuick(/** @type {HTMLFormElement} */ (slot("quick")), slot("quick-when"), language, edit);
note("");
paint();
