"""Quotation marks by language."""

from __future__ import annotations

from typing import NamedTuple


class Quotes(NamedTuple):
    """Outer and inner quotation marks; in some languages a space belongs to the mark."""

    open_double: str
    close_double: str
    open_single: str
    close_single: str


ENGLISH = Quotes("\u201c", "\u201d", "\u2018", "\u2019")
_LOW_HIGH = Quotes("\u201e", "\u201c", "\u201a", "\u2018")
_LOW_RIGHT = Quotes("\u201e", "\u201d", "\u201a", "\u2019")
_RIGHT_RIGHT = Quotes("\u201d", "\u201d", "\u2019", "\u2019")
_GUILLEMETS = Quotes("\u00ab", "\u00bb", "\u201c", "\u201d")
_GUILLEMETS_LOW = Quotes("\u00ab", "\u00bb", "\u201e", "\u201c")
_SWISS = Quotes("\u00ab", "\u00bb", "\u2039", "\u203a")
_SPACED = Quotes("\u00ab\u202f", "\u202f\u00bb", "\u201c", "\u201d")
_CORNERS = Quotes("\u300c", "\u300d", "\u300e", "\u300f")

_BY_LANGUAGE = {
    **dict.fromkeys(("bg", "cs", "de", "et", "is", "lt", "sk", "sl"), _LOW_HIGH),
    **dict.fromkeys(("hr", "hu", "pl", "ro", "sr"), _LOW_RIGHT),
    **dict.fromkeys(("da", "fi", "sv"), _RIGHT_RIGHT),
    **dict.fromkeys(("el", "es", "it", "pt"), _GUILLEMETS),
    **dict.fromkeys(("be", "ru", "uk"), _GUILLEMETS_LOW),
    **dict.fromkeys(("de-ch", "de-li", "it-ch"), _SWISS),
    **dict.fromkeys(("nb", "nn", "no"), Quotes("\u00ab", "\u00bb", "\u2018", "\u2019")),
    "fr": _SPACED,
    "fr-ch": Quotes("\u00ab\u202f", "\u202f\u00bb", "\u2039\u202f", "\u202f\u203a"),
    "ja": _CORNERS,
    "pt-br": ENGLISH,
    "zh-tw": _CORNERS,
}


def quotes_of(language: str) -> Quotes:
    """The marks for a language tag: region first, then language, else those of English."""
    tag = language.lower().replace("_", "-")
    found = _BY_LANGUAGE.get(tag)
    return found or _BY_LANGUAGE.get(tag.partition("-")[0], ENGLISH)
