// Which stops of a reading path were read. This browser alone keeps it: the addresses of what was
// read to its end. Every word that shows is in the page: templates/paths-term.html.

const KEY = "daybook:read";

/** @returns {string[]} The addresses of what was read. Storage may be forbidden, or hold anything. */
function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(found) ? found.filter((url) => typeof url === "string") : [];
  } catch {
    return [];
  }
}

function keep(/** @type {string[]} */ urls) {
  try {
    if (urls.length) localStorage.setItem(KEY, JSON.stringify(urls));
    else localStorage.removeItem(KEY);
  } catch {
    // then nothing is kept, and all can be read as before
  }
}

const stops = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-stop]"))];
const progress = /** @type {HTMLElement | null} */ (document.querySelector(".progress"));
const address = (/** @type {HTMLElement} */ stop) => stop.dataset.stop ?? "";

/** What has been read is marked, here and in the list of a path on the page of a post. */
function show() {
  const read = kept();
  for (const stop of stops) {
    const done = read.includes(address(stop));
    stop.classList.toggle("read", done);
    const word = stop.querySelector("[data-part=done]");
    if (word instanceof HTMLElement) word.hidden = !done;
  }
  if (progress) sum(progress, stops.filter((stop) => !read.includes(address(stop))));
}

/** How far one has come, and what is next. */
function sum(/** @type {HTMLElement} */ box, /** @type {HTMLElement[]} */ left) {
  const count = stops.length - left.length;
  const said = box.querySelector("[data-part=read]");
  const on = box.querySelector("[data-part=on]");
  if (!said || !(on instanceof HTMLAnchorElement)) return;
  box.hidden = !count;
  const words = left.length ? box.dataset.of : box.dataset.all;
  said.textContent = (words ?? "").replace("#", () => String(count));
  on.hidden = !left.length;
  const [next] = left;
  if (!next) return;
  const title = next.querySelector("h2")?.textContent?.trim() ?? "";
  on.href = address(next);
  on.textContent = (on.dataset.words ?? "").replace("#", () => title);
}

/** A text counts as read once its end has been on the screen; a worksheet once it was opened. */
function watch() {
  const here = location.pathname;
  const end = document.querySelector(".post-end, .page .prose > :last-child");
  const note = () => {
    if (!kept().includes(here)) keep([...kept(), here]);
    show();
  };
  if (!end || document.body.classList.contains("kind-worksheet")) return note();
  const seen = new IntersectionObserver((found) => {
    if (!found.some((one) => one.isIntersecting)) return;
    seen.disconnect();
    note();
  });
  seen.observe(end);
}

progress?.querySelector("[data-part=forget]")?.addEventListener("click", () => {
  const own = stops.map(address);
  keep(kept().filter((url) => !own.includes(url)));
  show();
});
addEventListener("storage", show);
addEventListener("pageshow", show);
show();
if (!progress) watch();
