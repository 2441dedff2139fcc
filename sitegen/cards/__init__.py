"""Cards: what other sites show beside a link to a post that has no picture of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sitegen import digest
from sitegen.cards.look import Content, Look, look_of
from sitegen.config import Config
from sitegen.dates import format_date
from sitegen.errors import Problem
from sitegen.model import Entry, Wisdom
from sitegen.text import slugify

__all__ = ["Card", "Cards", "Content", "Look"]

FOLDER = "/assets/cards/"
EDITION = 1  # to be raised when the same card is to be drawn otherwise
_LONGEST = 60  # characters of a name
_UNFIT = (".svg", ".gif", ".avif")  # pictures that the sites which show cards don't take


class Card(NamedTuple):
    """One card: its address, what stands for its bytes, and what is on it."""

    url: str
    key: str
    content: Content


class Cards:
    """The cards of one site; while somebody writes (``live``) none are drawn."""

    def __init__(
        self, config: Config, theme: Mapping[str, str], live: bool, problems: list[Problem]
    ) -> None:
        self.draws = config.cards.draw and not live
        self.look = look_of(config, theme, problems) if self.draws else None

    @property
    def digest(self) -> str:
        """The digest of all that cards share."""
        return digest.of_value(self.look.shared if self.look else None)

    def of(self, entry: Entry | None) -> Card | None:
        """The card of a post, if it has one."""
        if self.look is None or entry is None or entry.kind != "posts":
            return None
        if entry.image and not entry.image.lower().endswith(_UNFIT):
            return None
        return self._card(self.look, slugify(entry.slug), _content(entry))

    def of_wisdom(self, wisdom: Wisdom) -> Card | None:
        """The card of a line worth keeping: its words, and who said it."""
        if self.look is None:
            return None
        return self._card(self.look, f"wisdom-{wisdom.id}", Content(wisdom.text, wisdom.who))

    @staticmethod
    def _card(look: Look, name: str, content: Content) -> Card:
        from PIL import __version__

        key = digest.of_value((EDITION, __version__, look.shared, tuple(content)))
        stem = name[:_LONGEST].rstrip("-")
        return Card(f"{FOLDER}{stem}-{key[:10]}.png", key, content)


def _content(entry: Entry) -> Content:
    category = (entry.terms.get("categories") or ("",))[0]
    if entry.date is None:
        return Content(entry.title, category)
    return Content(entry.title, category, tuple(format_date(entry.date, part) for part in _DATE))


_DATE = ("%-d", "%B", "%Y")
