// Makes the stylesheets that themes publish: themes/NAME/static/FILE.css from themes/NAME/styles/FILE.css
// with all that it imports, without comments.

import { globSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { STYLE, THEMES } from "./publish.mjs";

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
  return STYLE + outputFiles[0].text;
}

/** The stylesheets of all themes by their paths. @returns {Map<string, string>} */
export function styles() {
  const sources = globSync("*/styles/*.css", { cwd: THEMES });
  return new Map(
    sources.map((path) => [join(THEMES, path.replace("styles", "static")), made(join(THEMES, path))]),
  );
}
