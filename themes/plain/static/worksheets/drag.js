// Dragging the rows of a list by their handles. Buttons and keys do the same.

/**
 * @param {HTMLElement} list @param {(from: number, to: number) => void} move
 */
export function startDrag(list, move) {
  list.addEventListener("pointerdown", (event) => {
    const handle = /** @type {Element} */ (event.target).closest("[data-drag]");
    const item = handle?.closest("li");
    if (!handle || !item || event.button) return;
    event.preventDefault();
    const from = [...list.children].indexOf(item);
    handle.setPointerCapture(event.pointerId);
    item.classList.add("dragged");

    /** @param {Event} moved */
    function follow(moved) {
      if (!item) return;
      const { clientY } = /** @type {PointerEvent} */ (moved);
      const others = [...list.children].filter((other) => other !== item);
      const next = others.find((other) => {
        const { top, height } = other.getBoundingClientRect();
        return clientY < top + height / 2;
      });
      if ((next ?? null) !== item.nextElementSibling) list.insertBefore(item, next ?? null);
    }
    /** @param {Event} ended */
    function drop({ type }) {
      if (!item) return;
      handle?.removeEventListener("pointermove", follow);
      for (const end of ["pointerup", "pointercancel"]) handle?.removeEventListener(end, drop);
      item.classList.remove("dragged");
      const to = [...list.children].indexOf(item);
      if (type === "pointerup") return move(from, to);
      list.insertBefore(item, list.children[from + +(to < from)] ?? null);
    }
    handle.addEventListener("pointermove", follow);
    for (const end of ["pointerup", "pointercancel"]) handle.addEventListener(end, drop);
  });
}
