"""The manifest: what is in the output folder, and what each page there was made from.

All pages in it are current for one set of inputs, so an input's digest is kept once for all.
A row without a trace is a page that a build had begun to write or remove: its file is ours,
but what it holds is not known.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sitegen.memo import Memo
from sitegen.model import Name

_SCHEMA = """
CREATE TABLE IF NOT EXISTS pages
(path TEXT PRIMARY KEY, plan TEXT, content TEXT, size INT, mtime INT, trace BLOB) WITHOUT ROWID;
"""


class Row(NamedTuple):
    """One page of the output. ``trace`` is None while the page is being written or removed."""

    plan: str
    content: str
    size: int
    mtime: int
    trace: array[int] | None


class Manifest:
    """The pages of the last build, and the names and digests of their inputs."""

    def __init__(self, memo: Memo) -> None:
        self.memo = memo
        self._db: sqlite3.Connection = memo.connection
        self._db.executescript(_SCHEMA)
        self.names: list[Name] = memo.get("names", [])
        self.digests: list[str] = memo.get("digests", [])
        self.rows: dict[str, Row] = {}
        try:
            for path, plan, content, size, mtime, trace in self._db.execute("SELECT * FROM pages"):
                numbers = _numbers(trace, len(self.names))
                self.rows[path] = Row(plan, content, size, mtime, numbers)
        except sqlite3.DatabaseError:
            self.rows = {}

    def begin(self, written: Iterable[str], removed: Iterable[str]) -> None:
        """Notes, lastingly, that these paths are about to change."""
        self._db.executemany(
            "INSERT OR REPLACE INTO pages VALUES (?, '', '', 0, 0, NULL)",
            [(path,) for path in (*written, *removed)],
        )
        self.memo.save()

    def finish(
        self, rows: Mapping[str, tuple[str, str, int, int, frozenset[Name]]],
        removed: Iterable[str], digests: Mapping[Name, str],
    ) -> None:  # fmt: skip
        """Notes, lastingly, what the changed pages are made from, and every input's digest."""
        numbers = {name: number for number, name in enumerate(digests)}
        old = {number: numbers.get(name) for number, name in enumerate(self.names)}
        same = list(range(len(self.names))) == list(old.values())
        if not same:
            self._renumber(old, set(rows) | set(removed))
        self._db.executemany(
            "INSERT OR REPLACE INTO pages VALUES (?, ?, ?, ?, ?, ?)",
            [
                (path, *row[:4], array("I", sorted(numbers[name] for name in row[4])).tobytes())
                for path, row in rows.items()
            ],
        )
        self._db.executemany("DELETE FROM pages WHERE path = ?", [(path,) for path in removed])
        self.memo.set("names", list(numbers))
        self.memo.set("digests", list(digests.values()))
        self.memo.save()

    def _renumber(self, old: Mapping[int, int | None], skipped: set[str]) -> None:
        changed = []
        for path, row in self.rows.items():
            if path not in skipped and row.trace is not None:
                trace = array(
                    "I", [new for number in row.trace if (new := old[number]) is not None]
                )
                changed.append((trace.tobytes(), path))
        self._db.executemany("UPDATE pages SET trace = ? WHERE path = ?", changed)


def _numbers(blob: bytes | None, limit: int) -> array[int] | None:
    """A trace from its bytes; None for one that can't be right."""
    if blob is None or len(blob) % array("I").itemsize:
        return None
    trace = array("I")
    trace.frombytes(blob)
    return trace if not trace or max(trace) < limit else None
