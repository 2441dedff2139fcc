// When to load what is not needed at once.

const SIGNS = ["pointermove", "pointerdown", "keydown", "touchstart", "wheel", "scroll"];

/** Somebody is there. */
const present = new Promise((resolve) => {
  for (const sign of SIGNS) addEventListener(sign, resolve, { capture: true, once: true });
});

/** Resolves once an element is near to be seen, or somebody is there. @param {Element} element */
export const seen = (element) =>
  Promise.race([
    present,
    new Promise((resolve) => {
      const look = (/** @type {IntersectionObserverEntry[]} */ entries) =>
        entries.some((entry) => entry.isIntersecting) && resolve(null);
      new IntersectionObserver(look, { rootMargin: "50% 0%" }).observe(element);
    }),
  ]);
