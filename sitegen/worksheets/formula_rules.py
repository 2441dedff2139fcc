"""Which values a formula's signs and functions take, and what comes out.

A type is ``number``, ``text``, ``date``, ``truth`` or, where only the browser will know, empty.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TypeAlias

from sitegen.worksheets.formula_tokens import FormulaFault
from sitegen.worksheets.kinds import NUMBER_KINDS, TEXT_KINDS

Tree: TypeAlias = "float | tuple[str | Tree, ...]"
"""A number, or a tuple that begins with a word or a sign; in JSON, an array."""

COMPARISONS = frozenset(("=", "!=", "<", "<=", ">", ">="))

NUMBER, TEXT, DATE, TRUTH, ANY = "number", "text", "date", "truth", ""
_ARTICLED = {NUMBER: "a number", TEXT: "a text", DATE: "a date", TRUTH: "yes or no"}

TYPES: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(NUMBER_KINDS, NUMBER),
        **dict.fromkeys((*TEXT_KINDS, "yesno"), TEXT),
        "date": DATE,
        "tick": TRUTH,
        "computed": ANY,
    }
)
"""The type of a field's answer, by its kind. Kinds that are not here cannot be computed with."""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a formula. ``many`` is a column; ``words`` is how a message calls the piece."""

    tree: Tree
    type: str
    column: int
    words: str = "this"
    many: bool = False

    def fault(self, rest: str, hint: str = "") -> FormulaFault:
        return FormulaFault(f"{self.words} {rest}", self.column, hint)

    @property
    def is_a(self) -> str:
        return f"is {_ARTICLED.get(self.type, 'a value')}"


def is_day(text: str) -> bool:
    """Whether a text is a date as plans store it, ``2027-03-31``."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def negative(part: Part) -> str:
    """The type of ``-part``."""
    single(part)
    if part.type not in (NUMBER, ANY):
        raise part.fault(f"{part.is_a} and has no negative", "only numbers have one")
    return NUMBER


def operation(sign: str, left: Part, right: Part, column: int) -> str:
    """The type of ``left sign right``."""
    single(left)
    single(right)
    if sign in COMPARISONS:
        return _comparison(sign, left, right, column)
    types = (left.type, right.type)
    allowed = (NUMBER, DATE, ANY) if sign in "+-" else (NUMBER, ANY)
    for part in (left, right):
        if part.type not in allowed:
            raise part.fault(f"{part.is_a}, and `{sign}` cannot take it", _instead(part))
    if types == (DATE, DATE) and sign == "+":
        hint = "`days(a, b)` counts the days from one to the other"
        raise FormulaFault("two dates cannot be added", column, hint)
    if types == (NUMBER, DATE) and sign == "-":
        raise FormulaFault("a date cannot be taken from a number", column, "the date comes first")
    if ANY in types and sign in "+-":
        return ANY
    return DATE if types in ((DATE, NUMBER), (NUMBER, DATE)) else NUMBER


def _instead(part: Part) -> str:
    """What to write where a number is wanted and something else stands."""
    if part.type == TEXT and isinstance(part.tree, tuple) and part.tree[0] == "field":
        return 'make it `{number}` or `{money}`, or compare it: `if(… = "Client", 1, 0)`'
    return {TRUTH: "`if(…, 1, 0)` makes a number of it", DATE: "only `+` and `-` take dates"}.get(
        part.type, "write numbers without quotation marks"
    )


_WRITTEN: Mapping[str, str] = MappingProxyType(
    {
        TRUTH: "a tick is yes or no by itself: `if(done, 1, 0)`",
        DATE: 'a date is written `"2027-03-31"`',
        TEXT: "a text stands in quotation marks, and a number does not",
    }
)


def _comparison(sign: str, left: Part, right: Part, column: int) -> str:
    types = {left.type, right.type} - {ANY}
    if len(types) > 1:
        result = "they are never equal" if sign in ("=", "!=") else "they cannot be compared"
        message = f"{left.words} {left.is_a} and {right.words} {right.is_a}: {result}"
        known = (kind for kind in _WRITTEN if kind in types)
        hint = next((_WRITTEN[kind] for kind in known), "")
        raise FormulaFault(message, column, hint)
    if TRUTH in types and sign not in ("=", "!="):
        raise FormulaFault(f"yes and no cannot be compared by `{sign}`", column, "use `=` or `!=`")
    return TRUTH


def single(part: Part) -> None:
    """Raises a fault for a column where one value is wanted."""
    if part.many:
        name = {DATE: "max", TEXT: "count", TRUTH: "count"}.get(part.type, "sum")
        hint = f"take `{name}({part.words.strip('`')})`"
        raise part.fault("is a column, which has many values", hint)


# --------------------------------------------------------------------------- functions


@dataclass(frozen=True, slots=True)
class _Function:
    """How a function is written, how many arguments it takes, and of which types."""

    form: str
    least: int
    most: float
    takes: tuple[str, ...] = ()
    gives: str = NUMBER
    columns: bool = False


_FUNCTIONS: Mapping[str, _Function] = MappingProxyType(
    {
        "if": _Function("if(test, then, else)", 3, 3, gives=ANY),
        "min": _Function("min(a, b)", 1, math.inf, (NUMBER, DATE), ANY, columns=True),
        "max": _Function("max(a, b)", 1, math.inf, (NUMBER, DATE), ANY, columns=True),
        "round": _Function("round(x, 2)", 1, 2, (NUMBER,)),
        "sum": _Function("sum(list.column)", 1, math.inf, (NUMBER,), columns=True),
        "avg": _Function("avg(list.column)", 1, math.inf, (NUMBER,), columns=True),
        "count": _Function("count(list.column)", 1, math.inf, columns=True),
        "days": _Function("days(from, to)", 2, 2, (DATE,)),
        "today": _Function("today()", 0, 0, gives=DATE),
    }
)


def call(name: str, parts: Sequence[Part], column: int) -> str:
    """The type of ``name(parts)``."""
    rule = _FUNCTIONS[name]
    hint = f"write `{rule.form}`"
    if not rule.least <= len(parts) <= rule.most:
        message = f"`{name}` takes {_arguments(rule)}, and here {_are(len(parts))}"
        raise FormulaFault(message, column, hint)
    for part in parts:
        if not rule.columns:
            single(part)
        if rule.takes and part.type not in (*rule.takes, ANY):
            wanted = " or ".join(_ARTICLED[taken] for taken in rule.takes)
            raise part.fault(f"{part.is_a}, and `{name}` takes {wanted}", hint)
    if name == "if":
        return _choice(parts)
    if name in ("min", "max", "sum", "avg") and len(parts) == 1 and not parts[0].many:
        hint = f"write `{name}(list.column)` or `{name}(a, b)`"
        raise FormulaFault(f"`{name}` takes a column or several values", column, hint)
    if name == "round" and len(parts) == 2:
        _check_places(parts[1])
    return _common(parts, column) if name in ("min", "max") else rule.gives


def _arguments(rule: _Function) -> str:
    if rule.most == math.inf:
        return "a column or values"
    return (
        "no argument"
        if not rule.most
        else "1 or 2 arguments"
        if rule.least == 1
        else (f"{rule.least} arguments")
    )


def _are(count: int) -> str:
    return "is 1" if count == 1 else f"are {count or 'none'}"


def _choice(parts: Sequence[Part]) -> str:
    test, *results = parts
    if test.type not in (TRUTH, ANY):
        words = test.words.strip("`")
        test_of_it = f'{words} = "yes"' if test.type == TEXT else f"{words} > 0"
        raise test.fault(f"{test.is_a}, not a test", f"compare it: `{test_of_it}`")
    types = {part.type for part in results}
    return types.pop() if len(types) == 1 else ANY


def _common(parts: Iterable[Part], column: int) -> str:
    types = {part.type for part in parts}
    if {NUMBER, DATE} <= types:
        raise FormulaFault("numbers and dates cannot be compared", column, "take one or the other")
    return types.pop() if len(types) == 1 else ANY


def _check_places(part: Part) -> None:
    tree = part.tree[1] if isinstance(part.tree, tuple) and part.tree[0] == "-" else part.tree
    if isinstance(tree, int | float) and (tree > 9 or not float(tree).is_integer()):
        raise part.fault("is no number of decimal places", "write a whole number up to 9")
