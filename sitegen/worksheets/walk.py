"""From the tokens of Markdown to the tokens of a worksheet, block by block."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from markdown_it.token import Token

from sitegen.markdown.markup import one_line, plain
from sitegen.worksheets import asks, choices, grids, headings, lookalikes, marks, outline, routines
from sitegen.worksheets.attributes import Attributes
from sitegen.worksheets.blocks import Blocks
from sitegen.worksheets.faults import Spot
from sitegen.worksheets.sheet import Sheet, Use

if TYPE_CHECKING:
    from collections.abc import Sequence

_LISTS = ("bullet_list_open", "ordered_list_open")
_QUESTION_LINES = 3


class Walk:
    """Goes through the tokens once, from the first to the last."""

    def __init__(self, sheet: Sheet, tokens: Sequence[Token]) -> None:
        self.sheet, self.tokens = sheet, tokens
        self.out: list[Token] = []
        self.blocks = Blocks(sheet, self.out)
        self._open_lists: list[Token] = []
        self._open_items: list[Token] = []
        self._steps: dict[str, Callable[[int], int]] = {
            "heading_open": self._heading,
            "footnote_block_open": self._notes,
            "paragraph_open": self._paragraph,
            "list_item_open": self._item,
            "list_item_close": self._end_item,
            "bullet_list_open": self._list,
            "ordered_list_open": self._list,
            "bullet_list_close": self._end_list,
            "ordered_list_close": self._end_list,
            "table_open": self._table,
            "inline": self._inline,
            "hr": self._rule,
            "html_block": self._html,
        }

    def walk(self) -> list[Token]:
        """The tokens to write."""
        i = 0
        while i < len(self.tokens):
            step = self._steps.get(self.tokens[i].type)
            if step is None:
                self.out.append(self.tokens[i])
                i += 1
            else:
                i = step(i)
        self.blocks.close_all()
        return self.out

    # ----------------------------------------------------------------------- blocks

    def _heading(self, i: int) -> int:
        opening, inline = self.tokens[i], self.tokens[i + 1]
        asks.refuse(self.sheet, inline, "a heading")
        heading = self.tokens[i : i + 3]
        if opening.level == 0:
            self.blocks.heading(opening, inline, heading)
        else:
            self._no_block(inline)
            self.out += heading
        return i + 3

    def _no_block(self, inline: Token) -> None:
        if headings.MEANT.search(inline.content):
            message = "a heading in a list or a quotation begins no block"
            hint = "begin its line with `#`, or take its braces out"
            self.sheet.complain("bad-block", message, Spot(inline), hint)

    def _notes(self, i: int) -> int:
        self.blocks.close_all()
        self.out.append(self.tokens[i])
        return i + 1

    def _rule(self, i: int) -> int:
        token = self.tokens[i]
        line = self.sheet.faults.line(token.map[0] if token.map else 0)
        if token.markup.startswith("_") and "____" in line:
            message = "a blank alone on its line is a rule across the page"
            spot = Spot(Token("", "", 0, content=line, map=token.map), line.index("____"))
            hint = "write its label before it, or `***` if it is to be a rule"
            self.sheet.complain("bad-blank", message, spot, hint)
        self.out.append(token)
        return i + 1

    def _html(self, i: int) -> int:
        lookalikes.control(self.sheet, self.tokens[i].content, self.tokens[i])
        self.out.append(self.tokens[i])
        return i + 1

    # ----------------------------------------------------------------------- text

    def _inline(self, i: int) -> int:
        """Text that is in no paragraph: a title, a term, a cell of a table."""
        inline = self.tokens[i]
        self._apart(self._rewrite(inline))
        self.out.append(inline)
        return i + 1

    @staticmethod
    def _apart(use: Use | None) -> None:
        """The ask keeps its own tags: there is no paragraph that could take them over."""
        if use:
            use.whole = False

    def _rewrite(self, inline: Token, row: str = "") -> Use | None:
        letter = self.blocks.kind == "letter"
        lookalikes.check(self.sheet, inline)
        if not asks.has_blank(inline) and not (letter and {"[", "{"} & {*inline.content}):
            asks.check_braces(self.sheet, inline)
            return None
        if asks.has_blank(inline) and self.blocks.top:
            self.blocks.top.filled = True
        return asks.Line(self.sheet, inline, letter, row).rewrite()

    def _paragraph(self, i: int) -> int:
        opening, inline, closing = self.tokens[i : i + 3]
        if i + 3 < len(self.tokens) and marks.is_options(self.tokens, i + 3):
            return choices.options(self.sheet, self.tokens, i + 3, self.out, inline)
        use = self._question(inline) or self._rewrite(inline)
        if opening.hidden:
            self._apart(use)
        elif use:
            self.blocks.wrap("ask", opening, closing, use)
        self.out += [opening, inline, closing]
        return i + 3

    def _question(self, inline: Token) -> Use | None:
        """Under ``{questions}`` each question without a blank gets three lines."""
        text = one_line(plain(inline.children or ()))
        if self.blocks.kind != "questions" or asks.has_blank(inline) or not text.endswith("?"):
            return None
        text = asks.short(self.sheet, text, Spot(inline))
        if self.blocks.top:
            self.blocks.top.filled = True
        said = Attributes(kind="lines", lines=_QUESTION_LINES)
        use = self.sheet.ask(text, said, Spot(inline))
        if use:
            use.whole = True
            asks.question(inline, use)
        return use

    # ----------------------------------------------------------------------- lists

    def _list(self, i: int) -> int:
        opening = self.tokens[i]
        if marks.is_options(self.tokens, i):
            return choices.options(self.sheet, self.tokens, i, self.out, None)
        if opening.level == 0 and self.blocks.kind in ("plan", "steps"):
            return outline.outline(self.sheet, self.blocks, self.tokens, i, self.out)
        if opening.level == 0 and self.blocks.kind == "routine" and not self.blocks.list:
            return routines.areas(self.sheet, self.blocks, self.tokens, i, self.out)
        self._open_lists.append(opening)
        self.out.append(opening)
        return i + 1

    def _end_list(self, i: int) -> int:
        if self._open_lists:
            self._open_lists.pop()
        self.out.append(self.tokens[i])
        return i + 1

    def _item(self, i: int) -> int:
        item, paragraph = self.tokens[i], self.tokens[i + 1]
        self.out.append(item)
        self._open_items.append(item)
        if paragraph.type != "paragraph_open":
            return i + 1
        inline, closing, after = self.tokens[i + 2 : i + 5]
        if inline.content in marks.TICKS:
            hint = "write what it stands for after the box, on the same line"
            self.sheet.complain("bad-blank", "this box has no words", Spot(inline), hint)
        if item.info == "task":
            use = choices.tick(self.sheet, item, paragraph, inline)
            self._mark_item(item, use)
            self.out += [paragraph, inline, closing]
            return i + 4
        if marks.is_options(self.tokens, i + 4):
            return i + 1
        if inline.content.strip() in marks.DOTS and self._open_lists[-1].attrs.get("class"):
            message = "`…` adds to a table, to a plan and to steps, not to a list of questions"
            hint = "make the list a table with blanks"
            self.sheet.complain("bad-blank", message, Spot(inline), hint)
        use = self._question(inline) or self._rewrite(inline)
        if use and after.type == "list_item_close":
            self._mark_item(item, use)
        elif use and not paragraph.hidden:
            self.blocks.wrap("ask", paragraph, closing, use)
        else:
            self._apart(use)
        self.out += [paragraph, inline, closing]
        return i + 4

    def _end_item(self, i: int) -> int:
        token, item = self.tokens[i], self._open_items.pop()
        if item.type == "ask_item_open":
            token.type, token.meta["use"] = "ask_item_close", item.meta["use"]
        self.out.append(token)
        return i + 1

    def _mark_item(self, item: Token, use: Use | None) -> None:
        if use is None:
            return
        item.type, item.meta["use"] = "ask_item_open", use
        if self._open_lists:
            opening = self._open_lists[-1]
            opening.attrs["class"] = "asks"
            if opening.type == "bullet_list_open":
                opening.type = "asks_open"

    # ----------------------------------------------------------------------- tables

    def _table(self, i: int) -> int:
        if self.tokens[i].meta.get("grid"):
            return grids.grid(self.sheet, self.blocks, self.tokens, i, self.out)
        end = i
        for row in marks.rows_of(self.tokens, i):
            first = asks.label_of(row[0].children or [])
            for inline in row:
                self._apart(self._rewrite(inline, first))
        while self.tokens[end].type != "table_close":
            end += 1
        self.out += self.tokens[i : end + 1]
        return end + 1
