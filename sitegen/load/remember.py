"""Entries and problems as plain tuples, for the memo."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any

from sitegen.errors import Location, Problem
from sitegen.model import NOTHING, Entry

_NAMES = tuple(field.name for field in fields(Entry))
_DATES = tuple(_NAMES.index(name) for name in ("date", "updated", "expires"))
_TABLES = tuple(_NAMES.index(name) for name in ("terms", "extra", "marks"))


def entry_to(entry: Entry) -> tuple[Any, ...]:
    """The entry as plain data, field by field."""
    values = [getattr(entry, name) for name in _NAMES]
    for index in _DATES:
        values[index] = values[index].isoformat() if values[index] else None
    for index in _TABLES:
        values[index] = dict(values[index])
    return tuple(values)


def entry_from(packed: tuple[Any, ...]) -> Entry:
    """The entry that :func:`entry_to` packed."""
    values = list(packed)
    for index in _DATES:
        if values[index]:
            values[index] = datetime.fromisoformat(values[index])
    for index in _TABLES:
        values[index] = values[index] or NOTHING
    return Entry(*values)


def problem_to(problem: Problem) -> tuple[Any, ...]:
    place = problem.location
    return (
        problem.code, problem.message, (place.path, place.line, place.column),
        problem.hint, problem.severity, problem.excerpt,
    )  # fmt: skip


def problem_from(packed: tuple[Any, ...]) -> Problem:
    code, message, place, hint, severity, excerpt = packed
    return Problem(code, message, Location(*place), hint, severity, excerpt)
