"""Tables that scroll by themselves, aligned by classes: the pages allow no inline styles."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from markdown_it.rules_block import table as parse_table

from sitegen.markdown.markup import escape
from sitegen.markdown.writer import Writer

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

_MOST_TOKENS = 200_000

FIXED = {
    "thead_open": "<thead>\n",
    "thead_close": "</thead>\n",
    "tbody_open": "<tbody>\n",
    "tbody_close": "</tbody>\n",
    "tr_open": "<tr>\n",
    "tr_close": "</tr>\n",
    "td_close": "</td>\n",
    "table_close": "</table>\n</div>\n",
}


def table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A block rule. Short rows are filled up to the width of the table, so a little text can make
    very many cells; a post that has made that many gets no further tables.
    """
    made = state.env.get("table tokens", 0)
    if made > _MOST_TOKENS:
        return False
    before = len(state.tokens)
    found = parse_table(state, start, end, silent)
    if found and not silent:
        state.env["table tokens"] = made + len(state.tokens) - before
    return found


def table_open(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    """A box that the keyboard can scroll needs a name; a group is no landmark, so it may repeat."""
    label = escape(writer.phrases.table)
    return f'<div class="table-wrap" role="group" tabindex="0" aria-label="{label}">\n<table>\n'


def th_open(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    """A heading cell; without text it is no heading, and a screen reader would stumble on it."""
    if not tokens[i + 1].content:
        tokens[i + 2].tag = "td"
        return f"<td{_alignment(tokens[i])}>"
    return f'<th scope="col"{_alignment(tokens[i])}>'


def th_close(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    return f"</{tokens[i].tag}>\n"


def td_open(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    return f"<td{_alignment(tokens[i])}>"


def _alignment(token: Token) -> str:
    style = str(token.attrs.get("style", ""))
    return f' class="align-{style.removeprefix("text-align:")}"' if style else ""
