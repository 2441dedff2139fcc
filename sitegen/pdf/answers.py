"""From what somebody wrote into a blank to an answer of its kind."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from sitegen.worksheets.kinds import NUMBER_KINDS

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_DAY = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
_DURATION = re.compile(r"(\d{1,4})\s*(d|days?|w|weeks?)?", re.IGNORECASE)
_NUMBER = re.compile(r"[-+]?\d[\d.,]*")
_AROUND_NUMBERS = re.compile(r"[\s%'\u2019]|[A-Z]{3}\b|\b[A-Z]{3}|[$\u00a3\u00a5\u20a0-\u20cf]")
_YES, _NO = ("yes", "y", "x", "true"), ("no", "n", "false")
_LARGEST = 1e15  # beyond it a browser's numbers are not exact


class Misfit(ValueError):
    """What was written is no answer of this kind."""


def clean(text: str) -> str:
    """What was written, without control characters and empty ends; lines end with a line feed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", text).strip()


def answer(text: str, kind: str) -> Any:
    """The answer that a text means, or None if it is empty. Raises :class:`Misfit`."""
    text = clean(text)
    if not text:
        return None
    if kind in NUMBER_KINDS:
        return _number(text)
    if kind in ("date", "duration"):
        return _day(text) if kind == "date" else _duration(text)
    if kind in ("tick", "yesno"):
        yes = _yes(text)
        return yes if kind == "tick" else ("yes" if yes else "no")
    if kind == "follows":
        raise Misfit(text)
    return text


def _yes(text: str) -> bool:
    word = text.casefold()
    if word not in _YES + _NO:
        raise Misfit(text)
    return word in _YES


def _day(text: str) -> str:
    """A day, written from the year down; other orders mean different days to different people."""
    match = _DAY.fullmatch(text)
    try:
        return date(*map(int, match.groups())).isoformat() if match else _refuse(text)
    except ValueError:
        raise Misfit(text) from None


def _duration(text: str) -> list[Any]:
    """``2d``, ``1 week``; a number alone counts days."""
    match = _DURATION.fullmatch(text)
    if match is None:
        raise Misfit(text)
    return [int(match[1]), (match[2] or "d")[0].lower()]


def _number(text: str) -> int | float:
    """A number as people write it: with signs of money or percent, and marks between digits."""
    bare = _AROUND_NUMBERS.sub("", text.replace("\u2212", "-"))
    if not _NUMBER.fullmatch(bare):
        raise Misfit(text)
    plain = _with_point(bare)
    try:
        value = float(plain)
    except ValueError:
        raise Misfit(text) from None
    if abs(value) > _LARGEST:
        raise Misfit(text)
    return int(value) if value.is_integer() else value


def _with_point(text: str) -> str:
    """Digits with at most a decimal point. The last of two marks is the decimal one.

    A comma alone stands before decimals, unless three digits follow it; a point alone always does.
    """
    point, comma = text.rfind("."), text.rfind(",")
    if point >= 0 and comma >= 0:
        marks = ",." if point > comma else ".,"
        return text.replace(marks[0], "").replace(marks[1], ".")
    if text.count(",") == 1 and len(text) - comma - 1 != 3:
        return text.replace(",", ".")
    if text.count(".") > 1:
        return text.replace(".", "")
    return text.replace(",", "")


def _refuse(text: str) -> str:
    raise Misfit(text)
