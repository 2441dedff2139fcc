"""Draws a card: 1200 by 630 pixels, as a PNG. Equal cards give equal bytes."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from sitegen.cards.letters import BOLD, PLAIN, font_at, settable
from sitegen.cards.look import Look
from sitegen.cards.wrap import LEADING, set_title

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

WIDTH, HEIGHT = 1200, 630
_MARGIN, _BAR = 80, 20
_LABEL, _NAME, _MARK = 34, 36, 64
_COLOURS = 64  # enough for the edges of letters in three colours


def draw(title: str, category: str, look: Look) -> bytes:
    """The card of a post. Words that no font can set are left out: see ``letters.settable``."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEIGHT), look.background)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, WIDTH, _BAR - 1), look.accent)
    foot = HEIGHT - _MARGIN - _MARK
    _footer(image, pen, look, foot)
    top = _BAR + _MARGIN - 16
    if label := settable(category, *look.fonts):
        pen.text((_MARGIN, top), _fitted(*label, _LABEL), look.accent, font_at(label[1], _LABEL))
        top += 2 * _LABEL
    _title(pen, settable(title, *look.fonts) or settable(look.name, *look.fonts), look, top, foot)
    target = BytesIO()
    plain = image if look.mark else image.quantize(_COLOURS, dither=Image.Dither.NONE)
    plain.save(target, "PNG", compress_level=9)
    return target.getvalue()


def _title(pen: ImageDraw, words: tuple[str, str] | None, look: Look, top: int, foot: int) -> None:
    if words is None or not words[0]:
        return
    text, path = words

    def measure(line: str, size: int) -> float:
        return font_at(path, size).getlength(line)

    room = foot - _MARGIN // 2 - top
    found = set_title(text, WIDTH - 2 * _MARGIN, room, measure)
    for number, line in enumerate(found.lines):
        y = top + number * found.size * LEADING
        pen.text((_MARGIN, y), line, look.ink, font_at(path, found.size))


def _footer(image: Image, pen: ImageDraw, look: Look, top: int) -> None:
    """The site's mark, and its name beside it."""
    middle, left = top + _MARK / 2, _MARGIN
    name = settable(look.name, look.fonts[0], PLAIN)
    if look.mark:
        mark = _mark(look.mark)
        image.paste(mark, (left, top), mark)
        left += _MARK + 24
    elif name and name[0]:
        pen.rounded_rectangle((left, top, left + _MARK, top + _MARK), 14, look.accent)
        letter, font = name[0][0].upper(), font_at(BOLD, 44)
        pen.text((left + _MARK / 2, middle), letter, look.background, font, anchor="mm")
        left += _MARK + 24
    if name:
        font = font_at(name[1], _NAME)
        room = WIDTH - _MARGIN - left
        pen.text((left, middle), _fitted(*name, _NAME, room), look.ink, font, anchor="lm")


def _fitted(text: str, path: str, size: int, room: int = WIDTH - 2 * _MARGIN) -> str:
    """A text that stands on one line: if it is too long, whole words of it and an ellipsis."""
    font, whole = font_at(path, size), text
    while text and font.getlength(text if text == whole else f"{text}…") > room:
        text = text.rpartition(" ")[0] or text[:-1]
    return text if text == whole else f"{text}…"


@lru_cache(maxsize=1)
def _mark(path: str) -> Image:
    """The site's own mark, made to fit. Raises OSError or another exception for no picture."""
    from PIL import Image, ImageOps

    with Image.open(path) as image:
        return ImageOps.pad(image.convert("RGBA"), (_MARK, _MARK), color=(0, 0, 0, 0))
