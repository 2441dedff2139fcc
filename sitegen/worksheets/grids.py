"""Tables with blanks: grids, logs and routines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from markdown_it.token import Token

from sitegen.markdown.markup import one_line, plain
from sitegen.worksheets import asks, marks
from sitegen.worksheets.attributes import Attributes, read
from sitegen.worksheets.choices import end_of
from sitegen.worksheets.columns import Draft, routine_columns, with_date
from sitegen.worksheets.definition import Column, List, Row
from sitegen.worksheets.faults import Spot
from sitegen.worksheets.ids import RowIds
from sitegen.worksheets.meanings import LIST
from sitegen.worksheets.settle import meaning

if TYPE_CHECKING:
    from sitegen.worksheets.blocks import Blocks
    from sitegen.worksheets.sheet import Sheet

Cells = list["list[Token] | None"]
"""What stands in each column of a row: the author's words, or None for an input."""


class Shown(NamedTuple):
    """A row with the inline text of its cells, for writing it."""

    row: Row
    cells: Cells


class Name(NamedTuple):
    """What a table is called."""

    id: str
    label: str
    was: str
    is_: str
    kind: str


def grid(sheet: Sheet, blocks: Blocks, tokens: Sequence[Token], i: int, out: list[Token]) -> int:
    """Read the table opened by token ``i``; returns the place after it."""
    rows = marks.rows_of(tokens, i)
    spot = Spot(rows[0][0])
    name = name_of(sheet, blocks, tokens, i, spot)
    drafts = [Draft(sheet, inline, name.kind) for inline in rows[0]]
    body, grows = _body(sheet, rows)
    shown = _read_rows(sheet, drafts, body)
    columns = _columns(sheet, drafts)
    heads = [inline.children or [] for inline in rows[0]]
    if name.kind == "log":
        _no_words(sheet, body)
        columns, heads = with_date(columns, heads, sheet.words.date)
        shown, grows = [], True
    elif name.kind == "routine":
        columns, heads = routine_columns(columns, heads, sheet.words)
    finish(sheet, blocks, name, columns, shown, grows, spot)
    write(sheet, name.id, heads, shown, out)
    return end_of(tokens, i) + 1


def name_of(sheet: Sheet, blocks: Blocks, tokens: Sequence[Token], i: int, spot: Spot) -> Name:
    """The id and label of a table: a line above it that ends in braces, or the heading."""
    said = Attributes()
    for offset, text in tokens[i].meta.get("braces", ()):
        read(text, said, offset)
    above = tokens[i - 2] if said.at or said.faults else None
    kind = blocks.kind if blocks.kind in ("log", "routine") and not blocks.list else "grid"
    about = meaning(said, kind, LIST)
    if above:
        for extra in sorted(set(said.at) - {"#", "was:", "is:"}):
            name = said.kind if extra == "kind" else extra
            said.fault(said.at[extra], f"a table has no `{name}`", "take it out")
        sheet.complain_of(said.faults, Spot(above))
    top, heading = blocks.top, blocks.give()
    title = top.block.title if top else ""
    label = one_line(plain(above.children or ())).rstrip(": ") if above else title
    was = said.was or heading.was
    about = about or blocks.meaning(heading, kind)
    if said.id:
        return Name(said.id, label, was, about, kind)
    if top is None:
        message = "this table has no name to keep its answers under"
        hint = "write a heading above it, or a line that ends in `{#id}`"
        sheet.complain("bad-table", message, spot, hint)
        return Name(_free(sheet, "table"), label or "Table", was, about, kind)
    return Name(_free(sheet, top.block.id), label, was, about, kind)


def _free(sheet: Sheet, name: str) -> str:
    number, free = 1, name
    while free in sheet.lists:
        number += 1
        free = f"{name}-{number}"
    return free


def _body(sheet: Sheet, rows: list[list[Token]]) -> tuple[list[list[Token]], bool]:
    """The rows below the head without that of ``…``, and whether there was one."""
    wanted, body, grows = rows[0][0].meta.get("cells", 0), [], False
    for row in rows[1:]:
        dots = row[0].content.strip() in marks.DOTS
        cells = row[0].meta.get("cells", wanted)
        if cells != wanted and not (dots and cells < wanted):
            few = f"{cells} cell{'s' * (cells != 1)} where the head has {wanted}"
            hint = "write as many as in the head; a `|` inside a cell is written `\\|`"
            sheet.complain("bad-table", f"this row has {few}", Spot(row[0]), hint)
        if not dots:
            body.append(row)
            continue
        grows = True
        if row is not rows[-1]:
            message = "`…` stands for rows that the planner adds, so it comes last"
            sheet.complain("bad-table", message, Spot(row[0]), "move it to the end")
        elif any(_words(inline) for inline in row[1:]):
            message = "the row of `…` holds no words"
            sheet.complain("bad-table", message, Spot(row[0]), "give them a row of their own")
    return body, grows


def _words(inline: Token) -> bool:
    """Whether a cell holds something that is no blank."""
    return not asks.has_blank(inline) and inline.content not in ("", *marks.TICKS, *marks.DOTS)


def _read_rows(sheet: Sheet, drafts: list[Draft], body: list[list[Token]]) -> list[Shown]:
    ids, shown = RowIds(), []
    for row in body:
        said = _row_attributes(sheet, row[0])
        cells = [draft.cell(inline) for draft, inline in zip(drafts, row, strict=True)]
        first = next((text for cell in cells if cell and (text := text_of(cell))), "")
        if said.id and ids.claim(said.id):
            name = said.id
        else:
            if said.id:
                message = f"the id `{said.id}` is taken"
                spot = Spot(row[0], said.at.get("#", 0))
                sheet.complain("repeated-id", message, spot, "choose another")
            name = ids.make(first, "row")
        shown.append((name, said.was, cells))
    columns = [draft.id for draft in drafts]
    return [Shown(_row(name, was, columns, cells), cells) for name, was, cells in shown]


def _row(name: str, was: str, columns: list[str], cells: Cells) -> Row:
    pairs = zip(columns, cells, strict=True)
    texts = {column: text_of(cell) for column, cell in pairs if cell}
    return Row(id=name, was=was, cells={column: text for column, text in texts.items() if text})


def text_of(cell: list[Token]) -> str:
    return one_line(plain(cell))


def _row_attributes(sheet: Sheet, inline: Token) -> Attributes:
    """``{#id}`` and ``{was:id}`` in a row's first cell are the row's."""
    said = Attributes()
    for offset, text in inline.meta.get("braces", ()):
        read(text, said, offset)
    for token in inline.children or ():
        if token.type == "blank":
            own: Attributes = token.meta["blank"].said
            said.id, said.was = own.id, own.was
            own.id = own.was = ""
            own.at.pop("#", None)
            own.at.pop("was:", None)
    for extra in sorted(set(said.at) - {"#", "was:"}):
        name = said.kind if extra == "kind" else extra
        said.fault(said.at[extra], f"a row has no `{name}`", "write it in the column's head")
    sheet.complain_of(said.faults, Spot(inline))
    return said


def _columns(sheet: Sheet, drafts: list[Draft]) -> tuple[Column, ...]:
    taken: set[str] = set()
    columns = []
    for number, draft in enumerate(drafts, 1):
        column = draft.column()
        if column.id in taken:
            message = f"two columns have the id `{column.id}`"
            hint = "change the words of one, or give it an id: `{#id}`"
            sheet.complain("bad-table", message, Spot(draft.inline), hint)
            column = replace(column, id=f"{column.id}-column-{number}")
        taken.add(column.id)
        columns.append(column)
    return tuple(columns)


def _no_words(sheet: Sheet, body: list[list[Token]]) -> None:
    for row in body:
        for inline in row:
            if _words(inline):
                message = "the rows of a log are the planner's own"
                hint = "leave one row of blanks, which shows what a row holds"
                sheet.complain("bad-table", message, Spot(inline), hint)
                return


def finish(
    sheet: Sheet,
    blocks: Blocks,
    name: Name,
    columns: tuple[Column, ...],
    shown: list[Shown],
    grows: bool,
    spot: Spot,
) -> None:
    top = blocks.top
    found = List(
        id=name.id,
        kind=name.kind,
        label=name.label,
        block=top.block.id if top else "",
        was=name.was,
        is_=name.is_,
        every=top.said.every if top and name.kind == "log" else "",
        grows=grows,
        columns=columns,
        rows=tuple(item.row for item in shown),
    )
    if top and not top.list and name.kind == top.block.kind:
        top.list = found.id
    sheet.add_list(found, spot)


def write(
    sheet: Sheet, name: str, heads: list[list[Token]], shown: list[Shown], out: list[Token]
) -> None:
    meta: dict[str, Any] = {"list": sheet.lists[name], "heads": heads, "rows": shown}
    out.append(Token("grid", "", 0, meta=meta))
