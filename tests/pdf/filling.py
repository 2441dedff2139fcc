"""Looks into PDFs and fills them in, as a viewer does."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter


def open_strictly(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data), strict=True)


def fields_of(data: bytes) -> dict[str, Any]:
    """The form's fields by name, without the one that carries the definition."""
    form: Any = open_strictly(data).trailer["/Root"]
    fields = [reference.get_object() for reference in form["/AcroForm"]["/Fields"]]
    return {field["/T"]: field for field in fields if not field["/T"].startswith("__")}


def widgets_of(field: Any) -> list[Any]:
    return [kid.get_object() for kid in field["/Kids"]] if "/Kids" in field else [field]


def fill(data: bytes, answers: Mapping[str, str]) -> bytes:
    """The same PDF with answers; a tick is ``/on``, a choice ``/`` and its number from 0."""
    writer = PdfWriter(clone_from=BytesIO(data))
    for page in writer.pages:
        writer.update_page_form_field_values(page, dict(answers), auto_regenerate=False)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
