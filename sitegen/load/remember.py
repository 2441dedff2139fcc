"""Entries and problems as plain tuples, for the memo."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping
from dataclasses import astuple, fields
from datetime import datetime
from typing import Any, NamedTuple

from sitegen.errors import Location, Problem
from sitegen.model import NOTHING, Entry, Wisdom

_NAMES = tuple(field.name for field in fields(Entry))
_DATES = tuple(_NAMES.index(name) for name in ("date", "updated", "expires", "review_by"))
_TABLES = tuple(_NAMES.index(name) for name in ("terms", "plan", "extra", "marks"))
_WISDOMS = _NAMES.index("wisdoms")


Packed = tuple[Any, ...]


class Kept(NamedTuple):
    """An entry as plain data. Every build looks at the first fields; ``whole`` is the entry."""

    digest: str
    url: str
    body_digest: str
    language: str
    kind: str
    worksheet: str
    whole: bytes


_DIGEST, _URL, _BODY, _LANGUAGE, _KIND, _WORKSHEET, _WHOLE = range(len(Kept._fields))


class Entries(Mapping[str, Entry]):
    """Entries by id, each unpacked when it is first asked for: few builds need them all."""

    def __init__(self, packed: Mapping[str, Packed], before: Entries | None = None) -> None:
        self.packed = packed
        self._made: dict[str, Entry] = {}
        if before is not None:  # what has not changed since need not be unpacked again
            same = before.packed
            self._made = {
                id: entry for id, entry in before._made.items() if packed.get(id) is same[id]
            }

    def __getitem__(self, id: str) -> Entry:
        found = self._made.get(id)
        if found is None:
            found = self._made[id] = entry_from(self.packed[id])
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.packed)

    def __len__(self) -> int:
        return len(self.packed)

    def __contains__(self, id: object) -> bool:
        return id in self.packed

    def of_kind(self, kind: str) -> list[str]:
        """The ids of all entries of one kind."""
        return [id for id, found in self.packed.items() if found[_KIND] == kind]

    def metadata(self) -> str:
        """Id, digest and URL of every entry in one text: all that a plan depends on."""
        return "\0".join(
            [f"{id}\0{found[_DIGEST]}\0{found[_URL]}" for id, found in self.packed.items()]
        )

    def body_digests(self) -> dict[str, str]:
        """The digest of every entry's body, by id."""
        return {id: found[_BODY] for id, found in self.packed.items()}

    def mark(self, id: str) -> tuple[str, str]:
        """The digest of an entry's metadata, and its URL; empty if it is not there."""
        found = self.packed.get(id)
        return (found[_DIGEST], found[_URL]) if found else ("", "")

    def body(self, id: str) -> tuple[str, str, bool] | None:
        """The digest of an entry's body, its language, and whether it is a worksheet's; or None."""
        found = self.packed.get(id)
        return (found[_BODY], found[_LANGUAGE], bool(found[_WORKSHEET])) if found else None


def entry_to(entry: Entry) -> Packed:
    """The entry as plain data, in the order of :class:`Kept`."""
    values = [getattr(entry, name) for name in _NAMES]
    for index in _DATES:
        values[index] = values[index].isoformat() if values[index] else None
    for index in _TABLES:
        values[index] = dict(values[index])
    values[_WISDOMS] = [astuple(wisdom) for wisdom in entry.wisdoms]
    return (entry.digest, entry.url, entry.body_digest, entry.language, entry.kind,
            entry.worksheet, marshal.dumps(values))  # fmt: skip


def entry_from(packed: Packed) -> Entry:
    """The entry that :func:`entry_to` packed."""
    values = marshal.loads(packed[_WHOLE])
    for index in _DATES:
        if values[index]:
            values[index] = datetime.fromisoformat(values[index])
    for index in _TABLES:
        values[index] = values[index] or NOTHING
    values[_WISDOMS] = tuple(Wisdom(*wisdom) for wisdom in values[_WISDOMS])
    return Entry(*values)


def problem_to(problem: Problem) -> Packed:
    place = problem.location
    return (
        problem.code, problem.message, (place.path, place.line, place.column),
        problem.hint, problem.severity, problem.excerpt,
    )  # fmt: skip


def problem_from(packed: Packed) -> Problem:
    code, message, place, hint, severity, excerpt = packed
    return Problem(code, message, Location(*place), hint, severity, excerpt)
