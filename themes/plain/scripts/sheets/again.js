// Keys and pasted words once more, where the focus is by now: scripts get them first, and if they
// have no use for them what follows is what a browser does.

const STOPS = "a[href], button, input, select, textarea, summary, [tabindex]";

/** The text that the focus is in. */
function field() {
  const { activeElement: one } = document;
  const isText = one instanceof HTMLInputElement || one instanceof HTMLTextAreaElement;
  return isText && one.selectionStart !== null ? one : null;
}

/** Says of what a script wrote what browsers say of their own: it changed. @param {Event} event */
const left = ({ target }) => target?.dispatchEvent(new Event("change", { bubbles: true }));

/** @param {string} text in the place of what is selected @param {number} [back] or of letters before */
export function type(text, back = 0) {
  const one = field();
  if (!one) return;
  const [from, to] = [one.selectionStart ?? 0, one.selectionEnd ?? 0];
  one.setRangeText(text, from === to ? Math.max(from - back, 0) : from, to, "end");
  one.dispatchEvent(new InputEvent("input", { bubbles: true }));
  one.addEventListener("blur", left, { once: true });
}

/** @param {string} key Home, End or an arrow */
function moveCaret(key) {
  const one = field();
  if (!one) return;
  const [from, to] = [one.selectionStart ?? 0, one.selectionEnd ?? 0];
  /** @type {{ [key: string]: number }} */
  const places = {
    Home: one.value.lastIndexOf("\n", from - 1) + 1,
    End: `${one.value}\n`.indexOf("\n", to),
    ArrowLeft: from === to ? Math.max(from - 1, 0) : from,
    ArrowRight: from === to ? to + 1 : to,
  };
  const at = places[key];
  if (at !== undefined) one.setSelectionRange(at, at);
}

/** On to the next place, in the dialog that is open. @param {number} by */
function tab(by) {
  const { activeElement } = document;
  const dialog = [...document.querySelectorAll("dialog:modal")].pop();
  /** @type {NodeListOf<HTMLElement>} */
  const all = (dialog ?? document).querySelectorAll(STOPS);
  const stops = [...all].filter(
    (one) => one === activeElement || (one.tabIndex >= 0 && !one.matches(":disabled") && one.checkVisibility()),
  );
  const at = stops.findIndex((one) => one === activeElement);
  stops.at((at + by) % stops.length)?.focus();
}

/** @param {KeyboardEvent} event */
export function press({ key, altKey, ctrlKey, metaKey, shiftKey }) {
  const active = /** @type {HTMLElement} */ (document.activeElement);
  const how = { key, altKey, ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true };
  if (!active.dispatchEvent(new KeyboardEvent("keydown", how))) return;
  if (key === "Tab") tab(shiftKey ? -1 : 1);
  else if (key === "Backspace") type("", 1);
  else if (key === "Enter" && active.matches("input, select, textarea")) active.matches("textarea") && type("\n");
  else if ((key === "Enter" || key === " ") && !field()) active.click();
  else if (/^(Home|End|Arrow)/.test(key)) altKey || moveCaret(key);
  else if (altKey === ctrlKey && !metaKey) type(key);
}

/** @param {string} text */
export function paste(text) {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const how = { clipboardData, bubbles: true, cancelable: true };
  if (document.activeElement?.dispatchEvent(new ClipboardEvent("paste", how))) type(text);
}
