"""Draws a card: 1200 by 630 pixels, as a PNG. Equal cards give equal bytes.

A page of a daybook: a line from top to bottom, when it was written on one side, what on the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from sitegen.cards.letters import Words, settable
from sitegen.cards.look import Content, Look
from sitegen.cards.wrap import LEADING, set_title

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH, HEIGHT = 1200, 630
_LINE, _THICK = 236, 5  # where the line begins, and how thick it is
_RAIL = _LINE - 32  # where what stands before the line ends
_LEFT, _RIGHT = _LINE + _THICK + 44, WIDTH - 72
_LABEL, _NAME, _DAY, _DATE, _MARK = 34, 36, 104, 30, 56
_DATES = (("ink", _DAY, 0), ("soft", _DATE, 54), ("soft", _DATE, 94))
_TOP, _FOOT = 126, HEIGHT - 70  # baselines of the first line and the last
_CAPITAL = 0.7  # how high a capital is, by the size of its font
_STEPS = 32  # shades from the background to each colour
_SOFT = 0.66  # how much of the ink is in what is said softly


class Sheet:
    """A card being drawn: for each colour a layer of grey, black being the background.

    These colours and their edges are all there is, so there is no search for a palette. Where
    ``mirrored``, everything stands on the other side.
    """

    def __init__(self, look: Look, mirrored: bool) -> None:
        from PIL import Image, ImageColor

        self.mirrored = mirrored
        self.paper = ImageColor.getrgb(look.background)
        ink = ImageColor.getrgb(look.ink)
        self.colours = {
            "ink": ink,
            "soft": tuple(_between(self.paper, ink, _SOFT)),
            "accent": ImageColor.getrgb(look.accent),
            "line": ImageColor.getrgb(look.line),
        }
        self.layers = {name: Image.new("L", (WIDTH, HEIGHT)) for name in self.colours}

    def text(self, layer: str, place: tuple[float, float], words: Words, size: int,
             ends: bool = False) -> None:  # fmt: skip
        """Words on a baseline, from ``place`` on; with ``ends`` up to it."""
        from PIL import ImageDraw

        x = WIDTH - place[0] if self.mirrored else place[0]
        anchor = "rs" if ends != self.mirrored else "ls"
        pen = ImageDraw.Draw(self.layers[layer])
        pen.text((x, place[1]), words.text, 255, words.font(size), anchor=anchor)

    def line(self) -> None:
        from PIL import ImageDraw

        left = WIDTH - _LINE - _THICK if self.mirrored else _LINE
        ImageDraw.Draw(self.layers["line"]).rectangle((left, 0, left + _THICK - 1, HEIGHT), 255)

    def finished(self) -> Image:
        """The layers in their colours, over the background. No two colours stand on one place."""
        from PIL import Image, ImageChops

        card = Image.new("L", (WIDTH, HEIGHT))
        last = _STEPS - 1
        palette: list[int] = []
        for name, layer in self.layers.items():
            first = len(palette) // 3
            shades = (value * last // 255 for value in range(256))
            places = [first + shade if shade else 0 for shade in shades]
            card = ImageChops.lighter(card, layer.point(places))
            for step in range(_STEPS):
                palette += _between(self.paper, self.colours[name], step / last)
        card.putpalette(palette)
        return card


def _between(one: Sequence[int], other: Sequence[int], part: float) -> list[int]:
    """A colour on the way from one to another."""
    return [round(a + (b - a) * part) for a, b in zip(one, other, strict=True)]


def draw(content: Content, look: Look) -> bytes:
    """The card of a post. Words that no font can set are left out: see ``letters.settable``."""
    title = settable(content.title, *look.fonts) or settable(look.name, *look.fonts)
    sheet = Sheet(look, bool(title and title.runs_left))
    sheet.line()
    top = _TOP - _CAPITAL * _LABEL
    label = settable(content.category, *look.fonts)
    if label and label.text:
        sheet.text("accent", (_LEFT, _TOP), _fitted(label, _LABEL), _LABEL)
        top = _TOP + 50
    first = _title(sheet, title, top) if title and title.text else top + _CAPITAL * _DAY
    _date(sheet, content.date, look, first)
    if name := settable(look.name, *look.fonts):
        sheet.text("ink", (_LEFT, _FOOT), _fitted(name, _NAME), _NAME)
    card = sheet.finished()
    if look.mark:
        card = _marked(card, look, sheet.mirrored)
    target = BytesIO()
    card.save(target, "PNG", compress_level=6)
    return target.getvalue()


def _title(sheet: Sheet, title: Words, top: float) -> float:
    """The title from ``top`` on; the baseline of its first line."""

    def measure(line: str, size: int) -> float:
        return title.font(size).getlength(line)

    room = _FOOT - _NAME - 40 - top
    found = set_title(title.text, _RIGHT - _LEFT, int(room), measure)
    first = top + _CAPITAL * found.size
    for number, line in enumerate(found.lines):
        place = (_LEFT, first + number * found.size * LEADING)
        sheet.text("ink", place, title._replace(text=line), found.size)
    return first


def _date(sheet: Sheet, date: Sequence[str], look: Look, first: float) -> None:
    """The day before the line, beside the first line of the title; month and year below it."""
    if words := settable(" ".join(date), *look.texts):
        for part, (layer, size, below) in zip(date, _DATES, strict=False):
            place = (_RAIL, first + below)
            sheet.text(layer, place, words._replace(text=part), size, ends=True)


def _fitted(words: Words, size: int) -> Words:
    """Words that stand on one line: if they are too long, some of them and an ellipsis."""
    font, text = words.font(size), words.text
    while text and font.getlength(text if text == words.text else f"{text}…") > _RIGHT - _LEFT:
        text = text.rpartition(" ")[0] or text[:-1]
    return words if text == words.text else words._replace(text=f"{text}…")


def _marked(card: Image, look: Look, mirrored: bool) -> Image:
    """The card with the site's mark before the line, beside the site's name."""
    mark = _mark(look.mark, look.files)
    card = card.convert("RGB")
    left = WIDTH - _RAIL if mirrored else _RAIL - _MARK
    card.paste(mark, (left, round(_FOOT - _CAPITAL * _NAME / 2 - _MARK / 2)), mark)
    return card


@lru_cache(maxsize=1)
def _mark(path: str, files: str) -> Image:
    """The site's own mark, made to fit; ``files`` tells one file at this path from the next."""
    from PIL import Image, ImageOps

    with Image.open(path) as image:
        return ImageOps.pad(image.convert("RGBA"), (_MARK, _MARK), color=(0, 0, 0, 0))
