"""How a curve is written: squared paper, which the browser draws upon, and a pen on a print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sitegen.markdown.markup import escape
from sitegen.worksheets.definition import Field
from sitegen.worksheets.writer import SheetWriter

if TYPE_CHECKING:
    from markdown_it.token import Token

WIDE, HIGH = 640, 260
LEFT, TOP, RIGHT, BOTTOM = 48, 16, 592, 224
_SQUARE = 32
_POINTS = 53


def curve(writer: SheetWriter, tokens: Sequence[Token], i: int) -> str:
    """A rule for the ``curve`` token.

    What grows at a rate that the author suggests is drawn already; all else depends on answers.
    """
    said, block = tokens[i].meta["said"], tokens[i].meta["block"]
    line = ""
    if said.rate in writer.fields and said.span in writer.fields:
        line = _grown(writer.fields[said.rate], writer.fields[said.span])
    title = escape(block.title)
    return writer.keep(
        f'<figure class="curve" data-curve="{escape(block.id)}">\n'
        f'<svg viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="{title}">'
        f'<path class="square" d="{_squares()}" fill="none" stroke="#bbb" stroke-width="0.5"/>'
        f'<path class="axes" d="M{LEFT} {TOP}V{BOTTOM}H{RIGHT}" fill="none" stroke="#555"/>'
        f"{line}</svg>\n</figure>\n"
    )


def _squares() -> str:
    across = (f"M{LEFT} {y}H{RIGHT}" for y in range(TOP, BOTTOM, 26))
    down = (f"M{x} {TOP}V{BOTTOM}" for x in range(LEFT + _SQUARE, RIGHT + 1, _SQUARE))
    return "".join((*across, *down))


def _grown(rate: Field, span: Field) -> str:
    """The curve of the author's own suggestion, from the corner to the top."""
    if not isinstance(rate.default, int | float) or not isinstance(span.default, int | float):
        return ""
    if not 0 < rate.default <= 100 or not 0 < span.default <= 1000:
        return ""
    growth = 1 + rate.default / 100
    most = growth**span.default - 1
    points = []
    for n in range(_POINTS):
        part = n / (_POINTS - 1)
        x = LEFT + (RIGHT - LEFT) * part
        y = BOTTOM - (BOTTOM - TOP) * (growth ** (span.default * part) - 1) / most
        points.append(f"{x:.0f} {y:.1f}")
    d = "M" + "L".join(points)
    text = '<text fill="#555" font-family="sans-serif" font-size="14"'
    return (
        f'<path class="plan" d="{d}" fill="none" stroke="#555" stroke-dasharray="5 4"/>'
        f'{text} x="{LEFT + 8}" y="{TOP + 12}">+{most * 100:.1f} %</text>'
        f'{text} x="{RIGHT}" y="{HIGH - 16}" text-anchor="end">{span.default}</text>'
    )
