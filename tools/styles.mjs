// Makes the stylesheets that themes publish: themes/NAME/static/FILE.css from themes/NAME/styles/FILE.css
// with all that it imports, without comments. With --check it writes nothing, and fails if what is
// published is not what the sources make.
// Usage: node styles.mjs [--check]

import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";

const MARK = "/* from styles/ */\n"; // who finds a mistake in what is published shall look there
const THEMES = join(import.meta.dirname, "..", "themes");

/** @param {string} path */
function made(path) {
  const { outputFiles } = buildSync({
    entryPoints: [path],
    bundle: true,
    minify: true,
    charset: "utf8",
    external: ["*.woff2"],
    write: false,
  });
  return MARK + outputFiles[0].text;
}

const stale = [];
for (const path of globSync("*/styles/*.css", { cwd: THEMES }).sort()) {
  const code = made(join(THEMES, path));
  const published = join(THEMES, path.replace("styles", "static"));
  if (existsSync(published) && readFileSync(published, "utf-8") === code) continue;
  stale.push(path);
  if (!process.argv.includes("--check")) writeFileSync(published, code);
}
if (stale.length && process.argv.includes("--check")) {
  console.error(`run make scripts: what is published is not what ${stale.join(", ")} makes`);
  process.exitCode = 1;
}
