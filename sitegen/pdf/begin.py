"""How a plan begins, and the names and places of what is in it, as the browser makes them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sitegen.pdf.kinds import Definition

Stamp = dict[str, Any]

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_LATER = re.compile(r"in (\d{1,3}) (day|week)s?")
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_LETTERS = 16  # of a name


def untouched(value: Any) -> Stamp:
    """A value that the planner has not touched."""
    return {"v": value, "t": 0}


def next_place(places: dict[str, int], parent: str) -> str:
    """The next place below a parent: a0, a1 … az, b00 …, as the browser counts them."""
    number = places[parent] = places.get(parent, -1) + 1
    width = 1
    while number >= 36**width:
        number -= 36**width
        width += 1
    digits = ""
    for _ in range(width):
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return chr(ord("a") + width - 1) + digits


def name_for(data: bytes) -> str:
    """A name of sixteen letters and digits for some bytes."""
    number = int.from_bytes(hashlib.blake2b(data, digest_size=16).digest(), "big")
    letters = []
    for _ in range(_LETTERS):
        number, digit = divmod(number, 36)
        letters.append(_DIGITS[digit])
    return "".join(letters)


def moment(now: int) -> str:
    found = datetime.fromtimestamp(now / 1000, UTC)
    return found.strftime("%Y-%m-%dT%H:%M:%S.") + f"{now % 1000:03d}Z"


def plan_name(definition: Definition, values: Mapping[str, Stamp]) -> str:
    """The plan's name by its pattern, such as ``{customer}``; else the sheet's title."""
    pattern = str(definition.get("plan", {}).get("name", ""))
    name = re.sub(r"\{([^}]*)\}", lambda m: str(values.get(m[1], {}).get("v", "")), pattern)
    return " ".join(name.split()) or str(definition["title"])


def calendar(definition: Definition, now: int) -> dict[str, Stamp]:
    planning = definition.get("plan", {})
    today = datetime.fromtimestamp(now / 1000, UTC).date()
    return {
        "start": untouched(_day(str(planning.get("start", "")).lower(), today).isoformat()),
        "workdays": untouched(planning.get("workdays", [1, 2, 3, 4, 5])),
        "holidays": untouched(planning.get("holidays", [])),
    }


def _day(words: str, today: date) -> date:
    """``2027-01-04``, ``tomorrow``, ``next monday``, ``in 2 weeks``; today for other words."""
    if words == "tomorrow":
        return today + timedelta(days=1)
    if match := _LATER.fullmatch(words):
        return today + timedelta(days=int(match[1]) * (7 if match[2] == "week" else 1))
    last = words.split()[-1][:3] if words else ""
    if last in _WEEKDAYS:
        ahead = (_WEEKDAYS.index(last) - today.weekday() - 1) % 7 + 1
        return today + timedelta(days=ahead)
    try:
        return date.fromisoformat(words)
    except ValueError:
        return today
