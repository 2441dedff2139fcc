"""Inline text fit to stand within a link: no links, images, notes and raw HTML."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sitegen.markdown import abbreviations, elements
from sitegen.markdown.markup import escape, plain
from sitegen.markdown.writer import Mode, Writer

if TYPE_CHECKING:
    from markdown_it.token import Token


def unlinked(writer: Writer, tokens: Sequence[Token]) -> str:
    """The HTML of inline tokens, written as ``writer`` would but apart from it."""
    if len(tokens) == 1 and tokens[0].type == "text":
        return escape(tokens[0].content)
    apart = Writer(UNLINKED, writer.places, writer.phrases, writer.highlight)
    apart.inline(tokens)
    return apart.html()


def _description(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    return escape(plain(tokens[i].children or ()))


def _text(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    return escape(tokens[i].content)


UNLINKED = Mode(
    {
        **{name: text for name, text in elements.FIXED.items() if name[:2] in ("em", "st", "s_")},
        "softbreak": "\n",
        "hardbreak": "\n",
    },
    {
        "abbr": abbreviations.abbr,
        "code_inline": elements.code_inline,
        "image": _description,
        "wikilink_title": _text,
    },
)
