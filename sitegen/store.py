"""Files that took long to make, by what they were made from: a folder that is safe to delete.

A file's name is its key and the digest of its bytes, so a damaged one is known for what it is, and
made anew. Equal keys mean equal bytes: nothing in here is ever out of date.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Collection
from pathlib import Path

from sitegen import digest
from sitegen.errors import BuildFailed, Location, Problem

_SPARE = 2  # a folder may hold so many times what is wanted before any is thrown away


class Store:
    """The made files in one folder. With ``keeps`` false nothing is ever written."""

    def __init__(self, folder: Path, keeps: bool = True) -> None:
        self.folder, self.keeps = folder, keeps
        self._names: dict[str, str] | None = None
        self._sound: set[str] = set()

    def find(self, key: str) -> Path | None:
        """The file of this key, if it is there and holds what was put into it."""
        name = self._listed().get(key)
        if name is None:
            return None
        path = self.folder / name
        if name in self._sound or self._is_sound(path):
            self._sound.add(name)
            return path
        self._listed().pop(key)
        return None

    def _is_sound(self, path: Path) -> bool:
        try:
            return path.name.rpartition(".")[2] == digest.of_bytes(path.read_bytes())
        except OSError:
            return False

    def keep(self, key: str, data: bytes) -> str:
        """Puts a file in; its name. Raises BuildFailed if the system refuses."""
        name = f"{key}.{digest.of_bytes(data)}"
        if self.keeps:
            self._put(self.folder / name, data)
        self.learn(key, name)
        return name

    def learn(self, key: str, name: str) -> None:
        """Takes note of a file that another process has put in."""
        self._listed()[key] = name
        self._sound.add(name)

    def _put(self, path: Path, data: bytes) -> None:
        staged = path.with_name(f"{path.name}.{os.getpid()}.new")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            staged.write_bytes(data)
            os.replace(staged, path)
        except OSError as fault:
            with contextlib.suppress(OSError):
                staged.unlink(missing_ok=True)
            raise BuildFailed([_refused(fault, self.folder)]) from None

    def sweep(self, wanted: Collection[str]) -> None:
        """Removes all but the keys ``wanted``, once there are many more than those.

        Some are spared, for the picture that comes back and the other output folder.
        """
        names = self._listed()
        if not self.keeps or len(names) <= _SPARE * len(wanted) + 100:
            return
        for key in names.keys() - set(wanted):
            with contextlib.suppress(OSError):
                (self.folder / names.pop(key)).unlink(missing_ok=True)

    def _listed(self) -> dict[str, str]:
        if self._names is None:
            try:
                found = os.listdir(self.folder)
            except OSError:
                found = []
            self._names = {name.partition(".")[0]: name for name in found if name.count(".") == 1}
        return self._names


def _refused(fault: OSError, folder: Path) -> Problem:
    reason = (fault.strerror or str(fault)).lower()
    message = f"made pictures can't be kept: {reason}"
    place = Location(f"{folder.parent.name}/{folder.name}")
    return Problem("cannot-write", message, place, "see to room on the disk and to permissions")
