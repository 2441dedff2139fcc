"""The front matter that only worksheets have: their id and version, and how a plan begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sitegen.errors import suggestion
from sitegen.load.yaml import Mapping as Fields
from sitegen.load.yaml import Node, Scalar, Sequence
from sitegen.text import slugify, squeeze

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_RESTS = ("", "s", "nes", "rs", "", "ur", "")  # between that and `day`
_SAY_DAYS = "say `mon-fri` or `mon, wed, fri`"
_START = re.compile(  # what `dayOf` in dates.js knows
    "today|tomorrow|next (?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE
)
_TAKEN = ("daily", "damaged", "open", "settings", "shared")  # what store.js keeps beside plans
_LONGEST_ID = 80


class Misplaced(ValueError):
    """What is wrong with a part of a field, and where that part stands."""

    def __init__(self, message: str, place: tuple[int, int]) -> None:
        super().__init__(message)
        self.place = place


def worksheet_id(node: Node, zone: ZoneInfo) -> str:
    """The name that readers' answers are kept under. Raises ValueError."""
    word = _word(node)
    if not word or word != slugify(word) or not word.isascii() or len(word) > _LONGEST_ID:
        fit = slugify(word)[:_LONGEST_ID].rstrip("-") if word else ""
        say = f", such as `{fit}`" if fit and fit.isascii() else ""
        raise ValueError(f"must be small letters, digits and hyphens{say}")
    if word in _TAKEN:
        raise ValueError(f"can't be `{word}`: browsers keep other things under that name")
    return word


def version(node: Node, zone: ZoneInfo) -> int:
    word = _word(node)
    if not word.isascii() or not word.isdigit() or not 1 <= int(word[:9]) <= 9999:
        raise ValueError(f"must be a whole number from 1 to 9999, not `{word}`")
    return int(word)


def minutes(node: Node, zone: ZoneInfo) -> int:
    word = _word(node)
    if not word.isascii() or not word.isdigit() or not 1 <= int(word[:9]) <= 9999:
        raise ValueError(f"must be a number of minutes from 1 to 9999, not `{word}`")
    return int(word)


def plan(node: Node, zone: ZoneInfo) -> Mapping[str, Any]:
    """How a reader's plan begins: ``name``, ``start``, ``workdays`` (1 is Monday), ``holidays``.

    Raises ValueError for the first thing that is not as it should be.
    """
    if not isinstance(node, Fields):
        raise ValueError("must be a mapping, such as `{ start: next monday, workdays: mon-fri }`")
    found: dict[str, Any] = {}
    for key, item in node.items.items():
        if key not in _PLAN:
            hint = suggestion(key, _PLAN) or f"it may have {', '.join(_PLAN)}"
            raise Misplaced(f"there is no `{key}` in a plan; {hint}", node.marks[key])
        try:
            found[key] = _PLAN[key](item)
        except ValueError as fault:
            raise Misplaced(f"`{key}` {fault}", item.place) from None
    return found


def _word(node: Node) -> str:
    if not isinstance(node, Scalar):
        raise ValueError("must be one text, not a list or a mapping")
    return squeeze(node.text)


def _name(node: Node) -> str:
    return _word(node)


def _start(node: Node) -> str:
    word = _word(node).lower()
    if not _START.fullmatch(word):
        _day(word, "say `today`, `tomorrow`, `next monday`, or a date such as `2027-01-04`")
    return word


def _day(word: str, hint: str) -> str:
    """The word if it is a date such as ``2027-01-04``: no other way of ISO 8601 to write one."""
    try:
        if date.fromisoformat(word).isoformat() == word:
            return word
    except ValueError:
        pass
    raise ValueError(f"can't be `{word}`; {hint}")


def _workdays(node: Node) -> tuple[int, ...]:
    """``mon-fri``, ``mon, wed, fri`` or a list, as numbers from 1 for Monday."""
    parts = [_word(item) for item in node.items] if isinstance(node, Sequence) else [
        part.strip() for part in _word(node).split(",")]  # fmt: skip
    days = sorted({day for part in parts for day in _days(part)})
    if not days:
        raise ValueError(f"names no day; {_SAY_DAYS}")
    return tuple(days)


def _days(text: str) -> Iterator[int]:
    first, dash, last = (part.strip() for part in text.partition("-"))
    start = _weekday(first)
    end = _weekday(last) if dash else start
    yield from (1 + (start + step) % 7 for step in range((end - start) % 7 + 1))


def _weekday(word: str) -> int:
    short = word.lower().removesuffix("day")
    for number, (day, rest) in enumerate(zip(WEEKDAYS, _RESTS, strict=True)):
        if short in (day, f"{day}{rest}"):
            return number
    raise ValueError(f"can't be `{word}`; {_SAY_DAYS}")


def _holidays(node: Node) -> tuple[str, ...]:
    parts = [_word(item) for item in node.items] if isinstance(node, Sequence) else [
        part.strip() for part in _word(node).split(",")]  # fmt: skip
    days = (_day(part, "write dates as `2027-01-01`") for part in parts)
    return tuple(sorted(set(days)))


_PLAN = {"name": _name, "start": _start, "workdays": _workdays, "holidays": _holidays}
