"""Markdown: text and options in, a :class:`~sitegen.model.Body` out, and nothing else read.

Importing this package is instant: the parser, the highlighter and the sanitiser are imported
where they are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.markdown.options import MarkdownOptions

if TYPE_CHECKING:
    from sitegen.model import Body, Wisdom

__all__ = ["MarkdownOptions", "parse", "render_commonmark", "render_inline", "wisdoms"]


def parse(text: str, options: MarkdownOptions) -> Body:
    """The body that ``text`` means: a pure function, which never raises for any text.

    ``text`` is what follows the front matter; all places count from its first line.
    """
    from sitegen.markdown import parser

    return parser.parse(text, options)


def render_inline(text: str, options: MarkdownOptions) -> str:
    """One line of Markdown as HTML without a block around it and without links."""
    from sitegen.markdown import parser

    return parser.render_inline(text, options)


def wisdoms(text: str, options: MarkdownOptions) -> tuple[Wisdom, ...]:
    """The lines of ``text`` that its author marked as worth keeping; cheaper than to parse it."""
    if ":::" not in text or "wisdom" not in text.lower():
        return ()
    from sitegen.markdown import parser

    return parser.wisdoms(text, options)


def render_commonmark(text: str) -> str:
    """Strict CommonMark as HTML: every extension is off and links are kept as written."""
    from sitegen.markdown import parser

    return parser.render_commonmark(text)
