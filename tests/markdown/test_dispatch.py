"""The sorted parsers give the tokens of markdown-it-py's own, one for one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sitegen.markdown.dispatch import Blocks, Inlines
from sitegen.markdown.engine import engine, needs_of

HERE = Path(__file__).parent
EXAMPLES = json.loads((HERE / "commonmark-0.31.2.json").read_text("utf-8"))
SIGNS = st.text(alphabet="ab 12\n\n#>-*+_`~[]()!<&\\|:^{}=\t.\"'", max_size=60)


def texts() -> Iterator[str]:
    yield from (example["markdown"] for example in EXAMPLES)
    yield from (path.read_text("utf-8") for path in sorted(HERE.glob("fixtures/**/*.md")))


def plain(md: MarkdownIt) -> MarkdownIt:
    """The same parser with every rule asked everywhere."""
    other = MarkdownIt("commonmark", dict(md.options))
    for mine, theirs in (
        (md.block.ruler, other.block.ruler),
        (md.inline.ruler, other.inline.ruler),
        (md.inline.ruler2, other.inline.ruler2),
    ):
        cast(Any, theirs).__rules__ = cast(Any, mine).__rules__
        theirs.__cache__ = None
    other.helpers = md.helpers
    return other


def tokens(md: MarkdownIt, text: str) -> list[Any]:
    return [token.as_dict() for token in md.parse(text, {"findings": []})]


@pytest.mark.parametrize("text", list(texts()))
def test_the_same_tokens_for_all_examples(text: str) -> None:
    md = engine(needs_of(text))
    assert isinstance(md.block, Blocks)
    assert isinstance(md.inline, Inlines)
    assert tokens(md, text) == tokens(plain(md), text)


@settings(max_examples=600, derandomize=True, deadline=None)
@given(SIGNS)
def test_the_same_tokens_for_any_text(text: str) -> None:
    md = engine(needs_of(text))
    assert tokens(md, text) == tokens(plain(md), text)
