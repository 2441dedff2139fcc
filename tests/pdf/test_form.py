"""The form in a PDF: names, tooltips, flags, and one field for each name."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.pdf.filling import fields_of, open_strictly, widgets_of
from tests.pdf.sheets import CONTENT, DEFINITION, URL, print_sheet

REQUIRED, MULTILINE, RADIO, COMBO = 1 << 1, 1 << 12, 1 << 15, 1 << 17


@pytest.fixture(scope="module")
def fields(sheet: bytes) -> dict[str, Any]:
    return fields_of(sheet)


def test_every_blank_on_the_page_is_a_field_of_its_name(fields: dict[str, Any]) -> None:
    page = CONTENT[: CONTENT.index("<template")] + re.sub(
        r"<template.*?</template>", "", CONTENT[CONTENT.index("<template") :], flags=re.S
    )
    page = re.sub(r"<output.*?>", "", page, flags=re.S)
    assert set(fields) == set(re.findall(r'\bname="([^"]+)"', page))


def test_no_name_has_a_period_and_every_field_has_a_tooltip(fields: dict[str, Any]) -> None:
    assert not [name for name in fields if "." in name]
    assert not [name for name, field in fields.items() if not field["/TU"]]


@pytest.mark.parametrize(
    ("name", "tip"),
    [
        ("customer", "Customer"),
        ("last", "We last spoke on (YYYY-MM-DD)"),
        ("how", "How?"),
        ("ready", "I am ready"),
        ("trouble__leaves__then", "Then I will: My contact leaves"),
    ],
)
def test_a_tooltip_is_the_label(fields: dict[str, Any], name: str, tip: str) -> None:
    assert fields[name]["/TU"] == tip


def test_flags_and_lengths(fields: dict[str, Any]) -> None:
    assert fields["customer"]["/Ff"] & REQUIRED
    assert fields["customer"]["/MaxLen"] == 80
    assert not fields["stage"].get("/Ff", 0) & REQUIRED
    assert fields["stage"]["/Ff"] & COMBO
    assert fields["worry"]["/Ff"] & MULTILINE
    assert fields["how"]["/Ff"] == RADIO  # an answer can be taken back


def test_a_repeated_blank_is_one_field_with_several_widgets(fields: dict[str, Any]) -> None:
    for name in ("customer", "stage"):
        first, second = widgets_of(fields[name])
        assert first["/Rect"] != second["/Rect"]
        assert "/T" not in first
        assert first["/Parent"].get_object()["/T"] == name
    assert list(fields["stage"]["/Opt"][1]) == ["Prospect", "Prospect"]


def test_a_group_of_choices_is_listed_once(fields: dict[str, Any]) -> None:
    widgets = widgets_of(fields["how"])
    assert [widget["/Contents"] for widget in widgets] == ["How?: By phone", "How?: By mail"]
    assert list(fields["how"]["/Opt"]) == ["By phone", "By mail"]


def test_suggestions_stand_in_their_fields(fields: dict[str, Any]) -> None:
    assert fields["calls"]["/V"] == "10"
    assert fields["the-plan__read__text"]["/V"] == "Read it"
    assert fields["the-plan__read__dur"]["/V"] == "1d"


def test_lines_to_write_on_are_high_enough(fields: dict[str, Any]) -> None:
    for name, field in fields.items():
        if field["/FT"] != "/Btn":
            left, bottom, right, top = widgets_of(field)[0]["/Rect"]
            assert top - bottom >= 17.9, name
            assert right - left >= 20, name
    _, bottom, _, top = fields["worry"]["/Rect"]
    assert top - bottom >= 3 * 14


def test_answers_are_written_in_a_font_that_the_file_brings(sheet: bytes) -> None:
    root: Any = open_strictly(sheet).trailer["/Root"]
    fonts = root["/AcroForm"]["/DR"]["/Font"]
    (font,) = (reference.get_object() for reference in fonts.values())
    assert font["/Encoding"] == "/WinAnsiEncoding"
    assert font["/FontDescriptor"]["/FontFile2"].get_data()
    assert len(font["/Widths"]) == font["/LastChar"] - font["/FirstChar"] + 1


def test_the_document_is_tagged_and_says_what_it_is(sheet: bytes) -> None:
    reader = open_strictly(sheet)
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]["/K"]
    assert root["/Lang"] == "en"
    facts: Any = reader.metadata
    assert facts["/Title"] == "Account plan"
    assert facts["/WorksheetId"] == "account-plan"
    assert facts["/WorksheetVersion"] == "3"
    assert facts["/WorksheetUrl"] == URL
    assert facts["/WorksheetHash"] == "sha256-AbC="


def test_every_widget_is_in_the_tree_of_tags(sheet: bytes) -> None:
    for field in fields_of(sheet).values():
        for widget in widgets_of(field):
            assert "/StructParent" in widget


def test_the_words_of_the_sheet_are_on_its_pages(sheet: bytes) -> None:
    text = " ".join(" ".join(page.extract_text().split()) for page in open_strictly(sheet).pages)
    for words in ("Account plan", "What worries them?", "Prospect / Client", "My contact leaves"):
        assert words in text
    assert "alert" not in text
    assert "Add a row" not in text


def test_links_lead_to_the_site(sheet: bytes) -> None:
    pages: Any = open_strictly(sheet).pages
    notes = [reference.get_object() for page in pages for reference in page["/Annots"]]
    found = [note["/A"]["/URI"] for note in notes if note["/Subtype"] == "/Link"]
    assert found == ["https://example.org/blog/posts/listen/#how"]


def test_a_sheet_without_blanks_is_a_pdf_too(sheet: bytes) -> None:
    bare = {**DEFINITION, "fields": [], "lists": []}
    assert fields_of(print_sheet(bare, "<p>Read this first.</p>")) == {}


def test_qpdf_finds_nothing_wrong(sheet: bytes, tmp_path: Path) -> None:
    qpdf = shutil.which("qpdf")
    if qpdf is None:
        pytest.skip("qpdf is not installed")
    path = tmp_path / "sheet.pdf"
    path.write_bytes(sheet)
    result = subprocess.run([qpdf, "--check", path], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
