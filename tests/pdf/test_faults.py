"""Files that are no filled worksheet: a sentence for the person who has the file, each time."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import NameObject, TextStringObject

from sitegen import pdf
from tests.pdf.filling import fill


def _written(writer: PdfWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _flattened(sheet: bytes) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(sheet))
    del writer.root_object[NameObject("/AcroForm")]
    return _written(writer)


def _foreign(sheet: bytes) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(sheet))
    fields: Any = writer.root_object["/AcroForm"]
    del fields["/Fields"][-1]
    return _written(writer)


def _with_definition(sheet: bytes, text: str) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(sheet))
    fields: Any = writer.root_object["/AcroForm"]
    fields["/Fields"][-1].get_object()[NameObject("/V")] = TextStringObject(text)
    return _written(writer)


def _locked(sheet: bytes) -> bytes:
    writer = PdfWriter(clone_from=BytesIO(sheet))
    writer.encrypt("secret", algorithm="RC4-128")
    return _written(writer)


@pytest.mark.parametrize("data", [b"", b"<html>", b"PK\x03\x04", b"\x00" * 100])
def test_no_pdf(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"^This file is not a PDF\.$"):
        pdf.read_pdf(data, 0)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (_flattened, "no blanks in this PDF: it was printed or flattened"),
        (_foreign, "not a worksheet's PDF as sitegen makes them"),
        (_locked, "locked with a password"),
        (lambda sheet: sheet[: len(sheet) // 2], "damaged"),
        (lambda sheet: b"%PDF-1.7\n", "damaged"),
        (lambda sheet: _with_definition(sheet, "{"), "facts are not readable"),
        (lambda sheet: _with_definition(sheet, "[" * 100_000), "facts are not readable"),
        (lambda sheet: _with_definition(sheet, '{"format": "worksheet/9"}'), "another version"),
        (lambda sheet: _with_definition(sheet, '{"format": "worksheet/1"}'), "not whole"),
        (
            lambda sheet: _with_definition(sheet, '{"format": "worksheet/1", "fields": [3]}'),
            "not whole",
        ),
    ],
)
def test_a_fault_is_named(sheet: bytes, change: Any, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        pdf.read_pdf(change(sheet), 0)


def test_a_limit_on_copying_keeps_nobody_from_reading(sheet: bytes) -> None:
    writer = PdfWriter(clone_from=BytesIO(fill(sheet, {"customer": "Acme"})))
    writer.encrypt("", "owner", algorithm="RC4-128")
    assert pdf.read_pdf(_written(writer), 0)["values"]["customer"]["v"] == "Acme"


@given(st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_damage_raises_anything_else(sheet: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(sheet) - 1))
    junk = data.draw(st.binary(min_size=1, max_size=20))
    plan, fault = None, ""
    try:
        plan = pdf.read_pdf(sheet[:place] + junk + sheet[place + len(junk) :], 0)
    except ValueError as error:
        fault = str(error)
    assert fault.endswith(".") if plan is None else plan["format"] == "plan/1"
