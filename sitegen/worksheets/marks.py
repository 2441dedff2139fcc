"""What is read before a line's inline text is: braces at its end, ``( )``, and tables' cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from sitegen.worksheets import headings
from sitegen.worksheets.blocks import absorbs
from sitegen.worksheets.faults import Faults, Spot

if TYPE_CHECKING:
    from markdown_it.token import Token

DOTS = frozenset({"…", "..."})
TICKS = frozenset({"[ ]", "[x]", "[X]"})
_OPTION = re.compile(r"\(([ xX]?)\)[ \t\n]+(?=\S)")
_TICK = re.compile(r"\[[ xX]\][ \t\n]")
_PIPE = re.compile(r"(?:[^|\\]|\\.)*", re.DOTALL)


class Cell(NamedTuple):
    """One cell in the source: where it starts in its line, and its text."""

    at: int
    text: str


def mark(tokens: Sequence[Token], faults: Faults) -> None:
    """Read the marks of a worksheet and note them in the tokens' ``meta``."""
    kind, level, listed = "section", 0, False
    for i, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0:
            said, below = _heading(token, tokens[i + 1]), int(token.tag[1])
            if not absorbs(kind, level, said, below):
                kind, level, listed = said.kind, below, False
        elif token.type == "table_open":
            wanted = kind in ("log", "routine") and not listed
            listed = _table(tokens, i, faults, wanted) or listed
        elif token.type == "list_item_open" and tokens[i + 1].type == "paragraph_open":
            _item(token, tokens[i + 2], kind)
        if token.type in ("bullet_list_open", "ordered_list_open", "table_open"):
            _line_above(tokens, i)


def _heading(token: Token, inline: Token) -> headings.Heading:
    said = headings.read(headings.take_braces(inline))
    if "{" in inline.content:
        headings.check_rest(said, inline.content)
    token.meta["said"] = said
    if said.id:
        token.attrs["id"] = said.id
    return said


def _item(token: Token, inline: Token, kind: str) -> None:
    if kind in ("plan", "steps"):
        return
    if match := _OPTION.match(inline.content):
        token.info = "option"
        token.meta["chosen"] = match[1] in ("x", "X")
        inline.content = inline.content[match.end() :]
    elif _TICK.match(inline.content) and "____" not in inline.content:
        token.meta["braces"] = headings.take_braces(inline)


def is_options(tokens: Sequence[Token], i: int) -> bool:
    """Whether the list opened by token ``i`` is of ``( )`` items."""
    return (
        tokens[i].type in ("bullet_list_open", "ordered_list_open")
        and tokens[i + 1].info == "option"
    )


def _line_above(tokens: Sequence[Token], i: int) -> None:
    """Braces of a line above options or a grid belong to these."""
    if tokens[i].type == "table_open":
        wanted = tokens[i].meta.get("grid", False)
    else:
        item = tokens[i + 3].content if tokens[i + 2].type == "paragraph_open" else ""
        wanted = _OPTION.match(item) is not None
    if wanted and i > 1 and tokens[i - 1].type == "paragraph_close":
        inline = tokens[i - 2]
        line = inline.content.rpartition("\n")[2]
        if "____" not in line and "`=" not in line:
            tokens[i].meta["braces"] = headings.take_braces(inline)


# --------------------------------------------------------------------------- tables


def _table(tokens: Sequence[Token], i: int, faults: Faults, wanted: bool) -> bool:
    """Find out whether a table is a grid, and where its cells stand in the source."""
    rows = list(rows_of(tokens, i))
    body = [cell.content for row in rows[1:] for cell in row]
    grows = len(rows) > 1 and rows[-1][0].content in DOTS
    if not (wanted or grows or any("____" in text or text in TICKS for text in body)):
        return False
    tokens[i].meta["grid"] = True
    for row in rows:
        cells = split_row(faults.line(row[0].map[0] if row[0].map else 0))
        row[0].meta["cells"] = len(cells)
        for inline, cell in zip(row, cells, strict=False):
            inline.meta["at"] = cell.at + max(cell.text.find(inline.content), 0)
    for inline in rows[0]:
        inline.meta["braces"] = headings.take_braces(inline)
        if "{" in inline.content:
            message, hint = "these braces are not closed", "end them with `}` before the cell ends"
            spot = Spot(inline, inline.content.index("{"))
            faults.complain("bad-attribute", message, spot, hint)
    for row in rows[1:]:
        if "____" not in row[0].content:
            row[0].meta["braces"] = headings.take_braces(row[0])
    return True


def rows_of(tokens: Sequence[Token], i: int) -> list[list[Token]]:
    """The inline tokens of a table's cells, row by row; the first row is the heading."""
    rows: list[list[Token]] = []
    while tokens[i].type != "table_close":
        if tokens[i].type == "tr_open":
            rows.append([])
        elif tokens[i].type == "inline":
            rows[-1].append(tokens[i])
        i += 1
    return rows


def split_row(line: str) -> list[Cell]:
    """The cells of a row as the author wrote it, whatever the heading says."""
    cells: list[Cell] = []
    at = 0
    while at <= len(line):
        match = _PIPE.match(line, at)
        end = match.end() if match else at
        cells.append(Cell(at, line[at:end]))
        at = end + 1
    if cells and not cells[0].text.strip(" \t>"):
        cells.pop(0)
    if cells and not cells[-1].text.strip():
        cells.pop()
    return cells
