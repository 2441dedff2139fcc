// The page for searching: its address holds what is asked for, so it can be kept and sent.

import { begin } from "./begin.js";

const root = document.querySelector("[data-search-box]");

if (root instanceof HTMLElement) {
  const box = begin(root, (asked) => {
    history.replaceState(null, "", location.pathname + (asked.size ? `?${asked}` : ""));
  });
  const show = () => box.ask(new URLSearchParams(location.search));
  addEventListener("popstate", show);
  show();
  if (!location.search) box.input.focus();
}
