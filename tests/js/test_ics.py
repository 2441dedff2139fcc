"""The calendar files that the browser writes, read by ``icalendar``."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.js.test_javascript import node

icalendar = pytest.importorskip("icalendar")
pytestmark = pytest.mark.skipif(not node(), reason="there is no Node.js")

HERE = Path(__file__).parent
UID = "p1.the-plan.{}@monday-plan.example"


@pytest.fixture(scope="module")
def files() -> list[str]:
    """The first export and, after a day and some edits, the second."""
    environment = {**os.environ, "PRINT": "1", "TZ": "UTC"}
    command = [node(), str(HERE / "ics_export.js")]
    ran = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    found: list[str] = json.loads(ran.stdout)
    return found


def events(file: str) -> dict[str, Any]:
    """A file's events by UID; every property was understood."""
    calendar = icalendar.Calendar.from_ical(file)
    found = {}
    for part in calendar.walk():
        assert not part.errors, part.errors
        if part.name == "VEVENT":
            assert str(part["UID"]) not in found
            found[str(part["UID"])] = part
    return found


def test_lines_end_and_fold_as_they_must(files: list[str]) -> None:
    for file in files:
        assert file.endswith("END:VCALENDAR\r\n")
        lines = file.encode().split(b"\r\n")
        assert not any(b"\n" in line or b"\r" in line for line in lines)
        assert max(map(len, lines)) <= 75
        assert all(line.decode() for line in lines[:-1])
        assert any(line.startswith(b" ") for line in lines)


def test_the_calendar_itself(files: list[str]) -> None:
    calendar = icalendar.Calendar.from_ical(files[0])
    assert calendar["VERSION"] == "2.0"
    assert calendar["METHOD"] == "PUBLISH"
    assert calendar["X-WR-CALNAME"] == "My plans"


def test_steps_are_whole_days_that_leave_time_free(files: list[str]) -> None:
    found = events(files[0])
    invite = found[UID.format("invite")]
    assert invite.decoded("DTSTART") == date(2027, 1, 4)
    assert invite.decoded("DTEND") == date(2027, 1, 13)  # late, so due on the 12th; exclusive
    assert invite["TRANSP"] == "TRANSPARENT"
    assert str(invite["SUMMARY"]).startswith(
        "Ask Zoë for an introduction; say “thank you”, and why:"
    )
    assert "🙂🙂🙂 (Acme; Sons, Ltd)" in invite["SUMMARY"]
    assert invite["DESCRIPTION"] == "Who: me\\you"
    assert invite["URL"] == "https://monday-plan.example/worksheets/account-plan/"
    assert UID.format("reach") not in found


def test_a_reminder_rings_at_nine_on_the_working_day_before(files: list[str]) -> None:
    meeting = events(files[0])[UID.format("meet")]
    assert meeting.decoded("DTSTART") == date(2027, 1, 19)
    (alarm,) = meeting.subcomponents
    assert alarm["ACTION"] == "DISPLAY"
    assert alarm.decoded("TRIGGER") == timedelta(hours=-15)


def test_a_day_to_confirm(files: list[str]) -> None:
    confirm = events(files[0])[UID.format("meet.confirm")]
    assert confirm.decoded("DTSTART") == date(2027, 1, 18)
    assert confirm["SUMMARY"] == "Confirm: First meeting (Acme; Sons, Ltd)"


def test_what_comes_round(files: list[str]) -> None:
    found = events(files[0])
    status = found[UID.format("status")]
    assert status.decoded("DTSTART") == date(2027, 1, 8)
    assert status["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=FR"
    routine = "p1.routines.clients.{}@monday-plan.example"
    daily, monthly = found[routine.format("daily")], found[routine.format("monatlich")]
    assert daily["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    assert daily["SUMMARY"] == "Call two · before ten (Acme; Sons, Ltd)"
    assert daily["DESCRIPTION"] == "Call two\nbefore ten"
    assert monthly["RRULE"].to_ical() == b"FREQ=MONTHLY"
    assert monthly.decoded("DTSTART") == date(2027, 1, 4)


def test_days_that_the_planner_set(files: list[str]) -> None:
    before, after = (events(file) for file in files)
    touch = "p1.open.raj.touch@monday-plan.example"
    assert before[touch]["SUMMARY"] == "Next touch: Raj (Acme; Sons, Ltd)"
    assert before[touch].decoded("DTSTART") == date(2027, 1, 15)
    assert after[touch].decoded("DTSTART") == date(2027, 1, 22)
    review = before["p1.review@monday-plan.example"]
    assert (review["SUMMARY"], review.decoded("DTEND")) == (
        "Next review (Acme; Sons, Ltd)",
        date(2027, 2, 2),
    )
    assert not [uid for uid in before if ".weekly@" in uid or ".made@" in uid]


def test_a_second_export_updates_the_first(files: list[str]) -> None:
    before, after = (events(file) for file in files)
    assert set(after) == set(before)
    for uid, event in after.items():
        assert event["SEQUENCE"] > before[uid]["SEQUENCE"]
        assert event.decoded("DTSTAMP") > before[uid].decoded("DTSTAMP")
    meeting = after[UID.format("meet")]
    assert meeting["SUMMARY"] == "First meeting, at their place (Acme; Sons, Ltd)"
    assert meeting.decoded("DTSTART") == date(2027, 1, 20)
    assert str(after[UID.format("invite")]["SUMMARY"]).startswith("✓ Ask Zoë")


def test_what_was_removed_is_cancelled(files: list[str]) -> None:
    cancelled = {uid for uid, event in events(files[1]).items() if "STATUS" in event}
    assert cancelled == {
        UID.format("status"),
        "p1.routines.clients.daily@monday-plan.example",
        "p1.open.row.touch@monday-plan.example",
        "p1.review@monday-plan.example",
    }
    assert not any("STATUS" in event for event in events(files[0]).values())
