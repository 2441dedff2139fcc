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
_START = re.compile(  # what `dayOf` in dates.js knows
    "today|tomorrow|next (?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE
)
_TAKEN = ("daily", "damaged", "open", "settings", "shared")  # what store.js keeps beside plans
_LONGEST_ID = 80


def worksheet_id(node: Node, zone: ZoneInfo) -> str:
    """The name that readers' answers are kept under. Raises ValueError."""
    word = _word(node)
    if not word or word != slugify(word) or not word.isascii() or len(word) > _LONGEST_ID:
        fit = slugify(word)[:_LONGEST_ID]
        say = f", such as `{fit}`" if fit and fit.isascii() else ""
        raise ValueError(f"must be small letters, digits and hyphens{say}")
    if word in _TAKEN:
        raise ValueError(f"can't be `{word}`: browsers keep other things under that name")
    return word


def version(node: Node, zone: ZoneInfo) -> int:
    word = _word(node)
    if not word.isascii() or not word.isdigit() or not 1 <= int(word[:9]) <= 9999:
        raise ValueError(f"must be a whole number from 1 on, not `{word}`")
    return int(word)


def minutes(node: Node, zone: ZoneInfo) -> int:
    word = _word(node)
    if not word.isascii() or not word.isdigit() or not 1 <= int(word[:9]) <= 9999:
        raise ValueError(f"must be a number of minutes, not `{word}`")
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
            raise ValueError(f"there is no `{key}` in a plan; {hint}")
        found[key] = _PLAN[key](item)
    return found


def _word(node: Node) -> str:
    if not isinstance(node, Scalar):
        raise ValueError("must be one word or number")
    return squeeze(node.text)


def _name(node: Node) -> str:
    return _word(node)


def _start(node: Node) -> str:
    word = _word(node).lower()
    if not _START.fullmatch(word):
        try:
            date.fromisoformat(word)
        except ValueError:
            raise ValueError(
                f"`start` can't be `{word}`; say `today`, `tomorrow`, `next monday`, or a date"
            ) from None
    return word


def _workdays(node: Node) -> tuple[int, ...]:
    """``mon-fri``, ``mon, wed, fri`` or a list, as numbers from 1 for Monday."""
    parts = [_word(item) for item in node.items] if isinstance(node, Sequence) else [
        part.strip() for part in _word(node).split(",")]  # fmt: skip
    days = sorted({day for part in parts for day in _days(part)})
    if not days:
        raise ValueError("`workdays` names no day")
    return tuple(days)


def _days(text: str) -> Iterator[int]:
    first, dash, last = (part.strip() for part in text.partition("-"))
    start = _weekday(first)
    end = _weekday(last) if dash else start
    yield from (1 + (start + step) % 7 for step in range((end - start) % 7 + 1))


def _weekday(word: str) -> int:
    for number, day in enumerate(WEEKDAYS):
        if word.lower().startswith(day):
            return number
    raise ValueError(f"`workdays` can't be `{word}`; say `mon-fri` or `mon, wed, fri`")


def _holidays(node: Node) -> tuple[str, ...]:
    parts = [_word(item) for item in node.items] if isinstance(node, Sequence) else [
        part.strip() for part in _word(node).split(",")]  # fmt: skip
    for part in parts:
        try:
            date.fromisoformat(part)
        except ValueError:
            raise ValueError(f"`holidays` can't be `{part}`; write dates as `2027-01-01`") from None
    return tuple(sorted(set(parts)))


_PLAN = {"name": _name, "start": _start, "workdays": _workdays, "holidays": _holidays}
