"""Texts made to hurt: they cost time in proportion to their length, and no recursion.

Nothing here measures time; a rule that is not linear would be felt.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from sitegen.markdown import MarkdownOptions, parse

N = 10_000

HOSTILE = {
    "block quotes": ">" * N,
    "brackets": "[" * (N // 2),
    "images": "![" * (N // 5),
    "closed brackets": "[" * (N // 4) + "]" * (N // 4),
    "wikilinks": "[[a" * (N // 5),
    "links": "[a](" * (N // 4),
    "stars": "*" * N,
    "open emphasis": "*a **b " * (N // 4),
    "closed emphasis": "*a " * (N // 4) + "b* " * (N // 4),
    "underscores": "_" * N,
    "tildes": "~~a" * (N // 4),
    "backticks": "`" * N,
    "growing backticks": "".join("`" * n + "a" for n in range(200)),
    "angles": "<" * N,
    "open tags": "<a x='" * N,
    "tags with line ends": "<div>\n" + "<a href='x\n" * (N // 2),
    "comments": "<!--" * N,
    "inline comments": "a <!-- " * (N // 4),
    "processing": "a<?" * N,
    "scripts": "<script\n\n" * (N // 10),
    "ampersands": "&" * N,
    "backslashes": "\\" * N,
    "apostrophes": "'a" * N,
    "quotes": "'a \"b " * N,
    "bare quotes": '"' * N,
    "nested lists": "".join("  " * n + "- a\n" for n in range(200)),
    "list markers": "- " * N + "a",
    "numbered": "1. " * N + "a",
    "definitions": "a\n" + ": " * N + "b",
    "callouts": "::: tip\n" * (N // 10),
    "unknown callouts": "::: tipp\n:::\n" * (N // 50),
    "callout ends": ":::\n" * (N // 4),
    "wide table": "|" + "a|" * 1000 + "\n|" + "-|" * 1000 + "\n" + "|x\n" * 10,
    "many tables": ("|" + "a|" * 200 + "\n|" + "-|" * 200 + "\n" + "|x\n" * 10 + "\n") * 10,
    "headings alike": "# a\n" * (N // 10),
    "explicit ids": "# a {#" * (N // 10) + "\n" + "# b" + " " * N + "x\n",
    "definitions of links": "[a]: b\n" * (N // 10),
    "footnotes": "".join(f"[^{n}] " for n in range(500)) + "\n\n[^a]: " * 50,
    "nested footnotes": "^[" * (N // 10) + "]" * (N // 10),
    "abbreviations": "".join(f"*[w{n}]: b\n" for n in range(1000)) + "\n" + "w1 w999 " * 1000,
    "shortcodes": "[a]({{< ref " * (N // 5),
    "tables of contents": "[TOC]\n\n" * (N // 10) + "# a\n" * 100,
    "links not to be found": "[a](b\\_.md) " * (N // 10),
    "spaces": " " * N,
    "lines": "\n" * N,
    "long line of code": "```python\n" + "'" * N + "\n```\n",
    "NUL": "\0" * N,
}


@contextmanager
def small_stack(more: int) -> Iterator[None]:
    """Only ``more`` frames beyond those in use."""
    depth, frame = 0, sys._getframe()
    while frame.f_back is not None:
        depth, frame = depth + 1, frame.f_back
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(depth + more)
    try:
        yield
    finally:
        sys.setrecursionlimit(limit)


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("html", ["trusted", "sanitised"])
def test_hostile_text(name: str, html: str) -> None:
    with small_stack(700):
        body = parse(HOSTILE[name], MarkdownOptions(html))
    codes = {finding.code for finding in body.findings}
    assert "markdown-failed" not in codes
    assert len(body.content.chunks) == len(body.content.links) + 1


def test_what_is_too_deep_is_said() -> None:
    body = parse("a\n\n" + ">" * 100 + " b\n", MarkdownOptions())
    assert [(finding.code, finding.line) for finding in body.findings] == [("too-deep", 3)]


def test_tables_can_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    from sitegen.markdown import tables

    monkeypatch.setattr(tables, "_MOST_TOKENS", 10_000)
    body = parse(HOSTILE["many tables"], MarkdownOptions())
    assert "".join(body.content.chunks).count("<table>") == 2


def test_a_failure_of_the_parser_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    from sitegen.markdown import parser

    def fail(*_: object) -> None:
        raise RuntimeError("no rule matched")

    monkeypatch.setattr(parser, "read", fail)
    body = parse("<b>text</b>", MarkdownOptions())
    assert body.content.chunks == ("<pre>&lt;b&gt;text&lt;/b&gt;</pre>\n",)
    (finding,) = body.findings
    assert finding.code == "markdown-failed"
    assert finding.message == "the Markdown can't be read: RuntimeError: no rule matched"
