"""Where rendered pages wait for being published: as files, so that no process holds them all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

from sitegen import digest


class Staged(NamedTuple):
    """A rendered page that is a file: one that waits, or (``file`` is empty) the published one.

    ``size`` and ``mtime`` (ns) are those of the file that holds it.
    """

    file: str
    digest: str
    size: int
    mtime: int


class Staging:
    """A folder of pages that are to be published into ``output``. Nothing in it is lasting.

    Whoever makes one has it cleared before and after its use.
    """

    def __init__(self, folder: Path, output: Path) -> None:
        self.folder, self.output = str(folder), str(output)
        self._count = 0

    def keep(self, path: str, data: bytes) -> Staged | bytes:
        """Puts a page aside unless it is published already; gives it back if that can't be done."""
        mark, place = digest.of_bytes(data), f"{self.output}/{path}"
        try:
            info = os.stat(place)
            if info.st_size == len(data) and Path(place).read_bytes() == data:
                return Staged("", mark, info.st_size, info.st_mtime_ns)
        except OSError:
            pass
        try:
            return self._put(data, mark)
        except OSError:
            return data

    def _put(self, data: bytes, mark: str) -> Staged:
        if not self._count:
            os.makedirs(self.folder, exist_ok=True)
        self._count += 1
        file = f"{self.folder}/{os.getpid()}-{self._count}"
        with open(file, "xb") as staged:
            staged.write(data)
            staged.flush()
            info = os.fstat(staged.fileno())
        return Staged(file, mark, info.st_size, info.st_mtime_ns)

    def clear(self) -> None:
        """Removes what was not published, also what a build that was killed has left."""
        if os.path.isdir(self.folder):
            import shutil

            shutil.rmtree(self.folder, ignore_errors=True)
