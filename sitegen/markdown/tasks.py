"""Task lists: ``- [ ] to do`` and ``- [x] done``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sitegen.markdown.elements import fits_on_line
from sitegen.markdown.markup import escape
from sitegen.markdown.writer import Writer

if TYPE_CHECKING:
    from markdown_it.token import Token

MARKS = ("[ ]", "[x]", "[X]")
_BOX = re.compile(r"\[([ xX])\][ \t\n]+(?=\S)")


def mark(tokens: Sequence[Token]) -> None:
    """Take the boxes from list items whose inline text is not parsed yet."""
    for i, token in enumerate(tokens):
        if token.type == "list_item_open" and tokens[i + 1].type == "paragraph_open":
            inline = tokens[i + 2]
            box = _BOX.match(inline.content)
            if box:
                inline.content = inline.content[box.end() :]
                token.info, tokens[i + 1].info = "task", "done" if box[1] in "xX" else "to do"


def list_item_open(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    if tokens[i].info != "task":
        return "<li>" if fits_on_line(tokens, i) else "<li>\n"
    paragraph = tokens[i + 1]
    inside = _checkbox(writer, paragraph) if paragraph.hidden else "\n"
    return f'<li class="task">{inside}'


def paragraph_open(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    return f"<p>{_checkbox(writer, tokens[i])}" if tokens[i].info else "<p>"


def _checkbox(writer: Writer, paragraph: Token) -> str:
    done = paragraph.info == "done"
    label = escape(writer.phrases.done if done else writer.phrases.to_do)
    return f'<input type="checkbox" disabled{" checked" * done} aria-label="{label}"> '
