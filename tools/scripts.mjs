// Makes the scripts that themes publish: themes/NAME/static/PATH.js from themes/NAME/scripts/PATH.js,
// each by itself, without comments and long names. With --check it writes nothing, and fails if
// what is published is not what the sources make.
// Usage: node scripts.mjs [--check]

import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { transformSync } from "esbuild";

const MARK = "// from scripts/\n"; // who finds a mistake in what is published shall look there
const THEMES = join(import.meta.dirname, "..", "themes");
const AS_IT_IS = "lean-qr.js"; // somebody else's, with its licence

/** @param {string} path */
function made(path) {
  const source = readFileSync(path, "utf-8");
  if (path.endsWith(AS_IT_IS)) return source;
  const options = { sourcefile: path, minify: true, charset: "utf8", target: "es2022" };
  return MARK + transformSync(source, options).code;
}

const published = new Map(
  globSync("*/scripts/**/*.js", { cwd: THEMES }).map((path) => [
    join(THEMES, path.replace("scripts", "static")),
    made(join(THEMES, path)),
  ]),
);
/** @param {string} path */
const text = (path) => (existsSync(path) ? readFileSync(path, "utf-8") : "");
const stale = [...published].filter(([path, code]) => text(path) !== code).map(([path]) => path);
const gone = globSync("*/static/**/*.js", { cwd: THEMES })
  .map((path) => join(THEMES, path))
  .filter((path) => !published.has(path) && text(path).startsWith(MARK));

if (!process.argv.includes("--check")) {
  for (const path of stale) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, published.get(path) ?? "");
  }
  for (const path of gone) rmSync(path);
} else if (stale.length + gone.length) {
  const names = [...stale, ...gone].map((path) => path.slice(join(THEMES, "..").length + 1));
  console.error(`run make scripts: ${names.sort().join(", ")} is not what the sources make`);
  process.exitCode = 1;
}
