// The page Today: its places, the parts in its templates, and what has the focus in it.

export const root = /** @type {HTMLElement} */ (document.querySelector(".today"));

/** @param {string} name @returns {HTMLElement} */
export const slot = (name) => /** @type {HTMLElement} */ (root.querySelector(`[data-show="${name}"]`));

/** @param {string} name @returns {HTMLElement} */
export function part(name) {
  const template = /** @type {HTMLTemplateElement} */ (root.querySelector(`template[data-part="${name}"]`));
  return /** @type {HTMLElement} */ (template.content.firstElementChild?.cloneNode(true));
}

/** @param {Element} item @param {{ [name: string]: string }} words */
export function tell(item, words) {
  for (const [name, text] of Object.entries(words)) {
    const place = item.querySelector(`[data-say="${name}"]`);
    if (place && text) place.textContent = text;
    else place?.remove();
  }
}

/** @param {Element} item @param {Plan} plan @param {string} [words] */
export function linkTo(item, plan, words) {
  const link = item.querySelector("a");
  if (!link) return;
  link.textContent = words || plan.name.v;
  if (plan.worksheet.url) link.href = `${plan.worksheet.url}#plan=${plan.id}`;
}

/** What has the focus has it again; if that has gone elsewhere, what came after it has, or before. */
export function keepFocus() {
  const had = /** @type {HTMLElement} */ (document.activeElement);
  const item = had.closest("li[data-key]");
  if (!item) return () => {};
  const control = `[data-do="${had.dataset.do}"]`;
  const near = [item, item.nextElementSibling, item.previousElementSibling];
  const keys = near.map((one) => /** @type {HTMLElement | null} */ (one)?.dataset.key);
  return () => {
    /** @type {NodeListOf<HTMLElement>} */
    const all = root.querySelectorAll("li[data-key]");
    const seen = [...all].filter((one) => one.checkVisibility());
    const found = keys.map((key) => seen.find(({ dataset }) => dataset.key === key)?.querySelector(control));
    const next = found.find(Boolean) ?? seen[0]?.querySelector("input");
    /** @type {HTMLElement | undefined | null} */ (next)?.focus();
  };
}
