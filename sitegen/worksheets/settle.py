"""From what the braces say to what a field is: kinds that follow, and values that must fit."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from sitegen.errors import suggestion
from sitegen.worksheets.attributes import Attributes, number
from sitegen.worksheets.definition import Value
from sitegen.worksheets.kinds import NUMBER_KINDS
from sitegen.worksheets.meanings import FIELD, Places, misplaced

_WRITTEN = ("text", "lines", "email", "phone", "url")
_UNITS = (*NUMBER_KINDS, "text")
_LINES = 3  # where the braces say `{lines}` and no number
_MOST_LETTERS = 100_000
_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def settle(said: Attributes, kind: str = "text", places: Places = FIELD) -> dict[str, Any]:
    """The arguments of a Field, without its id, label and block; adds to ``said.faults``.

    ``kind`` is what the field is where the braces name no kind; ``places`` tells whether it is a
    field or a column.
    """
    kind = _kind(said, kind)
    values: dict[str, Any] = {"kind": kind, "was": said.was, "example": said.example}
    values |= dict.fromkeys(said.flags, True)
    if kind == "lines":
        values["lines"] = said.lines or _LINES
    if kind == "choose":
        values["options"] = said.options
    values["is_"] = meaning(said, kind, places)
    _range(said, kind, values)
    _most(said, kind, values)
    _unit(said, kind, values)
    if said.default is not None:
        values["default"] = _default(said, kind, values)
    return values


def meaning(said: Attributes, kind: str, places: Places) -> str:
    """What ``is:`` says, if it can be said of this kind; else adds to ``said.faults``."""
    fault = misplaced(said.is_, said.at.get("is:", 0), places, kind)
    if fault:
        said.faults.append(fault)
    return "" if fault else said.is_


def _kind(said: Attributes, kind: str) -> str:
    if said.kind:
        if said.kind == "choose" and not said.options and "choose:" not in said.at:
            said.fault(said.at["kind"], "the options are missing", "write `{choose: A | B}`")
        return said.kind
    return "number" if (said.range or said.least is not None) and kind == "text" else kind


def _range(said: Attributes, kind: str, values: dict[str, Any]) -> None:
    if said.range is None and said.least is None:
        return
    if kind not in NUMBER_KINDS:
        at = said.at["range"] if said.range else said.at["min"]
        said.fault(at, f"`{_shown(kind)}` has no range", "say `number`, `money` or `percent`")
    elif said.range is not None:
        values["min"], values["max"] = said.range
    if kind in NUMBER_KINDS and said.least is not None:
        values["min"] = _amount(said, said.least, "min")


def _most(said: Attributes, kind: str, values: dict[str, Any]) -> None:
    """``max=`` is the greatest number, or how many letters a text may have."""
    if said.most is None:
        return
    most = _amount(said, said.most, "max")
    if kind in NUMBER_KINDS:
        values["max"] = most
        if most is not None and values.get("min") is not None and values["min"] >= most:
            said.fault(said.at["max"], "the range is empty", "`min=` must be the smaller one")
    elif kind not in _WRITTEN:
        said.fault(said.at["max"], f"`{_shown(kind)}` has no `max=`", "take it out")
    elif most is not None and (most != int(most) or not 1 <= most <= _MOST_LETTERS):
        hint = "write how many letters an answer may have, such as `max=80`"
        said.fault(said.at["max"], "`max=` is no number of letters", hint)
    elif most is not None:
        values["maxlength"] = int(most)


def _amount(said: Attributes, text: str, name: str) -> float | None:
    if _NUMBER.fullmatch(text):
        return number(text)
    said.fault(said.at[name], f"`{name}=` wants a number", f"write `{name}=10`")
    return None


def _unit(said: Attributes, kind: str, values: dict[str, Any]) -> None:
    if said.unit and kind not in _UNITS:
        said.fault(said.at["unit"], f"`{_shown(kind)}` has no unit", "take `unit=` out")
    elif said.unit:
        values["unit"] = said.unit
    elif "unit" in said.at:
        said.fault(said.at["unit"], "the unit is missing", "write `unit=calls`")


def _default(said: Attributes, kind: str, values: dict[str, Any]) -> Value | None:
    text, at = said.default or "", said.at["default"]
    if not text:
        hint = "write it after `default=`, between quotes if it has spaces"
        said.fault(at, "the default is missing", hint)
        return None
    if kind in NUMBER_KINDS:
        return _default_number(said, text, values)
    if kind == "choose":
        if text not in said.options and said.options:
            hint = suggestion(text, said.options) or "take one that stands in the list"
            said.fault(at, f"`{text}` is not among the options", hint)
        return text
    if kind == "tick":
        if text not in ("yes", "no"):
            said.fault(at, "a box is ticked or it is not", "write `default=yes`")
        return text == "yes"
    wanted = _wanted(kind, text)
    if wanted:
        said.fault(at, f"`{text}` is no {_shown(kind)}", wanted)
    return text


def _default_number(said: Attributes, text: str, values: dict[str, Any]) -> float | None:
    at = said.at["default"]
    if not _NUMBER.fullmatch(text):
        said.fault(at, f"`{text}` is no number", "write digits only: `default=10`")
        return None
    value = number(text)
    low, high = values.get("min"), values.get("max")
    if (low is not None and value < low) or (high is not None and value > high):
        said.fault(at, f"the default {text} is out of the range", "change one of them")
    return value


def _wanted(kind: str, text: str) -> str:
    """What to write for a default that does not fit its kind; empty if it does."""
    if kind == "date" and not is_day(text):
        return "write it like `2027-03-31`"
    if kind == "time" and not _TIME.fullmatch(text):
        return "write it like `09:30`"
    if kind == "yesno" and text not in ("yes", "no"):
        return "write `default=yes` or `default=no`"
    if kind == "email" and "@" not in text[1:-1]:
        return "write it like `name@example.com`"
    if kind == "url" and "://" not in text:
        return "write it with `https://`"
    return ""


def is_day(text: str) -> bool:
    """Whether ``text`` is a day of the calendar such as ``2027-03-31``."""
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _shown(kind: str) -> str:
    return {"yesno": "yes/no", "choose": "choose"}.get(kind, kind)
