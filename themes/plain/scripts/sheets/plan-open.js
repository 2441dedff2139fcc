// A plan's table: its days and stages at once, its editor with the first touch. What is typed is
// saved whether that is there or not; what is pressed meanwhile waits for it.

import { isControl, pathOf } from "./controls.js";
import { valueOf } from "./dates-input.js";
import { startShowing } from "./plan-show.js";
import { after } from "./queue.js";
import { styled } from "./soon.js";
import { startStages } from "./stages.js";

/** @typedef {ReturnType<typeof import("./plan-edit.js").startEditor>} Editor */

const STYLES = { rel: "stylesheet", href: new URL("plan.css", import.meta.url).href };

/** Resolves once the editor's own rules apply. */
const dressed = styled(Object.assign(document.createElement("link"), STYLES));

/** Whether the editor has a use of its own for a key. @param {KeyboardEvent} event */
function isOurs({ key, target, altKey, ctrlKey, metaKey, shiftKey, isComposing }) {
  if (!isControl(target) || isComposing || shiftKey) return false;
  if (altKey) return !ctrlKey && !metaKey && (key === "ArrowLeft" || key === "ArrowRight");
  return target.type !== "checkbox" && (key === "Enter" || (key === "Backspace" && !target.value));
}

/**
 * @param {Sheet} sheet @param {HTMLTableElement} table
 * @returns {Promise<(plan: Plan, keep?: Element | null) => void>} shows a plan in it; `keep` is a
 *   blank that is being filled in
 */
export async function startPlan(sheet, table) {
  await dressed;
  const { list = "", kind } = table.dataset;
  const grows = "grows" in table.dataset;
  const frame = /** @type {HTMLElement} */ (table.closest(".grid-frame"));
  if (!grows)
    for (const tr of table.rows)
      tr.append(Object.assign(document.createElement("td"), { className: "row-tools" }));
  table.classList.add("edited");
  const add = frame.nextElementSibling?.querySelector('[data-do="add"]');
  if (add) add.textContent = kind === "plan" ? "Add a part" : "Add a step";
  const view = startShowing(sheet, table);
  const stages = kind === "plan" ? startStages(sheet, frame, list) : undefined;
  /** @type {Editor | undefined} */
  let editor;
  /** @type {Promise<Editor> | undefined} */
  let coming;
  const first = new AbortController();

  function wake() {
    coming ??= import("./plan-edit.js").then(({ startEditor }) => {
      first.abort();
      editor = startEditor(sheet, table, view, stages);
      editor.follow(sheet.plan);
      editor.focus(document.activeElement);
      return editor;
    });
    coming.catch(() => (coming = undefined));
    return coming;
  }

  /** @param {(editor: Editor) => unknown} act */
  const then = (act) => after(wake(), act);

  /** @param {(again: typeof import("./again.js")) => unknown} act */
  const again = (act) => after(Promise.all([import("./again.js"), wake()]), ([found]) => act(found));

  /** @param {string} type @param {(event: any) => void} then */
  const on = (type, then) => table.addEventListener(type, then, first);
  for (const type of ["pointerover", "focusin"]) on(type, () => wake());
  on("keydown", (/** @type {KeyboardEvent} */ event) => {
    if (!grows || !isOurs(event)) return;
    event.preventDefault();
    event.stopPropagation();
    again(({ press }) => press(event));
  });
  on("paste", (/** @type {ClipboardEvent} */ event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!grows || !isControl(event.target) || !text.trim().includes("\n")) return;
    event.preventDefault();
    again(({ paste }) => paste(text));
  });
  on("click", ({ target }) => {
    const button = target.closest(".more");
    if (button) then((editor) => editor.open(button));
    const id = target.closest(".add-step") && target.closest("tr")?.dataset.row;
    if (id) then((editor) => editor.perform("sub", id));
  });
  on("change", ({ target }) => {
    view.show(sheet.plan, document.activeElement === target ? null : document.activeElement);
    then((editor) => editor.changed(target));
  });

  table.addEventListener("input", (event) => {
    const { target } = event;
    if (!isControl(target) || !("own" in target.dataset)) return;
    event.stopPropagation();
    const v = valueOf(target.name.split("__")[2], target.value, view.words());
    sheet.edit([[pathOf(target.name), v]], target);
  });

  return (plan, keep) => {
    stages?.follow(plan);
    view.show(plan, keep);
    editor?.follow(plan);
  };
}
