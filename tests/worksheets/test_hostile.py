"""Worksheets made to hurt: time in proportion to their length, no recursion, no failure.

Nothing here measures time; what is not linear would be felt.
"""

from __future__ import annotations

import pytest

from sitegen.markdown import MarkdownOptions
from sitegen.worksheets import parse
from tests.markdown.test_hostile import small_stack
from tests.worksheets.reading import definition_of, page_of

N = 4_000

HOSTILE = {
    "blanks": "".join(f"- Question {n}: ____\n" for n in range(N)),
    "blanks in a line": "".join(f"w{n} ____ " for n in range(N)),
    "one label": "Name: ____\n" * N,
    "unknown words": "".join(f"a{n}: ____ {{wrd{n}}}\n" for n in range(N)),
    "long line": "a" * 1_000_000 + ": ____",
    "underscores": "_" * N,
    "underscores apart": "__ " * N,
    "open braces": "a ____ {" * (N // 2),
    "braces": "a: ____ " + "{required}" * N,
    "heading braces": "# a " + "{}" * N,
    "heading spaces": "# a {" + " " * N + "x\n",
    "long labels": "# A {letter}\n" + "a" * N + ": ____ {#b}\n" + "[insert b here] " * N,
    "long heads": "# A\n\n|" + "a" * N + "|\n|-|\n" + "|____|\n" * N,
    "long rows": "# A\n\n|" + "a|" * 100 + "\n|" + "-|" * 100 + "\n|" + "b" * N + "|____" * 99,
    "long steps": "# A {steps}\n1. " + "a" * N + "\n" + "1. b `after 1`\n" * N,
    "choices": "a: ____ {choose: " + "A | " * N + "}",
    "trailing ids": "a: ____ {choose: A | B" + " #a" * N + "}",
    "nested lists": "".join("  " * n + "- a: ____\n" for n in range(200)),
    "nested plan": "# A {plan}\n" + "".join("  " * n + "- a\n" for n in range(200)),
    "long plan": "# A {plan}\n" + "- a\n  1. b `after 1`\n" * (N // 4),
    "steps that follow": "# A {steps}\n" + "".join(f"1. s `after {n}`\n" for n in range(N // 2)),
    "one step that follows": "# A {steps}\n1. a\n2. b " + "`after 1` " * N,
    "unknown steps": "# A {steps}\n" + "".join(f"1. s{n} `after x{n}`\n" for n in range(N // 4)),
    "options": "a\n\n" + "".join(f"- ( ) o{n}\n" for n in range(N // 2)),
    "one option list each": "a\n\n- ( ) b\n- ( ) c\n\n" * (N // 10),
    "ticks": "- [ ] a\n" * N,
    "long table": "# A\n\n|a|b|\n|-|-|\n" + "|x|____|\n" * (N // 4),
    "wide table": "# A\n\n|" + "a|" * 500 + "\n|" + "-|" * 500 + "\n|" + "____|" * 500,
    "short rows": "# A\n\n|" + "a|" * 200 + "\n|" + "-|" * 200 + "\n" + "|____\n" * 100,
    "inserts": "# A {letter}\n" + "[insert a here] " * N,
    "open inserts": "# A {letter}\n" + "[insert a" * N,
    "results": "".join(f"r{n}: `= r{n + 1}`\n\n" for n in range(N // 10)),
    "open results": "`= a" * N,
    "headings": "# a {plan}\n" * (N // 10),
    "timelines": "".join(f"# a{n} {{timeline of b{n}}}\n" for n in range(N // 10)),
    "quotes": ">" * N + " a: ____",
    "NUL": "a: ____ {\0}" * (N // 10),
}


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("html", ["trusted", "sanitised"])
def test_hostile_text(name: str, html: str) -> None:
    with small_stack(700):
        body = parse(HOSTILE[name], MarkdownOptions(html, highlight=False))
    assert "markdown-failed" not in {finding.code for finding in body.findings}
    assert page_of(body).repeated_ids() == []


def test_all_of_many_blanks_are_there() -> None:
    body = parse("".join(f"- Question {n}: ____\n" for n in range(10_000)), MarkdownOptions())
    assert len(definition_of(body)["fields"]) == 10_000
    assert body.findings == ()


def test_mistakes_are_told_up_to_a_number() -> None:
    assert len(parse(HOSTILE["one label"], MarkdownOptions()).findings) == 200


def test_a_failure_of_the_parser_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    from sitegen.worksheets import parser

    def fail(*_: object) -> None:
        raise RuntimeError("no rule matched")

    monkeypatch.setattr(parser, "read", fail)
    body = parse("<b>text</b>", MarkdownOptions())
    assert body.content.chunks == ("<pre>&lt;b&gt;text&lt;/b&gt;</pre>\n",)
    (finding,) = body.findings
    assert finding.code == "markdown-failed"
    assert finding.message == "the worksheet can't be read: RuntimeError: no rule matched"
