// What is pressed and typed while a module loads happens once it is there, in the same order.

/** @param {string} text goes where the focus is by now */
function type(text) {
  const blank = document.activeElement;
  if (!(blank instanceof HTMLInputElement || blank instanceof HTMLTextAreaElement)) return;
  blank.setRangeText(text, blank.selectionStart ?? 0, blank.selectionEnd ?? 0, "end");
  blank.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/** @param {HTMLElement} node whose blanks are typed in */
export function openQueue(node) {
  /** `run` once it can be done. @type {{ run?: () => unknown }[]} */
  const waiting = [];

  node.addEventListener("beforeinput", (event) => {
    const { data } = event;
    if (!waiting.length) return;
    event.preventDefault();
    if (data) waiting.push({ run: () => type(data) });
  });

  return {
    busy: () => waiting.length > 0,
    /**
     * Does it once that is loaded, and not if it can't be.
     * @template T @param {Promise<T>} loading @param {(loaded: T) => unknown} act
     */
    async after(loading, act) {
      /** @type {typeof waiting[0]} */
      const entry = {};
      waiting.push(entry);
      await loading.then(
        (loaded) => (entry.run = () => act(loaded)),
        () => (entry.run = () => {}),
      );
      while (waiting[0]?.run) waiting.shift()?.run?.();
    },
  };
}
