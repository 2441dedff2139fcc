// Reads a QR code that was drawn as the path of an SVG: JSON on standard input, its text on standard
// output. For test_away.py; by `qr` from npm, which knows nothing of lean-qr.

import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const tools = createRequire(new URL("../../tools/package.json", import.meta.url));
const { default: decode } = await import(pathToFileURL(tools.resolve("qr/decode.js")).href);

/** Pixels a module: enough that the reader takes it for a photograph. */
const SCALE = 4;
const { size, path } = JSON.parse(readFileSync(0, "utf8"));
const width = size * SCALE;
const data = new Uint8ClampedArray(4 * width * width).fill(255);
for (const [, x, y, run] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
  for (let row = y * SCALE; row < (+y + 1) * SCALE; row++)
    for (let column = x * SCALE; column < (+x + +run) * SCALE; column++)
      data.set([0, 0, 0, 255], 4 * (row * width + column));
process.stdout.write(decode({ width, height: width, data }));
