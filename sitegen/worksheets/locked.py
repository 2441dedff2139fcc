"""The lock file: what readers may have answered, so that no edit of a worksheet loses it.

Readers' answers are in their browsers, by the ids of fields; nobody but the authors' own notes
can say that a field which is gone was ever there. ``worksheets.lock.json`` is that note: written
by ``sitegen worksheet lock``, committed, compared with the worksheets by every build.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sitegen.config import LOCK_NAME
from sitegen.errors import Problem
from sitegen.worksheets.kinds import LOCK_FORMAT
from sitegen.worksheets.lock_changes import LIST_LOSSLESS, LOSSLESS, Change, answerable, compare
from sitegen.worksheets.lock_problems import problems, what_readers_see
from sitegen.worksheets.lock_text import Damaged, Lock, read_text

__all__ = [
    "LIST_LOSSLESS",
    "LOCK_NAME",
    "LOSSLESS",
    "Change",
    "Lock",
    "compare",
    "lock_of",
    "problems",
    "read_lock",
    "stale",
    "what_readers_see",
    "write_lock",
]


def read_lock(path: Path, shown: str = LOCK_NAME) -> Lock | Problem:
    """The lock file at ``path``, or what is wrong with it. Without a file, nothing is locked.

    ``shown`` is how messages call the file.
    """
    try:
        return read_text(path.read_bytes())
    except FileNotFoundError:
        return Lock()
    except OSError as fault:
        reason = (fault.strerror or "the system refuses").lower()
        return Damaged(f"this file cannot be read: {reason}").problem(shown)
    except Damaged as damaged:
        return damaged.problem(shown)


def write_lock(path: Path, lock: Lock) -> bool:
    """Writes the lock, at one instant, if the file does not hold it yet; whether it was written.

    Raises ``OSError`` where the system refuses; the old file is whole then.
    """
    data = _text(lock).encode("utf-8")
    with contextlib.suppress(FileNotFoundError):
        if path.read_bytes() == data:
            return False
    staged = path.with_name(f".{path.name}.sitegen")
    try:
        staged.write_bytes(data)
        os.replace(staged, path)
    except OSError as fault:
        with contextlib.suppress(OSError):
            staged.unlink(missing_ok=True)
        fault.filename, fault.filename2 = str(path), None  # nobody knows the other name
        raise
    return True


def _text(lock: Lock) -> str:
    content = {"format": LOCK_FORMAT, "worksheets": dict(lock.worksheets)}
    return json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


# --------------------------------------------------------------------------- from definitions


def lock_of(definitions: Mapping[str, Mapping[str, Any]]) -> Lock:
    """What to lock of these worksheets: definitions with ``version``, by worksheet id."""
    return Lock(
        {
            name: {
                "version": sheet["version"],
                "fields": {item["id"]: _field(item) for item in sheet.get("fields", ())},
                "lists": {item["id"]: _list(item) for item in sheet.get("lists", ())},
            }
            for name, sheet in definitions.items()
        }
    )


def _field(item: Mapping[str, Any]) -> dict[str, Any]:
    kept = {"kind": item["kind"], "label": item["label"]}
    return {**kept, "options": list(item["options"])} if item.get("options") else kept


def _list(item: Mapping[str, Any]) -> dict[str, Any]:
    columns = {column["id"]: _field(column) for column in answerable(item)}
    return {"kind": item["kind"], "label": item["label"], "columns": columns}


def stale(lock: Lock, definitions: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """Ids of worksheets that ``sitegen worksheet lock`` would write, or write differently."""
    wanted = lock_of(definitions).worksheets
    return tuple(sorted(name for name in wanted if wanted[name] != lock.worksheets.get(name)))
