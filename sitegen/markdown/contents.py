"""``[[toc]]`` or ``[TOC]`` alone in a paragraph: the table of contents goes there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sitegen.markdown.markup import escape
from sitegen.markdown.writer import Writer
from sitegen.model import Heading

if TYPE_CHECKING:
    from markdown_it.token import Token

MARKS = ("[[toc]]", "[[TOC]]", "[TOC]", "[toc]")


def mark(tokens: list[Token]) -> None:
    """Make the first paragraph that asks for a table of contents a ``toc`` token."""
    for i, token in enumerate(tokens):
        if token.type == "paragraph_open" and tokens[i + 1].content in MARKS:
            token.type, token.nesting = "toc", 0
            del tokens[i + 1 : i + 3]
            return


def toc(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    """Keeps the place; ``fill`` writes the list when all headings are known."""
    writer.contents_at = len(writer.out)
    return "\n"


def fill(writer: Writer) -> None:
    """Put the table of contents where the text asks for it; none, if it has no headings."""
    if writer.contents_at is not None:
        text = nav(writer.headings, writer.phrases.contents)
        writer.out[writer.contents_at] = text


def nav(headings: Sequence[Heading], label: str) -> str:
    """The headings as a nested list of links."""
    if not headings:
        return ""
    return f'<nav class="toc" aria-label="{escape(label)}">\n{"".join(_items(headings))}</nav>\n'


def _items(headings: Iterable[Heading]) -> Iterable[str]:
    open_levels: list[int] = []
    for heading in headings:
        if not open_levels or heading.level > open_levels[-1]:
            yield "<ul>\n" if not open_levels else "\n<ul>\n"
            open_levels.append(heading.level)
        else:
            yield "</li>\n"
            while len(open_levels) > 1 and heading.level <= open_levels[-2]:
                open_levels.pop()
                yield "</ul>\n</li>\n"
            open_levels[-1] = min(open_levels[-1], heading.level)
        yield f'<li><a href="#{escape(heading.id)}">{heading.html}</a>'
    yield "</li>\n</ul>\n" * len(open_levels)
