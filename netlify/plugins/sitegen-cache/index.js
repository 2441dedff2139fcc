// A Netlify build plugin: keeps what sitegen remembers, and the pages it made, from one deploy to
// the next, so that a deploy renders what has changed and no more.
//
// Both go into one tar archive, and that into Netlify's build cache. Netlify copies what it keeps,
// and a copied file gets a new time; but sitegen takes a page for its own work only if the file has
// the size and the time, to the nanosecond, with which it was left. An archive of the form pax
// keeps that time. And the memo and its pages come back together or not at all.
//
// Nothing that goes wrong here fails a deploy: without the archive, sitegen builds everything.

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const MEMO = ".sitegen/memo.db";
const ARCHIVE = ".sitegen-cache.tar";
const UNPACKED = ".sitegen-cache";

/** Before the build: brings back what the last deploy left. */
export async function onPreBuild({ constants, utils }) {
  if (existsSync(MEMO)) return say("there is a memo here already, nothing is brought back");
  try {
    const found = await utils.cache.restore(ARCHIVE);
    if (!found) return say("nothing was kept, so everything will be built");
    await unpack(constants.PUBLISH_DIR);
    say("brought back the memo and the pages of the last deploy");
  } catch (fault) {
    await remove("./.sitegen");
    say(`what was kept is of no use, so everything will be built (${fault.message})`);
  } finally {
    await remove(ARCHIVE, UNPACKED);
  }
}

/** After the build: keeps what it left. */
export async function onPostBuild({ constants, utils }) {
  try {
    // The memo goes last: an archive that lost its end lacks it, and tar says so when unpacking.
    await tar("--create", "--format=pax", "--file", ARCHIVE, constants.PUBLISH_DIR, MEMO);
    await utils.cache.save(ARCHIVE);
    say("kept the memo and the pages for the next deploy");
  } catch (fault) {
    say(`nothing could be kept for the next deploy (${fault.message})`);
  } finally {
    await remove(ARCHIVE);
  }
}

/** After a build that failed: in case that what was brought back is to blame, it is dropped. */
export async function onError({ utils }) {
  try {
    await utils.cache.remove(ARCHIVE);
  } catch (fault) {
    say(`what was kept could not be dropped (${fault.message})`);
  }
}

/** Unpacks the archive aside, and puts both parts in their places when they are whole. */
async function unpack(output) {
  await remove(UNPACKED);
  await mkdir(UNPACKED);
  await tar("--extract", "--file", ARCHIVE, "--directory", UNPACKED, MEMO, output);
  await remove(output);
  await mkdir(dirname(join(".", output)), { recursive: true });
  await rename(join(UNPACKED, output), output);
  await mkdir(dirname(MEMO), { recursive: true });
  await rename(join(UNPACKED, MEMO), MEMO);
}

const tar = (...parts) => promisify(execFile)("tar", parts);

async function remove(...paths) {
  for (const path of paths) await rm(path, { recursive: true, force: true });
}

function say(text) {
  console.log(`sitegen-cache: ${text}.`);
}
