"""Draws a card: 1200 by 630 pixels, as a PNG. Equal cards give equal bytes."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from sitegen.cards.letters import PLAIN, font_at, settable
from sitegen.cards.look import Look
from sitegen.cards.wrap import LEADING, set_title

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

WIDTH, HEIGHT = 1200, 630
_MARGIN, _BAR = 80, 20
_LABEL, _NAME, _MARK = 34, 36, 64
_STEPS = 32  # shades from the background to each of the two other colours


class Layers(NamedTuple):
    """What is drawn in the ink and what in the accent, as grey: black is the background.

    Two colours and their edges are all there is, so the picture needs no search for its palette.
    """

    ink: ImageDraw
    accent: ImageDraw


def draw(title: str, category: str, look: Look) -> bytes:
    """The card of a post. Words that no font can set are left out: see ``letters.settable``."""
    from PIL import Image, ImageDraw

    ink, accent = (Image.new("L", (WIDTH, HEIGHT)) for _ in range(2))
    pens = Layers(ImageDraw.Draw(ink), ImageDraw.Draw(accent))
    pens.accent.rectangle((0, 0, WIDTH, _BAR - 1), 255)
    foot = HEIGHT - _MARGIN - _MARK
    _footer(pens, look, foot)
    top = _BAR + _MARGIN - 16
    if label := settable(category, *look.fonts):
        font = font_at(label[1], _LABEL)
        pens.accent.text((_MARGIN, top), _fitted(*label, _LABEL), 255, font)
        top += 2 * _LABEL
    words = settable(title, *look.fonts) or settable(look.name, *look.fonts)
    if words and words[0]:
        _title(pens.ink, *words, top, foot)
    card = _coloured(ink, accent, look)
    if look.mark:
        mark = _mark(look.mark, look.files)
        card = card.convert("RGB")
        card.paste(mark, (_MARGIN, foot), mark)
    target = BytesIO()
    card.save(target, "PNG", compress_level=6)
    return target.getvalue()


def _coloured(ink: Image, accent: Image, look: Look) -> Image:
    """The two layers in their colours, over the background."""
    from PIL import ImageChops, ImageColor

    last = _STEPS - 1
    shades = [value * last // 255 for value in range(256)]
    others = [_STEPS + shade if shade else 0 for shade in shades]
    card = ImageChops.lighter(ink.point(shades), accent.point(others))
    paper = ImageColor.getrgb(look.background)
    palette = [
        below + (above - below) * step // last
        for colour in (look.ink, look.accent)
        for step in range(_STEPS)
        for below, above in zip(paper, ImageColor.getrgb(colour), strict=True)
    ]
    card.putpalette(palette)
    return card


def _title(pen: ImageDraw, text: str, path: str, top: int, foot: int) -> None:
    def measure(line: str, size: int) -> float:
        return font_at(path, size).getlength(line)

    room = foot - _MARGIN // 2 - top
    found = set_title(text, WIDTH - 2 * _MARGIN, room, measure)
    for number, line in enumerate(found.lines):
        y = top + number * found.size * LEADING
        pen.text((_MARGIN, y), line, 255, font_at(path, found.size))


def _footer(pens: Layers, look: Look, top: int) -> None:
    """The site's name, and beside it the mark: its own, or the first letter."""
    middle, left = top + _MARK / 2, _MARGIN
    name = settable(look.name, look.fonts[0], PLAIN)
    if look.mark:
        left += _MARK + 24
    elif name and name[0]:
        pens.accent.rounded_rectangle((left, top, left + _MARK, top + _MARK), 14, 255)
        place = (left + _MARK / 2, middle)
        pens.accent.text(place, name[0][0].upper(), 0, font_at(name[1], 44), anchor="mm")
        left += _MARK + 24
    if name:
        text = _fitted(*name, _NAME, WIDTH - _MARGIN - left)
        pens.ink.text((left, middle), text, 255, font_at(name[1], _NAME), anchor="lm")


def _fitted(text: str, path: str, size: int, room: int = WIDTH - 2 * _MARGIN) -> str:
    """A text that stands on one line: if it is too long, whole words of it and an ellipsis."""
    font, whole = font_at(path, size), text
    while text and font.getlength(text if text == whole else f"{text}…") > room:
        text = text.rpartition(" ")[0] or text[:-1]
    return text if text == whole else f"{text}…"


@lru_cache(maxsize=1)
def _mark(path: str, files: str) -> Image:
    """The site's own mark, made to fit; ``files`` tells one file at this path from the next."""
    from PIL import Image, ImageOps

    with Image.open(path) as image:
        return ImageOps.pad(image.convert("RGBA"), (_MARK, _MARK), color=(0, 0, 0, 0))
