"""What makes the worksheets an app: a manifest, and a service worker that keeps them at hand."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sitegen import urls
from sitegen.links import href
from sitegen.model import Page
from sitegen.site import Site

MANIFEST, WORKER = "/manifest.webmanifest", "/sw.js"
FILLED_IN = ("worksheet", "worksheets", "plans", "today")
"""The kinds of pages where plans are written or shown."""

_ICONS = (
    ("favicon.svg", "any", "image/svg+xml"),
    ("icon-192.png", "192x192", "image/png"),
    ("icon-512.png", "512x512", "image/png"),
)
_LIVE = "/assets/dev/"
_LEAVE = """\
// While a site is edited, nothing may stand between its files and the browser: whatever worker an
// earlier visit has left here goes.
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  for (const name of await caches.keys()) await caches.delete(name);
  await self.registration.unregister();
  for (const client of await self.clients.matchAll({ type: "window" })) client.navigate(client.url);
}
"""


def offline_files(
    site: Site, pages: Sequence[Page], assets: Collection[str], prefix: str
) -> Iterator[Page]:
    """The manifest and the worker, for a site with worksheets whose theme has the page Today.

    What the worker keeps is named in it, so that it is another one as soon as the theme, or the
    list of pages, is. Pages come from the network first, and so need no new worker.
    """
    kept = [page.url for page in pages if page.kind in (*FILLED_IN, "search")]
    if not site.worksheets or "/today/" not in kept:
        return
    manifest = json.dumps(_manifest(site, assets, prefix), indent=1, ensure_ascii=False)
    yield _text(MANIFEST, manifest)
    if prefix == _LIVE:
        yield _text(WORKER, _LEAVE.rstrip("\n"))
    elif "worker.js" in assets and "offline.js" in assets:
        yield _text(WORKER, _worker(site, sorted({*kept}), assets, prefix))


def _text(url: str, text: str) -> Page:
    return Page(urls.output_path(url), url, "text", "file", "", tuple(text.split("\n")))


def _manifest(site: Site, assets: Collection[str], prefix: str) -> dict[str, Any]:
    config = site.config
    icons = [
        {"src": href(site, prefix + name), "sizes": sizes, "type": kind}
        for name, sizes, kind in _ICONS
        if name in assets
    ]
    today = href(site, "/today/")
    shortcuts = (("Today", "/today/"), ("My plans", "/plans/"), ("Worksheets", "/worksheets/"))
    return {
        "id": today,
        "name": config.title,
        "short_name": config.title,
        **({"description": config.description} if config.description else {}),
        "lang": config.language,
        "start_url": today,
        "scope": href(site, "/"),
        "display": "standalone",
        "icons": icons,
        "shortcuts": [{"name": name, "url": href(site, url)} for name, url in shortcuts],
    }


def _worker(site: Site, kept: Sequence[str], assets: Collection[str], prefix: str) -> str:
    folder = href(site, prefix)
    edition = {
        "root": href(site, "/"),
        "assets": folder,
        "pages": [href(site, url) for url in kept],
        "files": [href(site, prefix + name) for name in sorted(assets) if _is_used(name)],
    }
    text = json.dumps(edition, indent=1, ensure_ascii=False)
    return f"self.edition = {text};\nimportScripts({json.dumps(folder + 'worker.js')});"


def _is_used(name: str) -> bool:
    """Whether a page may ask for a theme's file: not licences, and not the worker itself."""
    return not name.endswith((".txt", ".md", ".map")) and name != "worker.js"
