// Makes the scripts that themes publish, themes/NAME/static/, from the modules in themes/NAME/scripts/:
// without comments and long names, and joined, so that a page loads a few.

import { globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { rollup } from "rollup";
import { minify } from "terser";
import { SCRIPT, THEMES } from "./publish.mjs";

const AS_IT_IS = "lean-qr.js"; // small already
const OTHERS = /\/(lean-qr|minisearch)\.js$/; // somebody else's, each a file with its licence

/**
 * What pages ask for: modules, with those that they import. What a page loads at open becomes one
 * file, and so does what each `import()` adds; what several of these share has a file for all that
 * share it, called after its last module. Pages of one line may be loaded together. Others may not:
 * each has a copy of what both need. Scripts that no page here leads to stay by themselves.
 */
const PAGES = [
  { pages: ["sheets/sheet.js", "sheets/near.js"], prefix: "" },
  { pages: ["sheets/today.js"], prefix: "today-" },
  { pages: ["sheets/plans.js"], prefix: "plans-" },
  { pages: ["search/open.js", "search/page.js"], prefix: "" },
];

/** The scripts of a theme by their paths, joined as `PAGES` says. @param {string} theme */
async function scriptsOf(theme) {
  const folder = join(THEMES, theme, "scripts");
  const left = new Set(globSync("**/*.js", { cwd: folder }));
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const { pages, prefix } of PAGES.filter(({ pages }) => left.has(pages[0])))
    for (const { fileName, code, moduleIds } of await joined(folder, pages, prefix)) {
      const path = join(dirname(pages[0]), fileName);
      if (found.has(path)) throw new Error(`two files would be ${path}: see PAGES`);
      found.set(path, await small(code, path, true));
      for (const path of moduleIds) left.delete(relative(folder, path));
    }
  for (const path of left) {
    const source = readFileSync(join(folder, path), "utf-8");
    found.set(path, await small(source, path, OTHERS.test(path)));
  }
  return found;
}

/** @param {string} folder @param {string[]} pages in it @param {string} prefix of what they load later */
async function joined(folder, pages, prefix) {
  const bundle = await rollup({
    input: pages.map((path) => join(folder, path)),
    external: OTHERS,
    onLog(_, { message }) {
      throw new Error(message); // of a circle, of an import that is not there
    },
  });
  const { output } = await bundle.generate({
    entryFileNames: "[name].js",
    chunkFileNames: `${prefix}[name].js`,
    generatedCode: "es2015",
    freeze: false,
  });
  return output;
}

/** @param {string} source @param {string} path @param {boolean} module whether nobody else sees its names */
async function small(source, path, module) {
  if (path.endsWith(AS_IT_IS)) return source;
  return `${SCRIPT}${(await minify({ [path]: source }, { module, ecma: 2020 })).code}\n`;
}

/** The scripts of all themes by their paths. @returns {Promise<Map<string, string>>} */
export async function scripts() {
  const published = new Map();
  for (const theme of globSync("*", { cwd: THEMES }))
    for (const [path, code] of await scriptsOf(theme))
      published.set(join(THEMES, theme, "static", path), code);
  return published;
}
