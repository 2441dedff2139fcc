"""Fonts for cards, and which of them has the letters of a text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_HERE = Path(__file__).resolve().parent / "fonts"
BOLD = str(_HERE / "AtkinsonHyperlegibleNext-SemiBold.ttf")
PLAIN = str(_HERE / "AtkinsonHyperlegibleNext-Regular.ttf")
_NOBODYS = "\U0010fffe"  # a character that no font has: it shows what stands for missing ones
_TRIAL = 24
_JOINED = re.compile(  # Hebrew, Arabic and their neighbours; the scripts of India to Burma; Khmer
    r"[\u0590-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u17ff\ufb1d-\ufdff\ufe70-\ufeff]"
)


class Words(NamedTuple):
    """A text and the font file that has all its letters."""

    text: str
    path: str

    def font(self, size: int) -> FreeTypeFont:
        return font_at(self.path, size, bool(_JOINED.search(self.text)))

    @property
    def runs_left(self) -> bool:
        """Whether it is read from right to left, as its first letter tells."""
        ways = (unicodedata.bidirectional(letter) for letter in self.text)
        return next((way for way in ways if way in ("L", "R", "AL")), "L") != "L"


@lru_cache(maxsize=64)
def font_at(path: str, size: int, joins: bool = False) -> FreeTypeFont:
    """The font in a file. Raises OSError if it is none.

    What only FreeType sets looks the same on every machine. Where letters join or change places
    (``joins``), and for fonts without a table of pairs for FreeType, Raqm sets them if it is there.
    """
    from PIL import ImageFont
    from PIL.ImageFont import Layout

    if joins:
        return ImageFont.truetype(path, size, layout_engine=Layout.RAQM)
    font = ImageFont.truetype(path, size, layout_engine=Layout.BASIC)
    has_pairs = font.getlength("AVATo") < sum(map(font.getlength, "AVATo"))
    return font if has_pairs else ImageFont.truetype(path, size, layout_engine=Layout.RAQM)


def forget() -> None:
    """Fonts are read anew from here on: another file may be at a path."""
    font_at.cache_clear()
    _has.cache_clear()


def needs_raqm(text: str) -> bool:
    """Whether a text can't be set on this machine: its letters join, and nothing here joins them.

    Pillow brings Raqm along; what orders the letters of a line, FriBidi, is the system's.
    """
    from PIL import features

    return bool(_JOINED.search(text)) and not features.check("raqm")


def settable(text: str, *paths: str) -> Words | None:
    """The text as the first font that has its letters can set it, and that font.

    Signs that no font has, such as emoji, are left out; if a letter or a digit is lacking in all of
    them the answer is None: a box in its place would tell readers nothing.
    """
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    for path in paths if not needs_raqm(text) else ():
        kept = "".join(c for c in text if _has(path, c) or not _is_letter(c))
        if kept == text:
            shown = "".join(c for c in text if _has(path, c))
            return Words(" ".join(shown.split()), path)
    return None


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LNM" and character != "\N{VARIATION SELECTOR-16}"


@lru_cache(maxsize=4096)
def _has(path: str, character: str) -> bool:
    """Whether a font has a character. Every font has spaces."""
    if character.isspace():
        return True
    font = font_at(path, _TRIAL)
    shape = bytes(font.getmask(character))
    return any(shape) and shape != bytes(font.getmask(_NOBODYS))
