"""The third stage: every output of the site, decided before any is rendered. Pure."""

from __future__ import annotations

from collections.abc import Iterator, KeysView, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sitegen import urls
from sitegen.cards import Cards
from sitegen.errors import Problem
from sitegen.model import Page, Term
from sitegen.pictures import Pictures
from sitegen.plan.clashes import settle
from sitegen.plan.lists import cut
from sitegen.plan.offline import offline_files
from sitegen.plan.pages import page_at
from sitegen.plan.pairs import pair_pages
from sitegen.plan.pictures import card_pages, content_files, copy_of, versions_of
from sitegen.plan.search import search_files
from sitegen.plan.signposts import astray
from sitegen.plan.wholes import whole_site_files
from sitegen.plan.wisdom import repeated_wisdoms, wisdom_pages
from sitegen.plan.worksheets import worksheet_pages
from sitegen.site import Site
from sitegen.source import Stamp
from sitegen.templates import Templates

__all__ = ["Plan", "feed_pages", "pack_page", "plan"]

FEED_FILES = {"atom": "feed.xml", "json": "feed.json"}


@dataclass(frozen=True)
class Plan:
    """All pages by path."""

    pages: Mapping[str, Page]

    @classmethod
    def remembered(cls, rows: Mapping[str, tuple[Any, ...]]) -> Plan:
        """The plan from the packed pages that stand first in ``rows``, unpacked when asked for."""
        return cls(_Packed(rows))

    def has(self, url: str) -> bool:
        """Whether something will be published at ``url`` (not percent-encoded)."""
        return urls.output_path(urls.decode(url)) in self.pages or url in self.pages


class _Packed(Mapping[str, Page]):
    def __init__(self, rows: Mapping[str, tuple[Any, ...]]) -> None:
        self.rows = rows

    def __getitem__(self, path: str) -> Page:
        return Page(*self.rows[path][0])

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def keys(self) -> KeysView[str]:
        return self.rows.keys()

    def __contains__(self, path: object) -> bool:
        return path in self.rows


def pack_page(page: Page) -> tuple[Any, ...]:
    """The page as plain data: what is planned for its path."""
    return (page.path, page.url, page.maker, page.kind, page.template, page.subject,
            page.source, page.in_sitemap)  # fmt: skip


def plan(
    site: Site,
    templates: Templates,
    assets: Mapping[str, tuple[Path, Stamp]],
    prefix: str,
    pictures: Pictures,
    cards: Cards,
    pdfs: bool = False,
) -> tuple[Plan, tuple[Problem, ...]]:
    """Every output of the site. ``assets`` are published below ``prefix`` (``/assets/1a2b/``).

    ``pictures`` and ``cards`` know what there is to be made; ``pdfs`` says whether worksheets have
    PDFs to fill in.

    Two outputs on one path and paths that can't be published are problems.
    """
    own, files = list(_statics(site)), list(content_files(site, pictures))
    statics = [*_assets(assets, prefix), *own]
    written = [*_entry_pages(site, templates), *files, *_redirects(site)]
    generated = [*_lists(site, templates), *_archives(site, templates), *_feeds(site)]
    generated += pair_pages(site, templates)
    generated += versions_of([*own, *files], site, pictures)
    generated += card_pages(site, cards)
    generated += worksheet_pages(site, templates, pdfs)
    generated += wisdom_pages(site, templates)
    generated.append(page_at("/404.html", "missing", templates.first("404.html", "default.html")))
    generated += search_files(site, templates)
    generated += offline_files(site, [*written, *generated], assets, prefix)
    generated += whole_site_files(site, [*written, *generated])
    kept, problems = settle(statics, written, generated)
    wrong = (*problems, *astray(site), *repeated_wisdoms(site))
    return Plan({page.path: page for page in kept}), wrong


def _entry_pages(site: Site, templates: Templates) -> Iterator[Page]:
    usual = {kind: templates.first(*names) for kind, names in _TEMPLATES.items()}
    for entry in site.entries.values():
        kind = _PAGE_OF.get(entry.kind, "page")
        own = f"{entry.template.removesuffix('.html')}.html" if entry.template else ""
        template = own or usual[kind]
        yield page_at(
            entry.url, kind, template, entry.id,
            source=entry.source, in_sitemap=not entry.noindex and entry.id not in site.states,
        )  # fmt: skip


_PAGE_OF = {"posts": "post", "worksheets": "worksheet"}
_TEMPLATES = {
    "post": ("post.html", "default.html"),
    "page": ("page.html", "default.html"),
    "worksheet": ("worksheet.html", "page.html", "default.html"),
}


def _redirects(site: Site) -> Iterator[Page]:
    for entry in site.entries.values():
        for alias in entry.aliases:
            yield page_at(alias, "redirect", "redirect.html", entry.url, source=entry.source)


def _lists(site: Site, templates: Templates) -> Iterator[Page]:
    """The home page and the pages of all terms."""
    size = site.config.paginate
    home = templates.first("home.html", "default.html")
    for part in cut([entry.id for entry in site.posts], size, "/"):
        yield page_at(
            part.url, "home", home, "", "", *part[:2], *part[3:], in_sitemap=not part.number
        )
    for name, terms in site.terms.items():
        if terms:
            index = templates.first(f"{name}.html", "terms.html", "default.html")
            yield page_at(f"/{name}/", "terms", index, name, in_sitemap=True)
        template = templates.first(f"{name}-term.html", "term.html", "default.html")
        for term in terms.values():
            yield from _term_pages(site, term, template)


def _term_pages(site: Site, term: Term, template: str) -> Iterator[Page]:
    whole = site.taxonomies[term.taxonomy].is_whole
    size = max(term.count, 1) if whole else site.config.paginate
    for part in cut(term.entries, size, term.url):
        yield page_at(
            part.url, "term", template, term.taxonomy, term.slug, *part[:2], *part[3:],
            in_sitemap=not part.number,
        )  # fmt: skip


def _archives(site: Site, templates: Templates) -> Iterator[Page]:
    if not site.config.archive or not site.posts:
        return
    yield page_at("/archive/", "archive", templates.first("archive.html", "default.html"),
                in_sitemap=True)  # fmt: skip
    months: dict[tuple[int, int], list[str]] = {}
    for entry in site.posts:
        if entry.date:
            months.setdefault((entry.date.year, entry.date.month), []).append(entry.id)
    year_template = templates.first("year.html", "archive.html", "default.html")
    for year in dict.fromkeys(year for year, _ in months):
        yield page_at(f"/archive/{year}/", "year", year_template, year, in_sitemap=True)
    month_template = templates.first("month.html", "default.html")
    for (year, month), ids in months.items():
        url = f"/archive/{year}/{month:02}/"
        yield page_at(url, "month", month_template, year, month, tuple(ids), in_sitemap=True)


def _feeds(site: Site) -> Iterator[Page]:
    yield from feed_pages(site, None)
    if site.config.feeds.terms:
        for name, terms in site.terms.items():
            if site.taxonomies[name].feeds:
                for term in terms.values():
                    yield from feed_pages(site, term)


def feed_pages(site: Site, term: Term | None) -> Iterator[Page]:
    """The feeds of a term, or of the whole site where ``term`` is None."""
    limit = site.config.feeds.limit
    ids = term.entries[:limit] if term else tuple(entry.id for entry in site.dated[:limit])
    base, of = (term.url, (term.taxonomy, term.slug)) if term else ("/", ("", ""))
    for format_ in site.config.feeds.formats:
        url = base + FEED_FILES[format_]
        yield Page(urls.output_path(url), url, f"feed-{format_}", "feed", "", (*of, tuple(ids)))


# --------------------------------------------------------------------------- files


def _assets(assets: Mapping[str, tuple[Path, Stamp]], prefix: str) -> Iterator[Page]:
    for path, (file, stamp) in assets.items():
        yield copy_of(prefix + path, file, stamp, file.as_posix())


def _statics(site: Site) -> Iterator[Page]:
    folder = site.config.root / site.config.static
    for path, stamp in site.statics.items():
        if not path.startswith("assets/") and path not in ("_headers", "_redirects"):
            yield copy_of(f"/{path}", folder / path, stamp, f"{site.config.static}/{path}")
