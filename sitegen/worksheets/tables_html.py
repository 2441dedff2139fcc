"""How grids, plans, steps and timelines are written: tables that also work on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sitegen.markdown.markup import escape
from sitegen.text import shorten
from sitegen.worksheets.controls import Pairs, control, unit
from sitegen.worksheets.definition import Column, List
from sitegen.worksheets.grids import Shown
from sitegen.worksheets.writer import SheetWriter

if TYPE_CHECKING:
    from markdown_it.token import Token

_BLANK_ROWS = {"log": 7}
_FEW = 3
WEEKS = 13
ABOUT = 80  # letters of a row's words that name its widgets


def frame_open(writer: SheetWriter, found: List, more: str = "") -> str:
    """A box that the keyboard can scroll, and the table in it.

    Its name says "Table" first: the section around it often has the label for its own name.
    """
    kind = "grid" if found.kind not in ("plan", "steps") else "grid plan"
    marks = f'data-list="{found.id}" data-kind="{found.kind}"{" data-grows" * found.grows}{more}'
    name = escape(f"{writer.phrases.table}: {found.label}")
    return (
        f'<div class="grid-frame" tabindex="0" role="region" aria-label="{name}">\n'
        f'<table class="{kind}" {marks}>\n'
    )


FRAME_CLOSE = "</tbody>\n</table>\n</div>\n"


def grid(writer: SheetWriter, tokens: Sequence[Token], i: int) -> str:
    """A grid, a log or a routine."""
    meta = tokens[i].meta
    found: List = meta["list"]
    every = f' data-every="{found.every}"' if found.every else ""
    writer.out.append(writer.keep(f"{frame_open(writer, found, every)}<thead>\n<tr>\n"))
    for column, children in zip(found.columns, meta["heads"], strict=True):
        _head(writer, column, children)
    writer.out.append(writer.keep("</tr>\n</thead>\n<tbody>\n"))
    for shown in meta["rows"]:
        _row(writer, found, shown)
    blank = range(1, _BLANK_ROWS.get(found.kind, _FEW) + 1) if found.grows else ()
    rows = "".join(_new_row(writer, found, f"new-{n}", " data-blank") for n in blank)
    writer.out.append(writer.keep(rows + FRAME_CLOSE + _template(writer, found)))
    return ""


def _head(writer: SheetWriter, column: Column, children: Sequence[Token]) -> None:
    rhythm = f' data-rhythm="{column.rhythm}"' if column.rhythm else ""
    marks = f'data-column="{column.id}" data-kind="{column.kind}"{rhythm}'
    if not children:
        writer.out.append(writer.keep(f"<td {marks}></td>\n"))
        return
    writer.out.append(writer.keep(f'<th scope="col" {marks}>'))
    writer.inline(children)
    hint = f' <span class="hint">{_example(writer, column)}</span>' if column.example else ""
    writer.out.append(writer.keep(f"{hint}</th>\n"))


def _example(writer: SheetWriter, column: Column) -> str:
    return escape(f"{writer.words.example} {column.example}")


def _row(writer: SheetWriter, found: List, shown: Shown) -> None:
    out, row = writer.out, shown.row
    cells = [*shown.cells, *[None] * (len(found.columns) - len(shown.cells))]
    about = shorten(next((str(text) for text in row.cells.values()), ""), ABOUT)
    out.append(writer.keep(f'<tr data-row="{row.id}">\n'))
    for n, (column, cell) in enumerate(zip(found.columns, cells, strict=True)):
        if cell is None:
            out.append(writer.keep(_input_cell(writer, found, column, row.id, about)))
            continue
        tag = 'th scope="row"' if n == 0 and cell else "td"
        out.append(writer.keep(f'<{tag} data-column="{column.id}">'))
        writer.inline(cell)
        out.append(writer.keep(f"</{tag[:2]}>\n"))
    out.append(writer.keep("</tr>\n"))


def _new_row(writer: SheetWriter, found: List, row: str, more: str = "") -> str:
    cells = "".join(_input_cell(writer, found, column, row, "") for column in found.columns)
    return f'<tr data-row="{row}"{more}>\n{cells}</tr>\n'


def _input_cell(writer: SheetWriter, found: List, column: Column, row: str, about: str) -> str:
    shown = cell_control(writer, found.id, column, row, about)
    return f'<td data-column="{column.id}">{shown}{unit(column)}</td>\n'


def cell_control(
    writer: SheetWriter, name: str, column: Column, row: str, about: str, value: Any = None
) -> str:
    """The widget of one cell; one-line texts grow as they are typed."""
    key = f"{name}__{row}__{column.id}"
    colon = "" if column.label.endswith("?") else ":"
    label = f"{column.label}{colon} {about}" if about else column.label
    cell = replace(column, default=value)
    if column.kind == "text":
        cell = replace(cell, kind="lines", lines=1)
    return control(cell, f"ws__{key}", key, [("aria-label", label)], writer.words)


def _template(writer: SheetWriter, found: List) -> str:
    if not found.grows:
        return ""
    row = _new_row(writer, found, "ROW")
    return f'<template data-row-of="{found.id}">{row}</template>\n'


# --------------------------------------------------------------------------- timelines


def timeline(writer: SheetWriter, tokens: Sequence[Token], i: int) -> str:
    """The bars are drawn in the browser; on paper, a table of steps and weeks."""
    found = writer.lists.get(tokens[i].meta["of"])
    if found is None:
        return ""
    steps = [row for row in found.rows if row.level is None]
    weeks = "".join(f'<th scope="col">{n}</th>' for n in range(1, WEEKS + 1))
    names = (escape(shorten(str(row.cells.get("text", "")), ABOUT)) for row in steps)
    empty = "<td></td>" * WEEKS
    body = "".join(f'<tr><th scope="row">{name}</th>{empty}</tr>\n' for name in names)
    week, step = escape(writer.words.week), escape(writer.words.step)
    label = f"{week}: {escape(found.label)}"
    return writer.keep(
        f'<div class="timeline" data-timeline="{found.id}">\n'
        f'<div class="grid-frame" tabindex="0" role="region" aria-label="{label}">\n'
        f'<table class="weeks">\n<caption>{week}</caption>\n'
        f'<thead>\n<tr><th scope="col">{step}</th>{weeks}</tr>\n</thead>\n'
        f"<tbody>\n{body}</tbody>\n</table>\n</div>\n</div>\n"
    )


def row_pairs(**marks: str | int) -> Pairs:
    return [(name.replace("_", "-"), value) for name, value in marks.items() if value != ""]
