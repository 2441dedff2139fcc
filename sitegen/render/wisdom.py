"""Lines worth keeping as templates see them."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from sitegen.markdown.quotes import quotes_of
from sitegen.markdown.wisdom import url
from sitegen.render.reading import Reading
from sitegen.render.views import EntryView, TermView, term_view, view


class WisdomView:
    """One line worth keeping, and where it comes from."""

    __slots__ = ("_entry", "_html", "_reading", "id", "text", "who")

    def __init__(self, id: str, found: tuple[str, str, str, str], reading: Reading) -> None:
        self.id, self._reading = id, reading
        self._entry, self._html, self.text, self.who = found

    @property
    def html(self) -> Markup:
        """Its paragraphs."""
        return Markup(self._html)

    @property
    def url(self) -> str:
        return self._reading.press.href(url(self.id))

    @property
    def permalink(self) -> str:
        return self._reading.press.absolute(url(self.id))

    @property
    def entry(self) -> EntryView:
        """The text that it stands in."""
        found = view(self._entry, self._reading)
        assert found is not None, "a wisdom is asked for only if its entry is there"
        return found

    @property
    def term(self) -> TermView | None:
        """The term whose description it stands in, if that is where it stands."""
        entry = self.entry
        if entry.kind not in self._reading.press.site.taxonomies:
            return None
        return term_view(entry.kind, entry.slug, self._reading)

    @property
    def source(self) -> str:
        """The title of what it stands in."""
        return self.term.name if self.term else str(self.entry.title)

    @property
    def context(self) -> str:
        """The address of its place in the text."""
        return f"{(self.term or self.entry).url}#{self.id}"

    @property
    def context_permalink(self) -> str:
        return f"{(self.term or self.entry).permalink}#{self.id}"

    @property
    def credit(self) -> str:
        """Who said it: who is named below it, else who wrote the text."""
        named = [term.name for term in self.entry.terms("authors")]
        return self.who or ", ".join(named) or str(self._reading.config("author"))

    @property
    def quotation(self) -> str:
        """The line as it is copied: in quotation marks, with who said it."""
        marks = quotes_of(self.entry.language or self._reading.config("language"))
        inner = self.text.replace(marks.open_double, marks.open_single)
        inner = inner.replace(marks.close_double, marks.close_single)
        credit = f" \N{EM DASH} {self.credit}" if self.credit else ""
        return f"{marks.open_double}{inner}{marks.close_double}{credit}"

    @property
    def card(self) -> str:
        """The full address of the card that other sites can show, or an empty string."""
        self._reading.names.add(("card", self.id))
        found = self._reading.press.card(self.id)
        return self._reading.press.absolute(found.url) if found else ""

    @property
    def topic(self) -> TermView | None:
        """What it is filed under: the first tag of its text, else the first category."""
        for taxonomy in ("tags", "categories"):
            for term in self.entry.terms(taxonomy):
                return term
        return self.term


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic, or None for what is filed under none, and its lines."""

    term: TermView | None
    wisdoms: list[WisdomView]


def wisdom_view(id: str, reading: Reading) -> WisdomView | None:
    found = reading.ask("wisdom", id) if id else None
    return WisdomView(id, found, reading) if found else None


def wisdom_views(reading: Reading) -> list[WisdomView]:
    """All lines, those of the newest texts first."""
    return [found for id in reading.ask("wisdoms") if (found := wisdom_view(id, reading))]


def topic_views(reading: Reading) -> list[TopicView]:
    """All lines by topic: topics by name, those without one last."""
    topics: dict[tuple[bool, str, str], TopicView] = {}
    for found in wisdom_views(reading):
        term = found.topic
        key = (term is None, term.name.casefold() if term else "", term.slug if term else "")
        topics.setdefault(key, TopicView(term, [])).wisdoms.append(found)
    return [topics[key] for key in sorted(topics)]
