// Narrowing by several topics at once. The address holds what is chosen (?tags=a,b), so it can be
// kept, sent, and gone back from. Every word that shows is in the page: templates/narrow.html.

/** @typedef {[title: string, url: string, date: string, tags: string[]]} Entry */

const section = /** @type {HTMLDetailsElement | null} */ (document.getElementById("narrow"));
const data = section?.querySelector("[data-part=entries]");

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

/** The address of a choice, with commas that stay readable. */
function address(/** @type {string[]} */ tags) {
  const query = tags.length ? `?tags=${tags.map(encodeURIComponent).join(",")}` : "";
  return location.pathname + query;
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

/** Keeps a tag's chip if it would still narrow; its number is how many would be left. */
function adjust(
  /** @type {HTMLAnchorElement} */ chip,
  /** @type {Entry[]} */ left,
  /** @type {string[]} */ tags,
) {
  const tag = chip.dataset.tag ?? "";
  const count = left.filter((entry) => entry[3].includes(tag)).length;
  const on = tags.includes(tag);
  const item = chip.parentElement;
  chip.href = address(on ? tags.filter((other) => other !== tag) : [...tags, tag]);
  if (on) chip.setAttribute("aria-current", "true");
  else chip.removeAttribute("aria-current");
  if (item) item.hidden = !on && (count === 0 || (tags.length > 0 && count === left.length));
  part("count", chip).textContent = String(count);
}

/** Follows a link to another choice without leaving the page, unless it is wanted elsewhere. */
function follow(/** @type {HTMLAnchorElement} */ link, /** @type {() => void} */ show) {
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.pushState(null, "", link.href);
    show();
  });
}

function start(/** @type {Entry[]} */ entries) {
  const chips = [...part("tags").querySelectorAll("a")];
  const clear = /** @type {HTMLAnchorElement} */ (part("clear"));
  const names = new Map(
    chips.map((chip) => [chip.dataset.tag ?? "", part("name", chip).textContent ?? ""]),
  );

  const show = () => {
    const tags = chosen(names);
    const left = entries.filter((entry) => tags.every((tag) => entry[3].includes(tag)));
    for (const chip of chips) adjust(chip, left, tags);
    part("hits").textContent = sentence(left.length, tags.map((tag) => names.get(tag) ?? ""));
    part("found").replaceChildren(...(tags.length ? left.map(line) : []));
    clear.hidden = !tags.length;
  };

  clear.href = address([]);
  for (const link of [...chips, clear]) follow(link, show);
  clear.addEventListener("click", () => chips[0]?.focus());
  addEventListener("popstate", show);
  show();
  if (section && chosen(names).length) {
    section.open = true;
    section.scrollIntoView();
  }
}

if (data) start(JSON.parse(data.textContent ?? "[]"));
