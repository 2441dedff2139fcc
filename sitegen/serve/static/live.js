// Keeps a page up to date while its author writes. Served by `sitegen serve` only.
const script = document.currentScript;
const KEY = `sitegen:${location.pathname}`;
let version = Number(script.dataset.version);
let source = null;

/** The output path of this page, as builds name it. */
function ownPath() {
  const path = decodeURIComponent(location.pathname.slice(script.dataset.base.length + 1));
  return path === "" || path.endsWith("/") ? `${path}index.html` : path;
}

function fields() {
  return [...document.querySelectorAll("input, textarea, select, details")];
}

/** What the reader has done to the page: where it is scrolled to, what is filled in and opened. */
function keep() {
  const values = fields().map((field) =>
    field.localName === "details" ? field.open
      : field.type === "checkbox" || field.type === "radio" ? field.checked
        : field.type === "file" ? null : field.value);
  sessionStorage.setItem(KEY, JSON.stringify({ x: scrollX, y: scrollY, values }));
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
      else field.value = value;
    });
  }
  scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
}

function reload() {
  keep();
  location.reload();
}

/** Puts each changed style sheet in the place of the old one, once it is there. */
function swapStyles(paths) {
  for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
    const url = new URL(link.href);
    if (!paths.some((path) => url.pathname.endsWith(`/${path}`))) continue;
    const next = link.cloneNode();
    url.searchParams.set("v", String(version));
    next.href = url.href;
    next.addEventListener("load", () => link.remove());
    next.addEventListener("error", () => next.remove());
    link.after(next);
  }
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
  if (assets.length || paths.includes(ownPath())) return reload();
  if (styles.length) swapStyles(styles);
  return undefined;
}

/** All problems of the last build, over the last good page. */
function showProblems(problems) {
  document.querySelector("sitegen-problems")?.remove();
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
}

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
