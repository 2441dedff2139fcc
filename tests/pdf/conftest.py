"""What the tests of PDFs share: one sheet, printed once, and whether PDFs can be made at all."""

from __future__ import annotations

import os

import pytest

from sitegen import pdf
from tests.pdf.sheets import CONTENT, DEFINITION, print_sheet


@pytest.fixture(scope="session")
def _pdfs() -> None:
    """PDFs can be made here. CI installs what they need, so there a lack of it is a failure."""
    lack = pdf.available()
    if lack and not os.environ.get("CI"):
        pytest.skip(lack)
    assert lack == ""


@pytest.fixture(scope="session")
def sheet(_pdfs: None) -> bytes:
    """The sheet of ``sheets.py`` as a PDF."""
    return print_sheet(DEFINITION, CONTENT)
