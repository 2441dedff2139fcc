// The service worker: keeps the worksheets at hand where there is no network. It is imported by
// /sw.js, which the build writes and which names in `edition` what to keep.
//
// Theme files come from the cache, for their address changes whenever they do. Pages come from the
// network as long as it answers. All that is kept is of one edition: a page that asks for the
// files of another is shown, and not kept, until the worker of that edition takes over.

const { root, assets, pages, files } = self.edition;
const OURS = `offline:${root}:`;
const CACHE = OURS + assets;
const PATIENCE = 3000; // milliseconds that a page waits for the network if it is kept here
const MOST = 60; // pages that are kept because they were read
const HOUR = 3.6e6;
const SMALL = 300; // entries of a search index that is kept whole
const HEAD = `${root}search/index.json`;
const needed = new Set([...pages, ...files]);

/** Whether a page asks for the files of this edition, or for none. */
const fits = (html) => html.includes(assets) || !html.includes(`"${root}assets/`);

const isPage = (answer) => /\bhtml\b/.test(answer.headers.get("content-type") ?? "");

/** Whether it is a file of the search index. */
const isPart = (path) => path.startsWith(`${root}search/`) && path.endsWith(".json");

/** Keeps an answer, unless it is a page of another edition. */
async function put(cache, path, answer) {
  const html = isPage(answer);
  const body = html ? await answer.text() : await answer.blob();
  if (html && !fits(body)) return false;
  const { status, statusText, headers } = answer;
  await cache.put(path, new Response(body, { status, statusText, headers }));
  return true;
}

// ---------------------------------------------------------------- coming and going

async function fill() {
  const cache = await caches.open(CACHE);
  const get = async (path, how) => {
    const answer = await fetch(path, how);
    if (!answer.ok || !(await put(cache, path, answer))) throw new Error(`${path} is not there`);
  };
  const missing = [];
  for (const path of files) if (!(await cache.match(path))) missing.push(get(path));
  await Promise.all([...missing, ...pages.map((path) => get(path, { cache: "no-cache" }))]);
  // Without an index all else still works.
  if (needed.has(`${root}search/`))
    await part(new Request(HEAD, { cache: "no-cache" })).then(gather).catch(() => {});
}

async function takeOver() {
  for (const name of await caches.keys())
    if (name.startsWith(OURS) && name !== CACHE) await caches.delete(name);
  await self.clients.claim();
}

let looked = 0;
let gone = false; // nothing is kept from then on

/** Goes away for good once the site has no worker any more. */
async function stay() {
  if (Date.now() - looked < HOUR) return;
  looked = Date.now();
  const { status } = await fetch(`${root}sw.js`, { cache: "no-store" });
  if (status !== 404 && status !== 410) return;
  gone = true;
  for (const name of await caches.keys()) if (name.startsWith(OURS)) await caches.delete(name);
  await self.registration.unregister();
}

// ---------------------------------------------------------------- answering

async function file(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await put(cache, request.url, answer.clone());
  return answer;
}

/** A part of the search index: it has a mark in its address, so it is kept, unless in doubt. */
async function part(request) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept && request.cache !== "no-cache") return kept;
  try {
    const answer = await fetch(request);
    if (answer.ok) {
      await cache.delete(request, { ignoreSearch: true, ignoreVary: true });
      await put(cache, request.url, answer.clone());
    }
    return answer;
  } catch (fault) {
    if (kept) return kept;
    throw fault;
  }
}

/** Keeps all parts of a small index, so that any word is found where there is no network. */
async function gather() {
  const cache = await caches.open(CACHE);
  const head = await (await cache.match(HEAD, { ignoreVary: true })).json();
  if (head.entries > SMALL) return;
  const all = (name, marks) => marks.map((mark, n) => `${root}search/${name}-${n}.json?${mark}`);
  const parts = [...all("words", head.shards), ...all("texts", head.files)];
  await Promise.all(parts.map((path) => part(new Request(path))));
}

/** What the network says of a page is kept for later. */
async function learn(path, coming) {
  const answer = (await coming).clone();
  const cache = await caches.open(CACHE);
  if (answer.status === 404 || answer.status === 410) await cache.delete(path);
  else if (answer.ok && !answer.redirected && isPage(answer)) await put(cache, path, answer);
  const read = (await cache.keys()).filter(({ url }) => {
    const { pathname } = new URL(url);
    return !needed.has(pathname) && !isPart(pathname);
  });
  for (const request of read.slice(0, -MOST)) await cache.delete(request);
  await stay();
}

/** The page as the network has it, or as it is kept if that fails or takes long. */
async function page(path, coming) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(path, { ignoreVary: true });
  if (!kept) return coming;
  const late = new Promise((resolve) => setTimeout(() => resolve(kept), PATIENCE));
  const soon = coming.then((answer) => (answer.status < 500 ? answer : kept)).catch(() => kept);
  return Promise.race([soon, late]);
}

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(takeOver()));
self.addEventListener("message", ({ data }) => {
  if (data === assets) self.skipWaiting(); // a page of this edition is open
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (gone) return;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (pathname.startsWith(assets)) event.respondWith(file(request));
  else if (isPart(pathname)) {
    const coming = part(request);
    event.respondWith(coming);
    if (pathname === HEAD) event.waitUntil(coming.then(gather).catch(() => {}));
  } else if (request.mode === "navigate") {
    const coming = fetch(request);
    event.waitUntil(learn(pathname, coming).catch(() => {}));
    event.respondWith(page(pathname, coming));
  }
});
