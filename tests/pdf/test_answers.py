"""What people write into blanks, and the answers that it means."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.pdf.answers import Misfit, answer
from sitegen.worksheets.kinds import COLUMN_KINDS


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("  Acme\r\nInc.\r", "lines", "Acme\nInc."),
        ("a\x00b\x1b[31m", "text", "ab[31m"),
        ("", "text", None),
        (" \n", "number", None),
        ("12", "number", 12),
        ("12.0", "number", 12),
        ("12.5", "number", 12.5),
        ("12,5", "number", 12.5),
        ("1,200", "number", 1200),
        ("1,200.50", "money", 1200.5),
        ("1.200,50", "money", 1200.5),
        ("1.200.000", "money", 1_200_000),
        ("1 200", "money", 1200),
        ("1’200", "money", 1200),
        ("$12,500", "money", 12500),
        ("12500 EUR", "money", 12500),
        ("30 %", "percent", 30),
        ("−3", "days", -3),
        ("2027-03-31", "date", "2027-03-31"),
        ("2027/3/1", "date", "2027-03-01"),
        ("9:30", "time", "9:30"),
        ("2", "duration", [2, "d"]),
        ("2d", "duration", [2, "d"]),
        ("3 Weeks", "duration", [3, "w"]),
        ("yes", "tick", True),
        ("Yes", "yesno", "yes"),
        ("no", "yesno", "no"),
        ("Client", "choose", "Client"),
    ],
)
def test_what_is_written_is_understood(text: str, kind: str, value: Any) -> None:
    assert answer(text, kind) == value
    assert type(answer(text, kind)) is type(value)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("a dozen", "number"),
        ("10 to 20", "number"),
        ("1.2.3,4,5", "number"),
        ("9" * 400, "number"),
        ("31.3.2027", "date"),  # who writes 3/4/2027 may mean March or April
        ("2027-02-30", "date"),
        ("soon", "duration"),
        ("perhaps", "yesno"),
        ("the first step", "follows"),
    ],
)
def test_what_is_not_is_refused(text: str, kind: str) -> None:
    with pytest.raises(Misfit):
        answer(text, kind)


@given(st.text(), st.sampled_from(COLUMN_KINDS))
def test_any_text_is_an_answer_or_a_misfit(text: str, kind: str) -> None:
    try:
        value = answer(text, kind)
    except Misfit:
        return
    assert value is None or isinstance(value, str | bool | int | float | list)
