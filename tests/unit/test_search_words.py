"""What of a text can be searched: its words, and what HTML shows."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sitegen.search.words import plain, words
from tests.support import HERE

VECTORS = json.loads((HERE / "vectors" / "words.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["text"][:20])
def test_words(vector: dict[str, Any]) -> None:
    assert words(vector["text"]) == vector["words"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One <b>wo</b>rd &amp; <code>x&lt;y</code></p>", "One word & x<y"),
        ("<p>a</p><p>b</p>", "a b"),
        ("<h2>Head</h2><p>Text.</p>", "Head · Text."),
        ("<table><tr><th>A</th><td></td><td>B</td></tr></table>", "A · B"),
        ('<h2>Head</h2><a class="anchor" href="#h" aria-label="Link">#</a><p>x</p>', "Head · x"),
        ("<img alt=\"no > text\" title='a > b'> seen", "seen"),
        ("<script>if (a < b) no()</script><!-- no --><style>p{}</style>yes", "yes"),
        ("1 &lt; 2 < 3", "1 < 2 < 3"),
        ("<svg><title>no</title></svg><template><p>no</p></template>yes", "yes"),
    ],
)
def test_plain(html: str, text: str) -> None:
    assert plain(html) == text


@pytest.mark.parametrize("piece", ['<a href="', "<", "<!--", "<script>", '<a class="anchor">'])
def test_html_that_never_ends_takes_no_time(piece: str) -> None:
    assert len(plain(piece * 2000)) <= 2000 * len(piece)
