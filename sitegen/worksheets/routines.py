"""A routine written as a list of areas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from markdown_it.token import Token

from sitegen.worksheets import asks, marks
from sitegen.worksheets.choices import end_of
from sitegen.worksheets.columns import routine_columns
from sitegen.worksheets.definition import Column, Row
from sitegen.worksheets.faults import Spot
from sitegen.worksheets.grids import Shown, finish, name_of, text_of, write
from sitegen.worksheets.ids import RowIds

if TYPE_CHECKING:
    from sitegen.worksheets.blocks import Blocks
    from sitegen.worksheets.sheet import Sheet


def areas(sheet: Sheet, blocks: Blocks, tokens: Sequence[Token], i: int, out: list[Token]) -> int:
    """Read a routine's list of areas: a table of one column, and one for each rhythm."""
    end, ids, shown, grows = end_of(tokens, i), RowIds(), [], False
    spot = Spot(Token("", "", 0, map=tokens[i].map))
    name = name_of(sheet, blocks, tokens, i, spot)
    at = i + 1
    while at < end:
        after = end_of(tokens, at) + 1
        inline = tokens[at + 2]
        if tokens[at + 1].type == "paragraph_open" and inline.content.strip() in marks.DOTS:
            grows = True
            if after < end:
                message = "`…` stands for rows that the planner adds, so it comes last"
                sheet.complain("bad-table", message, Spot(inline), "move it to the end")
        elif tokens[at + 1].type == "paragraph_open":
            asks.refuse(sheet, inline, "an area")
            children = inline.children or []
            row = ids.make(text_of(children), "row")
            shown.append(Shown(Row(id=row, cells={"area": text_of(children)}), [children]))
        at = after
    area = Column(id="area", kind="text", label=sheet.words.area)
    head = Token("text", "", 0, content=sheet.words.area)
    columns, heads = routine_columns((area,), [[head]], sheet.words)
    finish(sheet, blocks, name, columns, shown, grows, spot)
    write(sheet, name.id, heads, shown, out)
    return end + 1
