"""Text to body: read it, write it in full and in short, and put the pieces together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sitegen.markdown import contents, counting, excerpt, wisdom
from sitegen.markdown.elements import STRICT
from sitegen.markdown.engine import DEEPEST
from sitegen.markdown.locate import Places
from sitegen.markdown.markup import escape, one_line
from sitegen.markdown.modes import EXCERPT, FULL
from sitegen.markdown.options import SANITISED, MarkdownOptions
from sitegen.markdown.phrases import phrases_of
from sitegen.markdown.reading import Env, normal, read, read_line, read_strict, read_wisdom
from sitegen.markdown.sanitise import sanitise
from sitegen.markdown.unlinked import UNLINKED, unlinked
from sitegen.markdown.writer import Mode, Writer
from sitegen.model import Body, Finding, Prose, Wisdom

if TYPE_CHECKING:
    from markdown_it.token import Token

_MARK = re.compile("\0(\\d+)\0")
_CONTAINERS = frozenset(
    f"{name}_open" for name in ("blockquote", "list_item", "dd", "callout", "questions", "wisdom")
)


def parse(text: str, options: MarkdownOptions) -> Body:
    """See :func:`sitegen.markdown.parse`."""
    text = normal(text)
    try:
        return _parse(text, options)
    except Exception as error:  # a mistake in a parser must name the file, not stop the program
        message = f"the Markdown can't be read: {type(error).__name__}: {error}"
        prose = Prose((f"<pre>{escape(text)}</pre>\n",))
        return Body(prose, Prose(), findings=(Finding("markdown-failed", message, 1),))


def render_inline(text: str, options: MarkdownOptions) -> str:
    """See :func:`sitegen.markdown.render_inline`."""
    text, env = one_line(normal(text)), _env()
    tokens = read_line(text, env, options)
    return unlinked(_writer(UNLINKED, text, env, options), tokens)


def wisdoms(text: str, options: MarkdownOptions) -> tuple[Wisdom, ...]:
    """See :func:`sitegen.markdown.wisdoms`."""
    text, env = normal(text), _env()
    try:
        tokens = read_wisdom(text, env, options)
        return tuple(wisdom.found(_writer(UNLINKED, text, env, options), tokens))
    except Exception:  # parsing the whole text, which comes later, will say so
        return ()


def render_commonmark(text: str) -> str:
    """See :func:`sitegen.markdown.render_commonmark`."""
    text, env = normal(text), _env()
    writer = _writer(STRICT, text, env, MarkdownOptions())
    writer.write(read_strict(text, env))
    return writer.html()


def _parse(text: str, options: MarkdownOptions) -> Body:
    env = _env()
    tokens, taken = read(text, env, options)
    tokens, before_more = excerpt.split_at_more(tokens)
    paragraph, opening = excerpt.first_paragraph(tokens)
    writer = _writer(FULL, text, env, options)
    writer.write(tokens)
    contents.fill(writer)
    short = _writer(EXCERPT, text, env, options)
    short.write(paragraph if before_more is None else before_more)
    findings = [*env["findings"], *writer.findings, *too_deep(tokens)]
    return Body(
        content=_prose(writer, text, options),
        excerpt=_prose(short, text, options),
        opening=opening,
        headings=tuple(writer.headings),
        anchors=frozenset(taken | writer.anchors),
        words=counting.words(writer.seen, text.isascii() and "&#" not in text),
        findings=tuple(sorted(findings, key=lambda finding: (finding.line, finding.column))),
    )


def _env() -> Env:
    return {"findings": []}


def _writer(mode: Mode, text: str, env: Env, options: MarkdownOptions) -> Writer:
    return Writer(mode, Places(text, env), phrases_of(options.language), options.highlight)


def _prose(writer: Writer, source: str, options: MarkdownOptions) -> Prose:
    """The HTML with its holes; a sanitiser may have dropped some."""
    html = writer.html()
    if options.html == SANITISED:
        html = sanitise(html, source)
    if not writer.links:
        return Prose((html,))
    pieces = _MARK.split(html)
    return Prose(tuple(pieces[::2]), tuple(writer.links[int(n)] for n in pieces[1::2]))


def too_deep(tokens: Sequence[Token]) -> list[Finding]:
    """The first place where the parser left content out, if it did."""
    for token in tokens:
        if token.level >= DEEPEST - 1 and token.type in _CONTAINERS:
            message = f"more than {DEEPEST} levels of nesting; what is deeper is left out"
            return [Finding("too-deep", message, token.map[0] + 1 if token.map else 1)]
    return []
