"""Reads a formula's words and signs from left to right into a tree."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.errors import suggestion
from sitegen.worksheets import formula_rules as rules
from sitegen.worksheets.formula_names import Names, check_option, resolve
from sitegen.worksheets.formula_rules import COMPARISONS, Part
from sitegen.worksheets.formula_tokens import (
    END,
    NAME,
    NUMBER,
    SIGN,
    TEXT,
    FormulaFault,
    Token,
    plain,
    tokens,
)
from sitegen.worksheets.kinds import FORMATS, FUNCTIONS

MAX_DEPTH = 40  # of parentheses, signs and powers within each other

_BINDING: Mapping[str, int] = {
    **dict.fromkeys(COMPARISONS, 1),
    **dict.fromkeys("+-", 2),
    **dict.fromkeys("*/", 3),
    "^": 4,
}

_BETWEEN = "between two values stands a sign: `+ - * / ^ = != < <= > >=`"
_UNEXPECTED: Mapping[str, str] = {
    NUMBER: _BETWEEN,
    TEXT: _BETWEEN,
    NAME: _BETWEEN,
    "(": _BETWEEN,
    ")": "it closes nothing, or a value is missing before it",
    ",": "a comma stands between the arguments of a function; write `1000` without one",
    "|": "a format stands once, at the end",
    "%": "`%` stands right after a number: `5%`",
    "+": "a value is missing before it",
    "*": "a value is missing before it",
    "/": "a value is missing before it",
}


class Parser:
    """Each method takes the words of what it is named for, and returns what they mean."""

    def __init__(self, source: str, names: Names) -> None:
        self.tokens, self.names = tokens(source), names
        self.at, self.depth = 0, 0
        self.reads: dict[str, None] = {}

    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        token = self.token
        self.at += 1
        return token

    def sees(self, sign: str) -> bool:
        return self.token.kind == SIGN and self.token.text == sign

    def takes(self, sign: str) -> bool:
        found = self.sees(sign)
        self.at += found
        return found

    def whole(self) -> tuple[Part, str, int | None]:
        """The formula's value, its format and its decimals; nothing may follow."""
        if self.token.kind == END:
            hint = "write what to work out, as in `= worth * chance / 100`"
            raise FormulaFault("this formula is empty", 1, hint)
        part = self.value()
        rules.single(part)
        shape, decimals = self.format(part) if self.takes("|") else ("", None)
        if self.token.kind != END:
            raise self.unexpected(ended=bool(shape))
        return part, shape or ("date" if part.type == rules.DATE else ""), decimals

    # ------------------------------------------------------------------ values

    def value(self, binding: int = 1) -> Part:
        """An operand, and what is joined to it by signs that bind as tight or tighter."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            message = f"this formula is nested more than {MAX_DEPTH} deep"
            raise FormulaFault(message, self.token.column, "give a part of it a name of its own")
        left = self.negative() if self.sees("-") else self.operand()
        compared = False
        while _BINDING.get(self.sign(), 0) >= binding:
            token = self.take()
            compares = token.text in COMPARISONS
            if compares and compared:
                hint = "compare two values at a time: `if(a < b, if(b < c, 1, 0), 0)`"
                raise FormulaFault("a comparison cannot go on", token.column, hint)
            left, compared = self.joined(left, token), compares
        self.depth -= 1
        return left

    def sign(self) -> str:
        return self.token.text if self.token.kind == SIGN else ""

    def joined(self, left: Part, token: Token) -> Part:
        sign = token.text
        right = self.value(_BINDING[sign] + (sign != "^"))
        kind = rules.operation(sign, left, right, token.column)
        if sign in ("=", "!="):
            check_option(left, right, self.names)
        return Part((sign, left.tree, right.tree), kind, left.column)

    def negative(self) -> Part:
        token = self.take()
        part = self.value(_BINDING["^"])
        return Part(("-", part.tree), rules.negative(part), token.column)

    def operand(self) -> Part:
        token = self.token
        if token.kind == NUMBER:
            return self.number()
        if token.kind == TEXT:
            self.take()
            kind = rules.DATE if rules.is_day(token.text) else rules.TEXT
            return Part(("text", token.text), kind, token.column, token.shown)
        if token.kind == NAME:
            return self.name()
        if not self.takes("("):
            raise self.unexpected()
        part = self.value()
        self.close(token)
        return Part(part.tree, part.type, token.column, part.words, part.many)

    def number(self) -> Part:
        token = self.take()
        percent = self.takes("%")
        value = plain(token.value / 100) if percent else token.value
        words = f"`{token.text}{'%' if percent else ''}`"
        return Part(value, rules.NUMBER, token.column, words)

    def name(self) -> Part:
        token = self.take()
        if self.sees("("):
            return self.call(token)
        part = resolve(token, self.names)
        self.reads[token.text] = None
        if self.sees("%"):
            hint = f"write `{token.text} / 100`"
            raise FormulaFault("`%` stands after a number only", self.token.column, hint)
        return part

    def call(self, token: Token) -> Part:
        if token.text not in FUNCTIONS:
            raise self.no_function(token)
        opening, parts = self.take(), []
        if not self.sees(")"):
            parts.append(self.value())
            while self.takes(","):
                parts.append(self.value())
        self.close(opening)
        kind = rules.call(token.text, parts, token.column)
        tree = ("call", token.text, *(part.tree for part in parts))
        return Part(tree, kind, token.column, f"`{token.text}(…)`")

    # ------------------------------------------------------------------ the rest

    def format(self, part: Part) -> tuple[str, int | None]:
        """``money`` or ``number 1``: how the result is shown."""
        token = self.take()
        if token.kind != NAME:
            hint = f"known are {', '.join(FORMATS)}"
            raise FormulaFault("after `|` stands how to show the result", token.column, hint)
        if token.text not in FORMATS:
            hint = suggestion(token.text, FORMATS) or f"known are {', '.join(FORMATS)}"
            raise FormulaFault(f"there is no format `{token.text}`", token.column, hint)
        if part.type not in (rules.DATE if token.text == "date" else rules.NUMBER, rules.ANY):
            message = f"the result {part.is_a} and cannot be shown as `{token.text}`"
            raise FormulaFault(message, token.column, "leave the format out")
        return token.text, self.decimals(token) if self.token.kind == NUMBER else None

    def decimals(self, format_: Token) -> int:
        token = self.take()
        if format_.text not in ("number", "percent"):
            message = f"`{format_.text}` takes no number of decimals"
            raise FormulaFault(message, token.column, "write `number 1` or `percent 1`")
        if token.value not in range(7):
            message, hint = f"{token.shown} is no number of decimals", "write one from 0 to 6"
            raise FormulaFault(message, token.column, hint)
        return int(token.value)

    def close(self, opening: Token) -> None:
        if self.takes(")"):
            return
        if self.token.kind == END:
            raise FormulaFault("this parenthesis is not closed", opening.column, "add a `)`")
        raise self.unexpected()

    def unexpected(self, ended: bool = False) -> FormulaFault:
        token = self.token
        if token.kind == END:
            return FormulaFault("this formula ends too early", token.column, "a value is missing")
        hint = _UNEXPECTED.get(token.text if token.kind == SIGN else token.kind, "")
        hint = "nothing follows the format" if ended else hint
        return FormulaFault(f"{token.shown} cannot stand here", token.column, hint)

    def no_function(self, token: Token) -> FormulaFault:
        message = f"there is no function `{token.text}`"
        hint = suggestion(token.text, FUNCTIONS) or f"known are {', '.join(FUNCTIONS)}"
        if token.text in self.names.fields:
            message = f"`{token.text}` is a field, not a function"
            hint = f"to multiply, write `{token.text} * (`"
        return FormulaFault(message, token.column, hint)
