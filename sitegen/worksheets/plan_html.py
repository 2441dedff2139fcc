"""How a plan or a list of steps is written: items and steps, each a row of one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sitegen.markdown.markup import attributes, escape
from sitegen.text import shorten
from sitegen.worksheets.definition import Column, List, Row
from sitegen.worksheets.tables_html import (
    ABOUT,
    FRAME_CLOSE,
    cell_control,
    frame_open,
    row_pairs,
)
from sitegen.worksheets.writer import SheetWriter

if TYPE_CHECKING:
    from markdown_it.token import Token

_SHOWN = ("done", "text", "who", "dur", "pin", "by")
_BLANK_ROWS = 3
_DEFINITION_LINES = 2


def plan(writer: SheetWriter, tokens: Sequence[Token], i: int) -> str:
    """A rule for the ``plan`` token."""
    return writer.keep(_Table(writer, tokens[i].meta["list"], tokens[i].meta["lines"]).html())


class _Table:
    """One plan or list of steps, with what its rows say of each other."""

    def __init__(self, writer: SheetWriter, found: List, lines: Mapping[str, int]) -> None:
        self.writer, self.found, self.lines = writer, found, lines
        self.columns = {column.id: column for column in found.columns}
        self.names = {row.id: shorten(str(row.cells.get("text", "")), ABOUT) for row in found.rows}
        self.levels = _levels(found)
        self.step_level = 1 if found.kind == "plan" else 0

    def html(self) -> str:
        heads = "".join(_head(self.columns[name]) for name in _SHOWN)
        rows = "".join(map(self._row, self.found.rows))
        numbers = range(1, _BLANK_ROWS + 1) if self.found.grows else ()
        blank = (Row(id=f"new-{n}", cells={}) for n in numbers)
        rows += "".join(self._step(row, self.step_level, " data-blank") for row in blank)
        head = f"<thead>\n<tr>\n{heads}</tr>\n</thead>\n<tbody>\n"
        return f"{frame_open(self.writer, self.found)}{head}{rows}{FRAME_CLOSE}{self._templates()}"

    def _row(self, row: Row) -> str:
        level = self.levels[row.id]
        return self._step(row, level) if row.level is None else self._item(row, level)

    def _item(self, row: Row, level: int) -> str:
        text = self._control(row, "text")
        definition = self._control(row, "def", self.lines.get(row.id, _DEFINITION_LINES))
        if row.ask:
            target = f"ws__{self.found.id}__{row.id}__def"
            text += f'<label class="item-ask" for="{target}">{escape(row.ask)}</label>'
        cells = f'<td data-column="text" colspan="{len(_SHOWN) - 1}">{text}{definition}</td>\n'
        return f'{_opening("item", row, level)}<td data-column="done"></td>\n{cells}</tr>\n'

    def _step(self, row: Row, level: int, more: str = "") -> str:
        cells = (
            f'<td data-column="{name}">{self._control(row, name)}'
            f"{self._timing(row) if name == 'text' else ''}</td>\n"
            for name in _SHOWN
        )
        return f"{_opening('step', row, level, more)}{''.join(cells)}</tr>\n"

    def _control(self, row: Row, name: str, lines: int = 1) -> str:
        column, value = self.columns[name], row.cells.get(name)
        if column.kind == "duration":
            return self._duration(row, column, value)
        shown = Column(
            id=name,
            kind=column.kind,
            label=row.ask if name == "def" and row.ask else column.label,
            lines=lines if column.kind == "lines" else None,
        )
        about = self.names.get(row.id, "")
        return cell_control(self.writer, self.found.id, shown, row.id, about, value)

    def _duration(self, row: Row, column: Column, value: Any) -> str:
        """A short text such as ``2d``, as the author would write it."""
        key = f"{self.found.id}__{row.id}__{column.id}"
        about = self.names.get(row.id, "")
        label = f"{column.label}: {about}" if about else column.label
        pairs = [("id", f"ws__{key}"), ("name", key), ("aria-label", label)]
        pairs.append(("autocomplete", "off"))
        if value:
            pairs.append(("value", f"{value[0]}{value[1]}"))
        return f'<input type="text"{attributes(pairs)}>'

    def _timing(self, row: Row) -> str:
        """What else the author set, in words: the browser shows it in its own way."""
        words, said = self.writer.words, []
        for after in row.cells.get("after", ()):
            amount, unit = after.get("lag", (0, ""))
            lag = f" +{amount}{unit}" if amount else ""
            said.append(f"{words.after}: {self.names[after['id']] or after['id']}{lag}")
        if "every" in row.cells:
            said.append(f"{words.every}: {row.cells['every']}")
        if "remind" in row.cells:
            amount, unit = row.cells["remind"]
            said.append(f"{words.remind}: {amount}{unit}")
        return f'<span class="timing">{escape("; ".join(said))}</span>' if said else ""

    def _templates(self) -> str:
        """Rows to copy: for a step, and in a plan for an outline item too."""
        name, row = self.found.id, Row(id="ROW", cells={})
        step = self._step(row, self.step_level)
        templates = f'<template data-row-of="{name}">{step}</template>\n'
        if self.found.kind == "plan":
            item = self._item(row, 0)
            templates += f'<template data-item-of="{name}">{item}</template>\n'
        return templates


def _levels(found: List) -> dict[str, int]:
    """How deep each row stands: a step one deeper than the item it is in."""
    levels: dict[str, int] = {}
    for row in found.rows:
        above = levels.get(row.parent, -1)
        levels[row.id] = row.level if row.level is not None else above + 1
    return levels


def _head(column: Column) -> str:
    label = escape(column.label)
    if column.id == "done":
        label = f'<span class="unseen">{label}</span>'
    return f'<th scope="col" data-column="{column.id}">{label}</th>\n'


def _opening(kind: str, row: Row, level: int, more: str = "") -> str:
    marks = row_pairs(data_row=row.id, data_parent=row.parent, data_level=level)
    return f'<tr class="{kind}"{attributes(marks)}{more}>\n'
