// Dragging the rows of a list by their handles. Buttons and keys do the same.

const ENDS = ["pointerup", "pointercancel"];

/**
 * @param {HTMLElement} list @param {(from: number, to: number) => void} move
 */
export function startDrag(list, move) {
  list.addEventListener("pointerdown", (event) => {
    const item = /** @type {Element} */ (event.target).closest("[data-drag]")?.closest("li");
    if (!item || event.button) return;
    event.preventDefault();
    const from = [...list.children].indexOf(item);
    item.classList.add("dragged");

    /** @param {PointerEvent} moved */
    function follow({ clientY }) {
      const others = [...list.children].filter((other) => other !== item);
      const next = others.find((other) => {
        const { top, height } = other.getBoundingClientRect();
        return clientY < top + height / 2;
      });
      if (item && (next ?? null) !== item.nextElementSibling) list.insertBefore(item, next ?? null);
    }
    /** @param {Event} ended */
    function drop({ type }) {
      document.removeEventListener("pointermove", follow);
      for (const end of ENDS) document.removeEventListener(end, drop);
      if (!item) return;
      item.classList.remove("dragged");
      const to = [...list.children].indexOf(item);
      if (type === "pointerup") return move(from, to);
      list.insertBefore(item, list.children[from + +(to < from)] ?? null);
    }
    // Not on the handle: a row that changes its place loses the pointer that was captured for it.
    document.addEventListener("pointermove", follow);
    for (const end of ENDS) document.addEventListener(end, drop);
  });
}
