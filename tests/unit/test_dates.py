from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from sitegen.load.dates import parse_date
from tests.support import build, post, site, text

UTC, PARIS, NEW_YORK = ZoneInfo("UTC"), ZoneInfo("Europe/Paris"), ZoneInfo("America/New_York")
KATHMANDU, APIA = ZoneInfo("Asia/Kathmandu"), ZoneInfo("Pacific/Apia")


@pytest.mark.parametrize(
    ("written", "zone", "moment"),
    [
        ("2024-05-01", UTC, "2024-05-01T00:00:00+00:00"),
        ("2024-05-01", PARIS, "2024-05-01T00:00:00+02:00"),
        ("2024-12-01", PARIS, "2024-12-01T00:00:00+01:00"),
        ("2024/5/1", UTC, "2024-05-01T00:00:00+00:00"),
        ("2024.05.01", UTC, "2024-05-01T00:00:00+00:00"),
        ("  2024-05-01  ", UTC, "2024-05-01T00:00:00+00:00"),
        ("2024-05-01 09:30", KATHMANDU, "2024-05-01T09:30:00+05:45"),
        ("2024-05-01 9:30", UTC, "2024-05-01T09:30:00+00:00"),
        ("2024-05-01T09:30:15", UTC, "2024-05-01T09:30:15+00:00"),
        ("2024-05-01t09:30:15z", UTC, "2024-05-01T09:30:15+00:00"),
        ("2024-05-01 09:30:15.999", UTC, "2024-05-01T09:30:15+00:00"),
        ("2024-05-01T09:30:15Z", NEW_YORK, "2024-05-01T05:30:15-04:00"),
        ("2024-05-01 09:30 UTC", PARIS, "2024-05-01T11:30:00+02:00"),
        ("2024-05-01 09:30 +0530", UTC, "2024-05-01T04:00:00+00:00"),
        ("2024-05-01 09:30-11:30", UTC, "2024-05-01T21:00:00+00:00"),
        ("2024-01-01T00:00:00+14:00", UTC, "2023-12-31T10:00:00+00:00"),
        ("2024-02-29", UTC, "2024-02-29T00:00:00+00:00"),
        ("9999-12-31", UTC, "9999-12-31T00:00:00+00:00"),
        # Summer time begins: 02:30 does not exist, and is read with the offset before the gap.
        ("2024-03-31 02:30", PARIS, "2024-03-31T02:30:00+01:00"),
        ("2024-03-31 03:00", PARIS, "2024-03-31T03:00:00+02:00"),
        # Summer time ends: 02:30 comes twice, and the first is meant.
        ("2024-10-27 02:30", PARIS, "2024-10-27T02:30:00+02:00"),
        # A day that a zone skipped: Apia had no 30 December 2011.
        ("2011-12-31", APIA, "2011-12-31T00:00:00+14:00"),
        ("2011-12-29", APIA, "2011-12-29T00:00:00-10:00"),
    ],
)
def test_dates(written: str, zone: ZoneInfo, moment: str) -> None:
    assert parse_date(written, zone).isoformat() == moment


@pytest.mark.parametrize(
    "written",
    [
        "", "today", "May 1, 2024", "1.5.2024", "05/01/2024", "2024", "2024-05", "20240501",
        "2024-13-01", "2024-00-01", "2023-02-29", "2024-05-01 24:00", "2024-05-01 09:60",
        "2024-05-01 09:30:60", "2024-05-01 09:30 +25:00", "2024-05-01 09:30 CET", "2024-05-01 9",
        "0000-01-01", "2024-05-01T", "2024-05-01 09:30 pm", "2024-05-01\n2024-05-02",
        "9999-12-31T23:59:59-01:00", "0001-01-01T00:00:00+01:00", "1714521600", "-2024-05-01",
    ],
)  # fmt: skip
def test_what_is_no_date(written: str) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        parse_date(written, UTC)


@pytest.fixture
def machine_in_tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patched:
        patched.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("machine_in_tokyo")
def test_the_machine_has_no_say(tmp_path: Path) -> None:
    zone = 'title = "T"\ntimezone = "America/New_York"\n'
    root = site(tmp_path, {"content/posts/a.md": post(date="2026-01-15 23:30")}, zone)
    build(root)
    assert "2026-01-15T23:30:00-05:00" in text(root, "posts/a/index.html")
    assert "15 January 2026" in text(root, "posts/a/index.html")
