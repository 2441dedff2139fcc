"""The marks of a step."""

from __future__ import annotations

import pytest

from sitegen.worksheets.steps import After, Step, read_code, read_text


def step(*codes: str) -> Step:
    found = Step()
    for code in codes:
        assert read_code(found, code, 0)
    return found


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("2d", (2, "d")),
        ("0d", (0, "d")),
        ("2w", (2, "w")),
        ("1 day", (1, "d")),
        ("10 days", (10, "d")),
        (" 3 Weeks ", (3, "w")),
    ],
)
def test_lengths(code: str, wanted: tuple[int, str]) -> None:
    assert step(code).dur == wanted


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("after 1", [After("1", 6)]),
        ("after invite +1w", [After("invite", 6, (1, "w"))]),
        ("after 1 + 2 days", [After("1", 6, (2, "d"))]),
        ("after 1, ask-them +3d", [After("1", 6), After("ask-them", 9, (3, "d"))]),
    ],
)
def test_after(code: str, wanted: list[After]) -> None:
    assert step(code).after == wanted


@pytest.mark.parametrize(
    ("code", "wanted"),
    [
        ("every mon", "mon"),
        ("every monday", "mon"),
        ("every mon, Thu", "mon thu"),
        ("every day", "day"),
        ("every weekday", "workday"),
        ("every month", "month"),
    ],
)
def test_rhythms(code: str, wanted: str) -> None:
    found = step(code)
    assert (found.every, found.faults) == (wanted, [])


def test_dates_and_reminders() -> None:
    found = step("by 2028-02-29", "remind 1w", "0d")
    assert (found.by, found.remind, found.dur, found.faults) == (
        "2028-02-29",
        (1, "w"),
        (0, "d"),
        [],
    )


@pytest.mark.parametrize("code", ["make", "x", "", "python 3", "afterwards we rest", "2", "d"])
def test_other_code_stays_code(code: str) -> None:
    found = Step()
    assert not read_code(found, code, 0)
    assert found == Step()


@pytest.mark.parametrize(
    ("text", "words", "who", "name"),
    [
        (" Ask them @me {#ask}", " Ask them ", "me", "ask"),
        ("mail ann@example.com", "mail ann@example.com", "", ""),
        ("@anna-maria calls", " calls", "anna-maria", ""),
        ("(@bob)", "()", "bob", ""),
    ],
)
def test_people_and_ids(text: str, words: str, who: str, name: str) -> None:
    found = Step()
    assert read_text(found, text) == words
    assert (found.who, found.id, found.faults) == (who, name, [])
