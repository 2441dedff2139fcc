"""Plans and steps: bullets are outline items, and the numbers inside them are steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from markdown_it.token import Token

from sitegen.worksheets import step_words
from sitegen.worksheets.choices import end_of
from sitegen.worksheets.definition import List, Row
from sitegen.worksheets.faults import Spot
from sitegen.worksheets.ids import RowIds
from sitegen.worksheets.marks import DOTS
from sitegen.worksheets.steps import After, Step

if TYPE_CHECKING:
    from sitegen.worksheets.blocks import Blocks
    from sitegen.worksheets.sheet import Sheet

_NEAR = 100  # rows above a step that a wrong name is compared with
_LISTS = ("bullet_list_open", "ordered_list_open")
_BREAKS = ("softbreak", "hardbreak")


@dataclass(slots=True)
class _Made:
    """A row that was read. ``numbers`` are the steps of its own list, for ``after 1``."""

    row: Row
    inline: Token
    step: bool
    after: list[After] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)


def outline(sheet: Sheet, blocks: Blocks, tokens: Sequence[Token], i: int, out: list[Token]) -> int:
    """Read the list opened by token ``i``; returns the place after it."""
    top, end = blocks.top, end_of(tokens, i)
    if top is None or top.list:
        spot = Spot(Token("", "", 0, map=tokens[i].map))
        message = f"`{{{blocks.kind}}}` has one list, and this is a second one"
        hint = "join them, or give this one a heading of its own"
        sheet.complain("bad-block", message, spot, hint)
        return end + 1
    reader = _Reader(sheet, tokens, top.block.kind)
    reader.read(i, end, "", 0)
    reader.resolve()
    said = blocks.give(outline=True)
    found = List(
        id=top.block.id,
        kind=top.block.kind,
        label=top.block.title,
        block=top.block.id,
        was=said.was,
        is_=blocks.meaning(said, top.block.kind),
        grows=reader.grows,
        columns=step_words.columns(top.block.kind, sheet.words),
        rows=tuple(made.row for made in reader.made),
    )
    top.list = found.id
    sheet.add_list(found, Spot(top.inline))
    meta = {"list": found, "lines": reader.lines}
    out.append(Token("plan", "", 0, meta=meta))
    return end + 1


class _Reader:
    def __init__(self, sheet: Sheet, tokens: Sequence[Token], kind: str) -> None:
        self.sheet, self.tokens, self.kind = sheet, tokens, kind
        self.made: list[_Made] = []
        self.lines: dict[str, int] = {}  # how many lines the author leaves for a definition
        self.grows = False
        self._ids = RowIds()

    # ----------------------------------------------------------------------- lists

    def read(self, i: int, end: int, parent: str, level: int) -> None:
        """The items of one list. In a plan bullets are outline items, numbers are steps."""
        opening = self.tokens[i]
        steps = self.kind == "steps" or opening.type == "ordered_list_open"
        if steps and self.kind == "plan" and not parent:
            message = "under `{plan}` numbered steps stand inside a bullet"
            hint = "write `- What it is for` above them, or `{steps}` in the heading"
            self._complain("bad-block", message, opening, hint)
        number, numbers = int(opening.attrs.get("start", 1)), dict[str, int]()
        at = i + 1
        while at < end:
            after = end_of(self.tokens, at) + 1
            if self._is_dots(at):
                self.grows = True
                if after < end:
                    message = "`…` stands for what the planner adds, so it comes last"
                    self._complain("bad-step", message, self.tokens[at], "move it to the end")
            else:
                made = self._item(at, after - 1, parent, level, steps)
                if made:
                    numbers[str(number)] = made
                    self.made[made - 1].numbers = numbers
                    if not steps:
                        self._inside(at, after - 1, made - 1, level)
                number += 1
            at = after

    def _is_dots(self, at: int) -> bool:
        inline = self.tokens[at + 2]
        return self.tokens[at + 1].type == "paragraph_open" and inline.content.strip() in DOTS

    def _item(self, at: int, end: int, parent: str, level: int, step: bool) -> int:
        """Read one item's first paragraph into a row; 1 + its place, or 0 if it has no text."""
        if self.tokens[at + 1].type != "paragraph_open":
            message, hint = "this item has no words", "write some"
            if self.tokens[at + 1].type == "hr":
                message = "a blank alone on its line is a rule across the page"
                hint = "end the list with `…` for what the planner adds, or write `1. [ ] ____`"
            self._complain("bad-step", message, self.tokens[at], hint)
            return 0
        paragraph, inline = self.tokens[at + 1 : at + 3]
        said = Step()
        first, rest = (
            (inline.children or [], []) if step else step_words.split(inline.children or [])
        )
        text = step_words.words(self.sheet, said, first, inline)
        cells: dict[str, Any] = {"text": text}
        ask, lines = "", 0
        if rest:
            meaning, lines = step_words.definition(self.sheet, rest, inline)
            ask = meaning if lines else ""
            cells["def"] = "" if lines else meaning
        if step:
            if paragraph.info == "done":
                cells = {"done": True, **cells}
            step_words.set_cells(cells, said)
            self._nothing_inside(at + 4, end)
        elif said.dur or said.after or said.by or said.every or said.remind or said.who:
            hint = "write them after a numbered step inside it"
            self._complain("bad-step", "an outline item has no times and no person", inline, hint)
        self._complain_of(said, inline)
        row = Row(
            id=self._id(said, text, inline, step),
            was=said.was,
            ask=ask,
            parent=parent,
            level=None if step else level,
            cells={name: value for name, value in cells.items() if value != ""},
        )
        if lines:
            self.lines[row.id] = lines
        self.made.append(_Made(row, inline, step, said.after))
        return len(self.made)

    def _inside(self, at: int, end: int, made: int, level: int) -> None:
        """What stands in an outline item below its first paragraph."""
        parent = self.made[made].row.id
        n = at + 4
        while n < end:
            token = self.tokens[n]
            if token.type in _LISTS:
                last = end_of(self.tokens, n)
                self.read(n, last, parent, level + 1)
            else:
                message = "an outline item holds its title, a line of explanation, and steps"
                hint = "move this above the list or below it"
                self._complain("bad-step", message, self._spot_of(n), hint)
                last = end_of(self.tokens, n) if token.nesting > 0 else n
            n = last + 1

    def _nothing_inside(self, at: int, end: int) -> None:
        if at < end:
            message = "a step is one line, with nothing inside it"
            hint = "make it a bullet with steps of its own, or move this out"
            self._complain("bad-step", message, self._spot_of(at), hint)

    def _spot_of(self, n: int) -> Token:
        return next((token for token in self.tokens[n:] if token.map), self.tokens[n])

    def _complain_of(self, said: Step, inline: Token) -> None:
        for fault in said.faults:
            near = (fault.word, fault.known)
            spot = Spot(inline, fault.at)
            self.sheet.complain("bad-step", fault.message, spot, fault.hint, near)

    def _id(self, said: Step, text: str, inline: Token, step: bool) -> str:
        if said.id and self._ids.claim(said.id):
            return said.id
        if said.id:
            message = f"the id `{said.id}` is taken"
            self.sheet.complain("repeated-id", message, Spot(inline, said.id_at), "choose another")
        return self._ids.make(text, "step" if step else "item")

    # ----------------------------------------------------------------------- after

    def resolve(self) -> None:
        """Find the steps that others follow; they must stand above."""
        places = {made.row.id: n for n, made in enumerate(self.made)}
        for n, made in enumerate(self.made):
            follows: list[dict[str, Any]] = []
            for after in made.after:
                other = made.numbers.get(after.name, 0) - 1 if after.name.isdigit() else -1
                other = other if other >= 0 else places.get(after.name, -1)
                if self._may_follow(made, n, after, other):
                    lag = {"lag": list(after.lag)} if after.lag and after.lag[0] else {}
                    follows.append({"id": self.made[other].row.id, **lag})
            if follows:
                cells = {**made.row.cells, "after": follows}
                made.row = step_words.with_cells(made.row, cells)

    def _may_follow(self, made: _Made, n: int, after: After, other: int) -> bool:
        spot, name = Spot(made.inline, after.at), after.name
        if other < 0:
            known = [row.row.id for row in self.made[max(n - _NEAR, 0) : n] if row.step]
            hint = "take the number of a step above it in the same list, or an id"
            message = f"there is no step `{name}`"
            self.sheet.complain("bad-step", message, spot, hint, (name, known))
        elif other == n:
            message = "a step can't come after itself"
            self.sheet.complain("bad-step", message, spot, "name another one")
        elif other > n:
            message = f"step `{name}` comes later in the list"
            hint = "a step follows an earlier one: change their order"
            self.sheet.complain("bad-step", message, spot, hint)
        elif not self.made[other].step:
            message = f"`{name}` is an outline item, not a step"
            self.sheet.complain("bad-step", message, spot, "name its last step")
        else:
            return True
        return False

    def _complain(self, code: str, message: str, token: Token, hint: str) -> None:
        place = token if token.content else Token("", "", 0, map=token.map)
        self.sheet.complain(code, message, Spot(place), hint)
