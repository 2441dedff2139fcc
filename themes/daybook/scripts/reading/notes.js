// A footnote opens where its number stands. The number stays a link to the note at the end: it is
// followed without this script, in a new tab, and from within the note.

const note = document.createElement("div");
note.className = "note prose";
note.popover = "auto";
note.tabIndex = -1;
note.setAttribute("role", "note");

/** What the note says, without its way back, and a link to where it stands. */
function fill(/** @type {Element} */ found, /** @type {HTMLAnchorElement} */ link) {
  const copy = /** @type {Element} */ (found.cloneNode(true));
  for (const back of copy.querySelectorAll(".footnote-back")) back.remove();
  for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
  const way = document.createElement("p");
  const on = document.createElement("a");
  way.className = "note-to";
  on.href = link.hash;
  on.textContent = "All notes";
  on.addEventListener("click", () => note.hidePopover());
  way.append(on);
  note.replaceChildren(...copy.childNodes, way);
  note.setAttribute("aria-label", link.getAttribute("aria-label") ?? "Footnote");
}

/** Below its number, within the window. */
function place(/** @type {Element} */ link) {
  const mark = link.getBoundingClientRect();
  const room = document.documentElement.clientWidth;
  const left = Math.min(Math.max(mark.left - 24, 12), room - note.offsetWidth - 12);
  const below = mark.bottom + 8;
  const above = mark.top - note.offsetHeight - 8;
  const top = below + note.offsetHeight > innerHeight && above > 0 ? above : below;
  note.style.left = `${left + scrollX}px`;
  note.style.top = `${top + scrollY}px`;
}

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest(".footnote-ref a") : null;
  if (!(link instanceof HTMLAnchorElement)) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey) return; // wanted elsewhere
  const found = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!found || !note.showPopover) return;
  event.preventDefault();
  fill(found, link);
  (link.closest("sup") ?? link).after(note); // so that Tab goes on from here
  note.showPopover();
  place(link);
  note.focus({ preventScroll: true });
});
