"""The font that answers are written in.

WeasyPrint gives fields a font whose codes are glyph numbers; viewers that lay out what is typed
expect characters. So the same font file is named once more, as a simple font in Windows' Latin
encoding. For letters outside of it viewers take a font of their own.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

INK = "Ink"

_NAME = re.compile(r"/(\S+) [\d.]+ Tf")
_NONSYMBOLIC = 1 << 5
_FIRST, _LAST = 32, 255


def ink_font(writer: PdfWriter, form: Any, appearance: str) -> IndirectObject:
    """The font of a field's default appearance, as WeasyPrint wrote it, in a plain encoding."""
    match = _NAME.search(appearance)
    if match is None:
        raise ValueError(f"no font in a field's appearance: {appearance}")
    fonts = form["/DR"]["/Font"]
    given = fonts[f"/{match[1]}"]["/DescendantFonts"][0].get_object()
    described = given["/FontDescriptor"]
    file = described.raw_get("/FontFile2")
    font = TTFont(BytesIO(file.get_object().get_data()))
    name = NameObject("/AnswerInk")
    descriptor = DictionaryObject(
        {
            **described,
            NameObject("/FontName"): name,
            NameObject("/FontFamily"): TextStringObject("Answer Ink"),
            NameObject("/Flags"): NumberObject(_NONSYMBOLIC),
            NameObject("/FontFile2"): file,
        }
    )
    simple = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/TrueType"),
            NameObject("/BaseFont"): name,
            NameObject("/Encoding"): NameObject("/WinAnsiEncoding"),
            NameObject("/FirstChar"): NumberObject(_FIRST),
            NameObject("/LastChar"): NumberObject(_LAST),
            NameObject("/Widths"): ArrayObject(map(NumberObject, _widths(font))),
            NameObject("/FontDescriptor"): writer._add_object(descriptor),
        }
    )
    return writer._add_object(simple)


def _widths(font: TTFont) -> list[int]:
    """The width of each code, in thousandths of the size."""
    unit = font["head"].unitsPerEm
    glyphs, widths = font.getBestCmap(), font["hmtx"]
    found = []
    for code in range(_FIRST, _LAST + 1):
        character = bytes((code,)).decode("cp1252", errors="ignore")
        glyph = glyphs.get(ord(character)) if character else None
        found.append(round(widths[glyph][0] * 1000 / unit) if glyph else 0)
    return found
