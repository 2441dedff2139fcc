"""What one build leaves for the next: a SQLite file under ``.sitegen/`` that is safe to delete.

Values are plain data, kept by marshal with a checksum. A file that is damaged, or that another
version of the program wrote, is thrown away in silence: it only ever saves work.
"""

from __future__ import annotations

import marshal
import os
import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

FORMAT = "1"
_SCHEMA = """
CREATE TABLE IF NOT EXISTS shelf (name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS bodies (digest TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
"""


def pack(value: Any) -> bytes:
    """Plain data (None, bool, int, float, str, bytes, tuple, list, dict) as checked bytes."""
    data = marshal.dumps(value)
    return zlib.crc32(data).to_bytes(4, "little") + data


def unpack(blob: bytes) -> Any:
    """What :func:`pack` packed. Raises ValueError if the bytes were changed since."""
    data = blob[4:]
    if zlib.crc32(data).to_bytes(4, "little") != blob[:4]:
        raise ValueError("damaged")
    return marshal.loads(data)


class Memo:
    """A small store of named values and of parsed bodies by digest.

    Nothing is kept until :meth:`save`. Lookups never raise for a damaged file: what can't be read
    is not there.
    """

    def __init__(self, path: Path | None, engine: str) -> None:
        self.path = path
        self._db = _open(path, engine)

    @property
    def connection(self) -> sqlite3.Connection:
        """The database itself, for tables that belong to others."""
        return self._db

    def get(self, name: str, default: Any = None) -> Any:
        row = self._one("SELECT value FROM shelf WHERE name = ?", name)
        return default if row is None else row

    def set(self, name: str, value: Any) -> None:
        self._db.execute("INSERT OR REPLACE INTO shelf VALUES (?, ?)", (name, pack(value)))

    def body(self, digest: str) -> Any:
        return self._one("SELECT value FROM bodies WHERE digest = ?", digest)

    def body_digests(self) -> list[str]:
        """The digests of all bodies kept."""
        try:
            return [row[0] for row in self._db.execute("SELECT digest FROM bodies")]
        except sqlite3.DatabaseError:
            return []

    def keep_bodies(self, bodies: Mapping[str, Any]) -> None:
        rows = ((digest, pack(body)) for digest, body in bodies.items())
        self._db.executemany("INSERT OR REPLACE INTO bodies VALUES (?, ?)", rows)

    def forget_bodies(self, wanted: Iterable[str]) -> None:
        """Drops all bodies but those ``wanted``, once the store holds twice as many."""
        keep = set(wanted)
        (count,) = self._db.execute("SELECT count(*) FROM bodies").fetchone()
        if count <= 2 * len(keep) + 100:
            return
        held = [row[0] for row in self._db.execute("SELECT digest FROM bodies")]
        gone = [(digest,) for digest in held if digest not in keep]
        self._db.executemany("DELETE FROM bodies WHERE digest = ?", gone)

    def save(self) -> None:
        """Makes everything since the last save last, all of it or nothing."""
        self._db.commit()

    def close(self) -> None:
        self._db.close()

    def _one(self, query: str, key: str) -> Any:
        try:
            row = self._db.execute(query, (key,)).fetchone()
            return None if row is None else unpack(row[0])
        except (sqlite3.DatabaseError, ValueError, EOFError, TypeError):
            return None


def _open(path: Path | None, engine: str) -> sqlite3.Connection:
    if path is None:
        return _prepared(":memory:", engine)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _prepared(str(path), engine)
    except (sqlite3.DatabaseError, ValueError):
        for leftover in (path, Path(f"{path}-journal")):
            if leftover.exists():
                os.unlink(leftover)
        return _prepared(str(path), engine)


def _prepared(path: str, engine: str) -> sqlite3.Connection:
    """An open store for this engine. Raises DatabaseError or ValueError for one of no use."""
    db = sqlite3.connect(path, check_same_thread=False)
    try:
        # A killed process loses nothing; a power cut may, and then the file is made anew.
        db.execute("PRAGMA synchronous = OFF")
        db.executescript(_SCHEMA)
        row = db.execute("SELECT value FROM shelf WHERE name = 'format'").fetchone()
        if row is None:
            db.execute("INSERT INTO shelf VALUES ('format', ?)", (pack((FORMAT, engine)),))
            db.commit()
        elif unpack(row[0]) != (FORMAT, engine):
            raise ValueError("another version wrote this")
    except Exception:
        db.close()
        raise
    return db
