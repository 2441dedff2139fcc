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

from sitegen.errors import BuildFailed, Location, Problem

FORMAT = "6"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS shelf (name TEXT PRIMARY KEY, value BLOB);
CREATE TABLE IF NOT EXISTS bodies (digest TEXT PRIMARY KEY, value BLOB);
"""
_SMALL = 8  # a table's changes are kept apart until they are an eighth of it


_REFUSALS = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
    }
)
"""What SQLite says where the system refuses. All else it can say means a damaged file."""


def pack(value: Any, name: str = "") -> bytes:
    """Plain data (None, bool, int, float, str, bytes, tuple, list, dict) as checked bytes.

    The check covers the ``name`` that the value is kept under.
    """
    data = marshal.dumps(value)
    return _mark(data, name) + data


def unpack(blob: bytes, name: str = "") -> Any:
    """What :func:`pack` packed. Raises ValueError if the bytes were changed since."""
    data = memoryview(blob)[4:]
    if _mark(data, name) != blob[:4]:
        raise ValueError("damaged")
    return marshal.loads(data)


def _mark(data: bytes | memoryview, name: str) -> bytes:
    return zlib.crc32(data, zlib.crc32(name.encode("utf-8"))).to_bytes(4, "little")


class Memo:
    """A small store of named values, of tables, and of parsed bodies by digest.

    Nothing is kept on disk until :meth:`save`. Lookups never raise for a damaged file: what can't
    be read is not there. Writing raises BuildFailed where the system refuses, and DatabaseError
    for a damaged file. What is handed out must not be changed. ``path`` None keeps it in memory.
    """

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._db = _open(path)
        self._read_only = False
        self._checked = False
        self._version = self._data_version()
        self._values: dict[str, Any] = {}
        self._tables: dict[str, dict[Any, Any]] = {}
        self._changes: dict[str, dict[Any, Any]] = {}
        self._sound: dict[str, bytes] = {}  # values that were found to be whole, and not used yet

    # ------------------------------------------------------------------ values

    def get(self, name: str, default: Any = None) -> Any:
        if name not in self._values:
            self._values[name] = self._value(name)
        found = self._values[name]
        return default if found is None else found

    def set(self, name: str, value: Any) -> None:
        self._values[name] = value
        self._write(name, value)

    def _write(self, name: str, value: Any) -> None:
        if not self._read_only:
            self._do("INSERT OR REPLACE INTO shelf VALUES (?, ?)", [(name, pack(value, name))])

    # ------------------------------------------------------------------ tables

    def table(self, name: str) -> dict[Any, Any]:
        """A table by key. A row that is None is not there."""
        if name not in self._tables:
            all_, new = _names(name)
            rows, changes = self._value(all_) or {}, self._value(new) or {}
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
            self._write(_names(name)[0], table)
        self._write(_names(name)[1], changes)

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
        if not self._read_only:
            rows = ((digest, pack(body)) for digest, body in bodies.items())
            self._do("INSERT OR REPLACE INTO bodies VALUES (?, ?)", rows)

    def forget_bodies(self, wanted: Iterable[str]) -> None:
        """Drops all bodies but those ``wanted``, once the store holds twice as many."""
        keep = frozenset(wanted)
        (count,) = self._db.execute("SELECT count(*) FROM bodies").fetchone()
        if count > 2 * len(keep) + 100:
            held = self._db.execute("SELECT digest FROM bodies").fetchall()
            gone = [row for row in held if row[0] not in keep]
            self._do("DELETE FROM bodies WHERE digest = ?", gone)

    # ------------------------------------------------------------------ the file

    def save(self) -> None:
        """Makes everything since the last save last, all of it or nothing."""
        try:
            self._db.commit()
        except sqlite3.DatabaseError as fault:
            raise _seen(fault, self.path) from None

    def check(self) -> None:
        """Forgets everything if any of the values is damaged: they only make sense together."""
        if self._checked:
            return
        self._checked = True
        try:
            for name, blob in self._db.execute("SELECT name, value FROM shelf"):
                if name != "format" and _mark(memoryview(blob)[4:], name) != blob[:4]:
                    raise ValueError("damaged")
                self._sound[name] = blob
        except (sqlite3.DatabaseError, ValueError, TypeError):
            self.renew()

    def is_current(self) -> bool:
        """Whether the file is still there, and nobody else has written to it since."""
        if self.path is None:
            return True
        if not self.path.is_file():
            return False
        return bool(self._data_version() == self._version)

    def _data_version(self) -> Any:
        """A number that changes when another connection writes to the file."""
        try:
            return self._db.execute("PRAGMA data_version").fetchone()
        except sqlite3.DatabaseError:
            return None

    def clear(self, keep: Iterable[str] = ()) -> None:
        """Forgets everything but the tables named."""
        kept = {name: dict(self.table(name)) for name in keep}
        self._do("DELETE FROM shelf WHERE name != 'format'", [()])
        self._do("DELETE FROM bodies", [()])
        self._forget()
        for name, rows in kept.items():
            self.update(name, rows, whole=True)

    def renew(self) -> None:
        """Throws everything away, for a file that turns out to be damaged while it is used."""
        self._db.close()
        self._forget()
        self._db = _open(self.path) if self.path is None else _anew(self.path)
        self._version = self._data_version()

    def reopen(self) -> None:
        """In a forked process: reads through a connection of its own, and keeps nothing.

        SQLite forbids to use a connection across a fork, even to close it.
        """
        self._inherited = self._db
        self._db = sqlite3.connect(f"file:{self.path}?mode=ro", uri=True)
        self._read_only = True

    def close(self) -> None:
        self._db.close()

    def _do(self, query: str, rows: Iterable[tuple[Any, ...]]) -> None:
        try:
            self._db.executemany(query, rows)
        except sqlite3.DatabaseError as fault:
            raise _seen(fault, self.path) from None

    def _forget(self) -> None:
        for cache in (self._values, self._tables, self._changes, self._sound):
            cache.clear()

    def _value(self, name: str) -> Any:
        blob = self._sound.pop(name, None)
        if blob is not None:
            return marshal.loads(memoryview(blob)[4:])
        return self._read("SELECT value FROM shelf WHERE name = ?", name, name)

    def _read(self, query: str, key: str, name: str = "") -> Any:
        try:
            row = self._db.execute(query, (key,)).fetchone()
            return None if row is None else unpack(row[0], name)
        except (sqlite3.DatabaseError, ValueError, EOFError, TypeError):
            return None


def _open(path: Path | None) -> sqlite3.Connection:
    if path is None:
        return _prepared(":memory:")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _prepared(str(path))
    except OSError as fault:
        raise _refused(fault, path) from None
    except (sqlite3.DatabaseError, ValueError) as fault:
        if isinstance(_seen(fault, path), BuildFailed):
            raise _seen(fault, path) from None
        return _anew(path)


def _anew(path: Path) -> sqlite3.Connection:
    """An empty store in the place of a damaged one."""
    try:
        for leftover in (path, Path(f"{path}-journal")):
            leftover.unlink(missing_ok=True)
        return _prepared(str(path))
    except (OSError, sqlite3.DatabaseError) as fault:
        raise _refused(fault, path) from None


def _seen(fault: Exception, path: Path | None) -> Exception:
    """What to raise for a fault: a problem where the system refuses, else the fault itself."""
    code = getattr(fault, "sqlite_errorcode", 0) & 0xFF
    return _refused(fault, path) if code in _REFUSALS else fault


def _refused(fault: Exception, path: Path | None) -> BuildFailed:
    reason = (getattr(fault, "strerror", None) or str(fault)).lower()
    message = f"what builds remember can't be written: {reason}"
    place = Location(f"{path.parent.name}/{path.name}" if path else "")
    return BuildFailed([Problem("cannot-write", message, place, _HINT)])


_HINT = "see to room on the disk and to permissions; the file is safe to delete"


def _names(table: str) -> tuple[str, str]:
    """The names of the values that hold a table: all of it, and what is newer than that."""
    return f"{table}:all", f"{table}:new"


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
