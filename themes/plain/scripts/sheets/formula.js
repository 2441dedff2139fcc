// Formulas, worked out from their trees. A date is a text like 2027-03-31; null is "not known yet",
// which is also what comes of values that do not fit each other.

import { day, iso } from "./dates.js";
import { NUMBERS, fit } from "./kinds.js";

/** @typedef {number | string | boolean | null} Value */

/** @param {number} number @returns {number | null} */
const finite = (number) => (Number.isFinite(number) ? number + 0 : null);

/**
 * Half away from zero, of the number as it is written.
 * @param {number} number @param {number} [places]
 */
export function round(number, places = 0) {
  if (!Number.isInteger(places) || Math.abs(places) > 9) return null;
  const [digits, power = "0"] = String(Math.abs(number)).split("e");
  const whole = Math.round(Number(`${digits}e${+power + places}`));
  const [head, tail = "0"] = String(whole).split("e");
  return finite(Math.sign(number) * Number(`${head}e${+tail - places}`));
}

/** @param {Value} date @param {Value} days @returns {Value} */
function later(date, days) {
  const from = day(date);
  if (from === null || typeof days !== "number") return null;
  return iso(from + (round(days) ?? 0)) || null;
}

/** @type {{ [sign: string]: (a: number, b: number) => number }} */
const SIGNS = {
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "^": (a, b) => a ** b,
};

/** @param {string} sign @param {Value} a @param {Value} b @returns {Value} */
function calculate(sign, a, b) {
  if (typeof a === "number" && typeof b === "number") return finite(SIGNS[sign](a, b));
  if (sign === "+") return typeof a === "number" ? later(b, a) : later(a, b);
  if (sign !== "-") return null;
  return typeof b === "number" ? later(a, -b) : between(b, a);
}

/** @param {Value} from @param {Value} to @returns {Value} days */
function between(from, to) {
  const [first, last] = [day(from), day(to)];
  return first === null || last === null ? null : last - first;
}

/** @param {Value} value */
const kindOf = (value) => (day(value) === null ? typeof value : "date");

/** @param {string} sign @param {Value} a @param {Value} b @returns {Value} */
function compare(sign, a, b) {
  if (a === null || b === null || kindOf(a) !== kindOf(b)) return null;
  if (sign === "=" || sign === "!=") return (a === b) === (sign === "=");
  if (typeof a === "boolean") return null;
  return sign[0] === "<"
    ? a < b || (sign === "<=" && a === b)
    : a > b || (sign === ">=" && a === b);
}

/** @param {string} name @param {Value[]} values @returns {Value} */
function gather(name, values) {
  const given = values.filter((value) => value !== null && value !== "");
  if (name === "count") return given.filter((value) => value !== false).length;
  const kinds = new Set(given.map(kindOf));
  const dates = kinds.has("date") && (name === "min" || name === "max");
  if (kinds.size > 1 || (kinds.size && !kinds.has("number") && !dates)) return null;
  if (name === "sum" || name === "avg") {
    const sum = /** @type {number[]} */ (given).reduce((a, b) => a + b, 0);
    return finite(name === "sum" ? sum : sum / given.length);
  }
  const [first = null, ...rest] = given;
  return rest.reduce(
    (best, value) =>
      /** @type {any} */ (value) < /** @type {any} */ (best) === (name === "min") ? value : best,
    first,
  );
}

/** @param {string} name @param {Tree[]} args @param {Lookup} lookup @returns {Value} */
function call(name, args, lookup) {
  if (name === "today") return iso(lookup.today);
  if (name === "if") {
    const test = evaluate(args[0], lookup);
    return typeof test === "boolean" ? evaluate(args[test ? 1 : 2], lookup) : null;
  }
  const values = args.flatMap((arg) =>
    Array.isArray(arg) && arg[0] === "column"
      ? lookup.column(arg[1], arg[2])
      : [evaluate(arg, lookup)],
  );
  const [a, b] = values;
  if (name === "days") return between(a, b);
  if (name !== "round") return gather(name, values);
  if (typeof a !== "number" || b === null) return null;
  return round(a, /** @type {number | undefined} */ (b));
}

/** @param {Tree} tree as the build made it @param {Lookup} lookup @returns {Value} */
export function evaluate(tree, lookup) {
  if (!Array.isArray(tree)) return tree;
  const [head, ...args] = tree;
  if (head === "text" || head === "field") {
    const value = head === "text" ? args[0] : lookup.field(args[0]);
    return value === "" ? null : value;
  }
  if (head === "call") return call(args[0], args.slice(1), lookup);
  const [a, b] = args.map((arg) => evaluate(arg, lookup));
  if (b === undefined) return typeof a === "number" ? finite(-a) : null;
  return head in SIGNS ? calculate(head, a, b) : compare(head, a, b);
}

/**
 * @param {Stamp | undefined} stamp
 * @param {string} kind
 * @returns {Value} an answer, if it fits its kind
 */
function valueOf(stamp, kind) {
  const v = fit(stamp?.v ?? null, kind);
  if (kind === "tick") return v === true;
  if (v === "") return null;
  if (NUMBERS.includes(kind)) return typeof v === "number" ? v : null;
  return kind === "date" && day(v) === null ? null : v;
}

/**
 * How the formulas of a worksheet get at a plan's answers.
 * @param {Plan} plan @param {Definition} definition @param {Day} today @returns {Lookup}
 */
export function lookupIn(plan, definition, today) {
  const fields = new Map((definition.fields ?? []).map((field) => [field.id, field]));
  const lists = new Map((definition.lists ?? []).map((list) => [list.id, list]));
  /** @type {Lookup} */
  const lookup = {
    today,
    formula: (id) => fields.get(id)?.formula,
    field(id) {
      const field = fields.get(id);
      if (field?.formula === undefined) return field ? valueOf(plan.values[id], field.kind) : null;
      return evaluate(field.formula, lookup);
    },
    column(id, column) {
      const kind = lists.get(id)?.columns.find((one) => one.id === column)?.kind ?? "";
      const rows = (plan.lists[id] ?? []).filter((row) => !row.gone?.v);
      return rows.map((row) => valueOf(row.cells[column], kind));
    },
  };
  return lookup;
}

/** @param {Value} value */
const isGiven = (value) => value !== null && value !== false;

/**
 * Whether any of the answers that a formula reads is given: a sum of none is no result.
 * @param {Tree} tree @param {Lookup} lookup @returns {boolean}
 */
function answered(tree, lookup) {
  if (!Array.isArray(tree)) return false;
  const [head, ...args] = tree;
  if (head === "column") return lookup.column(args[0], args[1]).some(isGiven);
  if (head !== "field") return args.some((arg) => answered(arg, lookup));
  const formula = lookup.formula?.(args[0]);
  return formula === undefined ? isGiven(lookup.field(args[0])) : answered(formula, lookup);
}

/**
 * What a formula comes to, or null as long as it would be the 0 of a sheet that nobody filled in.
 * @param {Tree} tree @param {Lookup} lookup @returns {Value}
 */
export function result(tree, lookup) {
  const value = evaluate(tree, lookup);
  return value === 0 && !answered(tree, lookup) ? null : value;
}

/**
 * A result as people read it; "" if it is not known.
 * @param {Value} value @param {string} [format]
 * @param {string} [language] @param {string} [currency]
 * @param {number} [decimals]
 */
export function show(value, format = "", language = "en", currency = "", decimals) {
  if (value === null || typeof value === "boolean")
    return value === null ? "" : value ? "yes" : "no";
  const date = day(value);
  if (date !== null)
    return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeZone: "UTC" }).format(
      date * 864e5,
    );
  if (typeof value !== "number") return value;
  /** @type {Intl.NumberFormatOptions} */
  const options = { maximumFractionDigits: decimals ?? 2, minimumFractionDigits: decimals };
  if (format === "percent")
    Object.assign(options, { style: "percent", maximumFractionDigits: decimals ?? 1 });
  if (format === "money" && currency) {
    Object.assign(options, { style: "currency", currency });
    options.trailingZeroDisplay = "stripIfInteger"; // no cents where there are none
  }
  return new Intl.NumberFormat(language, options).format(value);
}
