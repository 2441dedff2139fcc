"""Entries and terms as templates see them, read through one page's Reading."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from markupsafe import Markup

from sitegen import urls
from sitegen.model import Entry, Finding, Heading, Link
from sitegen.plan import FEED_FILES
from sitegen.render.images import EAGER, LAZY, cannot_show, plain, responsive
from sitegen.render.reading import Reading
from sitegen.sheets import Part, definition, in_page, own_ids, parts, pdf_url, with_currency
from sitegen.text import html, shorten

WORDS_A_MINUTE = 220  # adults reading English prose silently: about 240, less for lists and tables
DESCRIPTION = 155  # characters that result pages show


class Named(NamedTuple):
    """Something with a title and an address: a menu item, a crumb, a feed."""

    title: str
    url: str
    type: str = ""


class EntryView:
    """An entry for templates: its metadata, its text, and the entries around it."""

    __slots__ = ("_entry", "_reading")

    def __init__(self, entry: Entry, reading: Reading) -> None:
        self._entry, self._reading = entry, reading

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
            return Markup(self._reading.press.embedded(self._reading, self.id, "", False))
        return Markup(self._reading.prose(self._entry, "content"))

    @property
    def excerpt(self) -> Markup:
        """What lists show: the summary, else the text before the mark, else its first paragraph."""
        if self._entry.summary:
            return Markup(f"<p>{html(self._entry.summary)}</p>")
        return Markup(self._reading.prose(self._entry, "excerpt"))

    @property
    def form(self) -> Markup:
        """What stands within a worksheet's form, with ids of its own."""
        return self.block("")

    def block(self, id: str) -> Markup:
        """One block of a worksheet's form; all of them for an empty ``id``."""
        prose = self._reading.prose(self._entry, "content", block=id)
        currency = self._reading.config("worksheets").currency
        return Markup(own_ids(with_currency(prose, currency), self._entry.worksheet))

    @property
    def definition(self) -> Markup:
        """A worksheet's definition as JSON for a ``script`` element."""
        return Markup(in_page(self.plain_definition))

    @property
    def plain_definition(self) -> dict[str, Any]:
        """A worksheet's definition, as the schema ``worksheet/1`` has it."""
        for key in ("base_url", "language", "worksheets"):
            self._reading.config(key)
        body = self._reading.body(self._entry)
        return definition(self._reading.press.site, self._entry, body)

    @property
    def embeds_worksheet(self) -> bool:
        """Whether a worksheet stands in the text."""
        links = self._reading.body(self._entry).content.links
        return any(link.role == "worksheet" for link in links)

    @property
    def parts(self) -> list[Part]:
        """What each block of a worksheet asks, in words."""
        return list(parts(self.plain_definition))

    @property
    def explained_by(self) -> list[EntryView]:
        """The posts that a worksheet names, but for those that are not public."""
        ids = (id for id in self._entry.explained_by if self._reading.ask("exists", id))
        return views(ids, self._reading)

    @property
    def pdf(self) -> str:
        """The address of a worksheet's PDF, or an empty string."""
        url = pdf_url(self._entry)
        self._reading.names.add(("link", self._entry.id, "path", url))
        found = self._reading.press.target(self._entry.id, Link("href", "path", url, "", 1, 1))
        return "" if found.fault else self._reading.press.href(url)

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

    @property
    def series_places(self) -> list[SeriesPlace]:
        return [SeriesPlace(self._entry.id, term, self._reading) for term in self.terms("series")]


class SeriesPlace:
    """Where an entry stands in one series."""

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
    """A term for templates."""

    __slots__ = ("_reading", "name", "slug", "taxonomy")

    def __init__(self, taxonomy: str, slug: str, name: str, reading: Reading) -> None:
        self.taxonomy, self.slug, self.name, self._reading = taxonomy, slug, name, reading

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


def view(id: str, reading: Reading) -> EntryView | None:
    """The entry of this id for templates, or None for an empty id or one that is not there."""
    entry = reading.entry(id) if id else None
    return EntryView(entry, reading) if entry else None


def views(ids: Iterable[str], reading: Reading) -> list[EntryView]:
    return [found for id in ids if (found := view(id, reading))]


def term_view(taxonomy: str, slug: str, reading: Reading) -> TermView | None:
    about = reading.ask("term_about", taxonomy, slug)
    return TermView(taxonomy, slug, about[0], reading) if about else None


def feeds(reading: Reading, base: str, title: str) -> list[Named]:
    """The feeds at a URL path, with what each is called."""
    kinds = {
        "atom": ("Atom", "application/atom+xml"),
        "json": ("JSON Feed", "application/feed+json"),
    }
    return [
        Named(
            f"{title} ({kinds[name][0]})",
            reading.press.href(base + FEED_FILES[name]),
            kinds[name][1],
        )
        for name in reading.config("feeds").formats
    ]


def outline(headings: Iterable[Heading]) -> list[dict[str, Any]]:
    """Headings as a tree: each a mapping of id, html, text, level and its children."""
    top: list[dict[str, Any]] = []
    open_: list[dict[str, Any]] = []
    for heading in headings:
        node = {"id": heading.id, "html": Markup(heading.html), "text": heading.text,
                "level": heading.level, "children": []}  # fmt: skip
        while open_ and open_[-1]["level"] >= heading.level:
            open_.pop()
        (open_[-1]["children"] if open_ else top).append(node)
        open_.append(node)
    return top
