"""Waits until a site's files change.

The system tells that something changed; what changed is found out by the next build, which
compares stamps and digests. So an event too many costs a look, an event too few can only come
from the system, and a build never sets itself off.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sitegen.config import LOCK_NAME, Config
from sitegen.source import is_ignored
from sitegen.themes import shipped_themes

QUIET = 0.06  # seconds without an event after which a burst of saves is over
PATIENCE = 1.0  # seconds after which a burst that does not end is acted upon all the same
POLL = 0.5  # seconds between two looks where the system does not tell
FEW = 100  # paths of one burst up to which the system surely has told of every one

_ACTS = frozenset({"created", "modified", "moved", "deleted"})


class Watcher:
    """Watches the folders that a site is made from.

    ``polling`` asks for looking instead of being told; it becomes true by itself where the
    system can't tell (too many watches, a network disk).
    """

    def __init__(self, config: Config, polling: bool = False) -> None:
        self.config, self.polling, self.closed = config, polling, False
        self._changed = threading.Event()
        self._poked = threading.Event()
        self._lock = threading.Lock()
        self._paths: set[Path] = set()
        self._touched: set[Path] = set()  # folders that changed, as they do by what is in them
        self._told: set[Path] = set()  # folders of which it was told what changed in them
        self._gone: set[str] = set()  # a new folder may have the number that an old one had
        self._watches: dict[tuple[str, int, bool], Any] = {}
        self._observer = self._start()

    def wait(self, seconds: float | None = None) -> set[Path]:
        """Waits for a change and for the end of the burst it belongs to, or for ``seconds``.

        What comes back are the paths that changed; a path stands for all below it. Comes back
        at once when the watcher is closed, and when there are folders that were not watched yet.
        """
        if not self.closed:
            self._renew()  # the settings may name other folders by now
        if not self._changed.wait(seconds):
            return set()
        burst = 0.0
        while burst < PATIENCE and not self.closed:
            self._poked.clear()
            if not self._poked.wait(QUIET):
                break
            burst += QUIET
        self._changed.clear()
        if not self.closed:
            self._renew()
        return self._taken()

    def _taken(self) -> set[Path]:
        """The paths of the burst. A folder is not among them if what changed in it is."""
        with self._lock:
            paths, self._paths = self._paths, set()
            touched, self._touched = self._touched, set()
            told, self._told = self._told, set()
        known = told if len(paths) <= FEW else set()
        return paths | {
            folder for folder in touched
            if folder not in known or not os.access(folder, os.R_OK | os.X_OK)
        }  # fmt: skip

    def close(self) -> None:
        """Stops watching, and ends a wait in another thread."""
        self.closed = True
        self._changed.set()
        self._poked.set()
        self._observer.stop()
        self._observer.join(2)

    # ------------------------------------------------------------------ the observer

    def _start(self) -> Any:
        from watchdog.observers import Observer
        from watchdog.observers.polling import PollingObserver

        if not self.polling:
            observer = Observer()
            try:
                observer.start()
                self._observer = observer
                self._refresh()
                return observer
            except OSError:  # no watches left, or none to be had
                observer.stop()
                self._watches.clear()
                self.polling = True
        observer = PollingObserver(timeout=POLL)
        observer.start()
        self._observer = observer
        self._refresh()
        return observer

    def _renew(self) -> None:
        """Watches what is there now; looks for itself once the system can't tell any more."""
        try:
            self._refresh()
        except OSError:
            self._observer.stop()
            self._watches.clear()
            self.polling = True
            self._start()

    def _refresh(self) -> None:
        """Watches the folders that are there now: one that was replaced needs a new watch."""
        wanted = dict(self._wanted())
        with self._lock:
            gone, self._gone = self._gone, set()
        for key in [key for key in self._watches if key not in wanted or key[0] in gone]:
            self._unschedule(self._watches.pop(key))
        for key, folder in wanted.items():
            if key not in self._watches:
                try:
                    watch = self._observer.schedule(self, str(folder), recursive=key[2])
                except FileNotFoundError:
                    continue
                self._watches[key] = watch
                self._note(folder)  # what happened before the watch began was not told

    def _unschedule(self, watch: Any) -> None:
        with contextlib.suppress(KeyError, OSError):  # it went with its folder
            self._observer.unschedule(watch)

    def _wanted(self) -> Iterable[tuple[tuple[str, int, bool], Path]]:
        """The folders to watch. Those above the sources are watched for what is in them only."""
        root, sources = self.config.root, self._sources()
        above = {
            parent for folder in sources for parent in folder.parents if root in parent.parents
        }
        shallow = [root, *sorted(above)]
        for folder, recursive in [*((f, False) for f in shallow), *((f, True) for f in sources)]:
            try:
                yield (str(folder), folder.stat().st_ino, recursive), folder
            except OSError:
                continue

    def _sources(self) -> list[Path]:
        config = self.config
        names = (config.content, config.data, config.templates, config.static, config.themes)
        folders = [config.root / name for name in names]
        shipped = shipped_themes()
        return folders if shipped in folders else [*folders, shipped]

    # ------------------------------------------------------------------ what watchdog calls

    def dispatch(self, event: Any) -> None:
        """Takes one event from the observer; opened and closed files mean nothing."""
        if event.event_type not in _ACTS:
            return
        if event.event_type in ("deleted", "moved"):
            with self._lock:
                self._gone.add(str(event.src_path))
        paths = [Path(str(path)) for path in (event.src_path, event.dest_path) if path]
        touched = event.is_directory and event.event_type == "modified"
        if not touched:
            with self._lock:
                self._told.update(path.parent for path in paths)
        for path in paths:
            if self._matters(path):
                self._note(path, touched)
            elif self._has_moved_on(path):
                self._wake()

    def _has_moved_on(self, path: Path) -> bool:
        """Whether a folder above the sources changed, and others are there than are watched."""
        above = path == self.config.root or any(path in each.parents for each in self._sources())
        return above and dict(self._wanted()).keys() != set(self._watches)

    def _note(self, path: Path, touched: bool = False) -> None:
        with self._lock:
            (self._touched if touched else self._paths).add(path)
        self._wake()

    def _wake(self) -> None:
        self._changed.set()
        self._poked.set()

    def _matters(self, path: Path) -> bool:
        root = self.config.root
        if path == root or not path.is_relative_to(root):
            return path != root and not is_ignored(path.name)
        parts = path.relative_to(root).parts
        keeps_dots = path.is_relative_to(root / self.config.static)
        for part in parts:
            if is_ignored(part) and not (keeps_dots and part[0] == "." and part != ".git"):
                return False
        if len(parts) == 1:
            return parts[0] in self._top() or (parts[0] == self.config.file)
        return parts[0] in self._top()

    def _top(self) -> set[str]:
        config = self.config
        names = (config.content, config.data, config.templates, config.static, config.themes)
        return {name.split("/")[0] for name in names} | {
            "sitegen.toml",
            "pyproject.toml",
            LOCK_NAME,
        }
