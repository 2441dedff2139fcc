// Writes what themes publish, and takes away what they published once.

import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

export const THEMES = join(import.meta.dirname, "..", "themes");

/** How published files begin: who finds a mistake in one shall look there. */
export const SCRIPT = "// from scripts/\n";
export const STYLE = "/* from styles/ */\n";

/** @param {string} path */
const text = (path) => (existsSync(path) ? readFileSync(path, "utf-8") : "");

/**
 * Returns what is not as it should be, by its path in the project; puts it right unless it only looks.
 * @param {Map<string, string>} published by path @param {boolean} look
 */
export function publish(published, look) {
  const stale = [...published].filter(([path, code]) => text(path) !== code).map(([path]) => path);
  const gone = globSync("*/static/**/*.{js,css}", { cwd: THEMES })
    .map((path) => join(THEMES, path))
    .filter((path) => !published.has(path) && [SCRIPT, STYLE].some((mark) => text(path).startsWith(mark)));
  if (!look) {
    for (const path of stale) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, published.get(path) ?? "");
    }
    for (const path of gone) rmSync(path);
  }
  return [...stale, ...gone].map((path) => relative(join(THEMES, ".."), path)).sort();
}
