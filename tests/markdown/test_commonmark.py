"""The examples of the CommonMark specification, all of them, byte for byte."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sitegen.markdown import render_commonmark
from tests.markdown.cases import HERE

EXAMPLES: list[dict[str, Any]] = json.loads(
    (HERE / "commonmark-0.31.2.json").read_text(encoding="utf-8")
)


def test_the_specification_is_whole() -> None:
    assert [example["example"] for example in EXAMPLES] == list(range(1, 653))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: str(example["example"]))
def test_example(example: dict[str, Any]) -> None:
    assert render_commonmark(example["markdown"]) == example["html"]


def test_strict_means_without_extensions() -> None:
    source = 'a | b\n--|--\n\n~~x~~ [[y]] "z" -- [^1]\n\n::: tip\n\n[^1]: n\n\n*[x]: y\n'
    html = render_commonmark(source)
    assert "<table" not in html
    assert "<s>" not in html
    assert '~~x~~ [[y]] &quot;z&quot; -- <a href="n">^1</a>' in html
    assert "<p>::: tip</p>" in html
