"""The words and signs of a formula."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

MAX_LENGTH = 500
MAX_DIGITS = 15  # what a number in a browser holds exactly

NUMBER, TEXT, NAME, SIGN, END = "number", "text", "name", "sign", "end"


class FormulaFault(Exception):
    """A mistake in a formula: what is wrong, its column (from 1), and what to write instead."""

    def __init__(self, message: str, column: int, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.column, self.hint = message, column, hint


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign. A sign's ``text`` is in plain ASCII; a text comes without its quotes."""

    kind: str
    text: str
    column: int
    value: float = 0

    @property
    def shown(self) -> str:
        return f'"{self.text}"' if self.kind == TEXT else f"`{self.text}`"


_TOKEN: Final = re.compile(
    r"""(?P<space>[ \t\r\n\u00a0\u202f]+)
      | (?P<number>[0-9]+(?:\.[0-9]+)?)
      | "(?P<text>[^"\r\n]*)"
      | (?P<name>[^\W\d]\w*(?:-\w+)*(?:\.\w+(?:-\w+)*)?)
      | (?P<sign><=|>=|==|!=|<>|\*\*|[-+*/^()=<>,|%×·÷−≤≥≠])""",
    re.VERBOSE,
)
_PLAIN: Final = {
    "×": "*",
    "·": "*",
    "÷": "/",
    "−": "-",
    "==": "=",
    "≠": "!=",
    "≤": "<=",
    "≥": ">=",
}
_INSTEAD: Final = {
    "**": "a power is `^`",
    "<>": "not equal is `!=` or `≠`",
    '"': "a text ends with the quotation mark that it begins with",
    "“": 'texts stand in straight quotation marks: `"`',
    "”": 'texts stand in straight quotation marks: `"`',
    "'": 'texts stand in double quotation marks: `"`',
    "[": "group with `(` and `)`",
    "{": "group with `(` and `)`",
    ";": "arguments are divided by commas",
    "!": "not equal is `!=` or `≠`",
    "&": "decide one thing after the other: `if(a, if(b, 1, 0), 0)`",
    ".": "a number begins with a digit: `0.5`",
    **dict.fromkeys("$€£¥", "leave the sign out and end the formula with `| money`"),
}


def tokens(source: str) -> tuple[Token, ...]:
    """The formula's words and signs, and an END; raises :class:`FormulaFault`."""
    if len(source) > MAX_LENGTH:
        message = f"a formula may have {MAX_LENGTH} characters, and this one has {len(source)}"
        raise FormulaFault(
            message, MAX_LENGTH + 1, "give a part of it a line and a name of its own"
        )
    return (*_found(source), Token(END, "", len(source.rstrip()) + 1))


def _found(source: str) -> Iterator[Token]:
    at = 0
    while at < len(source):
        match = _TOKEN.match(source, at)
        if match is None or match[0] in ("**", "<>"):
            sign = match[0] if match else source[at]
            message = "this text has no end" if sign == '"' else f"a formula cannot hold `{sign}`"
            raise FormulaFault(message, at + 1, _INSTEAD.get(sign, ""))
        kind = str(match.lastgroup)
        if kind == NUMBER:
            yield _number(source, match)
        elif kind != "space":
            text = match[kind]
            yield Token(kind, _PLAIN.get(text, text) if kind == SIGN else text, at + 1)
        at = match.end()


_GLUED: Final = re.compile(r"[^\W\d]\w*")


def _number(source: str, match: re.Match[str]) -> Token:
    """A number; whole ones are ints, so that they read as whole in JSON."""
    text, column = match[NUMBER], match.start() + 1
    if glued := _GLUED.match(source, match.end()):
        message = f"`{text}{glued[0]}` is neither a number nor a name"
        hint = f"write `{text} * {glued[0]}`; a name in a formula begins with a letter"
        raise FormulaFault(message, column, hint)
    if len(text.replace(".", "")) > MAX_DIGITS:
        raise FormulaFault(f"a number may have {MAX_DIGITS} digits", column, "round it")
    if len(text) > 1 and text[0] == "0" and text[1] != ".":
        hint = "write large numbers without commas: `1000`"
        raise FormulaFault(f"the number `{text}` begins with a zero", column, hint)
    return Token(NUMBER, text, column, plain(float(text)))


def plain(number: float) -> float:
    """The number as an int if it is whole."""
    return int(number) if number.is_integer() else number
