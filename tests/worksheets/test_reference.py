"""The reference of the format: its examples are read, and it names all there is."""

from __future__ import annotations

import re

import pytest

from sitegen.markdown import MarkdownOptions
from sitegen.worksheets import attributes, headings, parse, steps
from sitegen.worksheets.kinds import FORMATS, FUNCTIONS, LOG_RHYTHMS
from tests.docs.reading import REFERENCE, Block, blocks, read
from tests.markdown.cases import show_finding
from tests.worksheets.reading import definition_of

PAGE = read(REFERENCE / "worksheets.md")
CODE = re.findall(r"`([^`\n]+)`", PAGE)
EXAMPLES = blocks(PAGE, "markdown")


def line_of(block: Block) -> str:
    return f"line {block.line}"


@pytest.mark.parametrize("example", EXAMPLES, ids=line_of)
def test_examples(example: Block) -> None:
    body = parse(example.text, MarkdownOptions())
    assert [show_finding(finding) for finding in body.findings] == []
    found = definition_of(body)
    assert found["fields"] or found["lists"]


@pytest.mark.parametrize(
    "word",
    [
        *attributes.KNOWN,
        *headings.KNOWN,
        *steps.WORDS,
        *FORMATS,
        *FUNCTIONS,
        *LOG_RHYTHMS,
        "#id",
        "was:old-id",
    ],
)
def test_every_word_is_explained(word: str) -> None:
    assert any(word in code for code in CODE)
