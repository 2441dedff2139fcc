"""Pictures: what is known of each file, and which versions of it there are.

A picture is named by its file as messages show it: ``content/posts/desk/desk.jpg``. Facts are kept
in the memo by stamp, so a file is looked into once.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from sitegen import digest
from sitegen.config import Config
from sitegen.errors import WARNING, Location, Problem
from sitegen.memo import Memo
from sitegen.parallel import spread
from sitegen.pictures.facts import ENDINGS, Facts, look
from sitegen.pictures.recipes import CLEANED, NONE, Recipe, Version, Versions, key_of, versions
from sitegen.source import Stamp
from sitegen.survey import CLOCK_TICK

__all__ = ["Facts", "Pictures", "Version", "Versions"]

PARALLEL_FROM = 8  # files; below that starting a process costs more than it saves
_CLEAN: Recipe = (CLEANED, 0, 0, 0)
_NO_ROW = ((), ())


class Pictures:
    """All pictures of one site, those in its content folder and those in its static folder.

    While somebody writes (``live``) there are no smaller versions: a picture is shown as it is.
    """

    def __init__(
        self,
        config: Config,
        memo: Memo,
        files: Mapping[str, Stamp],
        statics: Mapping[str, Stamp],
        live: bool = False,
    ) -> None:
        self.config, self.memo, self.live = config, memo, live
        self._folders = {config.content: files, config.static: statics}
        self._known: dict[str, Facts] = {}

    # ------------------------------------------------------------------ facts

    def facts(self, name: str) -> Facts | None:
        """What is known of a picture; None if there is no such file, or it is no picture."""
        found = self._known.get(name)
        if found is None:
            stamp = self._stamp(name)
            if stamp is None:
                return None
            row = self.memo.table("pictures").get(name, _NO_ROW)
            if row[0] != stamp:
                row = _row(self.config.root, 0, (name, stamp))[1]
            found = self._known[name] = Facts(*row[1])
        return found

    def _stamp(self, name: str) -> Stamp | None:
        if not name.lower().endswith(ENDINGS):
            return None
        for folder, files in self._folders.items():
            if name.startswith(f"{folder}/") and (stamp := files.get(name[len(folder) + 1 :])):
                return stamp
        return None

    def survey(self, processes: int) -> None:
        """Looks into all pictures that are new or have changed."""
        there = dict(self._all())
        kept = self.memo.table("pictures")
        changed = [
            (name, stamp) for name, stamp in there.items() if kept.get(name, _NO_ROW)[0] != stamp
        ]
        work = partial(_rows, self.config.root, time.time_ns() - CLOCK_TICK)
        jobs = processes if len(changed) >= PARALLEL_FROM else 1
        rows = {name: row for part in spread(work, changed, jobs) for name, row in part}
        gone = [name for name in kept if name not in there]
        if rows or gone:
            self.memo.update("pictures", rows, gone)
            told = {name: row[1] for name, row in rows.items() if Facts(*row[1]).taken}
            self.memo.update(
                "drawings", told, [name for name in (*rows, *gone) if name not in told]
            )
        self._known.update({name: Facts(*row[1]) for name, row in rows.items()})

    def _all(self) -> Iterator[tuple[str, Stamp]]:
        for folder, files in self._folders.items():
            for path, stamp in files.items():
                if path.lower().endswith(ENDINGS):
                    yield f"{folder}/{path}", stamp

    def digest(self, name: str) -> str:
        """The digest of all that a page can show of a picture."""
        facts = self.facts(name)
        return digest.of_value((tuple(facts), self.live)) if facts else "none"

    # ------------------------------------------------------------------ versions

    def versions(self, name: str) -> Versions:
        """The smaller versions of a picture."""
        facts = self.facts(name)
        return versions(name, facts, self.config.images) if facts and not self.live else NONE

    def has_versions(self, name: str) -> bool:
        """Whether there are smaller versions, or would be if nobody were writing."""
        facts = self.facts(name)
        return bool(facts and versions(name, facts, self.config.images).offered)

    def cleaning(self, name: str) -> tuple[str, Recipe] | None:
        """Key and recipe of the picture without its metadata; None if it is published as it is."""
        facts = self.facts(name)
        if not facts or not facts.telling or self.config.images.keep_metadata or self.live:
            return None
        return None if facts.format == "svg" else (key_of(facts.digest, _CLEAN), _CLEAN)

    # ------------------------------------------------------------------ problems

    def problems(self, is_published: Callable[[str], bool]) -> Iterator[Problem]:
        """A word on every drawing of the content folder from which something was taken out.

        ``is_published`` says so of a file by its path in that folder.
        """
        folder = self.config.content
        for name, row in self.memo.table("drawings").items():
            if not name.startswith(f"{folder}/") or not is_published(name[len(folder) + 1 :]):
                continue
            facts = Facts(*row)
            what = f"taken out of the drawing: {', '.join(facts.taken[:_SHOWN])}"
            more = f" and {len(facts.taken) - _SHOWN} more" if len(facts.taken) > _SHOWN else ""
            place = Location(name, facts.line, facts.column)
            yield Problem("unsafe-svg", what + more, place, _STATIC, WARNING)


_SHOWN = 5
_STATIC = "take it out of the file; what must run belongs into static/, which is published as it is"


def _rows(
    root: Path, trusted: int, files: Sequence[tuple[str, Stamp]]
) -> list[tuple[str, tuple[Any, ...]]]:
    return [_row(root, trusted, item) for item in files]


def _row(root: Path, trusted: int, item: tuple[str, Stamp]) -> tuple[str, tuple[Any, ...]]:
    """The stamp and the facts of one file; no stamp if it must be looked at again next time."""
    name, stamp = item
    try:
        facts = look(root / name, stamp[0])
    except OSError:  # publishing the file itself will fail, and say why
        return name, ((), tuple(Facts("")))
    return name, (stamp if stamp[1] <= trusted else (), tuple(facts))
