// Light or dark: what the reader chose, else what the device says. Loaded in the head and not
// deferred, so that the right one is there from the first paint.
(() => {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const own = root.classList.contains("scheme-dark") ? "dark"
    : root.classList.contains("scheme-light") ? "light" : "auto";

  /** The theme's own scheme until the reader has chosen; storage may be forbidden. */
  const chosen = () => {
    try {
      return localStorage.getItem("scheme") || own;
    } catch {
      return own;
    }
  };
  const isDark = (/** @type {string} */ scheme) =>
    scheme === "dark" || (scheme === "auto" && system.matches);
  const show = () => {
    const scheme = chosen();
    for (const name of ["auto", "light", "dark"]) {
      root.classList.toggle(`scheme-${name}`, name === scheme);
    }
    for (const button of document.querySelectorAll("[data-scheme]")) {
      button.setAttribute("aria-pressed", String(isDark(scheme)));
    }
  };
  /** Back to what the theme does by itself if that comes to the same: then nothing is kept. */
  const turn = () => {
    const wanted = isDark(chosen()) ? "light" : "dark";
    try {
      if (isDark(own) === (wanted === "dark")) localStorage.removeItem("scheme");
      else localStorage.setItem("scheme", wanted);
    } catch {
      return;
    }
    show();
  };

  root.classList.add("live"); // what needs a script is there from the first paint, too
  show();
  system.addEventListener("change", show);
  addEventListener("storage", show);
  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("[data-scheme]")) {
      button.removeAttribute("hidden");
      button.addEventListener("click", turn);
    }
    show();
  });
})();
