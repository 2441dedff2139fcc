"""Small pieces of HTML and of plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_TEXT = frozenset({"text", "text_special", "code_inline", "abbr", "wikilink_title"})
_BREAKS = frozenset({"softbreak", "hardbreak"})


def escape(text: str) -> str:
    """``text`` for element content and for attributes in double quotes."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&quot;")
    return text


def attributes(pairs: Iterable[tuple[str, str | int | float]]) -> str:
    """The attributes of a tag, each with a space before it."""
    return "".join(f' {name}="{escape(str(value))}"' for name, value in pairs)


def plain(tokens: Iterable[Token]) -> str:
    """The text of inline tokens without any markup; an image counts as its description."""
    return "".join(_pieces(tokens))


def _pieces(tokens: Iterable[Token]) -> Iterator[str]:
    stack = [iter(tokens)]  # not recursion: images nest as deep as an author likes
    while stack:
        token = next(stack[-1], None)
        if token is None:
            stack.pop()
        elif token.type in _TEXT:
            yield token.content
        elif token.type in _BREAKS:
            yield "\n"
        elif token.type == "image":
            stack.append(iter(token.children or ()))


def one_line(text: str) -> str:
    """``text`` with each run of white space as one space, and none at the ends."""
    return " ".join(text.split())
