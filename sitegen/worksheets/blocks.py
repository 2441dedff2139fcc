"""Blocks: a heading and what stands below it, up to the next heading of its rank."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from markdown_it.token import Token

from sitegen.markdown.markup import one_line, plain
from sitegen.worksheets import headings
from sitegen.worksheets.definition import Block
from sitegen.worksheets.faults import Spot
from sitegen.worksheets.ids import identify
from sitegen.worksheets.meanings import LIST, misplaced
from sitegen.worksheets.sheet import Sheet, Use

if TYPE_CHECKING:
    from collections.abc import Sequence

_WANTS = {
    "plan": ("list", "write bullets below it, and numbered steps in them"),
    "steps": ("list", "write a numbered list below it"),
    "log": ("table", "write a table below it, with a head and a row of blanks"),
    "routine": ("table or list", "write the areas below it, as bullets or in a table"),
}
_OUTLINES = ("plan", "steps")


@dataclass(slots=True)
class Open:
    """A block that is being read. ``index`` is its place among the sheet's blocks."""

    level: int
    said: headings.Heading
    block: Block
    inline: Token
    index: int
    list: str = ""
    given: bool = False  # what the heading says of its list is said of one
    filled: bool = False
    ended: bool = False  # what belongs at the end of its own text is written


def absorbs(kind: str, level: int, said: headings.Heading, below: int) -> bool:
    """Whether a heading is a part of the block of this kind and level that it stands in."""
    inside = kind in ("letter", "questions") and below > level
    return inside and said.kind == "section" and not said.id


class Blocks:
    """Opens and closes blocks in the tokens that are written."""

    def __init__(self, sheet: Sheet, out: list[Token]) -> None:
        self.sheet, self.out = sheet, out
        self._open: list[Open] = []
        self._ids: dict[str, Token] = {}

    @property
    def kind(self) -> str:
        return self._open[-1].block.kind if self._open else "section"

    @property
    def top(self) -> Open | None:
        """The block at hand; None above the first heading."""
        return self._open[-1] if self._open else None

    @property
    def list(self) -> str:
        return self._open[-1].list if self._open else ""

    def give(self, outline: bool = False) -> headings.Heading:
        """What the heading says of its list, the first of its sort; nothing for any other."""
        top = self.top
        if top is None or top.given or outline != (top.block.kind in _OUTLINES):
            return headings.Heading()
        top.given = True
        return top.said

    def meaning(self, said: headings.Heading, kind: str) -> str:
        """What a heading's list of this kind is about; complains if it can't be about that."""
        fault = misplaced(said.is_, said.is_at, LIST, kind)
        if fault and self.top:
            self.sheet.complain_of([fault], Spot(self.top.inline))
        return "" if fault else said.is_

    def heading(self, opening: Token, inline: Token, tokens: Sequence[Token]) -> None:
        """Close what ends here, and open the block that begins."""
        said, level = opening.meta["said"], int(opening.tag[1])
        if self._open and absorbs(self.kind, self._open[-1].level, said, level):
            self.out += tokens
            return
        self._end_text()
        while self._open and self._open[-1].level >= level:
            self._close()
        self.sheet.complain_of(said.faults, Spot(inline))
        if said.kind == "timeline" and said.of:
            self.sheet.timelines.append((said.of, Spot(inline, said.of_at)))
        title = one_line(plain(inline.children or ()))
        block = Block(id=said.id or identify(title), kind=said.kind, title=title)
        self._claim(block, inline)
        self._open.append(Open(level, said, block, inline, len(self.sheet.blocks)))
        self.sheet.blocks.append(block)
        self.sheet.block = block
        meta = {"block": block, "heading": str(opening.attrs.get("id", ""))}
        self.out += [Token("block_open", "", 0, meta=meta), *tokens]
        if block.kind == "letter":
            self.out.append(Token("letter_open", "", 0))

    def _claim(self, block: Block, inline: Token) -> None:
        first = self._ids.setdefault(block.id, inline)
        if first is not inline:
            message = f"a heading above has the id `{block.id}` already"
            hint = "change the words, or give one of them an id: `{#another}`"
            self.sheet.complain("repeated-id", message, Spot(inline), hint)

    def close_all(self) -> None:
        self._end_text()
        while self._open:
            self._close()
        self.sheet.block = Block(id="", kind="section", title="")

    def _close(self) -> None:
        opened = self._open[-1]
        if not opened.given:
            self.meaning(opened.said, opened.block.kind if opened.block.kind in _WANTS else "")
        self._open.pop()
        block = opened.block
        self._check(opened)
        said = opened.said
        found = replace(block, list=opened.list, of=said.of, rate=said.rate, span=said.span)
        self.sheet.blocks[opened.index] = found
        if found.kind == "curve" and found.of:
            self.sheet.curves.append((found, Spot(opened.inline, said.of_at)))
        self.out.append(Token("block_close", "", 0, meta={"block": block}))

    def _end_text(self) -> None:
        """What stands at the end of a block's own text, before a block inside it."""
        top = self.top
        if top is None or top.ended:
            return
        top.ended = True
        if top.block.kind == "letter":
            self.out.append(Token("letter_close", "", 0))
        elif top.block.kind == "timeline":
            self.out.append(Token("timeline", "", 0, meta={"of": top.said.of}))
        elif top.block.kind == "curve":
            self.out.append(Token("curve", "", 0, meta={"said": top.said, "block": top.block}))

    def _check(self, opened: Open) -> None:
        kind, said = opened.block.kind, opened.said
        spot = Spot(opened.inline, said.at)
        if kind in _WANTS and not opened.list:
            what, hint = _WANTS[kind]
            message = f"`{{{_shown(said)}}}` has no {what} below it"
            self.sheet.complain("bad-block", message, spot, hint)
        if kind == "letter" and not opened.filled:
            hint = "write `[insert name here]` where something is to be filled in"
            self.sheet.complain("bad-block", "this letter has nothing to fill in", spot, hint)
        if kind == "questions" and not opened.filled:
            message = "`{questions}` has no question below it"
            hint = "write some, each on a line of its own, ending in `?`"
            self.sheet.complain("bad-block", message, spot, hint)

    def wrap(self, name: str, opening: Token, closing: Token, use: Use) -> None:
        """Make a paragraph the ask that is all there is in it."""
        opening.type, closing.type = f"{name}_paragraph_open", f"{name}_paragraph_close"
        opening.meta["use"] = closing.meta["use"] = use


def _shown(said: headings.Heading) -> str:
    return "log: …" if said.kind == "log" else said.kind
