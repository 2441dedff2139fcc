"""Files that speak for the whole site: sitemap, robots, headers, redirects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sitegen.headers import header_rules
from sitegen.links import href
from sitegen.model import Page
from sitegen.plan.offline import FILLED_IN, WORKER
from sitegen.site import Site
from sitegen.source import read_text

SITEMAP_LIMIT = 50_000  # URLs in one sitemap: sitemaps.org, protocol 0.9


def whole_site_files(site: Site, pages: Sequence[Page]) -> Iterator[Page]:
    """The pages that list or rule all the others. What they say is in their subject."""
    yield from _sitemaps(site, pages)
    yield _text(site, "/robots.txt", tuple(_robots(site)))
    worker = any(page.url == WORKER for page in pages)
    rules = header_rules(site.config, _own(site, "_headers"), _silent(pages), worker)
    yield _text(site, "/_headers", tuple(rules))
    yield _text(site, "/_redirects", tuple(_redirect_rules(site, pages)))


def _text(site: Site, url: str, lines: tuple[str, ...]) -> Page:
    return Page(url.lstrip("/"), url, "text", "file", "", lines)


def _own(site: Site, name: str) -> str:
    """The text of the site's own file of this name in its static folder. Raises Fault."""
    if name not in site.statics:
        return ""
    folder = site.config.static
    return read_text(site.config.root / folder / name, f"{folder}/{name}")


def _silent(pages: Sequence[Page]) -> list[str]:
    """Where readers fill in worksheets, as rules for paths."""
    found = [page.url for page in pages if page.kind in FILLED_IN]
    within = ("/worksheets/*" if url.startswith("/worksheets/") else url for url in found)
    return list(dict.fromkeys(within))


def _robots(site: Site) -> Iterator[str]:
    yield "User-agent: *"
    yield "Disallow:"  # also where nothing is to be indexed: only who reads a page learns that
    if not site.config.noindex:
        yield ""
        yield f"Sitemap: {site.config.origin}{href(site, '/sitemap.xml')}"


def _redirect_rules(site: Site, pages: Sequence[Page]) -> Iterator[str]:
    """Netlify's form: from, to, status. The site's own rules come first, and so win.

    The mark behind the status makes the rule win over the page that redirects where there are
    no rules.
    """
    yield from _own(site, "_redirects").splitlines()
    for page in pages:
        if page.kind == "redirect":
            yield f"{href(site, page.url)} {href(site, page.subject[0])} 301!"


def _sitemaps(site: Site, pages: Sequence[Page]) -> Iterator[Page]:
    if site.config.noindex:
        return
    found: dict[str, str] = {}
    for page in pages:
        if page.in_sitemap:
            found.setdefault(page.url, _last_change(site, page))
    listed = sorted(found.items())
    parts = [listed[at : at + SITEMAP_LIMIT] for at in range(0, len(listed), SITEMAP_LIMIT)] or [[]]
    if len(parts) == 1:
        yield Page("sitemap.xml", "/sitemap.xml", "sitemap", "file", "", tuple(parts[0]))
        return
    names = [f"/sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    yield Page("sitemap.xml", "/sitemap.xml", "sitemap-index", "file", "", tuple(names))
    for name, part in zip(names, parts, strict=True):
        yield Page(name.lstrip("/"), name, "sitemap", "file", "", tuple(part))


def _last_change(site: Site, page: Page) -> str:
    entry = site.entries.get(page.subject[0]) if page.kind in ("post", "page") else None
    moment = (entry.updated or entry.date) if entry else None
    return moment.isoformat() if moment else ""
