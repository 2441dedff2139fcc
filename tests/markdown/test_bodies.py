"""The parts of a body beside its HTML."""

from __future__ import annotations

import pickle
import subprocess
import sys

import pytest

from sitegen.markdown import MarkdownOptions, parse, render_inline
from sitegen.model import Body, Heading, Prose
from tests.markdown.cases import show

PLAIN = MarkdownOptions()


def body(text: str, options: MarkdownOptions = PLAIN) -> Body:
    return parse(text, options)


class TestExcerpt:
    def test_is_the_first_paragraph(self) -> None:
        found = body("# Title\n\n- list\n\nFirst *one*.\n\nSecond.\n")
        assert show(found.excerpt) == "<p>First <em>one</em>.</p>"
        assert found.opening == "First one."

    def test_is_what_stands_before_more(self) -> None:
        found = body("# Title\n\nFirst.\n\n- list\n\n<!-- More -->\n\nSecond.\n")
        assert show(found.excerpt) == ("<h1>Title</h1>\n<p>First.</p>\n<ul>\n<li>list</li>\n</ul>")
        assert "More" not in show(found.content)
        assert show(found.content).endswith("<p>Second.</p>")

    def test_more_may_follow_a_paragraph_at_once(self) -> None:
        assert show(body("a\n<!--more-->\nb\n").excerpt) == "<p>a</p>"

    @pytest.mark.parametrize("text", ["a <!--more--> b\n", "`<!--more-->`\n", "> <!--more-->\n"])
    def test_more_counts_only_alone_at_the_top(self, text: str) -> None:
        assert "more" in show(body(text).content)

    def test_has_no_notes_and_no_anchors(self) -> None:
        found = body("## T\n\nText[^1]^[two].\n\n<!--more-->\n\n[^1]: note\n")
        assert show(found.excerpt) == "<h2>T</h2>\n<p>Text.</p>"

    def test_has_links_of_its_own(self) -> None:
        found = body("[b](b.md)\n\n[a](a.md) and [[c]]\n\n<!--more-->\n\n[d](d.md)\n")
        assert [link.target for link in found.excerpt.links] == ["b.md", "a.md", "c", "c"]
        assert [link.target for link in found.content.links] == ["b.md", "a.md", "c", "c", "d.md"]

    def test_passes_over_images(self) -> None:
        found = body('![](a.png "A figure")\n\n![](b.png)\n\nText.\n')
        assert show(found.excerpt) == "<p>Text.</p>"

    def test_may_be_empty(self) -> None:
        assert body("").excerpt == Prose(("",))
        assert body("# Only\n").opening == ""


class TestOpening:
    def test_is_plain_and_decoded(self) -> None:
        text = 'Some *thing* `<b>` &amp; [link](x.md)\n"more" [[page]] <i>raw</i>\n'
        assert body(text).opening == "Some thing <b> & link “more” page raw"

    def test_has_abbreviations(self) -> None:
        assert body("The CRM.\n\n*[CRM]: x\n").opening == "The CRM."


class TestWords:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("", 0),
            ("one two\nthree\n", 3),
            ("**bo**ld [a link](http://x.example 'not this')\n", 3),
            ("# Title\n\n- item\n\n| a | b |\n|---|---|\n| c | d |\n", 6),
            ("one\n\n```\ncode is not counted\n```\n\n    nor here\n", 1),
            ("one `two`\n", 2),
            ("<div>two words</div>\n", 2),
            ("見る one 中文\n", 5),
            ("&#x4E2D;&#x6587;\n", 2),
            ("a[^1]\n\n[^1]: b c\n", 3),
        ],
    )
    def test_are_those_a_reader_sees(self, text: str, words: int) -> None:
        assert body(text).words == words


class TestHeadings:
    def test_are_listed_with_level_id_and_text(self) -> None:
        found = body(
            "# A *b* [c](d.md) <i>e</i> ![f](g.png)\n\n> # Quoted\n\n## H[^1]\n\n[^1]: x\n"
        )
        assert found.headings == (
            Heading(1, "a-b-c-e-f", "A <em>b</em> c e f", "A b c e f"),
            Heading(2, "h", "H", "H"),
        )

    def test_show_typographic_marks_and_abbreviations(self) -> None:
        (heading,) = body('# "HTML" & co.\n\n*[HTML]: markup\n').headings
        assert heading == Heading(
            1, "html--co", '“<abbr title="markup">HTML</abbr>” &amp; co.', "“HTML” & co."
        )

    def test_anchors_are_all_ids(self) -> None:
        text = "# A\n\n> # B {#c}\n\n<p id=d>e</p> <a name='f'></a>\n\nx[^g]\n\n[^g]: y\n"
        assert body(text).anchors == {"a", "c", "d", "f", "fn:g", "fnref:g"}

    def test_many_alike_are_told_apart(self) -> None:
        found = body("# a\n" * 500)
        assert len({heading.id for heading in found.headings}) == 500


class TestInline:
    def test_has_no_links_and_no_raw_html(self) -> None:
        text = '*a* "b" [c](d.md) ![e](f.png) [[g]] <b onclick=x>h</b> `i` & [^1]'
        assert render_inline(text, PLAIN) == ("<em>a</em> “b” c e g h <code>i</code> &amp; [^1]")

    def test_is_one_line(self) -> None:
        assert render_inline("# a\n\n- b\n", PLAIN) == "# a - b"


class TestOptions:
    def test_digest_tells_them_apart(self) -> None:
        all_options = [
            MarkdownOptions(html, typographic, language, highlight)
            for html in ("trusted", "sanitised")
            for typographic in (True, False)
            for language in ("en", "de")
            for highlight in (True, False)
        ]
        assert len({options.digest for options in all_options}) == 16
        assert MarkdownOptions().digest == MarkdownOptions().digest

    def test_html_is_one_of_two(self) -> None:
        with pytest.raises(ValueError, match="html must be"):
            MarkdownOptions(html="safe")

    def test_typographic_off(self) -> None:
        found = body('"a" -- b...\n', MarkdownOptions(typographic=False))
        assert show(found.content) == "<p>&quot;a&quot; -- b...</p>"

    def test_highlight_off(self) -> None:
        found = body("```python\nx = 1\n```\n", MarkdownOptions(highlight=False))
        assert '<code class="language-python">x = 1\n</code>' in show(found.content)

    def test_language_chooses_words(self) -> None:
        found = show(body("# A\n\n::: tip\nx\n:::\n", MarkdownOptions(language="de-AT")).content)
        assert 'aria-label="Link zu diesem Abschnitt: A"' in found
        assert '<p class="callout-title">Tipp</p>' in found


class TestText:
    def test_line_ends_do_not_matter(self) -> None:
        unix = "# A\n\n[b](c.md)  \nd\n\n```\ne\n```\n"
        assert body(unix) == body(unix.replace("\n", "\r\n")) == body(unix.replace("\n", "\r"))

    def test_what_html_cannot_hold_is_replaced(self) -> None:
        found = body("a\0b\ud800c\n\n```\n\0\n```\n\n<b title='\0'>\n")
        assert "\0" not in "".join(found.content.chunks)
        assert "a\ufffdb\ufffdc" in found.content.chunks[0]
        "".join(found.content.chunks).encode()

    def test_link_targets_have_no_nul(self) -> None:
        (link,) = body("[a](b%00.md)\n").content.links
        assert link.target == "b\ufffd.md"


def test_bodies_are_plain_values() -> None:
    found = body("# A\n\n[b](c.md) [[d]]\n\n::: nope\n:::\n")
    assert pickle.loads(pickle.dumps(found)) == found
    assert hash(found) == hash(body("# A\n\n[b](c.md) [[d]]\n\n::: nope\n:::\n"))


def test_importing_is_cheap() -> None:
    """The parser, the highlighter and the sanitiser are imported on first use."""
    heavy = "{'markdown_it', 'mdit_py_plugins', 'pygments', 'nh3'}"
    code = f"import sys, sitegen.markdown as m; assert not {heavy} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
    code = "import sys, sitegen.markdown as m; m.parse('# a', m.MarkdownOptions());"
    code += "assert not {'pygments', 'nh3'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_sanitised_html_is_the_same_each_time() -> None:
    """The cleaner keeps its settings in hash tables, which differ from one to the next."""
    from sitegen.markdown.sanitise import _cleaner, sanitise

    html = '<input checked disabled><a title=t class=c id=i href="x" lang=de role=y>'
    found = set()
    for _ in range(20):
        _cleaner.cache_clear()
        found.add(sanitise(html, ""))
    assert len(found) == 1
