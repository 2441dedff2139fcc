// When to load what is not needed at once.

const SIGNS = "pointermove pointerdown keydown focusin touchstart wheel scroll beforeprint".split(" ");

/** Somebody is there, or has come for one place of the page. */
const present = new Promise((resolve) => {
  if (location.hash || scrollY) resolve(null);
  for (const sign of SIGNS) addEventListener(sign, resolve, { capture: true, once: true });
});

/** The page is open and has nothing else to do. Whoever prints it without a touch gets all of it. */
const calm = new Promise((resolve) => {
  const wait = () =>
    "requestIdleCallback" in self ? requestIdleCallback(resolve) : setTimeout(resolve, 1000);
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait, { once: true });
});

/** Resolves once an element is near to be seen. @param {Element} element */
const near = (element) =>
  new Promise((resolve) => {
    const look = (/** @type {IntersectionObserverEntry[]} */ entries) =>
      entries.some((entry) => entry.isIntersecting) && resolve(null);
    new IntersectionObserver(look, { rootMargin: "50% 0%" }).observe(element);
  });

/** Resolves once an element is near to be seen, or somebody is there. @param {Element} element */
export const wanted = (element) => Promise.race([present, near(element)]);

/** The same, or all is calm: whoever prints without a touch gets it. @param {Element} element */
export const seen = (element) => Promise.race([wanted(element), calm]);

/**
 * Resolves once a stylesheet applies, or can't: one that is disabled, or not in the page yet.
 * @param {HTMLLinkElement} link
 */
export const styled = (link) =>
  new Promise((resolve) => {
    link.onload = link.onerror = resolve;
    link.disabled = false;
    if (!link.isConnected) document.head.append(link);
  });
