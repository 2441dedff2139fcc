"""The vectors that the JavaScript is held to, held to Python's standard library."""

from __future__ import annotations

import contextlib
import csv
import io
import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

VECTORS = Path(__file__).parent.parent / "vectors"
EPOCH = date(1970, 1, 1)
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


def vectors(name: str) -> Any:
    """One file of them."""
    return json.loads((VECTORS / f"{name}.json").read_text("utf-8"))


DATES = vectors("dates")


@pytest.mark.parametrize("vector", DATES["days"], ids=lambda vector: vector["iso"])
def test_days(vector: dict[str, Any]) -> None:
    """The number of a day and its weekday."""
    day = date.fromisoformat(vector["iso"])
    assert ((day - EPOCH).days, day.isoweekday()) == (vector["day"], vector["weekday"])


@pytest.mark.parametrize("text", DATES["not"])
def test_no_days(text: str) -> None:
    """No text that Python writes as it reads it."""
    with contextlib.suppress(ValueError):  # most are no day at all
        assert datetime.strptime(text, "%Y-%m-%d").strftime("%Y-%m-%d") != text


@pytest.mark.parametrize("vector", DATES["workdays"], ids=lambda vector: vector["to"])
def test_working_days(vector: dict[str, Any]) -> None:
    """Counted one by one."""
    day, left = date.fromisoformat(vector["from"]), vector["n"]
    workdays = vector.get("workdays", [1, 2, 3, 4, 5]) or list(range(1, 8))
    while left:
        day += timedelta(days=1 if left > 0 else -1)
        if day.isoweekday() in workdays and day.isoformat() not in vector.get("holidays", ()):
            left -= 1 if left > 0 else -1
    assert day.isoformat() == vector["to"]


@pytest.mark.parametrize(
    "vector", DATES["today"], ids=lambda vector: f"{vector['at']}{vector['zone']}"
)
def test_today(vector: dict[str, Any]) -> None:
    """The date in a zone."""
    at = datetime.fromisoformat(vector["at"]).astimezone(ZoneInfo(vector["zone"]))
    assert at.date().isoformat() == vector["day"]


NAMED = [vector for vector in DATES["words"] if vector["words"].lower().endswith("day")]


@pytest.mark.parametrize("vector", NAMED, ids=lambda vector: f"{vector['words']}-{vector['today']}")
def test_words_for_a_first_day(vector: dict[str, Any]) -> None:
    """The next such weekday is never the day itself; "today" is."""
    name = vector["words"].lower().split()[-1]
    today, day = date.fromisoformat(vector["today"]), date.fromisoformat(vector["day"])
    if name == "today":
        assert day == today
    else:
        assert 1 <= (day - today).days <= 7
        assert WEEKDAYS[day.weekday()] == name


def test_keys_sort_as_text() -> None:
    """Between what they stand between, as Python compares texts too."""
    for vector in vectors("order")["between"]:
        assert vector["a"] < vector["key"]
        assert not vector["b"] or vector["key"] < vector["b"]


def test_csv_is_read_back() -> None:
    """By Python's reader, cell by cell; an apostrophe marks what is no formula."""
    exports = vectors("export")
    for text, cell in exports["cells"]:
        rows = list(csv.reader(io.StringIO(f"x,{cell}\r\n", newline="")))
        assert rows[0][1].removeprefix("'") == text
        assert rows[0][1] == text or text[0] in "=+-@\t\r"
    for vector in exports["csv"]:
        rows = list(csv.reader(io.StringIO(vector["text"], newline=""), strict=True))
        assert len({len(row) for row in rows}) == 1
        assert vector["text"].endswith("\r\n")
