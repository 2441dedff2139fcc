"""The language between braces, and what it makes of a field."""

from __future__ import annotations

from typing import Any

import pytest

from sitegen.worksheets.attributes import Attributes, read
from sitegen.worksheets.settle import settle


def settled(text: str) -> dict[str, Any]:
    """What a blank with these braces is, without what it is not."""
    said = read(text)
    values = settle(said)
    assert said.faults == []
    return {name: value for name, value in values.items() if value not in ("", None)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", {"kind": "text"}),
        ("date", {"kind": "date"}),
        ("yes/no", {"kind": "yesno"}),
        ("lines", {"kind": "lines", "lines": 3}),
        ("1 line", {"kind": "lines", "lines": 1}),
        ("12 lines required", {"kind": "lines", "lines": 12, "required": True}),
        ("number -5-5", {"kind": "number", "min": -5, "max": 5}),
        ("0.5-1.5", {"kind": "number", "min": 0.5, "max": 1.5}),
        ("money 0..9", {"kind": "money", "min": 0, "max": 9}),
        ("percent 0\u2013100", {"kind": "percent", "min": 0, "max": 100}),
        ("min=1", {"kind": "number", "min": 1}),
        ("days max=30 default=7", {"kind": "days", "max": 30, "default": 7}),
        ("max=80", {"kind": "text", "maxlength": 80}),
        ("3 lines max=500", {"kind": "lines", "lines": 3, "maxlength": 500}),
        ('unit="calls a day"', {"kind": "text", "unit": "calls a day"}),
        ('default="Ada L."', {"kind": "text", "default": "Ada L."}),
        ("tick default=no", {"kind": "tick", "default": False}),
        ("was:old-one shared private", {"kind": "text", "was": "old-one", "shared": True}),
        ("is:goal", {"kind": "text", "is_": "goal"}),
        ("date is:contact", {"kind": "date", "is_": "contact"}),
        ("number e.g. 10 calls, 3-5", {"kind": "number", "example": "10 calls, 3-5"}),
        ("e.g.Anna", {"kind": "text", "example": "Anna"}),
        ("choose: A | B|C", {"kind": "choose", "options": ("A", "B", "C")}),
        ("choose: A / B", {"kind": "choose", "options": ("A", "B")}),
        ("choose: A \\| B", {"kind": "choose", "options": ("A", "B")}),
        ("choose: and/or | nor", {"kind": "choose", "options": ("and/or", "nor")}),
        (
            "required choose: A b | C default=C was:x",
            {"kind": "choose", "options": ("A b", "C"), "default": "C", "was": "x"},
        ),
    ],
)
def test_what_braces_say(text: str, wanted: dict[str, Any]) -> None:
    found = settled(text)
    assert {name: found[name] for name in wanted} == wanted


def test_braces_add_up() -> None:
    said = read("required", read("date #due", offset=10), offset=30)
    assert (said.kind, said.id, said.flags) == ("date", "due", {"required"})
    assert said.at["required"] == 30
    assert said.faults == []


def test_faults_know_their_place() -> None:
    said = read("date dat", offset=7)
    (fault,) = said.faults
    assert (fault.at, fault.word) == (12, "dat")


def test_an_id_after_options_is_an_id() -> None:
    said = read("choose: A | B #which")
    assert (said.options, said.id, said.at["#"]) == (("A", "B"), "which", 14)


def test_so_many_options_can_not_be_chosen_from() -> None:
    said: Attributes = read("choose: " + " | ".join(map(str, range(300))))
    assert len(said.options) == 200
    assert [fault.message for fault in said.faults] == [
        "more than 200 options are too many to choose from"
    ]
