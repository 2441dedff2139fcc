// Narrowing by several tags at once. The address holds what is chosen (?tags=a,b), so it can be
// kept, sent, and gone back from. Every word that shows is in the page.

/** @typedef {[title: string, url: string, date: string, tags: string[]]} Post */

const section = document.getElementById("narrow");
const part = (/** @type {string} */ name) => /** @type {HTMLElement} */ (section?.querySelector(`[data-part="${name}"]`));

/** Tags in the address that there are, each once. */
function chosen(/** @type {Set<string>} */ known) {
  const named = new URLSearchParams(location.search).get("tags") ?? "";
  return [...new Set(named.split(","))].filter((tag) => known.has(tag));
}

/** The address for a choice: commas stay readable. */
function address(/** @type {string[]} */ tags) {
  return tags.length ? `?tags=${tags.map(encodeURIComponent).join(",")}` : location.pathname;
}

function start() {
  /** @type {Post[]} */
  const posts = JSON.parse(part("posts").textContent ?? "[]");
  /** @type {HTMLButtonElement[]} */
  const buttons = [...part("tags").querySelectorAll("button")];
  const names = new Map(buttons.map((button) => [button.dataset.tag ?? "", button.querySelector("span")?.textContent ?? ""]));

  function show() {
    const tags = chosen(new Set(names.keys()));
    const left = posts.filter((post) => tags.every((tag) => post[3].includes(tag)));
    for (const button of buttons) {
      const tag = button.dataset.tag ?? "";
      const count = left.filter((post) => post[3].includes(tag)).length;
      const on = tags.includes(tag);
      button.setAttribute("aria-pressed", String(on));
      /** @type {HTMLElement} */ (button.parentElement).hidden = !on && (count === 0 || count === left.length && tags.length > 0);
      /** @type {HTMLElement} */ (button.querySelector(".count")).textContent = String(count);
    }
    say(tags, left.length);
    part("found").replaceChildren(...(tags.length ? left.map(line) : []));
    part("clear").hidden = !tags.length;
  }

  function say(/** @type {string[]} */ tags, /** @type {number} */ count) {
    const { one = "", many = "", and = "", none = "" } = part("hits").dataset;
    const said = tags.map((tag) => names.get(tag)).join(` ${and} `);
    part("hits").textContent = tags.length ? `${(count === 1 ? one : many).replace("#", String(count))} ${said}` : none;
  }

  function choose(/** @type {string[]} */ tags) {
    history.pushState(null, "", address(tags));
    show();
  }

  for (const button of buttons) {
    button.addEventListener("click", () => {
      const tags = chosen(new Set(names.keys()));
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
  if (chosen(new Set(names.keys())).length) {
    section?.setAttribute("open", "");
    section?.scrollIntoView();
  }
}

/** A post as a line of the list. */
function line(/** @type {Post} */ [title, url, date]) {
  const made = /** @type {DocumentFragment} */ (/** @type {HTMLTemplateElement} */ (part("line")).content.cloneNode(true));
  const link = /** @type {HTMLAnchorElement} */ (made.querySelector("a"));
  link.href = url;
  link.textContent = title;
  /** @type {HTMLElement} */ (made.querySelector(".facts")).textContent = date;
  return made;
}

if (section) start();
