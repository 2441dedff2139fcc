"""The ways to write a worksheet's tokens: all of it, and its excerpt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from sitegen.markdown.markup import escape
from sitegen.markdown.modes import EXCERPT as PLAIN_EXCERPT
from sitegen.markdown.modes import FULL as PLAIN_FULL
from sitegen.markdown.writer import Mode, Rule
from sitegen.worksheets import curve_html, fields_html, plan_html, tables_html
from sitegen.worksheets.definition import Block
from sitegen.worksheets.writer import SheetWriter

if TYPE_CHECKING:
    from markdown_it.token import Token

BLANK = "____"


def block_open(writer: SheetWriter, tokens: Sequence[Token], i: int) -> str:
    block: Block = tokens[i].meta["block"]
    heading = escape(str(tokens[i].meta["heading"]))
    writer.spans.setdefault(block.id, (len(writer.out), len(writer.out)))
    marks = f'data-block="{escape(block.id)}" aria-labelledby="{heading}"'
    return writer.keep(f'<section class="block block-{block.kind}" {marks}>\n')


def block_close(writer: SheetWriter, tokens: Sequence[Token], i: int) -> str:
    block: Block = tokens[i].meta["block"]
    start, end = writer.spans[block.id]
    if end == start:
        writer.spans[block.id] = start, len(writer.out) + 1
    return writer.keep("</section>\n")


def letter_open(writer: SheetWriter, tokens: Sequence[Token], i: int) -> str:
    return writer.keep('<div class="letter" data-letter>\n')


def letter_close(writer: SheetWriter, tokens: Sequence[Token], i: int) -> str:
    return writer.keep("</div>\n")


_RULES = {
    "ask_close": fields_html.ask_close,
    "ask_item_close": fields_html.item_close,
    "ask_item_open": fields_html.item_open,
    "ask_open": fields_html.ask_open,
    "ask_paragraph_close": fields_html.paragraph_close,
    "ask_paragraph_open": fields_html.paragraph_open,
    "block_close": block_close,
    "block_open": block_open,
    "control": fields_html.widget,
    "curve": curve_html.curve,
    "grid": tables_html.grid,
    "label_close": fields_html.label_close,
    "label_open": fields_html.label_open,
    "letter_close": letter_close,
    "letter_open": letter_open,
    "options": fields_html.options,
    "plan": plan_html.plan,
    "tick_close": fields_html.tick_close,
    "tick_open": fields_html.tick_open,
    "timeline": tables_html.timeline,
}

FULL = Mode(
    {**PLAIN_FULL.fixed, "asks_open": '<ul class="asks">\n'},
    {**PLAIN_FULL.rules, **cast("dict[str, Rule]", _RULES)},
)

EXCERPT = Mode(
    {
        **PLAIN_EXCERPT.fixed,
        "asks_open": "<ul>\n",
        "ask_item_open": "<li>",
        "ask_item_close": "</li>\n",
        "ask_paragraph_open": "<p>",
        "ask_paragraph_close": "</p>\n",
        "blank": BLANK,
        "control": f" {BLANK}",
    },
    PLAIN_EXCERPT.rules,
)
