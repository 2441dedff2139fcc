"""Dates as authors write them, in the site's zone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

_DATE = re.compile(
    r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"
    r"(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?)?$",
    re.I,
)


def parse_date(text: str, zone: ZoneInfo) -> datetime:
    """``2024-05-01``, ``2024-05-01 09:30`` or an RFC 3339 time, as a time with a zone.

    A date without a zone is in ``zone``; without a time it is that day's first moment. What comes
    back is always in ``zone``. Raises ValueError that says what is wrong.
    """
    found = _DATE.match(text.strip())
    if not found:
        raise ValueError(f"`{text}` is not a date like 2024-05-01 or 2024-05-01 09:30")
    numbers = [int(part or 0) for part in found.groups()[:6]]
    try:
        moment = datetime(*numbers)  # type: ignore[arg-type]
        moment = moment.replace(tzinfo=_zone(found[7]) if found[7] else zone).astimezone(zone)
    except (ValueError, OverflowError) as fault:
        raise ValueError(f"`{text}` is not a date: {fault}") from None
    # A fixed offset, so that a date reads the same whether parsed or remembered.
    return datetime.fromisoformat(moment.isoformat())


def _zone(offset: str) -> timezone:
    if offset.upper() in ("Z", "UTC"):
        return UTC
    hours, minutes = int(offset[1:3]), int(offset[-2:])
    if hours > 23 or minutes > 59:
        raise ValueError(f"`{offset}` is not a zone")
    span = timedelta(hours=hours, minutes=minutes)
    return timezone(-span if offset.startswith("-") else span)
