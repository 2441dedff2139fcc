"""The columns of a table with blanks, as the head and the cells below it say."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from markdown_it.token import Token

from sitegen.markdown.markup import one_line, plain
from sitegen.worksheets import asks, marks
from sitegen.worksheets.attributes import Attributes, read
from sitegen.worksheets.definition import Column
from sitegen.worksheets.faults import Spot
from sitegen.worksheets.ids import RESERVED, identify
from sitegen.worksheets.kinds import RHYTHMS
from sitegen.worksheets.meanings import COLUMN
from sitegen.worksheets.phrases import Phrases
from sitegen.worksheets.settle import meaning, settle

if TYPE_CHECKING:
    from sitegen.worksheets.blanks import Blank
    from sitegen.worksheets.sheet import Sheet

_RHYTHM_LINES = 2
_NAMES = frozenset({"#", "was:", "is:"})  # what a head may say while a blank says the rest


class Draft:
    """A column while its table is read: the first to say what it holds decides."""

    def __init__(self, sheet: Sheet, inline: Token, kind: str) -> None:
        self.sheet, self.inline = sheet, inline
        asks.refuse(sheet, inline, "the head of a table")
        self.label = asks.short(sheet, one_line(plain(inline.children or ())), Spot(inline))
        self.said = self.head = Attributes()
        for offset, text in inline.meta.get("braces", ()):
            read(text, self.head, offset)
        self.id = self.said.id or (identify(self.label) if self.label else "row")
        self._spot = Spot(inline)
        self._said_at = Spot(inline)
        self._tick = False
        self._input = False
        self._is_log = kind == "log"
        self._made: Column | None = None

    def cell(self, inline: Token) -> list[Token] | None:
        """The author's words in a cell, or None where the planner writes."""
        if inline.content in marks.TICKS:
            self._tick = self._input = True
            return None
        blanks = [token for token in inline.children or () if token.type == "blank"]
        if not blanks:
            return inline.children or []
        blank: Blank = blanks[0].meta["blank"]
        spot = Spot(inline, blank.at)
        if blank.form == "result":
            message = "a result can't stand in a table with blanks"
            hint = "write it below the table, such as `= sum(list.column)`"
            self.sheet.complain("bad-table", message, spot, hint)
            return []
        alone = len(blanks) == 1 and inline.content.strip() == blank.text.strip()
        if not (alone or blank.faults):
            message = "a cell holds words or a blank, not both"
            hint = "put the words in a cell of their own, or in the head of the column"
            self.sheet.complain("bad-table", message, spot, hint)
        for fault in blank.faults:
            self.sheet.complain("bad-blank", fault.message, Spot(inline, fault.at), fault.hint)
        self._adopt(blank.said, inline, spot)
        return None

    def _adopt(self, said: Attributes, inline: Token, spot: Spot) -> None:
        self._input = True
        if said.id or said.was:
            said.fault(
                said.at.get("#", said.at.get("was:", 0)),
                "a cell has no id of its own",
                "write it in the head, for the column, or in the first cell, for the row",
            )
            said.id = said.was = ""
        if said.at and self.said is self.head and not set(self.head.at) - _NAMES:
            self.said, self._said_at = said, Spot(inline)
            return
        self.sheet.complain_of(said.faults, spot)
        if said.kind and (said.kind, said.options) != (self.said.kind, self.said.options):
            message = "a column is of one kind"
            hint = "say it once, in the head of the column"
            self.sheet.complain("bad-table", message, spot, hint)

    def column(self) -> Column:
        """The column, once all its cells are read."""
        if self._made is None:
            self._made = self._make()
        return self._made

    def _make(self) -> Column:
        kind = "tick" if self._tick else "text"
        if self._is_log and self.id == "date":
            kind = "date"
        values: dict[str, Any] = settle(self.said, kind, COLUMN)
        if self.said is not self.head:
            values["was"] = self.head.was
            values["is_"] = meaning(self.head, values["kind"], COLUMN) or values["is_"]
            self.sheet.complain_of(self.head.faults, self._spot)
        for extra in ("shared", "default"):
            if extra in self.said.at:
                self.said.fault(self.said.at[extra], f"a column has no `{extra}`", "take it out")
                values.pop(extra, None)
        self.sheet.complain_of(self.said.faults, self._said_at)
        if self.id in RESERVED:
            message = f"the id `{self.id}` has a meaning of its own"
            hint = f"give the column another: `{{#the-{self.id}}}`"
            self.sheet.complain("reserved-id", message, self._spot, hint)
        if not self.label and self._input:
            hint = "write its name in the head of the table"
            self.sheet.complain("bad-table", "this column has no name", self._spot, hint)
        return Column(id=self.id, label=self.label or self.id, **values)


def with_date(
    columns: tuple[Column, ...], heads: list[list[Token]], label: str
) -> tuple[tuple[Column, ...], list[list[Token]]]:
    """A log's columns: the first is a date, put there if the table has none."""
    if any(column.kind == "date" for column in columns):
        return columns, heads
    taken = {column.id for column in columns}
    name = "date" if "date" not in taken else "log-date"
    date = Column(id=name, kind="date", label=label)
    return (date, *columns), [[Token("text", "", 0, content=label)], *heads]


def routine_columns(
    columns: tuple[Column, ...], heads: list[list[Token]], words: Phrases
) -> tuple[tuple[Column, ...], list[list[Token]]]:
    """A routine's columns: those named after a rhythm have it; if none is, all four are added."""
    names = {getattr(words, rhythm).casefold(): rhythm for rhythm in RHYTHMS}
    names |= {rhythm: rhythm for rhythm in RHYTHMS}
    rhythms = [names.get(column.label.casefold(), "") for column in columns]
    if any(rhythms):
        pairs = zip(columns, rhythms, strict=True)
        return tuple(_in_rhythm(column, rhythm) for column, rhythm in pairs), heads
    added = tuple(
        Column(
            id=rhythm,
            kind="lines",
            label=getattr(words, rhythm),
            lines=_RHYTHM_LINES,
            rhythm=rhythm,
        )
        for rhythm in RHYTHMS
    )
    more = [[Token("text", "", 0, content=column.label)] for column in added]
    return (*columns, *added), [*heads, *more]


def _in_rhythm(column: Column, rhythm: str) -> Column:
    if not rhythm:
        return column
    return replace(column, kind="lines", lines=column.lines or _RHYTHM_LINES, rhythm=rhythm)
