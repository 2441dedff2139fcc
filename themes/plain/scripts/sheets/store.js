// Plans in this browser. Every failure is a value, and nothing is written over unread.
//
//   plans:WORKSHEET:PLAN      a plan               plans:shared     answers for all worksheets
//   plans:daily:PLAN:DATE     as it was that day   plans:settings   of the pages
//   plans:damaged:KEY         what is no plan      plans:open:WORKSHEET   the plan opened last

import { iso, today } from "./dates.js";
import { canonical, merge } from "./merge.js";
import { newest, read } from "./plan.js";
import { attempt, openShelf } from "./shelf.js";

const PLAN = /^plans:(?!(?:open|daily|damaged):)[^:]+:[^:]+$/;
/** @param {string} key */
export const isPlan = (key) => PLAN.test(key);

const DAILY = "plans:daily:";
const DAMAGED = "plans:damaged:";
const DAYS = 7;

/** @param {Plan} plan */
export const keyOf = (plan) => `plans:${plan.worksheet.id}:${plan.id}`;

/** Without what each write changes. @param {Plan} plan */
const content = (plan) => canonical({ ...plan, rev: 0, updated: "" });

/**
 * @param {() => Texts | null} get such as `() => localStorage`
 * @param {{ now: () => Date, session?: () => Texts | null }} how
 */
export function openStore(get, { now, session = () => null }) {
  const shelf = openShelf(get);
  const tab = attempt(session);

  /** One plan is read again and again. @type {[raw: string, found: ReturnType<typeof read>]} */
  let last = ["", read("")];

  /** @param {string} raw */
  function parse(raw) {
    if (raw !== last[0]) last = [raw, read(raw)];
    return last[1];
  }

  /** @param {(key: string) => boolean} test */
  const keys = (test) => shelf.keys().filter(test);

  /** The days that are kept of a plan, the oldest first. @param {string} id */
  const days = (id) => keys((key) => key.startsWith(`${DAILY}${id}:`));

  /** @param {string} key @returns {Item | null} */
  function look(key) {
    const raw = shelf.get(key);
    if (raw === null) return null;
    const { plans, fault, newer } = parse(raw);
    return { key, raw, size: key.length + raw.length, plan: plans[0], fault, newer };
  }

  /** If storage is full, the oldest days make room. @param {string} key @param {string} text */
  function write(key, text) {
    const all = keys((other) => other.startsWith(DAILY));
    return shelf.put(
      key,
      text,
      all.sort((a, b) => (a.slice(-10) < b.slice(-10) ? -1 : 1)),
    );
  }

  /** Moves what is not as it should be to where nothing is written over it.
   * @param {string} key @param {string} raw @returns {Status} */
  function setAside(key, raw) {
    let place = DAMAGED + key;
    for (let n = 2; ![null, raw].includes(shelf.get(place)); n++) place = `${DAMAGED}${key}:${n}`;
    const status = write(place, raw);
    if (status === "ok") shelf.drop(key);
    return status;
  }

  /** Keeps the last state of an earlier day. @param {Plan} plan @param {string} raw */
  function keepDay(plan, raw) {
    const of = today(new Date(plan.updated));
    const key = `${DAILY}${plan.id}:${iso(of)}`;
    if (of >= today(now()) || shelf.get(key) !== null) return;
    if (shelf.put(key, raw) !== "ok") shelf.held.delete(key);
    days(plan.id).slice(0, -DAYS).forEach(shelf.drop);
  }

  /** @param {string} key @returns {{ [name: string]: any }} */
  function object(key) {
    const raw = shelf.get(key);
    const value = attempt(() => JSON.parse(raw ?? "{}"));
    if (value && typeof value === "object") return value;
    setAside(key, raw ?? "");
    return {};
  }

  const store = {
    shelf,
    keys,
    days,
    write,
    now,
    blocked: shelf.blocked,

    /** All plans of all worksheets, and what is damaged or newer. @returns {Item[]} */
    list: () =>
      keys((key) => isPlan(key) || key.startsWith(DAMAGED)).flatMap((key) => look(key) ?? []),

    /** @param {string} worksheet @param {string} id */
    load: (worksheet, id) => look(`plans:${worksheet}:${id}`),

    /**
     * Merges with what is there and writes that, unless nothing differs.
     * @param {Plan} plan @param {(plan: Plan) => Plan} [tidy] such as adopting
     * @returns {{ plan: Plan, status: Status }} what is there now, for the page to go on with
     */
    save(plan, tidy = (plan) => plan) {
      const key = keyOf(plan);
      const raw = shelf.stored(key);
      const found = raw === null ? undefined : parse(raw);
      if (found?.newer) return { plan, status: "newer" };
      const there = found?.plans[0];
      const others = [there, read(shelf.held.get(key) ?? "").plans[0]];
      const merged = others.reduce(
        (/** @type {Plan} */ all, one) => (one ? merge(all, one) : all),
        plan,
      );
      const next = Object.assign(Object.create(null), tidy(merged));
      if (there && newest(next) <= newest(there) && content(next) === content(there))
        return { plan: there, status: "ok" };
      next.rev++;
      next.updated = now().toISOString();
      let status = /** @type {Status} */ (found?.fault ? setAside(key, raw ?? "") : "ok");
      const text = JSON.stringify(next);
      if (status === "ok") status = write(key, text);
      else shelf.held.set(key, text);
      if (status === "ok") last = [text, { plans: [next], fault: "", newer: false }];
      if (there) keepDay(there, raw ?? "");
      return { plan: next, status };
    },

    /** Answers for all worksheets. @returns {{ [field: string]: Stamp<Answer> }} */
    shared: () => object("plans:shared"),

    /** @param {{ [field: string]: Stamp<Answer> }} answers of which the newer ones stay */
    share: (answers) => write("plans:shared", JSON.stringify(merge(store.shared(), answers))),

    settings: () => object("plans:settings"),

    /** @param {{ [name: string]: any }} some */
    set: (some) => write("plans:settings", JSON.stringify({ ...store.settings(), ...some })),

    /** The plan opened last in this tab, or else in any. @param {string} worksheet */
    opened(worksheet) {
      const key = `plans:open:${worksheet}`;
      return attempt(() => tab?.getItem(key)) ?? shelf.get(key);
    },

    /** @param {string} worksheet @param {string} id */
    open(worksheet, id) {
      const key = `plans:open:${worksheet}`;
      attempt(() => tab?.setItem(key, id));
      write(key, id);
    },
  };
  return store;
}
