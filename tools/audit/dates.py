"""The two notations of a date that feeds and site maps allow."""

from __future__ import annotations

import re
from datetime import datetime

RFC_3339 = re.compile(
    r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})", re.ASCII
)
W3C_MINUTES = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(Z|[+-]\d{2}:\d{2})", re.ASCII)
W3C_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


def is_rfc_3339(text: str) -> bool:
    """Say whether ``text`` is a date, a time and an offset, and names a moment that exists."""
    return RFC_3339.fullmatch(text) is not None and exists(text)


def is_w3c(text: str) -> bool:
    """Say whether ``text`` is a W3C date: a year, month, day, or a time down to the minute."""
    if W3C_DAY.fullmatch(text):
        return exists(text + "-01" * (2 - text.count("-")))
    return is_rfc_3339(text) or (W3C_MINUTES.fullmatch(text) is not None and exists(text))


def exists(text: str) -> bool:
    """Say whether the calendar and the clock have what ``text`` names."""
    try:
        datetime.fromisoformat(text.upper())
    except ValueError:
        return False
    return True
