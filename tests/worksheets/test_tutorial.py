"""The examples of the tutorial, the sheet that a new one begins with, and this site's sheets."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.markdown import MarkdownOptions
from sitegen.model import Finding
from sitegen.worksheets import parse
from tests.docs.reading import PAGES, blocks, read
from tests.support import REPOSITORY

TUTORIAL = PAGES / "tutorial" / "first-worksheet.md"
ARCHETYPE = REPOSITORY / "sitegen" / "builtin" / "archetypes" / "worksheet.md"
SHEETS = sorted((REPOSITORY / "content" / "worksheets").glob("*.md"))
EXAMPLES = [
    block for block in blocks(read(TUTORIAL), "markdown") if block.title.endswith("-visit.md")
]
WITH_A_SLIP = 1  # the second example: the tutorial shows the message and then the mended line


def findings(text: str) -> tuple[Finding, ...]:
    """What the parser has to say about a whole file, front matter and all."""
    _, _, body = text.split("---\n", 2)
    return tuple(parse(body, MarkdownOptions()).findings)


def name_of(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_examples_of_the_tutorial(number: int) -> None:
    found = findings(EXAMPLES[number].text)
    wanted = ["unknown-attribute"] if number == WITH_A_SLIP else []
    assert [finding.code for finding in found] == wanted


def test_the_slip_mended() -> None:
    """Readers who do what the message says can go on."""
    assert findings(EXAMPLES[WITH_A_SLIP].text.replace("{dat}", "{date}")) == ()


def test_what_a_new_worksheet_begins_with() -> None:
    assert findings(read(ARCHETYPE)) == ()


@pytest.mark.parametrize("path", SHEETS, ids=name_of)
def test_this_sites_worksheets(path: Path) -> None:
    assert findings(read(path)) == ()
