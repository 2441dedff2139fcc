"""What WeasyPrint's form needs before it is one that every viewer fills in well."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any, TypeAlias

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from sitegen.pdf.blanks import Blank
from sitegen.pdf.ink import INK, ink_font
from sitegen.pdf.key import hidden_key, write_info
from sitegen.pdf.pack import packed
from sitegen.pdf.paper import Paper

_READ_ONLY, _REQUIRED, _MULTILINE = 1, 1 << 1, 1 << 12
_RADIO, _COMBO = 1 << 15, 1 << 17
_FIELD_KEYS = ("/T", "/TU", "/FT", "/Ff", "/V", "/Opt", "/MaxLen")
_SIZE = re.compile(r"/\S+ ([\d.]+) Tf")
_TEXT_TO_TYPE = 10 / 11  # of the style sheet's size: see `.blank` there

Field: TypeAlias = Any  # pypdf's types say little of what a dictionary holds


def finish(data: bytes, sheet: Paper, definition: Mapping[str, Any], url: str) -> bytes:
    """The same pages with one field for each name, and with the sheet's definition inside."""
    writer = PdfWriter(clone_from=BytesIO(data))
    root: Any = writer.root_object
    if "/AcroForm" not in root:  # a sheet without blanks has no form yet
        empty = DictionaryObject({NameObject("/Fields"): ArrayObject()})
        root[NameObject("/AcroForm")] = writer._add_object(empty)
    form = root["/AcroForm"]
    fields = _one_for_each_name(writer, form["/Fields"])
    for field in fields:
        _mend(field, sheet.blanks.get(str(field["/T"])))
    _use_ink(writer, form, fields)
    key = hidden_key(writer, definition)
    listed = [field.indirect_reference for field in fields]
    form[NameObject("/Fields")] = ArrayObject([*listed, key])
    form[NameObject("/NeedAppearances")] = BooleanObject(True)
    write_info(writer, definition, url)
    return packed(writer)


def _one_for_each_name(writer: PdfWriter, listed: ArrayObject) -> list[Field]:
    """Fields in the order of the sheet; widgets of one name become kids of one field."""
    groups: dict[str, list[Field]] = {}
    for reference in listed:
        field = reference.get_object()
        if "/Parent" not in field:  # WeasyPrint lists the widgets of radio groups once more
            groups.setdefault(str(field["/T"]), []).append(field)
    return [group[0] if len(group) == 1 else _joined(writer, group) for group in groups.values()]


def _joined(writer: PdfWriter, widgets: list[Field]) -> Field:
    """One field with several widgets: what is typed into one shows in all."""
    field = DictionaryObject(
        {NameObject(key): widgets[0][key] for key in _FIELD_KEYS if key in widgets[0]}
    )
    flags = 0
    for widget in widgets:
        flags |= int(widget.get("/Ff", 0))
        if widget.get("/V"):
            field.setdefault(NameObject("/V"), widget["/V"])
        for key in _FIELD_KEYS:
            widget.pop(key, None)
    field[NameObject("/Ff")] = NumberObject(flags)
    reference = writer._add_object(field)
    field[NameObject("/Kids")] = ArrayObject([w.indirect_reference for w in widgets])
    for widget in widgets:
        widget[NameObject("/Parent")] = reference
    return field


def _mend(field: Field, blank: Blank | None) -> None:
    """Flags, tooltip and frames, as the sheet has them."""
    flags = int(field.get("/Ff", 0))
    if field["/FT"] == "/Btn" and flags & _RADIO:
        flags = _RADIO  # without the flag that keeps an answer from being taken back
        for kid, value in zip(field["/Kids"], field["/Opt"], strict=True):
            _mend_radio(kid.get_object(), str(value))
    if blank is not None:
        field[NameObject("/TU")] = TextStringObject(blank.tip)
        if blank.required:
            flags |= _REQUIRED
    if flags:
        field[NameObject("/Ff")] = NumberObject(flags)
    for widget in widgets_of(field):
        _mend_widget(widget)


def _mend_radio(widget: Field, value: str) -> None:
    widget[NameObject("/Contents")] = widget.get("/TU", TextStringObject(value))
    for key in ("/T", "/TU", "/FT"):
        widget.pop(key, None)


def _mend_widget(widget: Field) -> None:
    left, top, right, bottom = (float(number) for number in widget["/Rect"])
    corners = (left, min(top, bottom), right, max(top, bottom))
    widget[NameObject("/Rect")] = ArrayObject([FloatObject(round(corner, 2)) for corner in corners])


def widgets_of(field: Field) -> list[Field]:
    """The places on the pages where a field is shown."""
    if "/Kids" in field:
        return [kid.get_object() for kid in field["/Kids"]]
    return [field]


def _use_ink(writer: PdfWriter, form: Field, fields: list[Field]) -> None:
    """Answers in a font with a plain encoding: viewers draw what is typed into it correctly."""
    font: IndirectObject | None = None
    for field in fields:
        if field["/FT"] == "/Btn":
            continue
        for widget in widgets_of(field):
            given = str(widget["/DA"])
            if font is None:
                font = ink_font(writer, form, given)
            found = _SIZE.search(given)
            size = round(float(found[1]) * _TEXT_TO_TYPE, 1) if found else 10.0
            widget[NameObject("/DA")] = TextStringObject(f"0.08 0.16 0.24 rg /{INK} {size:g} Tf")
    if font is not None:
        fonts = DictionaryObject({NameObject(f"/{INK}"): font})
        form[NameObject("/DR")] = DictionaryObject({NameObject("/Font"): fonts})
        form[NameObject("/DA")] = TextStringObject(f"0 g /{INK} 10 Tf")
