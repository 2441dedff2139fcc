"""Entries and terms as templates see them, read through one page's Reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from sitegen import urls
from sitegen.model import Entry, Finding, Link
from sitegen.plan.pairs import pair_url
from sitegen.render.images import EAGER, LAZY, cannot_show, plain, responsive
from sitegen.render.named import Named, feeds, outline
from sitegen.render.reading import Reading
from sitegen.render.worksheet_view import WorksheetView
from sitegen.text import html, shorten

WORDS_A_MINUTE = 220  # adults reading English prose silently: about 240, less for lists and tables
DESCRIPTION = 155  # characters that result pages show


class EntryView(WorksheetView):
    """An entry for templates: its metadata, its text, and the entries around it."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        if name in self._reading.press.site.taxonomies:
            return self.terms(name)
        return getattr(self._entry, name)

    @property
    def url(self) -> str:
        return self._reading.press.href(self._entry.url)

    @property
    def permalink(self) -> str:
        return self._reading.press.absolute(self._entry.url)

    @property
    def draft(self) -> bool:
        return self._state == "draft"

    @property
    def scheduled(self) -> bool:
        return self._state == "scheduled"

    @property
    def expired(self) -> bool:
        return self._state == "expired"

    @property
    def _state(self) -> str:
        return str(self._reading.ask("state", self._entry.id))

    # ------------------------------------------------------------------ text

    @property
    def content(self) -> Markup:
        if self._entry.worksheet:
            return Markup(self._reading.press.embedded(self._reading, self.id, "", False, 0))
        return Markup(self._reading.prose(self._entry, "content"))

    @property
    def excerpt(self) -> Markup:
        """What lists show: the summary, else the text before the mark, else its first paragraph."""
        if self._entry.summary:
            return Markup(f"<p>{html(self._entry.summary)}</p>")
        return Markup(self._reading.prose(self._entry, "excerpt"))

    @property
    def explained_by(self) -> list[EntryView]:
        """The posts that a worksheet names, but for those that are not public."""
        ids = (id for id in self._entry.explained_by if self._reading.ask("exists", id))
        return views(ids, self._reading)

    @property
    def has_more(self) -> bool:
        body = self._reading.body(self._entry)
        return bool(self._entry.summary) or body.content != body.excerpt

    @property
    def words(self) -> int:
        return self._reading.body(self._entry).words

    @property
    def reading_minutes(self) -> int:
        return max(1, round(self.words / WORDS_A_MINUTE))

    @property
    def description(self) -> str:
        return self._entry.summary or shorten(self._reading.body(self._entry).opening, DESCRIPTION)

    @property
    def toc(self) -> list[dict[str, Any]]:
        return outline(self._reading.body(self._entry).headings)

    @property
    def toc_wanted(self) -> bool:
        return self._entry.toc

    @property
    def image(self) -> str:
        """The URL of the entry's picture: absolute if it is elsewhere, else a path."""
        name = self._entry.image
        if not name or urls.has_scheme(name):
            return name
        reading, link = self._reading, Link("src", "path", urls.decode(name), "", 1, 1)
        reading.names.add(("link", self._entry.id, "path", link.target))
        found = reading.press.target(self._entry.id, link)
        if found.fault:
            self._report_image("broken-link", f"`image`: {found.fault}", found.hint)
        return reading.press.href(found.url)

    def _report_image(self, code: str, message: str, hint: str) -> None:
        """A problem with the front matter's ``image``."""
        line, column = self._entry.marks.get("image", (1, 1))
        finding = Finding(code, message, line - self._entry.body_line + 1, column, hint)
        press = self._reading.press
        press.problems.append(press.bodies.locate(self._entry, finding))

    @property
    def card(self) -> str:
        """The full address of the card that other sites can show, or an empty string."""
        self._reading.names.add(("card", self._entry.id))
        found = self._reading.press.cards.of(self._entry)
        return self._reading.press.absolute(found.url) if found else ""

    @property
    def image_in_text(self) -> bool:
        """Whether the text shows the entry's picture, so that a template need not."""
        return self._reading.shows_image(self._entry)

    def picture(self, sizes: str = "", eager: bool = False, alt: str | None = None) -> Markup:
        """The entry's picture as HTML, with its size and its smaller versions; or nothing.

        ``sizes`` is as in HTML; ``eager`` is for the first thing that a reader sees.
        """
        src, entry, reading = self.image, self._entry, self._reading
        if not src:
            return Markup("")
        words = html(entry.image_alt if alt is None else alt)
        attributes, loading = f' alt="{words}"', EAGER if eager else LAZY
        name = "" if urls.has_scheme(src) else reading.cover(entry)
        facts = reading.image(name)
        if facts and facts.fault:
            self._report_image("bad-picture", cannot_show(name, facts), facts.hint)
        if not facts or facts.fault:
            return Markup(plain(html(src), attributes, None, loading))
        wanted = sizes or reading.sizes()
        return Markup(responsive(reading.press, name, html(src), attributes, loading, wanted))

    # ------------------------------------------------------------------ neighbours

    def terms(self, taxonomy: str) -> list[TermView]:
        filed = self._reading.ask("filed_under", self._entry.id, taxonomy)
        return [TermView(taxonomy, slug, name, self._reading) for slug, name in filed]

    @property
    def newer(self) -> EntryView | None:
        return view(self._reading.ask("newer", self._entry.id), self._reading)

    @property
    def older(self) -> EntryView | None:
        return view(self._reading.ask("older", self._entry.id), self._reading)

    def related(self, count: int = 3) -> list[EntryView]:
        return views(self._reading.ask("related", self._entry.id, count), self._reading)

    def places(self, taxonomy: str) -> list[Place]:
        """Where the entry stands in each of its series, or on each of its reading paths."""
        return [Place(self._entry.id, term, self._reading) for term in self.terms(taxonomy)]

    @property
    def series_places(self) -> list[Place]:
        return self.places("series")


class Place:
    """Where an entry stands among those of one term: a series, a reading path."""

    def __init__(self, id: str, term: TermView, reading: Reading) -> None:
        self.term, self._reading = term, reading
        place = reading.ask("place_in", id, term.taxonomy, term.slug)
        self.position, self.total, self._before, self._after = place

    @property
    def previous(self) -> EntryView | None:
        return view(self._before, self._reading)

    @property
    def next(self) -> EntryView | None:
        return view(self._after, self._reading)

    @property
    def entries(self) -> list[EntryView]:
        return self.term.entries()


class TermView:
    """A term for templates. ``shared`` is how much it has in common with what was asked for."""

    __slots__ = ("_reading", "name", "shared", "slug", "taxonomy")

    def __init__(
        self, taxonomy: str, slug: str, name: str, reading: Reading, shared: int = 0
    ) -> None:
        self.taxonomy, self.slug, self.name, self._reading = taxonomy, slug, name, reading
        self.shared = shared

    @property
    def path(self) -> str:
        return f"/{self.taxonomy}/{self.slug}/"

    @property
    def url(self) -> str:
        return self._reading.press.href(self.path)

    @property
    def permalink(self) -> str:
        return self._reading.press.absolute(self.path)

    @property
    def count(self) -> int:
        return int(self._reading.ask("term_count", self.taxonomy, self.slug))

    def entries(self) -> list[EntryView]:
        return views(self._reading.ask("term_entries", self.taxonomy, self.slug), self._reading)

    @property
    def counts(self) -> dict[str, int]:
        """How many entries of each kind it has: ``posts``, ``worksheets``, ``pages``."""
        found = dict(self._reading.ask("term_kinds", self.taxonomy, self.slug))
        return {kind: found.get(kind, 0) for kind in ("posts", "worksheets", "pages")}

    def recent(self, count: int = 3) -> list[EntryView]:
        """Its newest posts."""
        ids = self._reading.ask("term_recent", self.taxonomy, self.slug, count)
        return views(ids, self._reading)

    @property
    def start(self) -> EntryView | None:
        """The entry to begin with."""
        return view(self._reading.ask("term_start", self.taxonomy, self.slug), self._reading)

    @property
    def minutes(self) -> int:
        """How long all its entries take to read."""
        return sum(entry.reading_minutes for entry in self.entries())

    def related(self, count: int = 8, taxonomy: str = "") -> list[TermView]:
        """The terms that stand on the same entries, most often first."""
        return Narrowing([self], self._reading).further(count, taxonomy)

    def url_with(self, other: TermView) -> str:
        """The address of the page of what is on both tags, or an empty string."""
        both = sorted((self.slug, other.slug))
        tags = self.taxonomy == other.taxonomy == "tags"
        if not tags or not self._reading.ask("is_pair", *both):
            return ""
        return self._reading.press.href(pair_url(*both))

    @property
    def _note(self) -> Entry | None:
        about = self._reading.ask("term_about", self.taxonomy, self.slug)
        return self._reading.entry(about[1]) if about and about[1] else None

    @property
    def summary(self) -> str:
        note = self._note
        return EntryView(note, self._reading).description if note else ""

    @property
    def description(self) -> Markup:
        note = self._note
        return Markup(self._reading.prose(note, "content")) if note else Markup("")

    @property
    def feeds(self) -> list[Named]:
        press = self._reading.press
        self._reading.config("taxonomies")
        kind = press.site.taxonomies[self.taxonomy]
        if not (kind.feeds and self._reading.config("feeds").terms):
            return []
        return feeds(self._reading, self.path, self.name)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is filed under several terms of one taxonomy at once."""

    terms: list[TermView]
    reading: Reading

    @property
    def _question(self) -> tuple[str, tuple[str, ...]]:
        return self.terms[0].taxonomy, tuple(term.slug for term in self.terms)

    def entries(self) -> list[EntryView]:
        return views(self.reading.ask("narrow", *self._question), self.reading)

    def further(self, count: int = 8, taxonomy: str = "") -> list[TermView]:
        """The terms that would narrow it further, with how much would be left (``shared``)."""
        other = taxonomy or self.terms[0].taxonomy
        found = self.reading.ask("together", *self._question, other, count)
        return [TermView(other, slug, name, self.reading, n) for slug, name, n in found]


def view(id: str, reading: Reading) -> EntryView | None:
    """The entry of this id for templates, or None for an empty id or one that is not there."""
    entry = reading.entry(id) if id else None
    return EntryView(entry, reading) if entry else None


def views(ids: Iterable[str], reading: Reading) -> list[EntryView]:
    return [found for id in ids if (found := view(id, reading))]


def term_view(taxonomy: str, slug: str, reading: Reading) -> TermView | None:
    about = reading.ask("term_about", taxonomy, slug)
    return TermView(taxonomy, slug, about[0], reading) if about else None
