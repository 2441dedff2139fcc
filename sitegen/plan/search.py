"""What a site publishes so that readers can search it."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen import urls
from sitegen.model import Page
from sitegen.plan.pages import page_at
from sitegen.search import searched
from sitegen.search.segments import SEGMENT, TEXTS, Layout
from sitegen.site import Site
from sitegen.templates import Templates

SEARCH, INDEX = "/search/", "/search/index.json"


def search_files(site: Site, templates: Templates) -> Iterator[Page]:
    """The page for searching, and the index it loads, for a theme that has the page."""
    if not site.config.search.on or not templates.has("search.html"):
        return
    yield page_at(SEARCH, "search", "search.html", in_sitemap=True)
    layout = searched(site)
    segments, shards, full = layout
    yield _file(INDEX, "search-index", *layout)
    for number in range(shards):
        yield _file(f"{SEARCH}words-{number}.json", "search-words", number)
    size = TEXTS[full]
    for number, ids in enumerate(segments):
        for part in range(-(-len(ids) // size)):
            yield _file(
                f"{SEARCH}texts-{number * (SEGMENT // size) + part}.json", "search-texts",
                number, part,
            )  # fmt: skip


def _file(url: str, maker: str, *subject: object) -> Page:
    return Page(urls.output_path(url), url, maker, "file", "", subject)


def layout_of(index: Page | None) -> Layout:
    """What is searched, from the page planned at INDEX."""
    if index is None or index.maker != "search-index":
        return (), 0, False
    segments, shards, full = index.subject
    return segments, shards, full
