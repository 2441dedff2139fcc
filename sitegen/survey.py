"""What is in a site's folders: each is listed once, however many stages ask."""

from __future__ import annotations

import marshal
from pathlib import Path

from sitegen import digest
from sitegen.errors import Problem
from sitegen.source import Stamp, scan, stamp_of

CLOCK_TICK = 20_000_000  # ns; file systems tell times no finer than some milliseconds


class Survey:
    """The files of folders with their stamps, as they were when first asked for."""

    def __init__(self) -> None:
        self._listed: dict[tuple[str, bool], tuple[dict[str, Stamp], list[Problem]]] = {}

    def files(
        self, folder: Path, faults: list[Problem], keep_dots: bool = False
    ) -> dict[str, Stamp]:
        """All files below ``folder``, as :func:`sitegen.source.scan` gives them."""
        key = (str(folder), keep_dots)
        if key not in self._listed:
            problems: list[Problem] = []
            self._listed[key] = (scan(folder, problems, keep_dots), problems)
        found, problems = self._listed[key]
        faults += problems
        return found

    def forget(self, path: Path) -> None:
        """Something at or below ``path`` changed: what was listed of it must be listed again.

        A plain file that was there before is looked at by itself, where all could be listed.
        """
        for key, (found, problems) in list(self._listed.items()):
            folder = Path(key[0])
            if not path.is_relative_to(folder) and not folder.is_relative_to(path):
                continue
            name = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else ""
            stamp = stamp_of(path)
            if name in found and stamp is not None and not problems:
                self._listed[key] = ({**found, name: stamp}, problems)
            else:
                del self._listed[key]

    def newest(self) -> int:
        """When the file that changed last did so, in ns; 0 where there is none."""
        lists = (found for found, _ in self._listed.values())
        return max((stamp[1] for found in lists for stamp in found.values()), default=0)

    def digest(self) -> str:
        """The digest of all that was listed so far."""
        return digest.of_bytes(
            marshal.dumps([(key, found) for key, (found, _) in sorted(self._listed.items())])
        )
