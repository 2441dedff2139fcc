"""Dates in words, the same on every machine."""

from __future__ import annotations

import re
from datetime import datetime

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def format_date(moment: datetime, pattern: str) -> str:
    """``moment`` by a strftime pattern, with English names whatever the machine's locale.

    ``%-d``, ``%-m``, ``%-H`` and ``%-I`` leave out the leading zero on every system.
    """
    named = {
        "%B": MONTHS[moment.month - 1],
        "%b": MONTHS[moment.month - 1][:3],
        "%A": DAYS[moment.weekday()],
        "%a": DAYS[moment.weekday()][:3],
        "%-d": str(moment.day),
        "%-m": str(moment.month),
        "%-H": str(moment.hour),
        "%-I": str(moment.hour % 12 or 12),
        "%p": "AM" if moment.hour < 12 else "PM",
    }
    filled = re.sub(r"%%|%-?[A-Za-z]", lambda found: named.get(found[0], found[0]), pattern)
    return moment.strftime(filled) if "%" in filled else filled
