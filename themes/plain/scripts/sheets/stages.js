// The stages of a plan, first its outline, then more: what is shown of its table. All can be had at
// any time, and none is asked for.

/** @param {string} key */
function remembered(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null; // storage is shut: the stage lasts as long as the page
  }
}

/** @param {string} key @param {string} stage */
function remember(key, stage) {
  try {
    sessionStorage.setItem(key, stage);
  } catch {}
}

/**
 * Puts the stages over a table.
 * @param {Sheet} sheet @param {HTMLElement} frame around the table @param {string} list
 */
export function startStages(sheet, frame, list) {
  const bar = sheet.part("stages");
  const lead = /** @type {HTMLElement} */ (bar.querySelector("p"));
  const key = () => `plans:stage:${sheet.plan.id}:${list}`;
  const { label = "", rows = [] } = sheet.definition.lists?.find(({ id }) => id === list) ?? {};
  bar.querySelector("[role]")?.setAttribute("aria-label", `Stages of ${label}`);
  const timed = rows.some(({ cells }) => cells?.dur);
  const next = sheet.part("next-stage");
  const all = [...bar.querySelectorAll("button")];
  let open = "";

  /** @param {string} stage */
  function show(stage) {
    frame.dataset.stage = stage;
    for (const button of all) button.ariaPressed = `${button.dataset.stage === stage}`;
    const after = all[all.findIndex(({ dataset }) => dataset.stage === stage) + 1];
    next.hidden = !after?.querySelector("span");
    next.dataset.stage = after?.dataset.stage;
    /** @type {HTMLElement} */ (next.querySelector("span")).textContent = after?.lastChild?.textContent?.trim() ?? "";
    /** @type {HTMLTemplateElement | null} */
    const words = bar.querySelector(`template[data-lead="${stage}"]`);
    lead.textContent = words?.content.textContent ?? "";
    lead.classList.toggle("none", !words);
  }

  /** @param {string} stage */
  function go(stage) {
    remember(key(), stage);
    show(stage);
  }

  bar.addEventListener("click", ({ target }) => {
    const { stage } = /** @type {Element} */ (target).closest("button")?.dataset ?? {};
    if (stage) go(stage);
  });
  next.addEventListener("click", () => {
    go(next.dataset.stage ?? "all");
    bar.scrollIntoView();
    /** @type {HTMLElement | null} */ (bar.querySelector('[aria-pressed="true"]'))?.focus({ preventScroll: true });
  });
  frame.before(bar);
  const tools = frame.nextElementSibling;
  if (tools?.matches(".list-tools")) tools.append(next);
  else frame.after(next);

  return {
    go,
    get stage() {
      return frame.dataset.stage;
    },
    /** For the plan that is open now. @param {Plan} plan */
    follow(plan) {
      if (plan.id === open || plan.id !== sheet.plan.id) return;
      open = plan.id;
      const dated = plan.lists[list]?.some(({ cells, gone }) => !gone?.v && cells.dur?.v);
      show(remembered(key()) ?? (timed || dated ? "all" : "outline"));
    },
  };
}
