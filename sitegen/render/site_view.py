"""The site as templates see it: its settings by name, its archive, and the named queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from sitegen.dates import MONTHS
from sitegen.model import Link
from sitegen.plan.search import SEARCH
from sitegen.render.named import Named, feeds
from sitegen.render.reading import Reading
from sitegen.render.views import EntryView, Narrowing, TermView, term_view, view, views
from sitegen.render.wisdom import TopicView, WisdomView, topic_views, wisdom_view, wisdom_views


@dataclass(frozen=True, slots=True)
class YearView:
    year: int
    url: str
    count: int
    months: list[MonthView]
    reading: Reading

    def entries(self) -> list[EntryView]:
        """Its posts, newest first."""
        return views(self.reading.ask("dated", self.year), self.reading)


@dataclass(frozen=True, slots=True)
class MonthView:
    year: int
    month: int
    name: str
    url: str
    count: int
    reading: Reading

    def entries(self) -> list[EntryView]:
        return views(self.reading.ask("dated", self.year, self.month), self.reading)


class TaxonomyView(NamedTuple):
    name: str
    title: str
    singular: str
    url: str


def taxonomy_view(name: str, reading: Reading) -> TaxonomyView:
    reading.config("taxonomies")
    kind = reading.press.site.taxonomies[name]
    return TaxonomyView(name, kind.title, kind.singular, reading.press.href(kind.url))


def year_views(reading: Reading) -> list[YearView]:
    """The archive's years, newest first."""
    return [_year(year, found, reading) for year, found in reading.ask("months")]


def _year(year: int, found: Iterable[tuple[int, int]], reading: Reading) -> YearView:
    base = f"/archive/{year}/"
    months = [
        MonthView(
            year, month, MONTHS[month - 1], reading.press.href(f"{base}{month:02}/"), count, reading
        )
        for month, count in found
    ]
    total = sum(month.count for month in months)
    return YearView(year, reading.press.href(base), total, months, reading)


class SiteView:
    """The site for templates: its settings by name, and the named queries."""

    __slots__ = ("_reading",)

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name in ("root", "file"):
            raise AttributeError(name)
        return self._reading.config(name)

    @property
    def url(self) -> str:
        """The address of the home page, as a path."""
        return self._reading.press.href("/")

    @property
    def menu(self) -> list[Named]:
        items = self._reading.config("menu")
        return [Named(item.title, self._reading.press.link(item.url)) for item in items]

    @property
    def feeds(self) -> list[Named]:
        return feeds(self._reading, "/", self._reading.config("title"))

    @property
    def data(self) -> DataView:
        return DataView(self._reading)

    @property
    def has_archive(self) -> bool:
        """Whether there are pages by year and month."""
        return bool(self._reading.config("archive") and self._reading.ask("any_posts"))

    @property
    def search_url(self) -> str:
        """The address of the page for searching, or an empty string if there is none."""
        self._reading.names.add(("link", "", "path", SEARCH))
        found = self._reading.press.target("", Link("href", "path", SEARCH, "", 1, 1))
        return "" if found.fault else self._reading.press.href(found.url)

    def recent(self, count: int = 10) -> list[EntryView]:
        return views(self._reading.ask("recent", count), self._reading)

    def posts(self) -> list[EntryView]:
        return views(self._reading.ask("posts"), self._reading)

    def pages(self) -> list[EntryView]:
        return views(self._reading.ask("pages"), self._reading)

    def worksheets(self) -> list[EntryView]:
        return views(self._reading.ask("worksheets"), self._reading)

    def entry(self, id: str) -> EntryView | None:
        return view(id, self._reading) if self._reading.ask("exists", id) else None

    def terms(self, taxonomy: str, order: str = "name") -> list[TermView]:
        slugs = self._reading.ask("term_list", taxonomy, order)
        return [found for slug in slugs if (found := term_view(taxonomy, slug, self._reading))]

    def term(self, taxonomy: str, slug: str) -> TermView | None:
        return term_view(taxonomy, slug, self._reading)

    def narrow(self, taxonomy: str, slugs: Iterable[str]) -> Narrowing | None:
        """What is filed under all of these terms, or None if one of them is not there."""
        found = [term_view(taxonomy, slug, self._reading) for slug in slugs]
        terms = [term for term in found if term]
        return Narrowing(terms, self._reading) if terms and len(terms) == len(found) else None

    def taxonomies(self) -> list[TaxonomyView]:
        return [taxonomy_view(name, self._reading) for name in self._reading.ask("taxonomy_names")]

    @property
    def has_wisdom(self) -> bool:
        """Whether there is a line worth keeping, and so a page of them."""
        return bool(self._reading.ask("any_wisdom"))

    def wisdoms(self) -> list[WisdomView]:
        """All lines worth keeping, those of the newest texts first."""
        return wisdom_views(self._reading)

    def wisdom_topics(self) -> list[TopicView]:
        return topic_views(self._reading)

    def wisdom_of_today(self) -> WisdomView | None:
        """The line for the day of the build."""
        return wisdom_view(self._reading.ask("wisdom_of_today"), self._reading)

    def archive(self) -> list[YearView]:
        return year_views(self._reading)


class DataView:
    """The data files: ``site.data.team`` is what ``data/team.toml`` holds."""

    __slots__ = ("_reading",)

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def __getattr__(self, name: str) -> Any:
        if not name.startswith("_") and (found := self._reading.data(name)) is not None:
            return found
        raise AttributeError(name)

    def __getitem__(self, name: str) -> Any:
        found = self._reading.data(name)
        if found is None:
            raise KeyError(name)
        return found

    def __iter__(self) -> Iterator[str]:
        raise TypeError("name the data file you want: site.data.NAME")
