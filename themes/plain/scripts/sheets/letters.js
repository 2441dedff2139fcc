// Letters: what their blanks make of them, to copy or to mail.

import { isControl } from "./controls.js";
import { valueText } from "./page.js";

/**
 * The words of a part of a letter, or of a blank, as they read now.
 * @param {Node} node @returns {string}
 */
export function words(node) {
  if (node instanceof Text) return node.data.replace(/\s+/g, " ");
  if (node instanceof HTMLBRElement) return "\n";
  if (node instanceof HTMLElement && node.ariaHidden === "true") return "";
  if (isControl(node)) return valueText(node) || `[${node.ariaLabel ?? node.name}]`;
  return [...node.childNodes].map(words).join("");
}

/** @param {Element} letter one paragraph for each of its children */
export const letterText = (letter) =>
  [...letter.children].map((part) => words(part).trim()).join("\n\n");

/** @param {Sheet} sheet */
export function start(sheet) {
  for (const letter of sheet.form.querySelectorAll("[data-letter]"))
    letter.after(sheet.part("letter-tools"));

  /** @param {HTMLElement} button */
  const around = (button) => /** @type {HTMLElement} */ (button.closest(".block"));
  /** @param {HTMLElement} button */
  const text = (button) =>
    letterText(/** @type {Element} */ (around(button).querySelector("[data-letter]")));
  return {
    /** @param {HTMLElement} button */
    async copy(button) {
      try {
        await navigator.clipboard.writeText(text(button));
        sheet.note("Copied.");
      } catch {
        sheet.note(
          "The browser did not let the page copy. Select the letter, and copy it by hand.",
        );
      }
    },
    /** @param {HTMLElement} button */
    mail(button) {
      const subject = around(button).querySelector("h2, h3, h4")?.textContent ?? "";
      const link = /** @type {HTMLAnchorElement} */ (button);
      const [about, body] = [subject, text(button)].map(encodeURIComponent);
      link.href = `mailto:?subject=${about}&body=${body}`;
    },
  };
}
