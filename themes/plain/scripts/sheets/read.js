// Plans from files and from storage: whatever they hold, a plan that is sound comes out, or a word
// on why not. Unknown keys stay.

import { day, iso } from "./dates.js";
import { isKey } from "./order.js";

/** The most characters of a plan; a file with many plans may have four times as many. */
export const LIMIT = 5e6;
const MOST_ROWS = 10000;
const MOST_TIME = 8.64e15; // later stamps still fit below 2 ** 53

const NO_PLAN = "This file is no plan";
const TOO_LARGE = "This file is too large: a plan has at most 5 million characters.";
const NEWER = "This plan was made by a newer version of its page, and only that can open it.";
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/i;

/** The author's suggestion. @template T @param {T} v @returns {Stamp<T>} */
export const stamp = (v) => ({ v, t: 0 });

/** @param {string | string[]} [was] @returns {string[]} */
export const before = (was) => (was ? [was].flat() : []);

/** Why a text is not taken, in words for the planner. */
class Fault extends Error {}

/** @typedef {(value: any, key: string) => any} Vet a sound value for a given one, or a Fault */

/**
 * A copy whose objects have no prototype: so no key of a foreign file means more than its letters.
 * @param {any} value @returns {any} throws if it is nested absurdly deep
 */
export function clean(value, depth = 0) {
  if (depth > 30) throw new Fault(`${NO_PLAN}: it is nested too deep.`);
  if (Array.isArray(value)) return value.map((part) => clean(part, depth + 1));
  if (!value || typeof value !== "object") return value;
  const copy = Object.create(null);
  for (const [key, part] of Object.entries(value))
    if (key !== "__proto__") copy[key] = clean(part, depth + 1);
  return copy;
}

// ---------------------------------------------------------------- what is sound

/** @param {any} v @returns {v is { [key: string]: any }} */
const isObject = (v) => !!v && typeof v === "object" && !Array.isArray(v);

/** @param {any} v @param {RegExp} form */
const fits = (v, form) => typeof v === "string" && form.test(v);

/** @param {any} v @param {string} key @returns {{ [key: string]: any }} */
function object(v = Object.create(null), key) {
  if (!isObject(v)) throw new Fault(`${NO_PLAN}: its “${key}” is not readable.`);
  return v;
}

/** @param {{ [key: string]: Vet }} shape @returns {Vet} */
const parts = (shape) => (v, key) => {
  const all = object(v, key);
  for (const [name, vet] of Object.entries(shape)) all[name] = vet(all[name], name);
  return all;
};

/** @param {Vet} vet @returns {Vet} */
const each = (vet) => (v, key) => {
  const all = object(v, key);
  for (const name of Object.keys(all)) all[name] = vet(all[name], name);
  return all;
};

/** @type {Vet} */
const id = (v, key) => {
  if (fits(v, SLUG) && v.length <= 100) return v;
  throw new Fault(`${NO_PLAN}: an “${key}” is missing or wrong.`);
};

/** What can be an answer; anything else is kept as its text. @type {Vet} */
const answer = (v) => (v && typeof v === "object" ? JSON.stringify(v) : (v ?? null));

/** @type {Vet} */
const text = (v) => String(answer(v ?? "", ""));

/** @type {Vet} */
const yes = (v) => v === true;

/** @param {(v: any) => boolean} good @returns {Vet} */
const some = (good) => (v) => (Array.isArray(v) ? v.filter(good) : []);

/** @param {number} least @returns {Vet} */
const number = (least) => (v) => (Number.isInteger(v) && v >= least ? v : least);

/** @type {Vet} */
const moment = (v) => new Date((typeof v === "string" && Date.parse(v)) || 0).toISOString();

/** A bare value counts as stamped. @param {Vet} vet @param {any} [absent] @returns {Vet} */
const stamped =
  (vet, absent = null) =>
  (given, key) => {
    if (given === undefined) given = { v: absent, t: 0 };
    const all = isObject(given) && "v" in given ? given : { v: given };
    const t = Number.isFinite(all.t) ? Math.min(Math.max(Math.floor(all.t), 0), MOST_TIME) : 1;
    return Object.assign(Object.create(null), all, { v: vet(all.v, key), t });
  };

/** @param {any} v */
const isDuration = (v) =>
  Array.isArray(v) && v.length === 2 && Number.isFinite(v[0]) && ["d", "w"].includes(v[1]);

/** @param {any} v */
const isStep = (v) => isObject(v) && fits(v.id, SLUG) && (v.lag === undefined || isDuration(v.lag));

/** @type {Vet} */
const cell = (v) => (isDuration(v) || (Array.isArray(v) && v.every(isStep)) ? v : answer(v, ""));

const row = parts({
  id,
  from: (v) => (fits(v, SLUG) ? v : undefined),
  order: stamped((v) => (isKey(v) ? v : "a0")),
  parent: stamped(text, ""),
  gone: stamped(yes, false),
  cells: each(stamped(cell)),
});

const plan = parts({
  id,
  rev: number(0),
  worksheet: parts({
    id,
    version: number(0),
    title: text,
    url: (v) => (fits(v, /^\/(?![/\\])[^\s\\]*$/) ? v : ""), // a page makes a link of it
    hash: text,
    known: each((v) => [text(v?.[0], ""), text(v?.[1], "")]),
  }),
  created: moment,
  updated: moment,
  name: stamped(text, ""),
  archived: stamped(yes, false),
  calendar: parts({
    start: stamped((v) => iso(day(v) ?? NaN), ""),
    workdays: stamped(
      some((n) => [1, 2, 3, 4, 5, 6, 7].includes(n)),
      [1, 2, 3, 4, 5],
    ),
    holidays: stamped(
      some((date) => day(date) !== null),
      [],
    ),
  }),
  values: each(stamped(answer)),
  lists: each((v, key) => {
    if (Array.isArray(v)) return v.map((one) => row(one ?? "", "row"));
    throw new Fault(`${NO_PLAN}: its “${key}” is no list.`);
  }),
  kept: each((v, key) => {
    const kept = stamped(answer)(v, key);
    return Object.assign(kept, {
      label: text(kept.label ?? key, ""),
      since: number(0)(kept.since, ""),
    });
  }),
});

/** @param {any} data @returns {Plan} */
function readPlan(data) {
  const [, version] = /^plan\/(\d+)$/.exec(text(data?.format, "")) ?? [];
  if (!version || !isObject(data)) throw new Fault(`${NO_PLAN}.`);
  if (+version > 1) throw new Fault(NEWER);
  const count = Object.values(data.lists ?? {}).reduce((n, list) => n + (list?.length || 0), 0);
  if (count > MOST_ROWS)
    throw new Fault(`This plan has more rows than a page can show, which is ${MOST_ROWS}.`);
  return plan(clean(data), "plan");
}

/** @param {any} data @param {number} length @returns {any[]} */
function plansIn(data, length) {
  const [, version] = /^plans\/(\d+)$/.exec(text(data?.format, "")) ?? [];
  if (version && +version > 1) throw new Fault(NEWER);
  if (version && Array.isArray(data.plans)) return data.plans;
  if (length > LIMIT) throw new Fault(TOO_LARGE);
  return [data];
}

/**
 * The plans of a file, or of one text in storage: a plan, or a backup with many. `fault` is "" or
 * says in a sentence what could not be read; the plans that could are there nevertheless.
 * @param {string} file @returns {{ plans: Plan[], fault: string, newer: boolean }}
 */
export function read(file) {
  /** @type {Plan[]} */
  const plans = [];
  /** @type {string[]} */
  const faults = [];
  /** @param {() => void} task */
  const attempt = (task) => {
    try {
      task();
    } catch (error) {
      faults.push(
        error instanceof Fault ? error.message : `${NO_PLAN}: it is damaged, or of another kind.`,
      );
    }
  };
  attempt(() => {
    if (file.length > 4 * LIMIT) throw new Fault(TOO_LARGE);
    const data = JSON.parse(file.replace(/^\uFEFF/, ""));
    for (const one of plansIn(data, file.length)) attempt(() => plans.push(readPlan(one)));
  });
  const [first = ""] = faults;
  const all = faults.length + plans.length;
  const some = first && all > 1 ? `${faults.length} of ${all} plans were left out. ` : "";
  return { plans, fault: some + first, newer: first === NEWER };
}
