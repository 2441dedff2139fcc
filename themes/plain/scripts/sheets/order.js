// Places in a list as texts: between any two there is room for another, and nothing is renumbered.
//
// A key is a whole number and a fraction, in digits of base 36. The first letter says how many
// digits the whole number has: a 1, b 2 … upwards, Z 1, Y 2 … below zero. So a0 < az < b00.

const SHAPE = /^[A-Za-z][0-9a-z]*$/;

/** @param {string} key */
const size = (key) => (key >= "a" ? key.charCodeAt(0) - 95 : 92 - key.charCodeAt(0));

/** Whether `between` could have made it. @param {unknown} key */
export const isKey = (key) =>
  typeof key === "string" &&
  SHAPE.test(key) &&
  size(key) < 11 &&
  (key.length === size(key) || (key.length > size(key) && !key.endsWith("0")));

/** The whole number that is one more or one less. @param {string} key @param {1 | -1} by */
function step(key, by) {
  const length = size(key) - 1;
  const number = parseInt(key.slice(1, length + 1), 36) + by;
  if (number >= 0 && number < 36 ** length)
    return key[0] + number.toString(36).padStart(length, "0");
  const next = key[0] === "a" && by < 0 ? "Z" : key[0] === "Z" && by > 0 ? "a" : "";
  const head = next || String.fromCharCode(key.charCodeAt(0) + by);
  return head + (by > 0 ? "0" : "z").repeat(size(head) - 1);
}

/**
 * A fraction between two; "" as `b` is one.
 * @param {string} a @param {string} b @returns {string}
 */
function middle(a, b) {
  const low = parseInt(a[0] ?? "0", 36);
  const high = b ? parseInt(b[0], 36) : 36;
  if (low === high) return b[0] + middle(a.slice(1), b.slice(1));
  if (high - low > 1) return ((low + high) >> 1).toString(36);
  return b.length > 1 ? b[0] : low.toString(36) + middle(a.slice(1), "");
}

/**
 * A key after `a` and before `b`; "" is the start or the end of the list.
 * @param {string} a @param {string} b @returns {string}
 */
export function between(a, b) {
  if (!isKey(a)) a = "";
  if (!isKey(b) || (a && b <= a)) b = "";
  if (!a) return b ? step(b, -1) : "a0";
  const next = step(a, 1);
  if (!b || next < b) return next;
  const whole = a.slice(0, size(a));
  const fraction = b.startsWith(whole) ? b.slice(whole.length) : "";
  return whole + middle(a.slice(whole.length), fraction);
}

/**
 * A key for the place `index` among sorted keys, of which some may be equal: two tabs can have
 * put rows in one place.
 * @param {string[]} keys @param {number} index
 */
export function keyAt(keys, index) {
  const before = keys[index - 1] ?? "";
  return between(before, keys.slice(index).find((key) => key > before) ?? "");
}
