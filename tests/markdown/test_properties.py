"""What holds for every text."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.markdown import MarkdownOptions, parse, render_commonmark, render_inline
from sitegen.model import Body, Prose

SIGNS = """
# ## > - 1. * ** _ ` `` ``` [ ] ( ) ![ ]( [[ ]] | |--| :-: ::: ::::~tip :::~tip [^1] [^1]: ^[
*[HTML]: HTML [TOC] [[toc]] [x] {#id} {{<~ref~" ">}} {filename} a.md #frag ?q=1 <b> </b>
<a~href= <img~src= ~onclick= javascript: data: <!-- --> <!--more--> &amp; &#0; &#x6a; &#10; \\ " '
-- ... < > = : ; http:// <http://x> <div~id="y"> ~title="t" <style> <svg> <math> <iframe>
</p> <script> </script> <p <table> <template> <textarea> <noscript> <title>
"""
SPACES = [" ", "  ", "\n", "\n\n", "\n    ", "\t", "\r\n"]
ODD = ["\0", "0", "\ud800", "é", "中"]
PIECES = st.sampled_from(
    [*(sign.replace("~", " ") for sign in SIGNS.split()), *SPACES, *ODD, "~~", "~~~"]
)
TEXTS = st.lists(PIECES | st.text(max_size=4), max_size=40).map("".join)
RUNS = ("javascript:", "vbscript:", "data:")
HTML = st.sampled_from(["trusted", "sanitised"])
OPTIONS = st.builds(
    MarkdownOptions,
    html=HTML,
    typographic=st.booleans(),
    language=st.sampled_from(["en", "de", "fr", "xx"]),
    highlight=st.just(False),
)


class Danger(HTMLParser):
    """Finds what a browser might run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style", "iframe", "object", "embed", "svg", "math", "form", "base"):
            self.found.append(tag)
        for name, value in attrs:
            url = "".join((value or "").split()).lower()
            if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                self.found.append(f"{tag} {name}")
            if name in ("href", "src", "cite") and url.startswith(RUNS):
                self.found.append(f"{tag} {name}={value}")


def dangers(prose: Prose) -> list[str]:
    parser = Danger()
    parser.feed("x.html".join(prose.chunks))
    parser.close()
    return parser.found


def check(body: Body) -> None:
    for prose in (body.content, body.excerpt):
        assert len(prose.chunks) == len(prose.links) + 1
        assert "\0" not in "".join(prose.chunks)
    lines = [link.line for link in (*body.content.links, *body.excerpt.links)]
    assert min([1, *lines, *(finding.line for finding in body.findings)]) == 1
    assert "markdown-failed" not in {finding.code for finding in body.findings}
    assert {heading.id for heading in body.headings} <= body.anchors


@given(TEXTS, OPTIONS)
@settings(max_examples=400, deadline=None, derandomize=True)
@example("[a](b.md)\n\n\0" + "0\0", MarkdownOptions())
@example('<a href="b.md">\0' + "0\0</a>", MarkdownOptions("sanitised"))
def test_parsing_never_fails(text: str, options: MarkdownOptions) -> None:
    check(parse(text, options))
    render_inline(text, options)
    render_commonmark(text)


@given(TEXTS)
@settings(max_examples=400, deadline=None, derandomize=True)
@example("<a href='java&#10;script:x'>a</a> <a href='\x01javascript:x'>b</a>")
@example("[a](javascript%3Ax) <a href=jav%61script:x>b</a> <a href='//x\" onclick=y'>c</a>")
@example("<p title='<a href=\"x.md\" onclick=y>'>\n\n<b x='<img src=a onerror=b>")
def test_sanitised_output_runs_nothing(text: str) -> None:
    body = parse(text, MarkdownOptions("sanitised"))
    assert dangers(body.content) == []
    assert dangers(body.excerpt) == []


@given(TEXTS)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_links_never_name_a_scheme_that_runs(text: str) -> None:
    for link in parse(text, MarkdownOptions()).content.links:
        if link.form == "path":
            target = "".join(link.target.split()).lower()
            assert not target.startswith(RUNS)


@given(TEXTS, OPTIONS)
@settings(max_examples=100, deadline=None, derandomize=True)
def test_parsing_is_a_function(text: str, options: MarkdownOptions) -> None:
    assert parse(text, options) == parse(text, options)
