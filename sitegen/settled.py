"""The shortest build: nothing changed, so nothing is read.

A look at the stamps of all files, the site's and the published ones, against those of the last
build that ended well without a word.
"""

from __future__ import annotations

import os
import time
from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sitegen import digest
from sitegen.config import Config
from sitegen.errors import Problem
from sitegen.memo import Memo
from sitegen.survey import CLOCK_TICK, Survey
from sitegen.themes import CARDS, Theme

Output = tuple[str, int, int]
"""A published file: path, size, time of change in ns."""


class Settled(NamedTuple):
    """The last build that ended well: what it saw, between when that holds, what it left.

    The published files are kept in columns: ``number`` paths, and sizes and times in turn.
    """

    key: str = ""
    since: str = ""
    until: str = ""
    number: int = 0
    paths: str = ""
    stamps: bytes = b""

    @classmethod
    def of(cls, key: str, since: str, until: str, outputs: Sequence[Output]) -> Settled:
        stamps = array("q", [number for _, *stamp in outputs for number in stamp])
        paths = "\0".join([path for path, *_ in outputs])
        return cls(key, since, until, len(outputs), paths, stamps.tobytes())

    def outputs(self) -> Iterator[Output]:
        """The published files."""
        stamps = array("q", self.stamps)
        return zip(self.paths.split("\0"), stamps[::2], stamps[1::2], strict=bool(stamps))


def survey_key(config: Config, survey: Survey, theme: Theme, others: tuple[Any, ...]) -> str:
    """The digest of all that a build can read: files by their stamps, settings, and ``others``.

    It is empty while a file is so new that it could change again and look the same.
    """
    faults: list[Problem] = []
    for name in (config.content, config.data, config.templates, f"{config.static}/assets"):
        survey.files(config.root / name, faults)
    survey.files(config.root / config.static, faults, keep_dots=True)
    for folder in theme.folders:
        survey.files(folder / "templates", faults)
        survey.files(folder / "static", faults)
        survey.files(folder / CARDS, faults)
    if faults or survey.newest() > time.time_ns() - CLOCK_TICK:
        return ""
    return digest.of_value((survey.digest(), config.values(), theme.digest, *others))


def last_of(memo: Memo) -> Settled:
    """The last build, if it ended well and nothing was published since; else one without a key."""
    return Settled(*memo.get("settled", ()))


def is_settled(last: Settled, key: str, now: datetime) -> bool:
    """Whether the last build saw just this."""
    return last.key == key != "" and last.since <= instant(now) < (last.until or "9")


def displaced(output: str, files: Iterable[Output]) -> list[str]:
    """The published files that are not there with the size and time they had."""
    found = []
    stat = os.stat
    for path, size, mtime in files:
        try:
            info = stat(f"{output}/{path}")
        except OSError:
            found.append(path)
            continue
        if info.st_mtime_ns != mtime or info.st_size != size:
            found.append(path)
    return found


def instant(moment: datetime) -> str:
    """A time as text that sorts as times do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
