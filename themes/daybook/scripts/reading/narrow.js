// Narrowing by several topics at once. The address holds what is chosen (?tags=a,b), so it can be
// kept, sent, and gone back from. Every word that shows is in the page: templates/narrow.html.

/** @typedef {[title: string, url: string, date: string, tags: string[]]} Entry */

const section = /** @type {HTMLDetailsElement | null} */ (document.getElementById("narrow"));

/** @returns {HTMLElement} A part of the page that the template is sure to have. */
function part(/** @type {string} */ name, /** @type {ParentNode | null} */ within = section) {
  const found = within?.querySelector(`[data-part="${name}"]`);
  if (!(found instanceof HTMLElement)) throw new Error(`the page has no part ${name}`);
  return found;
}

/** The tags in the address that there are, each once, in its order. */
function chosen(/** @type {Map<string, string>} */ names) {
  const wanted = new URLSearchParams(location.search).get("tags") ?? "";
  return [...new Set(wanted.split(","))].filter((tag) => names.has(tag));
}

/** Puts a choice into the address, with commas that stay readable. */
function remember(/** @type {string[]} */ tags) {
  const query = tags.length ? `?tags=${tags.map(encodeURIComponent).join(",")}` : "";
  history.pushState(null, "", location.pathname + query);
}

/** An entry as a line of the list. */
function line(/** @type {Entry} */ [title, url, date]) {
  const model = /** @type {HTMLTemplateElement} */ (part("line"));
  const made = /** @type {DocumentFragment} */ (model.content.cloneNode(true));
  const link = /** @type {HTMLAnchorElement} */ (part("link", made));
  link.href = url;
  link.textContent = title;
  part("date", made).textContent = date;
  return made;
}

/** "3 entries on red and blue", in the page's own words. */
function sentence(/** @type {number} */ count, /** @type {string[]} */ names) {
  const { one = "", many = "", and = "", none = "" } = part("hits").dataset;
  if (!names.length) return none;
  const said = (count === 1 ? one : many).replace("#", () => String(count));
  return `${said} ${names.join(` ${and} `)}`;
}

/** Keeps a tag's button if it would still narrow; its number is how many would be left. */
function adjust(
  /** @type {HTMLButtonElement} */ button,
  /** @type {Entry[]} */ left,
  /** @type {string[]} */ tags,
) {
  const tag = button.dataset.tag ?? "";
  const count = left.filter((entry) => entry[3].includes(tag)).length;
  const on = tags.includes(tag);
  const item = button.parentElement;
  button.setAttribute("aria-pressed", String(on));
  if (item) item.hidden = !on && (count === 0 || (tags.length > 0 && count === left.length));
  part("count", button).textContent = String(count);
}

function start() {
  /** @type {Entry[]} */
  const entries = JSON.parse(part("entries").textContent ?? "[]");
  const buttons = [...part("tags").querySelectorAll("button")];
  const names = new Map(
    buttons.map((button) => [button.dataset.tag ?? "", part("name", button).textContent ?? ""]),
  );

  const show = () => {
    const tags = chosen(names);
    const left = entries.filter((entry) => tags.every((tag) => entry[3].includes(tag)));
    for (const button of buttons) adjust(button, left, tags);
    part("hits").textContent = sentence(left.length, tags.map((tag) => names.get(tag) ?? ""));
    part("found").replaceChildren(...(tags.length ? left.map(line) : []));
    part("clear").hidden = !tags.length;
  };
  const choose = (/** @type {string[]} */ tags) => {
    remember(tags);
    show();
  };

  for (const button of buttons) {
    button.addEventListener("click", () => {
      const tags = chosen(names);
      const tag = button.dataset.tag ?? "";
      choose(tags.includes(tag) ? tags.filter((other) => other !== tag) : [...tags, tag]);
    });
  }
  part("clear").addEventListener("click", () => {
    choose([]);
    buttons[0]?.focus();
  });
  addEventListener("popstate", show);
  show();
  if (section && chosen(names).length) {
    section.open = true;
    section.scrollIntoView();
  }
}

if (section) start();
