"""What one build leaves for the next: a SQLite file under ``.sitegen/`` that is safe to delete.

Values are plain data, kept by marshal with a checksum. A file that is damaged, or in a form of
another version, is made anew in silence: it only ever saves work.
"""

from __future__ import annotations

import marshal
import sqlite3
import zlib
from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path
from typing import Any

FORMAT = "2"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS shelf (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS bodies (digest TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
"""
_SMALL = 8  # a table's changes are kept apart until they are an eighth of it


def pack(value: Any) -> bytes:
    """Plain data (None, bool, int, float, str, bytes, tuple, list, dict) as checked bytes."""
    data = marshal.dumps(value)
    return zlib.crc32(data).to_bytes(4, "little") + data


def unpack(blob: bytes) -> Any:
    """What :func:`pack` packed. Raises ValueError if the bytes were changed since."""
    data = memoryview(blob)[4:]
    if zlib.crc32(data).to_bytes(4, "little") != blob[:4]:
        raise ValueError("damaged")
    return marshal.loads(data)


class Memo:
    """A small store of named values, of tables, and of parsed bodies by digest.

    Nothing is kept on disk until :meth:`save`. Lookups never raise for a damaged file: what can't
    be read is not there. What is handed out must not be changed. ``path`` None keeps it in memory.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._db = _open(path)
        self._read_only = False
        self._values: dict[str, Any] = {}
        self._tables: dict[str, dict[Any, Any]] = {}
        self._changes: dict[str, dict[Any, Any]] = {}

    # ------------------------------------------------------------------ values

    def get(self, name: str, default: Any = None) -> Any:
        if name not in self._values:
            self._values[name] = self._read("SELECT value FROM shelf WHERE name = ?", name)
        found = self._values[name]
        return default if found is None else found

    def set(self, name: str, value: Any) -> None:
        self._values[name] = value
        self._write(name, value)

    def _write(self, name: str, value: Any) -> None:
        if self._read_only:
            return
        self._db.execute("INSERT OR REPLACE INTO shelf VALUES (?, ?)", (name, pack(value)))

    # ------------------------------------------------------------------ tables

    def table(self, name: str) -> dict[Any, Any]:
        """A table by key. A row that is None is not there."""
        if name not in self._tables:
            rows = self._read("SELECT value FROM shelf WHERE name = ?", f"{name}:all") or {}
            changes = self._read("SELECT value FROM shelf WHERE name = ?", f"{name}:new") or {}
            rows.update(changes)
            self._changes[name] = changes
            self._tables[name] = {key: row for key, row in rows.items() if row is not None}
        return self._tables[name]

    def update(
        self, name: str, rows: Mapping[Any, Any], gone: Iterable[Hashable] = (), whole: bool = False
    ) -> None:
        """Puts ``rows`` into a table and takes those ``gone`` out; ``whole`` replaces all of it.

        Few changes to a large table cost little: they are kept apart until there are many.
        """
        table, changes = self.table(name), self._changes[name]
        if whole:
            table.clear()
        table.update(rows)
        changes.update(rows)
        for key in gone:
            table.pop(key, None)
            changes[key] = None
        if whole or len(changes) * _SMALL > len(table):
            changes.clear()
            self._write(f"{name}:all", table)
        self._write(f"{name}:new", changes)

    # ------------------------------------------------------------------ bodies

    def body(self, digest: str) -> Any:
        return self._read("SELECT value FROM bodies WHERE digest = ?", digest)

    def has_body(self, digest: str) -> bool:
        query = "SELECT 1 FROM bodies WHERE digest = ?"
        try:
            return self._db.execute(query, (digest,)).fetchone() is not None
        except sqlite3.DatabaseError:
            return False

    def keep_bodies(self, bodies: Mapping[str, Any]) -> None:
        if self._read_only:
            return
        rows = ((digest, pack(body)) for digest, body in bodies.items())
        self._db.executemany("INSERT OR REPLACE INTO bodies VALUES (?, ?)", rows)

    def forget_bodies(self, wanted: Iterable[str]) -> None:
        """Drops all bodies but those ``wanted``, once the store holds twice as many."""
        keep = frozenset(wanted)
        (count,) = self._db.execute("SELECT count(*) FROM bodies").fetchone()
        if count > 2 * len(keep) + 100:
            held = self._db.execute("SELECT digest FROM bodies").fetchall()
            gone = [row for row in held if row[0] not in keep]
            self._db.executemany("DELETE FROM bodies WHERE digest = ?", gone)

    # ------------------------------------------------------------------ the file

    def save(self) -> None:
        """Makes everything since the last save last, all of it or nothing."""
        self._db.commit()

    def clear(self, keep: Iterable[str] = ()) -> None:
        """Forgets everything but the tables named."""
        kept = {name: dict(self.table(name)) for name in keep}
        self._db.execute("DELETE FROM shelf WHERE name != 'format'")
        self._db.execute("DELETE FROM bodies")
        for cache in (self._values, self._tables, self._changes):
            cache.clear()
        for name, rows in kept.items():
            self.update(name, rows, whole=True)

    def renew(self) -> None:
        """Throws everything away, for a file that turns out to be damaged while it is used."""
        self._db.close()
        for cache in (self._values, self._tables, self._changes):
            cache.clear()
        if self.path is not None:
            _discard(self.path)
        self._db = _open(self.path)

    def reopen(self) -> None:
        """In a forked process: reads through a connection of its own, and keeps nothing.

        SQLite forbids to use a connection across a fork, even to close it.
        """
        self._inherited = self._db
        self._db = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        self._read_only = True

    def close(self) -> None:
        self._db.close()

    def _read(self, query: str, key: str) -> Any:
        try:
            row = self._db.execute(query, (key,)).fetchone()
            return None if row is None else unpack(row[0])
        except (sqlite3.DatabaseError, ValueError, EOFError, TypeError):
            return None


def _open(path: Path | None) -> sqlite3.Connection:
    if path is None:
        return _prepared(":memory:")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _prepared(str(path))
    except (sqlite3.DatabaseError, ValueError):
        _discard(path)
        return _prepared(str(path))


def _discard(path: Path) -> None:
    for leftover in (path, Path(f"{path}-journal")):
        leftover.unlink(missing_ok=True)


def _prepared(path: str) -> sqlite3.Connection:
    """An open store. Raises DatabaseError or ValueError for one that is of no use."""
    db = sqlite3.connect(path, check_same_thread=False)
    try:
        # A killed process loses nothing; a power cut may, and then the file is made anew.
        db.execute("PRAGMA synchronous = OFF")
        db.executescript(_SCHEMA)
        row = db.execute("SELECT value FROM shelf WHERE name = 'format'").fetchone()
        if row is None:
            db.execute("INSERT INTO shelf VALUES ('format', ?)", (pack(FORMAT),))
            db.commit()
        elif unpack(row[0]) != FORMAT:
            raise ValueError("another version wrote this")
    except Exception:
        db.close()
        raise
    return db
