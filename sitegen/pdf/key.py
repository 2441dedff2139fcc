"""What a PDF carries so that its answers can be read back: the sheet's definition.

It is the value of a hidden field, since programs that fill in and save PDFs keep fields, and drop
much else. The document's properties say the same in short, for people.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

FIELD = "__worksheet__"  # ids of blanks do not begin with a line
_LEFT_OUT = ("blocks",)
_HIDDEN, _READ_ONLY = 1 << 1, 1


def hidden_key(writer: PdfWriter, definition: Mapping[str, Any]) -> IndirectObject:
    """A field that no viewer shows, on the first page, which holds the definition as JSON."""
    kept = {key: value for key, value in definition.items() if key not in _LEFT_OUT}
    text = json.dumps(kept, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    page = writer.pages[0]
    field = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/Rect"): ArrayObject([NumberObject(0)] * 4),
            NameObject("/P"): page.indirect_reference or NumberObject(0),
            NameObject("/F"): NumberObject(_HIDDEN),
            NameObject("/FT"): NameObject("/Tx"),
            NameObject("/Ff"): NumberObject(_READ_ONLY),
            NameObject("/T"): TextStringObject(FIELD),
            NameObject("/TU"): TextStringObject(str(definition.get("title", ""))),
            NameObject("/V"): TextStringObject(text),
            NameObject("/DA"): TextStringObject("/Helv 0 Tf 0 g"),
        }
    )
    reference = writer._add_object(field)
    page.setdefault(NameObject("/Annots"), ArrayObject()).get_object().append(reference)
    return reference


def write_info(writer: PdfWriter, definition: Mapping[str, Any], url: str) -> None:
    """The sheet's id, version, address and digest, among the document's properties."""
    facts = {name: str(definition.get(name, "")) for name in ("id", "version", "hash")} | {
        "url": url
    }
    writer.add_metadata({f"/Worksheet{name.capitalize()}": fact for name, fact in facts.items()})
