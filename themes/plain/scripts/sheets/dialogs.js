// What the dialogs have in common that are loaded when they are asked for.

/**
 * A dialog of the page, and its parts by their `data-at`.
 * @param {Sheet} sheet @param {string} name
 */
export function dialogOf(sheet, name) {
  const dialog = /** @type {HTMLDialogElement} */ (sheet.slot(name));
  /** @template {HTMLElement} [T=HTMLElement] @param {string} part @returns {T} */
  const at = (part) => /** @type {T} */ (dialog.querySelector(`[data-at="${part}"]`));
  return {
    dialog,
    at,
    /** @param {string} part @param {string} type @param {(event: Event) => unknown} then */
    on: (part, type, then) => at(part).addEventListener(type, then),
    /** In the place of a dialog that is open already. */
    show() {
      for (const other of document.querySelectorAll("dialog")) if (other !== dialog) other.close();
      if (!dialog.open) dialog.showModal();
    },
    /** For the eye, and read out. @param {string} words */
    say(words) {
      at("said").textContent = words;
    },
  };
}

/**
 * Puts a text where it can be pasted from.
 * @param {HTMLInputElement | HTMLTextAreaElement} field with the text
 * @returns {Promise<string>} what to say of it
 */
export async function copyOf(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return "Copied.";
  } catch {
    field.focus();
    field.select();
    return "The browser did not let the page copy. It is selected now: copy it by hand.";
  }
}

/**
 * Puts the focus on a blank of the sheet, even if the stage that its plan is in hides it.
 * @param {Element | null} blank
 */
export function goTo(blank) {
  if (!(blank instanceof HTMLElement)) return;
  if (!blank.checkVisibility()) {
    const stages = blank.closest(".grid-frame")?.previousElementSibling;
    /** @type {HTMLElement | null | undefined} */
    (stages?.querySelector('[data-stage="all"]'))?.click();
  }
  blank.scrollIntoView({ block: "center" });
  blank.focus({ preventScroll: true });
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag @param {{ class?: string, data?: { [name: string]: string } }} how
 * @param {...(Node | string | false | null | undefined)} inside texts stay texts
 */
export function make(tag, how, ...inside) {
  const element = document.createElement(tag);
  if (how.class) element.className = how.class;
  Object.assign(element.dataset, how.data);
  for (const part of inside) if (part) element.append(part);
  return element;
}
