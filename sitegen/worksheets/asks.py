"""A line of text with blanks becomes labels and widgets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

from sitegen.markdown.markup import one_line, plain
from sitegen.text import shorten
from sitegen.worksheets import lookalikes
from sitegen.worksheets.attributes import FLAGS, KINDS, Attributes
from sitegen.worksheets.faults import Spot
from sitegen.worksheets.sheet import Pending, Sheet, Use

if TYPE_CHECKING:
    from sitegen.worksheets.blanks import Blank

_BEFORE_LABEL = re.compile(r"[\s.,;:!?)\]\u2013\u2014-]*")
_BREAKS = frozenset({"softbreak", "hardbreak"})
_WORDS = "|".join(re.escape(word) for word in (*KINDS, *FLAGS, "choose:", "e.g.", "yes/no", "is:"))
_BRACES = re.compile(rf"\{{(?:{_WORDS}|\d+ lines|#[a-z])[^{{}}]*\}}")
_LONGEST = 300
_NO_PLACE = "write it in a paragraph, in a list or in a table"


def has_blank(inline: Token) -> bool:
    return any(token.type == "blank" for token in inline.children or ())


class Line:
    """Rewrites the inline text of one paragraph, item or heading."""

    def __init__(self, sheet: Sheet, inline: Token, letter: bool = False, row: str = "") -> None:
        self.sheet, self.inline, self.letter, self.row = sheet, inline, letter, row
        self.out: list[Token] = []
        self.run: list[Token] = []  # since the line began, or since the blank before
        self.uses: list[Use] = []
        self._depth = 0
        self._no_rows: set[int] = set()

    def rewrite(self) -> Use | None:
        """Put labels and widgets into the token; the use that is all there is, if it is so."""
        broken = False
        if self.letter:
            lookalikes.check_letter(self.sheet, self.inline)
        for token in self.inline.children or ():
            self._depth += token.nesting
            if token.type == "blank":
                self._blank(token, token.meta["blank"])
            elif token.type in _BREAKS and self._depth == 0:
                broken = True
                self.out += [*self.run, token]
                self.run = []
            else:
                self.run.append(token)
        rest = plain(self.run).strip()
        if self.uses:
            _left_over(self.sheet, self.inline, self.run)
        self.out += self.run
        self.inline.children = self.out
        whole = len(self.uses) == 1 and not broken and not rest and self._begins_with_ask()
        if whole:
            self.uses[0].whole = True
            return self.uses[0]
        return None

    def _begins_with_ask(self) -> bool:
        return not plain(self.out[: self._first_ask()]).strip()

    def _first_ask(self) -> int:
        return next(i for i, token in enumerate(self.out) if token.type == "ask_open")

    # ----------------------------------------------------------------------- blanks

    def _blank(self, token: Token, blank: Blank) -> None:
        spot = Spot(self.inline, blank.at)
        if blank.form == "insert" and not self.letter:
            self._give_up(token)
            return
        if self._depth:
            message = "a blank can't stand in emphasis or in a link"
            self.sheet.complain("bad-blank", message, spot, "write the marks around its label only")
            self._give_up(token)
            return
        for fault in blank.faults:
            self.sheet.complain("bad-blank", fault.message, Spot(self.inline, fault.at), fault.hint)
        use = self._use(blank, spot)
        if use is None:
            self._give_up(token)
            return
        self.uses.append(use)
        if use.letter and blank.form != "result":
            self.out += [*self.run, _token("ask_open", use), _token("control", use)]
            self.out.append(_token("ask_close", use))
        else:
            self._with_label(use)
        self.run = []

    def _give_up(self, token: Token) -> None:
        self.run.append(Token("text", "", 0, content=token.content))

    def _use(self, blank: Blank, spot: Spot) -> Use | None:
        if blank.form == "insert":
            return self.sheet.fill(one_line(blank.words), blank.said, spot)
        self._split_label()
        label = short(self.sheet, label_of(self.run), spot)
        self._check_label(label, spot)
        if label.startswith("|"):
            self._no_row(spot)
            return None
        if blank.form == "result":
            return self._result(blank, label or self.row, spot)
        if blank.faults and not label:
            return None
        if self.letter:
            return self._in_letter(blank, label, spot)
        return self.sheet.ask(label, blank.said, spot)

    def _no_row(self, spot: Spot) -> None:
        """Each line of what should have been a table is told once."""
        line = self.inline.content.count("\n", 0, spot.offset)
        if line not in self._no_rows:
            self._no_rows.add(line)
            message = "this looks like a row of a table, and is none"
            hint = "a table has a head, and under it a line with as many cells: `| --- | --- |`"
            self.sheet.complain("bad-table", message, spot, hint)

    def _in_letter(self, blank: Blank, label: str, spot: Spot) -> Use | None:
        if not (label or blank.said.id):
            return self.sheet.ask(label, blank.said, spot)
        return self.sheet.fill(label or blank.said.id, blank.said, spot)

    def _result(self, blank: Blank, label: str, spot: Spot) -> Use | None:
        said = blank.said
        extra = sorted(name for name in said.at if name not in ("#", "was:", "private"))
        if extra:
            name = said.kind if extra[0] == "kind" else extra[0]
            said.fault(said.at[extra[0]], f"a result has no `{name}`", "take it out")
        plain_said = Attributes(id=said.id, was=said.was, faults=said.faults)
        plain_said.flags = said.flags & {"private"}
        if not (label or said.id):
            message = "this result has no label"
            self.sheet.complain("bad-blank", message, spot, "write it before the formula")
            return None
        use = self.sheet.ask(label, plain_said, spot, kind="computed")
        if use is not None:
            place = Spot(self.inline, blank.words_at)
            self.sheet.formulas.append(Pending(use.field.id, blank.words, place))
        return use

    def _check_label(self, label: str, spot: Spot) -> None:
        """Braces before the blank would be read to everyone; they were meant to come after it."""
        match = _BRACES.search(label) if "{" in label else None
        if match:
            message = "these braces stand before the blank"
            hint = f"write them after it: `____ {match[0]}`"
            self.sheet.complain("bad-blank", message, spot, hint)

    # ----------------------------------------------------------------------- labels

    def _split_label(self) -> None:
        """Leave what ends the sentence before, a comma say, out of the label."""
        if self.run and self.run[0].type == "text":
            first = self.run[0]
            match = _BEFORE_LABEL.match(first.content)
            end = match.end() if match else 0
            if end:
                self.out.append(Token("text", "", 0, content=first.content[:end]))
                first.content = first.content[end:]

    def _with_label(self, use: Use) -> None:
        _strip_end(self.run, colon=use.field.kind != "computed")
        self.out.append(_token("ask_open", use))
        if label_of(self.run):
            self.out += [_token("label_open", use), *self.run, _token("label_close", use)]
        else:
            use.bare = True
            self.out += self.run
        self.out += [_token("control", use), _token("ask_close", use)]


def short(sheet: Sheet, label: str, spot: Spot) -> str:
    """The label; one that goes on and on is cut, and complained of."""
    if len(label) <= _LONGEST:
        return label
    message = f"this label has more than {_LONGEST} letters"
    hint = "write what explains it in a paragraph of its own"
    sheet.complain("bad-blank", message, spot, hint)
    return shorten(label, _LONGEST)


def check_braces(sheet: Sheet, inline: Token) -> None:
    """Complain of braces that say something where no blank stands before them."""
    if "{" not in inline.content:
        return
    for token in inline.children or ():
        match = _BRACES.search(token.content) if token.type == "text" else None
        if match:
            message = f"there is no blank before `{match[0][:60]}`"
            spot = Spot(inline, max(inline.content.find(match[0]), 0))
            hint = f"write `____ {match[0][:60]}`, or put a `\\` before the brace"
            sheet.complain("bad-blank", message, spot, hint)


def _left_over(sheet: Sheet, inline: Token, tokens: list[Token]) -> None:
    """Complain of braces with words between them and the blank that they are for."""
    for token in tokens:
        match = _BRACES.search(token.content) if token.type == "text" else None
        if match:
            message = f"`{match[0][:60]}` does not stand right after its blank"
            spot = Spot(inline, max(inline.content.rfind(match[0]), 0))
            hint = "move it there, or put a `\\` before the brace"
            sheet.complain("bad-blank", message, spot, hint)


def question(inline: Token, use: Use) -> None:
    """Make the whole text the label of a blank that follows it."""
    children = [_token("ask_open", use), _token("label_open", use), *(inline.children or ())]
    children += [_token("label_close", use), _token("control", use), _token("ask_close", use)]
    inline.children = children


def label_of(tokens: list[Token]) -> str:
    """The words of a label, in one line and without the colon or comma at the end."""
    return one_line(plain(tokens)).rstrip(":;, ")


def _strip_end(run: list[Token], colon: bool) -> None:
    """Take the space from the end of a label, and the ``colon`` before it."""
    for token in reversed(run):
        if token.type == "text" and token.content.strip():
            words = token.content.rstrip()
            token.content = words.removesuffix(":").rstrip() if colon else words
            return
        if token.type == "text":
            token.content = ""


def _token(kind: str, use: Use) -> Token:
    return Token(kind, "", 0, meta={"use": use})


def refuse(sheet: Sheet, inline: Token, where: str) -> None:
    """Complain of blanks where none can stand, and show them as they were written."""
    for token in inline.children or ():
        if token.type == "blank":
            blank: Blank = token.meta["blank"]
            if blank.form == "blank":
                message = f"a blank can't stand in {where}"
                sheet.complain("bad-blank", message, Spot(inline, blank.at), _NO_PLACE)
            token.type = "text"
