// Drawings, element by element.

/** @typedef {{ [name: string]: string | number }} Attributes */

/** @param {Element} element @param {Attributes} attributes @param {(Node | string)[]} children */
export function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, `${value}`);
  element.append(...children);
}

/**
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} name @param {Attributes} [attributes] @param {(Node | string)[]} children
 */
export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  fill(element, attributes, children);
  return element;
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name @param {Attributes} [attributes] @param {(Node | string)[]} children
 */
export function html(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  fill(element, attributes, children);
  return element;
}
