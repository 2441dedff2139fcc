// A worksheet in the page: opens a plan, writes each change of it at once, and shows it.

import { adopt, create } from "./adopt.js";
import { isControl, kindsOf, pathOf, read } from "./controls.js";
import { openHistory } from "./history.js";
import { startLater } from "./later.js";
import { askToKeep, setText } from "./page.js";
import { copy } from "./plan.js";
import { keyOf, openStore } from "./store.js";
import { startView } from "./view.js";

const WEEK = 6048e5; // milliseconds

/** @param {HTMLElement} root */
function start(root) {
  /** @template {HTMLElement} [T=HTMLElement] @param {string} name @returns {T} */
  const find = (name) => /** @type {T} */ (root.querySelector(name));
  /** @type {HTMLFormElement} */
  const form = find("form");
  /** @type {Definition} */
  const definition = JSON.parse(find(".definition").textContent ?? "");
  const kinds = kindsOf(definition);
  const shared = new Set(definition.fields?.filter((field) => field.shared).map(({ id }) => id));
  const store = openStore(() => localStorage, {
    now: () => new Date(),
    session: () => sessionStorage,
  });
  let history = openHistory();
  let stored = false;
  let saved = true;
  let behind = false; // the blank that is being filled in shows an older answer
  let raw = "";
  /** @type {Plan} */
  let plan;
  /** @type {(() => void) | undefined} */
  let back;

  /** Says what keeps plans from being saved; "" that nothing does. @param {string} name */
  function problem(name) {
    find(".banner").hidden = !name;
    for (const line of find(".banner").querySelectorAll("p"))
      line.hidden = line.dataset.problem !== name;
    find('[data-do="raw"]').hidden = !raw;
    if (name) later.warm("download"); // the way out must be there even if the network goes
  }

  /** @param {Plan} next @param {(plan: Plan) => Plan} [tidy] */
  function save(next, tidy) {
    const { plan: now, status } = store.save(next, tidy);
    if (status === "newer") {
      // A newer page has it: what is written here goes into a plan of its own.
      sheet.open(copy(next, { id: sheet.newId(), name: next.name.v, now: new Date() }), true);
      return save(plan);
    }
    plan = now;
    if (!stored) store.open(definition.id, plan.id);
    stored = true;
    saved = status === "ok";
    if (!saved || !raw) problem(saved ? "" : status);
    state(saved ? "Saved in this browser" : "Not saved", saved);
  }

  /**
   * The time is beside the words and not in them, so that it is read out once.
   * @param {string} words @param {boolean} [timed]
   */
  function state(words, timed) {
    setText(sheet.slot("state"), words);
    setText(sheet.slot("time"), timed ? new Date(plan.updated).toTimeString().slice(0, 5) : "");
  }

  /** With the newer of the answers that all worksheets share. @param {Plan} next @returns {Plan} */
  function carry(next) {
    const values = { ...next.values };
    for (const [id, answer] of Object.entries(store.shared()))
      if (shared.has(id) && answer.t > (values[id]?.t ?? 0)) values[id] = answer;
    return { ...next, values };
  }

  /** @param {Plan} next @returns {Plan} */
  const fit = (next) => adopt(next, definition);

  /** What another tab, or this one before it was left, has written. */
  function refresh() {
    stored &&= !saved || !!store.load(definition.id, plan.id);
    if (stored) save(plan, fit);
    plan = carry(plan);
    view.paint(plan, document.activeElement);
    behind = true;
  }

  /** @param {"undo" | "redo"} way */
  function step(way) {
    const next = history[way](plan, Date.now());
    if (next === plan) return;
    save(next, fit);
    sheet.paint();
    tools();
  }

  function tools() {
    find('[data-do="undo"]').setAttribute("aria-disabled", `${!history.canUndo}`);
    find('[data-do="redo"]').setAttribute("aria-disabled", `${!history.canRedo}`);
  }

  /** @type {Sheet} */
  const sheet = {
    form,
    definition,
    store,
    kinds,
    get plan() {
      return plan;
    },
    slot: (name) => find(`[data-show="${name}"]`),
    part(name) {
      /** @type {HTMLTemplateElement} */
      const template = find(`template[data-part="${name}"]`);
      return /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
    },
    newId: () =>
      [...crypto.getRandomValues(new Uint32Array(2))].map((n) => n.toString(36)).join(""),
    fresh: () => create(definition, { id: sheet.newId(), now: new Date() }),
    edit(changes, typed) {
      const next = history.edit(plan, changes, Date.now());
      const ids = changes.flatMap(([[part, id]]) => (part === "values" ? [id] : []));
      const named = ids.some((id) => definition.plan?.name?.includes(`{${id}}`));
      save(next, named ? fit : undefined);
      for (const id of ids) if (shared.has(id)) store.share({ [id]: plan.values[id] });
      if (typed) view.echo(plan, typed);
      else view.paint(plan);
      tools();
    },
    undo: () => step("undo"),
    save,
    open(next, isStored) {
      plan = carry(fit(next));
      stored = isStored;
      history = openHistory();
      if (stored) store.open(definition.id, plan.id);
      state(stored ? "Saved in this browser" : "Saved here as you write", stored);
      sheet.paint();
      tools();
      sheet.slot("nudge").hidden = true;
      if (Date.now() - Date.parse(plan.backedUp ?? plan.created) > WEEK) later.warm("remind", true);
    },
    openLast() {
      const wanted = /^#plan=([\w-]+)$/.exec(location.hash)?.[1] ?? store.opened(definition.id);
      const mine = store.list().filter(({ key }) => key.includes(`plans:${definition.id}:`));
      const sound = mine.flatMap((item) => item.plan ?? []).filter((one) => !one.archived.v);
      sound.sort((a, b) => (a.updated < b.updated ? 1 : -1));
      const found = sound.find(({ id }) => id === wanted) ?? sound[0];
      sheet.open(found ?? sheet.fresh(), !!found);
      const bad = mine.find(({ fault }) => fault);
      raw = bad?.raw ?? "";
      problem(store.blocked ? "blocked" : bad ? (bad.newer ? "newer" : "damaged") : "");
    },
    paint: (shown = plan) => view.paint(shown),
    ready: () => view.ready(),
    note(words, undo) {
      back = undo;
      find(".notice").hidden = !words;
      find('[data-do="take-back"]').hidden = !undo;
      sheet.slot("notice").textContent = words;
    },
  };

  const view = startView(sheet);
  const later = startLater(sheet);
  /** @type {Actions} */
  const actions = {
    ...later.actions,
    undo: sheet.undo,
    redo: () => step("redo"),
    raw: async () => (await import("./files.js")).download(`${definition.id}.txt`, raw),
    dismiss: () => sheet.note(""),
    "take-back"() {
      back?.();
      sheet.note("");
    },
    forget(button) {
      const id = button.closest("div")?.dataset.id ?? "";
      sheet.edit([[id in plan.kept ? ["kept", id] : pathOf(id), null]]);
    },
  };

  root.addEventListener("click", ({ target }) => {
    if (target instanceof HTMLTableCellElement)
      /** @type {HTMLElement | null} */ (
        target.querySelector(':scope > [type="checkbox"]')
      )?.click();
    const element = /** @type {HTMLElement | null} */ (
      /** @type {Element} */ (target).closest("[data-do]")
    );
    if (element?.ariaDisabled !== "true")
      actions[element?.dataset.do ?? ""]?.(/** @type {HTMLElement} */ (element));
  });
  const first = () => {
    askToKeep(store);
    later.warm("download");
  };
  form.addEventListener("change", first, { once: true });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", ({ target }) => {
    if (!isControl(target) || target.closest("[data-blank]")) return;
    const [list, row, column] = target.name.split("__");
    const kind = kinds.get(row ? `${list}__${column}` : list);
    if (kind) sheet.edit([[pathOf(target.name), read(target, kind)]], target);
  });
  // A short text is what an input would be: the keyboard comes to it, and types over it.
  form.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLTextAreaElement && kinds.get(target.name) === "text") target.select();
  });
  form.addEventListener("focusout", () => {
    if (behind) view.paint(plan);
    behind = false;
  });
  form.addEventListener("keydown", (event) => {
    const key = event.key.toLowerCase();
    // A short text may take several lines; it has none of its own.
    if (key === "enter" && isControl(event.target) && kinds.get(event.target.name) === "text")
      event.preventDefault();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || (key !== "z" && key !== "y")) return;
    event.preventDefault();
    step(key === "y" || event.shiftKey ? "redo" : "undo");
  });
  form.addEventListener("beforeinput", (event) => {
    if (!event.inputType.startsWith("history")) return;
    event.preventDefault();
    step(event.inputType === "historyRedo" ? "redo" : "undo");
  });
  addEventListener("storage", ({ key, newValue }) => {
    const own = key === null || key === keyOf(plan);
    if (own && !newValue) stored = false;
    else if (own || key === "plans:shared") refresh();
    else if (!stored && newValue && key?.startsWith(`plans:${definition.id}:`)) sheet.openLast();
  });
  addEventListener("pageshow", ({ persisted }) => persisted && refresh());
  addEventListener("pagehide", () => saved || save(plan));
  document.addEventListener("visibilitychange", refresh);

  for (const part of root.querySelectorAll("[data-live]")) part.removeAttribute("hidden");
  find(".notice").hidden = true;
  root.classList.add("live");
  sheet.openLast();
}

for (const root of document.querySelectorAll(".sheet")) start(/** @type {HTMLElement} */ (root));
