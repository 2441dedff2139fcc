"""Formulas of computed fields: read when the site is built, worked out in the browser.

A formula becomes a tree of numbers and arrays: ``["text", s]``, ``["field", id]``,
``["column", list, column]``, ``["+", a, b]`` (likewise ``- * / ^ = != < <= > >=``), ``["-", a]``
and ``["call", name, ...arguments]``. What a tree means, which is what ``evaluate`` in
``formula.js`` must do (``tests/vectors/formula.json`` holds both to it):

- A value is a number, a text, a date (the text ``2027-03-31``), true or false, or null.
- A missing answer, an empty text and an answer that does not fit its kind are null. A tick that
  nobody touched is false: the caller's lookup says so, since it knows the kinds.
- Arithmetic and comparison with null give null. So does what has no finite result (division by
  zero, a root of a negative number), a type that does not fit, and a date outside the years
  1 to 9999. ``-0`` is 0.
- ``a ^ b ^ c`` is ``a ^ (b ^ c)``; ``-a ^ b`` is ``-(a ^ b)``; ``0 ^ 0`` is 1.
- date + number and number + date are the date so many days later, date - number earlier; the
  number is rounded as by ``round``. date - date are the days from the second to the first.
- Comparison: numbers by value, dates by time, texts by their characters (UTF-16 units), upper
  and lower case apart; true and false are equal or not. Of different types: null.
- ``if(test, a, b)`` is null unless the test is true or false.
- ``sum avg count min max`` take columns and single values and pass over null. Of nothing, sum
  and count are 0 and the others null. ``count`` also passes over false, so that it counts
  ticks that are set; ``min`` and ``max`` of dates are dates; what is neither a number nor (for
  ``min`` and ``max``) a date makes the result null.
- ``round(x, n)`` rounds to ``n`` decimal places (0 if absent; -9 to 9, else null) the number as
  it is written in decimals, half away from zero: ``round(1.005, 2)`` is 1.01.
- ``days(a, b)`` is the number of days from ``a`` to ``b``; ``today()`` is the local date.

A percent answer is the number that was typed, 30 for 30 %, while ``30%`` in a formula is 0.3; the
format ``percent`` shows 0.3 as 30 %.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.worksheets.formula_names import Names, circle
from sitegen.worksheets.formula_parser import Parser
from sitegen.worksheets.formula_rules import Tree
from sitegen.worksheets.formula_tokens import FormulaFault

__all__ = ["Formula", "FormulaFault", "Names", "Tree", "circle", "parse_formula"]


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that was read. ``format`` is empty or one of FORMATS, ``decimals`` its number.

    ``reads`` names the fields (``worth``) and columns (``log.calls``) it needs, each once.
    A formula whose result is known to be a date has the format ``date`` without asking for it.
    """

    tree: Tree
    format: str = ""
    decimals: int | None = None
    reads: tuple[str, ...] = ()


def parse_formula(source: str, names: Names) -> Formula:
    """The formula that ``source`` (what follows ``=``) means; raises :class:`FormulaFault`.

    No text makes it raise anything else.
    """
    parser = Parser(source, names)
    part, shape, decimals = parser.whole()
    return Formula(part.tree, shape, decimals, tuple(parser.reads))
