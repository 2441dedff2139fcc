// Runs one handler of the plugin as Netlify does: node drive.mjs PLUGIN EVENT CACHE [FAULT]
//
// The cache is a folder, and copying into and out of it is done as in @netlify/cache-utils: what is
// there before is removed, and copies get new times. FAULT names a method of the cache that fails.
import { cp, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [plugin, event, cache, fault] = process.argv.slice(2);
const kept = (path) => join(cache, "cwd", path);

async function copy(from, to) {
  if (!existsSync(from)) return false;
  await rm(to, { recursive: true, force: true });
  await cp(from, to, { recursive: true });
  return true;
}

const methods = {
  save: (path) => copy(path, kept(path)),
  restore: (path) => copy(kept(path), path),
  remove: async (path) => {
    const had = existsSync(kept(path));
    await rm(kept(path), { recursive: true, force: true });
    return had;
  },
};
if (fault) {
  methods[fault] = async () => {
    throw new Error(`${fault} is out of order`);
  };
}

const handlers = await import(pathToFileURL(join(plugin, "index.js")));
await handlers[event]({ constants: { PUBLISH_DIR: "output" }, utils: { cache: methods } });
