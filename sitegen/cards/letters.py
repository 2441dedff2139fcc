"""Fonts for cards, and which of them has the letters of a text."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont

_HERE = Path(__file__).resolve().parent / "fonts"
BOLD = str(_HERE / "AtkinsonHyperlegibleNext-SemiBold.ttf")
PLAIN = str(_HERE / "AtkinsonHyperlegibleNext-Regular.ttf")
_NOBODYS = "\U0010fffe"  # a character that no font has: it shows what stands for missing ones
_TRIAL = 24


@lru_cache(maxsize=64)
def font_at(path: str, size: int) -> FreeTypeFont:
    """The font in a file. Raises OSError if it is none."""
    from PIL import ImageFont

    return ImageFont.truetype(path, size)


def forget() -> None:
    """Fonts are read anew from here on: another file may be at a path."""
    font_at.cache_clear()
    _has.cache_clear()


def settable(text: str, *paths: str) -> tuple[str, str] | None:
    """The text as the first font that has its letters can set it, and that font.

    Signs that no font has, such as emoji, are left out; if a letter or a digit is lacking in all of
    them the answer is None: a box in its place would tell readers nothing.
    """
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    for path in paths:
        kept = "".join(c for c in text if _has(path, c) or not _is_letter(c))
        if kept == text:
            shown = "".join(c for c in text if _has(path, c))
            return " ".join(shown.split()), path
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
