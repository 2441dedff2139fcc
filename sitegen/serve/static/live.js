// Keeps a page up to date while its author writes. Served by `sitegen serve` only.
const script = document.currentScript;
const KEY = `sitegen:${location.pathname}`;
let version = Number(script.dataset.version);
let source = null;

/** The output paths that this page is made from, as builds name them, now or once they are there. */
function ownPaths() {
  const asked = location.pathname.slice(script.dataset.base.length + 1);
  let path = asked;
  try {
    path = decodeURIComponent(asked);
  } catch {
    // Such an address has no page of its own.
  }
  const folder = path === "" || path.endsWith("/") ? path : `${path}/`;
  return [path, `${folder}index.html`, script.dataset.path];
}

function fields() {
  return [...document.querySelectorAll("input, textarea, select, details")];
}

/** What the reader has done to the page: where it is scrolled to, what is filled in and opened. */
function keep() {
  const values = fields().map((field) =>
    field.localName === "details" ? field.open
      : field.type === "checkbox" || field.type === "radio" ? field.checked
        : field.type === "select-multiple" ? [...field.options].map((option) => option.selected)
          : field.type === "file" ? null : field.value);
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ x: scrollX, y: scrollY, values }));
  } catch {
    // More than the browser keeps: the page is loaded anew all the same.
  }
}

function restore() {
  const kept = JSON.parse(sessionStorage.getItem(KEY) ?? "null");
  sessionStorage.removeItem(KEY);
  if (!kept) return;
  const found = fields();
  if (found.length === kept.values.length) {
    found.forEach((field, index) => {
      const value = kept.values[index];
      if (value === null) return;
      if (field.localName === "details") field.open = value;
      else if (field.type === "checkbox" || field.type === "radio") field.checked = value;
      else if (field.type === "select-multiple") {
        [...field.options].forEach((option, place) => { option.selected = value[place] ?? false; });
      }
      else field.value = value;
    });
  }
  scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
}

function reload() {
  keep();
  location.reload();
}

const coming = new Map();

/**
 * Puts each changed style sheet in the place of the old one, once it is there. False if the page
 * names none of them itself: then another sheet may import it.
 */
function swapStyles(paths) {
  const links = [...document.querySelectorAll('link[rel~="stylesheet"]')]
    .filter((link) => ![...coming.values()].includes(link));
  const names = (link, path) => new URL(link.href).pathname === `${script.dataset.base}/${path}`;
  if (!paths.every((path) => links.some((link) => names(link, path)))) return false;
  for (const link of links.filter((each) => paths.some((path) => names(each, path)))) {
    const next = link.cloneNode();
    const url = new URL(link.href);
    url.searchParams.set("v", String(version));
    next.href = url.href;
    const done = (old) => {
      if (coming.get(link) !== next) return;
      coming.delete(link);
      old.remove();
    };
    next.addEventListener("load", () => done(link));
    next.addEventListener("error", () => done(next));
    coming.get(link)?.remove();
    coming.set(link, next);
    link.after(next);
  }
  return true;
}

function apply(state) {
  showProblems(state.problems);
  if (state.version === version) return;
  const missed = state.version !== version + 1;
  version = state.version;
  const { paths } = state;
  if (missed || paths.includes("*")) return reload();
  const styles = paths.filter((path) => path.endsWith(".css"));
  const assets = paths.filter((path) => !/\.(css|html|xml|json|txt)$/.test(path) && !path.startsWith("_"));
  if (assets.length || ownPaths().some((path) => paths.includes(path))) return reload();
  return swapStyles(styles) || reload();
}

let shown = "[]";

/** All problems of the last build, over the last good page. What is shown or hidden stays so. */
function showProblems(problems) {
  if (JSON.stringify(problems) === shown) return;
  shown = JSON.stringify(problems);
  const before = document.querySelector("sitegen-problems");
  const focused = before !== null && document.activeElement === before;
  before?.remove();
  if (!problems.length) return;
  const host = document.createElement("sitegen-problems");
  const root = host.attachShadow({ mode: "open" });
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = script.src.replace(/live\.js.*$/, "live.css");
  const box = document.createElement("section");
  box.setAttribute("role", "alert");
  box.setAttribute("aria-label", "Problems in this site");
  const title = document.createElement("h2");
  const errors = problems.filter((problem) => problem.severity === "error").length;
  title.textContent = errors ? "This page is not up to date" : "The site was built, with warnings";
  const close = document.createElement("button");
  close.textContent = "Hide";
  close.addEventListener("click", () => host.remove());
  box.append(title, close);
  for (const problem of problems) box.append(describe(problem));
  root.append(style, box);
  document.body.append(host);
  if (focused) close.focus();
}

addEventListener("keydown", (event) => {
  if (event.key === "Escape") document.querySelector("sitegen-problems")?.remove();
});

function describe(problem) {
  const item = document.createElement("article");
  item.className = problem.severity;
  const line = (tag, text, name) => {
    if (!text) return;
    const element = document.createElement(tag);
    element.textContent = text;
    element.className = name;
    item.append(element);
  };
  const place = problem.line ? `${problem.path}:${problem.line}:${problem.column || 1}` : problem.path;
  line("p", place, "place");
  line("p", `${problem.severity}[${problem.code}]: ${problem.message}`, "message");
  if (problem.excerpt) {
    const column = Math.max(problem.column, 1);
    const start = column > 70 ? column - 70 : 0;
    line("pre", `${problem.excerpt.slice(start, start + 110)}\n${" ".repeat(column - 1 - start)}^`, "excerpt");
  }
  for (const other of problem.also) line("p", `also: ${other}`, "also");
  line("p", problem.hint, "hint");
  return item;
}

function open() {
  if (source) return;
  source = new EventSource(script.dataset.events);
  source.addEventListener("message", (event) => apply(JSON.parse(event.data)));
}

// A browser opens few connections to one host: pages that nobody sees give theirs back.
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    source?.close();
    source = null;
  } else open();
});
addEventListener("pagehide", () => source?.close());
restore();
open();
