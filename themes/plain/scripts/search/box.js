// What a reader searches in: words, filters, hits. It works in a page of its own and in a dialog;
// every word that it shows stands in templates/search-box.html.

/** @import { Engine, Found } from "./engine.js" */
/** @import { Shown } from "./library.js" */
/** @import { Hit } from "./rank.js" */

import { excerpt, marked } from "./excerpt.js";

const PATIENCE = 120; // milliseconds without a key before anything is looked up
const STEP = 10; // hits that are shown at once

/** What a reader has asked for: as in the address of the page. */
export const asked = (/** @type {HTMLFormElement} */ form) =>
  new URLSearchParams(
    [...new FormData(form)].flatMap(([name, value]) =>
      typeof value === "string" && value.trim() ? [[name, value.trim()]] : [],
    ),
  );

export class Box {
  /** @type {Found} */ #found = { how: "all", hits: [] };
  #turn = 0; // what comes back of earlier turns is too late
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #soon;

  /** `changed` is told what is asked for, whenever that changes. */
  constructor(
    /** @type {HTMLElement} */ root,
    /** @type {Engine} */ engine,
    /** @type {(asked: URLSearchParams) => void} */ changed = () => {},
  ) {
    this.root = root;
    this.engine = engine;
    this.changed = changed;
    this.form = /** @type {HTMLFormElement} */ (root.querySelector("form"));
    this.input = /** @type {HTMLInputElement} */ (this.form.elements.namedItem("q"));
    root.hidden = false;
    this.form.addEventListener("input", () => this.#later());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#ask().then(() => this.#links()[0]?.focus());
    });
    root.addEventListener("keydown", (event) => this.#key(event));
    this.part("more").addEventListener("click", () => this.#more());
    this.#show(new URLSearchParams());
  }

  /** Asks for what is in an address. */
  async ask(/** @type {URLSearchParams} */ wanted) {
    for (const field of this.form.elements) {
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
        if (field.name) field.value = wanted.get(field.name) ?? "";
        if (field instanceof HTMLSelectElement && field.selectedIndex < 0) field.value = "";
      }
    }
    this.root.classList.add("arriving");
    await this.#look();
    this.root.classList.remove("arriving");
  }

  /** @returns {HTMLElement} A part that the template is sure to have. */
  part(/** @type {string} */ name, /** @type {ParentNode} */ within = this.root) {
    const found = within.querySelector(`[data-part="${name}"]`);
    if (!(found instanceof HTMLElement)) throw new Error(`the search has no part ${name}`);
    return found;
  }

  // -------------------------------------------------------------- asking

  #later() {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => this.#ask(), PATIENCE);
  }

  async #ask() {
    clearTimeout(this.#soon);
    this.changed(asked(this.form));
    await this.#look();
  }

  async #look() {
    const turn = ++this.#turn;
    const wanted = asked(this.form);
    const terms = [...wanted].flatMap(([name, slug]) => (name === "q" ? [] : [`${slug}/${name}`]));
    const late = setTimeout(() => this.#say("busy"), 3 * PATIENCE);
    try {
      const { found, shown } = await this.engine.current(async () => {
        const found = await this.engine.search(wanted.get("q") ?? "", terms);
        return { found, shown: await this.#read(found.hits.slice(0, STEP)) };
      });
      if (turn !== this.#turn) return;
      this.#found = found;
      this.part("hits").replaceChildren(...shown);
      this.#show(wanted);
    } catch (fault) {
      if (turn !== this.#turn) return;
      console.warn(fault);
      this.part("hits").replaceChildren();
      this.#say("failed");
    } finally {
      clearTimeout(late);
    }
  }

  // -------------------------------------------------------------- showing

  #show(/** @type {URLSearchParams} */ wanted) {
    const { how, hits } = this.#found;
    const query = wanted.get("q") ?? "";
    if (!wanted.size) this.#say("idle");
    else if (!hits.length) this.#say("none", 0, query);
    else if (!query) this.#say("filed", hits.length);
    else this.#say(how, hits.length, query);
    this.part("more").hidden = this.#links().length >= hits.length;
  }

  /** Says one of the sentences of the template: of each there may be one for a single hit. */
  #say(/** @type {string} */ what, count = 0, query = "") {
    const status = this.part("status");
    const { dataset } = status;
    const sentence = (count === 1 && dataset[`${what}One`]) || dataset[what] || "";
    status.textContent = sentence.replace("#", () => String(count)).replace("*", () => query);
  }

  /** Hits as items of the list. */
  async #read(/** @type {Hit[]} */ hits) {
    return Promise.all(
      hits.map(async ({ entry, words }) => this.#item(await this.engine.library.shown(entry), words)),
    );
  }

  #item(/** @type {Shown} */ [title, url, kind, date, topics, text], /** @type {string[]} */ words) {
    const model = /** @type {HTMLTemplateElement} */ (this.part("hit"));
    const item = /** @type {DocumentFragment} */ (model.content.cloneNode(true));
    const link = /** @type {HTMLAnchorElement} */ (this.part("link", item));
    link.href = url;
    link.append(...marked(title, words).map(piece));
    this.part("kind", item).hidden = kind !== "worksheets";
    this.part("date", item).textContent = date;
    this.part("topics", item).textContent = topics.join(", ");
    this.part("excerpt", item).append(...excerpt(text, words).map(piece));
    return item;
  }

  async #more() {
    const links = this.#links();
    const turn = this.#turn;
    const next = this.#found.hits.slice(links.length, links.length + STEP);
    const shown = await this.#read(next).catch(() => undefined);
    if (turn !== this.#turn) return;
    if (!shown) {
      this.engine.library.forget(); // there is a new edition, or no network: then that is said
      return this.#look();
    }
    this.part("hits").append(...shown);
    this.part("more").hidden = this.#links().length >= this.#found.hits.length;
    this.#links()[links.length]?.focus();
  }

  // -------------------------------------------------------------- keys

  #links() {
    return [...this.part("hits").querySelectorAll("a")];
  }

  #key(/** @type {KeyboardEvent} */ event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const places = [this.input, ...this.#links()];
    const at = places.indexOf(/** @type {HTMLInputElement} */ (event.target));
    if (at < 0 || event.isComposing) return;
    if (step && places[at + step]) places[at + step]?.focus();
    else if (event.key === "Escape" && at > 0 && !this.root.closest("dialog")) this.input.focus();
    else return;
    event.preventDefault();
  }
}

/** A piece of text as a node. */
function piece(/** @type {import("./excerpt.js").Piece} */ { text, marked: is }) {
  if (!is) return document.createTextNode(text);
  const mark = document.createElement("mark");
  mark.textContent = text;
  return mark;
}
