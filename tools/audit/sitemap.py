"""The site map: well-formed, by the rules of sitemaps.org, and every page it lists is there."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from tools.audit.dates import is_w3c
from tools.audit.report import Problem, Report
from tools.audit.site import Site

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
MOST_URLS = 50_000
MOST_BYTES = 50 * 1024 * 1024


def check(site: Site) -> Report:
    """Read ``sitemap.xml``, what it leads to, and the line in ``robots.txt`` that names it."""
    if "sitemap.xml" not in site.paths:
        return Report("sitemap", "none", (Problem("sitemap.xml", "is missing"),))
    problems, count = read(site, "sitemap.xml")
    problems += [Problem("robots.txt", message) for message in robots_problems(site)]
    return Report("sitemap", f"{count:,} addresses", tuple(problems))


def read(site: Site, path: str) -> tuple[list[Problem], int]:
    """Return the problems of one file, and of those it is an index of, and the pages listed."""
    try:
        root = ElementTree.fromstring(site.data(path))
    except ElementTree.ParseError as error:
        return [Problem(path, f"not well-formed: {error}")], 0
    kind = {f"{NAMESPACE}urlset": "url", f"{NAMESPACE}sitemapindex": "sitemap"}.get(root.tag)
    if kind is None:
        return [Problem(path, f"the root element should be {NAMESPACE}urlset, not {root.tag}")], 0
    items = root.findall(f"{NAMESPACE}{kind}")
    problems = [Problem(path, message) for message in item_problems(site, items)]
    problems += [Problem(path, message) for message in size_problems(site, path, len(items))]
    if kind == "url":
        return problems, len(items)
    parts = [read(site, site.file(loc)) for loc in map(location, items) if not wrong(site, loc)]
    found = [problem for part, _ in parts for problem in part]
    return problems + found, sum(count for _, count in parts)


def item_problems(site: Site, items: list[ElementTree.Element]) -> Iterator[str]:
    """Yield a sentence for each address that is wrong, repeated, or has a wrong date."""
    seen: set[str] = set()
    for item in items:
        loc = location(item)
        if message := wrong(site, loc):
            yield f"{loc or 'an entry without loc'}: {message}"
        if loc in seen:
            yield f"{loc}: listed twice"
        seen.add(loc)
        date = item.findtext(f"{NAMESPACE}lastmod")
        if date is not None and not is_w3c(date.strip()):
            yield f"{loc}: lastmod {date!r} is not a W3C date"


def location(item: ElementTree.Element) -> str:
    """Return the address in an entry, or nothing."""
    return (item.findtext(f"{NAMESPACE}loc") or "").strip()


def wrong(site: Site, loc: str) -> str:
    """Return what is wrong with an address, or nothing."""
    if not loc.startswith(site.base_url):
        return f"not under {site.base_url}"
    return site.missing(loc)


def size_problems(site: Site, path: str, count: int) -> Iterator[str]:
    """Yield a sentence for each limit that one file is over."""
    if count > MOST_URLS:
        yield f"{count:,} addresses; {MOST_URLS:,} are allowed"
    if len(site.data(path)) > MOST_BYTES:
        yield f"over {MOST_BYTES:,} bytes"


def robots_problems(site: Site) -> Iterator[str]:
    """Yield a sentence if ``robots.txt`` names a site map that is not there."""
    if "robots.txt" not in site.paths:
        return
    for line in site.text("robots.txt").splitlines():
        key, _, url = line.partition(":")
        if key.strip().lower() == "sitemap" and (message := wrong(site, url.strip())):
            yield f"{line.strip()}: {message}"
