"""The words of outline items and steps, and the cells that they become."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sitegen.markdown.markup import one_line, plain
from sitegen.worksheets import lookalikes
from sitegen.worksheets.definition import Column, Row
from sitegen.worksheets.faults import Spot
from sitegen.worksheets.kinds import STEP_COLUMNS
from sitegen.worksheets.phrases import Phrases
from sitegen.worksheets.steps import Step, read_code, read_text

if TYPE_CHECKING:
    from markdown_it.token import Token

    from sitegen.worksheets.blanks import Blank
    from sitegen.worksheets.sheet import Sheet

_BREAKS = ("softbreak", "hardbreak")


def columns(kind: str, words: Phrases) -> tuple[Column, ...]:
    """The columns that every plan and every list of steps has."""
    labels = {
        "done": words.done,
        "text": words.step,
        "def": words.meaning,
        "who": words.who,
        "dur": words.days,
        "after": words.after,
        "pin": words.start,
        "by": words.by,
        "every": words.every,
        "remind": words.remind,
    }
    names = (name for name in STEP_COLUMNS if kind == "plan" or name != "def")
    return tuple(Column(id=name, kind=STEP_COLUMNS[name], label=labels[name]) for name in names)


def split(children: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """The first line of an inline text, and the rest."""
    for n, token in enumerate(children):
        if token.type in _BREAKS:
            return children[:n], children[n + 1 :]
    return children, []


def words(sheet: Sheet, said: Step, children: Sequence[Token], inline: Token) -> str:
    """The text without its marks; complains of blanks unless one is all there is."""
    pieces: list[str] = []
    blanks: list[Blank] = []
    at = 0
    for token in children:
        if token.type == "code_inline":
            at = max(inline.content.find(token.content, at), at)
            if not read_code(said, token.content, at):
                pieces.append(token.content)
            at += len(token.content)
        elif token.type == "text":
            pieces.append(read_text(said, token.content, inline.content))
        elif token.type == "blank" and token.meta["blank"].form == "blank":
            blanks.append(token.meta["blank"])
        elif token.type == "blank" and token.meta["blank"].form == "result":
            spot = Spot(inline, token.meta["blank"].at)
            hint = "write it in a paragraph above the list or below it"
            sheet.complain("bad-step", "a result can't stand in a step", spot, hint)
        else:
            pieces.append(" " if token.type in _BREAKS else plain([token]) or _raw(token))
    lookalikes.check(sheet, inline, step=True)
    text = one_line("".join(pieces))
    if blanks and (text or len(blanks) > 1 or blanks[0].said.at):
        message = "these words can be changed as they are, so they need no blank"
        hint = "leave the blank out"
        sheet.complain("bad-step", message, Spot(inline, blanks[0].at), hint)
    return text


def definition(sheet: Sheet, children: Sequence[Token], inline: Token) -> tuple[str, int]:
    """The lines below an item's title, and how many lines a blank leaves for the answer."""
    pieces: list[str] = []
    lines = 0
    for token in children:
        if token.type == "blank" and token.meta["blank"].form == "blank":
            blank: Blank = token.meta["blank"]
            sheet.complain_of(blank.said.faults, Spot(inline))
            for fault in blank.faults:
                spot = Spot(inline, fault.at)
                sheet.complain("bad-blank", fault.message, spot, fault.hint)
            if set(blank.said.at) - {"lines", "kind"} or blank.said.kind not in (
                "",
                "text",
                "lines",
            ):
                message = "what an item means is written in lines"
                spot = Spot(inline, blank.at)
                sheet.complain("bad-step", message, spot, "write `____ {2 lines}`")
            lines = blank.said.lines or lines or 2
        else:
            pieces.append(" " if token.type in _BREAKS else plain([token]) or _raw(token))
    return one_line("".join(pieces)), lines


def _raw(token: Token) -> str:
    return token.content if token.type == "blank" else ""


def set_cells(cells: dict[str, Any], said: Step) -> None:
    if said.who:
        cells["who"] = said.who
    if said.dur is not None:
        cells["dur"] = list(said.dur)
    if said.by:
        cells["by"] = said.by
    if said.every:
        cells["every"] = said.every
    if said.remind:
        cells["remind"] = list(said.remind)


def with_cells(row: Row, cells: dict[str, Any]) -> Row:
    ordered = {name: cells[name] for name in STEP_COLUMNS if name in cells}
    return replace(row, cells=ordered)
