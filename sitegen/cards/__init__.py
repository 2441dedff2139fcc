"""Cards: what other sites show beside a link to a post that has no picture of its own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sitegen import digest
from sitegen.cards.look import Look, look_of
from sitegen.config import Config
from sitegen.errors import Problem
from sitegen.model import Entry
from sitegen.text import slugify

__all__ = ["Card", "Cards", "Look"]

FOLDER = "/assets/cards/"
EDITION = 1  # to be raised when the same card is to be drawn otherwise
_LONGEST = 60  # characters of a name
_UNFIT = (".svg", ".gif", ".avif")  # pictures that the sites which show cards don't take


class Card(NamedTuple):
    """One card: its address, what stands for its bytes, and what is on it."""

    url: str
    key: str
    title: str
    category: str


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
        return digest.of_value(_shared(self.look) if self.look else None)

    def of(self, entry: Entry | None) -> Card | None:
        """The card of a post, if it has one."""
        if self.look is None or entry is None or entry.kind != "posts":
            return None
        if entry.image and not entry.image.lower().endswith(_UNFIT):
            return None
        category = (entry.terms.get("categories") or ("",))[0]
        from PIL import __version__

        shared = _shared(self.look)
        key = digest.of_value((EDITION, __version__, shared, entry.title, category))
        stem = slugify(entry.slug)[:_LONGEST].rstrip("-")
        return Card(f"{FOLDER}{stem}-{key[:10]}.png", key, entry.title, category)


def _shared(look: Look) -> tuple[str, ...]:
    """What a card shows beside its title. Where its files are makes no difference."""
    return (look.name, look.background, look.ink, look.accent, look.files)
