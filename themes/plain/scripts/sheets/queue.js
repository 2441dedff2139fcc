// What is pressed, typed and pasted while a module loads happens once it is there, in that order.

const AGAIN = () => import("./again.js");
const KEYS = /^(.|Enter|Backspace|Tab|Home|End|Arrow.+)$/u;

/** What is to be done: `run`, once it can be. @type {{ run?: () => unknown }[]} */
let waiting = [];
let running = false;

function drain() {
  while (waiting[0]?.run) {
    const [{ run }, ...rest] = waiting;
    waiting = [];
    running = true;
    try {
      run();
    } catch (fault) {
      reportError(fault);
    }
    running = false;
    waiting.push(...rest); // what it asks for itself comes before what was pressed after it
  }
}

/**
 * Does it once that is loaded, and not if it can't be.
 * @template T @param {Promise<T>} loading @param {(loaded: T) => unknown} act
 */
export async function after(loading, act) {
  /** @type {typeof waiting[0]} */
  const entry = {};
  waiting.push(entry);
  await loading.then(
    (loaded) => (entry.run = () => act(loaded)),
    () => (entry.run = () => {}),
  );
  drain();
}

/** Whether a script can press it again. @param {KeyboardEvent} event */
function isKept(event) {
  const { key, altKey, ctrlKey, metaKey, isComposing } = event;
  if (isComposing || !KEYS.test(key)) return false;
  const chord = (altKey || ctrlKey || metaKey) && !event.getModifierState("AltGraph");
  return !chord || key.length > 1 || (!altKey && /[zy]/i.test(key));
}

/** @typedef {typeof import("./again.js")} Again */
/** What it is to do later, if anything. @type {{ [event: string]: (event: any) => false | ((again: Again) => unknown) }} */
const KEPT = {
  keydown: (event) => isKept(event) && ((again) => again.press(event)),
  beforeinput: ({ data }) => data && ((again) => again.type(data)),
  paste({ clipboardData }) {
    const text = clipboardData.getData("text/plain");
    return (again) => again.paste(text);
  },
  mousedown: ({ target }) => () => target.closest("input, select, textarea")?.focus(),
};

for (const [name, keep] of Object.entries(KEPT))
  document.addEventListener(
    name,
    (event) => {
      const then = waiting.length > 0 && !running && keep(event);
      if (!then) return;
      after(AGAIN(), then);
      if (name === "mousedown") return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );
