// When to load what is not needed at once.

const SIGNS = ["pointermove", "pointerdown", "keydown", "touchstart", "wheel", "scroll"];

/** Somebody is there. */
const present = new Promise((resolve) => {
  for (const sign of SIGNS) addEventListener(sign, resolve, { capture: true, once: true });
});

/** The page is open and has nothing else to do. Whoever prints it without a touch gets all of it. */
const calm = new Promise((resolve) => {
  const wait = () =>
    "requestIdleCallback" in self ? requestIdleCallback(resolve) : setTimeout(resolve, 1000);
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait, { once: true });
});

/**
 * Resolves once an element is near to be seen, somebody is there, or all is calm.
 * @param {Element} element
 */
export const seen = (element) =>
  Promise.race([
    present,
    calm,
    new Promise((resolve) => {
      const look = (/** @type {IntersectionObserverEntry[]} */ entries) =>
        entries.some((entry) => entry.isIntersecting) && resolve(null);
      new IntersectionObserver(look, { rootMargin: "50% 0%" }).observe(element);
    }),
  ]);
