// What stands in a blank, as a value, and back again.

import { NUMBERS } from "./kinds.js";
import { duration, number } from "./typed.js";

const BLANK = ":is(input, select, textarea)";

/** Where in a plan the answer to a control is. @param {string} name @returns {Path} */
export function pathOf(name) {
  const [first, row, column] = name.split("__");
  return row ? ["lists", first, row, "cells", column] : ["values", first];
}

/** @param {ParentNode} node @returns {NodeListOf<Control>} */
export const controls = (node) => node.querySelectorAll(`${BLANK}[name]`);

/** @param {any} node @returns {node is Control} */
export const isControl = (node) => node instanceof Element && node.matches(`${BLANK}[name]`);

/**
 * The kind of every field, and of every column as `list__column`.
 * @param {Definition} definition
 */
export function kindsOf(definition) {
  const kinds = new Map(definition.fields?.map((field) => [field.id, field.kind]));
  for (const list of definition.lists ?? [])
    for (const column of list.columns) kinds.set(`${list.id}__${column.id}`, column.kind);
  return kinds;
}

/** @param {Control} control @param {string} kind @returns {any} null if there is no answer */
export function read(control, kind) {
  if (control.type === "checkbox") return /** @type {HTMLInputElement} */ (control).checked;
  if (!control.value.trim()) return null;
  if (control.name.endsWith("__dur")) return duration(control.value);
  // A short text is one line, however it got into its blank.
  if (kind === "text" && !control.name.includes("__"))
    return control.value.replace(/\s*\n\s*/g, " ");
  return NUMBERS.includes(kind) ? number(control.value) : control.value;
}

/** @param {any} v */
export const textOf = (v) => (Array.isArray(v) ? v.join("") : `${v ?? ""}`);

/** Shows an answer. @param {Control} control @param {any} v */
export function show(control, v) {
  const text = textOf(v);
  if (control instanceof HTMLInputElement && /checkbox|radio/.test(control.type))
    control.checked = control.type === "radio" ? control.value === text : v === true;
  else if (control.value !== text) {
    control.value = text;
    // An answer that the author no longer offers is still the answer.
    if (control instanceof HTMLSelectElement && control.value !== text)
      control.add(new Option(text, text, true, true));
  }
}
