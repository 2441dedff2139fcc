"""A title in lines: as large as it can be, no word cut, lines of about one length."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from math import ceil
from typing import NamedTuple

Measure = Callable[[str, int], float]
"""How wide a text is in a font of this size, both in pixels."""

LARGEST, SMALLEST, _STEP = 92, 32, 4
_WORD = 56  # the smallest size for the sake of a single long word
LEADING = 1.16  # from one line to the next, by the size of the font
_STEPS = 8  # halvings while looking for the narrowest lines


class Setting(NamedTuple):
    """Lines, and the size of the font that they are set in."""

    lines: tuple[str, ...]
    size: int

    @property
    def height(self) -> float:
        return len(self.lines) * self.size * LEADING


def set_title(text: str, width: int, height: int, measure: Measure) -> Setting:
    """``text`` in the largest size in which it fits. Only a novel is cut, with an ellipsis."""
    pieces = list(_cut(_pieces(text), width, measure))
    whole = measure(text, LARGEST) / LARGEST
    for size in range(LARGEST, SMALLEST - 1, -_STEP):
        if whole * size / width * size * LEADING > height:
            continue  # there is no need to try
        lines = _lines(pieces, width, size, measure)
        found = Setting(tuple(lines), size)
        if found.height <= height and all(measure(line, size) <= width for line in lines):
            return Setting(tuple(_balanced(pieces, width, size, measure)), size)
    lines = _lines(pieces, width, SMALLEST, measure)
    most = int(height / (SMALLEST * LEADING))
    return Setting((*lines[: most - 1], _ended(lines[most - 1], width, measure)), SMALLEST)


def _pieces(text: str) -> list[str]:
    """What can't be parted: words with the space after them, parts of compounds, wide letters."""
    found = [""]
    for before, letter in zip(" " + text, text, strict=False):
        ends = before in " -–—/" or _is_wide(before) or _is_wide(letter)
        if ends and found[-1].strip() and letter != " " and not _clings(letter):
            found.append("")
        found[-1] += letter
    return found


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"


def _clings(letter: str) -> bool:
    """Whether a sign must not begin a line: it closes what stands before it, or sits on it."""
    return unicodedata.category(letter) in ("Pe", "Pf", "Po", "Mn", "Mc", "Lm", "Pd")


def _lines(pieces: Sequence[str], width: float, size: int, measure: Measure) -> list[str]:
    lines = [""]
    for piece in pieces:
        if lines[-1] and measure((lines[-1] + piece).rstrip(), size) > width:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines]


def _balanced(pieces: Sequence[str], width: int, size: int, measure: Measure) -> list[str]:
    """As many lines as it takes, and all of them about as long."""
    lines = _lines(pieces, width, size, measure)
    low, high = width / 2, float(width)
    for _ in range(_STEPS):
        middle = (low + high) / 2
        tried = _lines(pieces, middle, size, measure)
        fits = len(tried) == len(lines) and all(measure(line, size) <= middle for line in tried)
        low, high = (low, middle) if fits else (middle, high)
        lines = tried if fits else lines
    return lines


def _cut(pieces: Sequence[str], width: int, measure: Measure) -> Iterator[str]:
    """The pieces; a word that would make all others small is parted, in parts of about one length.

    Where a word may be parted is another thing in each language, so this is the last resort.
    """
    for piece in pieces:
        number = ceil(measure(piece.rstrip(), _WORD) / (0.95 * width))
        length = ceil(len(piece) / max(number, 1))
        parts = [piece[start : start + length] for start in range(0, len(piece), max(length, 1))]
        yield from (f"{part}-" for part in parts[:-1])
        yield from parts[-1:]


def _ended(line: str, width: int, measure: Measure) -> str:
    """A line that breaks off with an ellipsis, at a word if there is one."""
    while line and measure(f"{line}…", SMALLEST) > width:
        line = line.rpartition(" ")[0] or line[:-1]
    return f"{line.rstrip(' ,;:.-–—')}…"
