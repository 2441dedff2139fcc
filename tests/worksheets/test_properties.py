"""What holds for every text of a worksheet."""

from __future__ import annotations

import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.markdown import MarkdownOptions
from sitegen.markdown import parse as parse_post
from sitegen.model import Body
from sitegen.worksheets import parse
from tests.worksheets.reading import definition_of, page_of

PIECES = """
____ ____~{date} Name:~____ Age:~____~{number~0-9} {3~lines} {choose:~A~|~B} {choose:~A} {yes/no}
{required~#name} {#b} {was:c} {e.g.~x} {default=2} {max=3} {unit=m~min=1} {money} { } {} - 1. > # ##
(____) *a~____* a____b ___ -~[~]~a -~[x]~b -~(~)~a -~(x)~b -~a 1.~[~]~a `2d` `after~1` `after~a~+1w`
`by~2027-01-01` `every~mon` `remind~1d` `2x` @me … -~… 1.~… {plan} {steps} {letter} {questions} ?
{log:~daily} {log} {routine} {timeline~of~a} ##~A ##~B~{plan} ##~C~{steps} ##~D~{letter} ###~E
##~L~{log:~any} ##~R~{routine} ##~Q~{questions} ##~T~{timeline~of~b} [insert~Name~here]
[insert~x~here]~{date} `=~a` `=~name~*~2~|~money` `=~sum(a.a)` |~a~|~b~| |---|---| |~____~|~x~|
|~…~|~|
|~[~]~|~____~{date}~| \n |A~{date}|B| ::: :::~tip ``` ` * ** _ [a](b.md) [ ] ( ) <b> </b> ^[x] [^1]
[^1]:~____ \\ " '
"""
SPACES = ["\n", "\n", "\n\n", "\n\n", " ", "\n  ", "\n   ", "\n    ", "\t"]
ODD = ["\0", "\ud800", "é", "中", "ﬁ", "Å"]
WORDS = [piece.replace("~", " ").replace("\\n", "\n") for piece in PIECES.split()]
TEXTS = st.lists(
    st.sampled_from(WORDS) | st.sampled_from(SPACES) | st.sampled_from(ODD) | st.text(max_size=3),
    max_size=50,
).map("".join)
OPTIONS = st.builds(
    MarkdownOptions,
    html=st.sampled_from(["trusted", "sanitised"]),
    typographic=st.booleans(),
    language=st.sampled_from(["en", "de", "xx"]),
    highlight=st.just(False),
)
LISTED = "\n\n".join(WORDS)


def check(body: Body) -> None:
    assert "markdown-failed" not in {finding.code for finding in body.findings}
    assert min([1, *(finding.line for finding in body.findings)]) == 1
    assert min([1, *(finding.column for finding in body.findings)]) == 1
    for prose in (body.content, body.excerpt, *body.blocks.values()):
        assert len(prose.chunks) == len(prose.links) + 1
        assert "\0" not in "".join(prose.chunks)
    definition = definition_of(body)
    assert json.dumps(definition, ensure_ascii=False, separators=(",", ":")) == body.sheet
    page = page_of(body)
    assert [name for name in page.repeated_ids() if name.startswith("ws__")] == []
    for field in definition["fields"]:
        own = page.own_widgets(field["id"])
        group = field["kind"] in ("option", "yesno")
        assert len({one["id"] for one in own}) == len(own)
        assert own if group else len(own) == 1


@given(TEXTS, OPTIONS)
@settings(max_examples=400, deadline=None, derandomize=True)
@example(LISTED, MarkdownOptions())
@example(LISTED, MarkdownOptions("sanitised"))
def test_reading_never_fails(text: str, options: MarkdownOptions) -> None:
    check(parse(text, options))


@given(TEXTS)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_reading_is_a_function(text: str) -> None:
    assert parse(text, MarkdownOptions()) == parse(text, MarkdownOptions())


PLAIN = st.lists(
    st.sampled_from(["a", "*b*", "`c`", "- d", "1. e", "> f", "| g |", "|---|", "[h](i.md)", "?"])
    | st.sampled_from(["\n", "\n\n", " ", "\n  "]),
    max_size=30,
).map("".join)


@given(PLAIN)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_text_without_blanks_is_as_in_a_post(text: str) -> None:
    sheet, post = parse(text, MarkdownOptions()), parse_post(text, MarkdownOptions())
    assert (sheet.content, sheet.excerpt, sheet.opening, sheet.words, sheet.anchors) == (
        post.content,
        post.excerpt,
        post.opening,
        post.words,
        post.anchors,
    )
