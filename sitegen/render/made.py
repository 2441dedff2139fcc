"""Pictures and cards: each made once, on all processes, and kept by what it was made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sitegen.config import Config
from sitegen.errors import Location, Problem
from sitegen.memo import Memo
from sitegen.model import Finding, Page
from sitegen.parallel import spread
from sitegen.pictures.facts import SAVE_AGAIN
from sitegen.source import Fault
from sitegen.store import Store

if TYPE_CHECKING:
    from sitegen.render.press import Press
    from sitegen.render.reading import Reading

MADE = frozenset({"picture", "card"})
"""The makers of pages that are kept; their keys are the first thing in a page's subject."""

_ROUND = 8  # tasks for each process before the bar moves on
_PARALLEL_FROM = 2
Progress = Callable[[int, int], None]


class Task(NamedTuple):
    """What one process makes in one go: all versions of one file, or one card."""

    maker: str
    file: str
    pages: list[Page]


class Made:
    """What was made for a site. Where nothing may be written, as in `check`, it is only tried."""

    def __init__(self, config: Config, memo: Memo) -> None:
        self.tries = memo.path is None
        self.store = Store(config.state_dir / "pictures", keeps=not self.tries)
        self.faults: dict[str, str] = {}
        self._tried: set[str] = set()

    def prepare(self, pages: Iterable[Page], processes: int, progress: Progress) -> None:
        """Makes what ``pages`` need and the store does not hold."""
        tasks = self._tasks(pages)
        jobs = processes if len(tasks) >= _PARALLEL_FROM else 1
        size = _ROUND * max(jobs, 1)
        for start in range(0, len(tasks), size):
            part = tasks[start : start + size]
            dealt = [task for first in range(jobs) for task in part[first::jobs]]
            for found in spread(self._work, dealt, jobs):
                self._learn(found)
            progress(min(start + size, len(tasks)), len(tasks))

    def _tasks(self, pages: Iterable[Page]) -> list[Task]:
        tasks: dict[str, Task] = {}
        for page in pages:
            key = page.subject[0] if page.maker in MADE else ""
            if key and key not in self.faults and self.store.find(key) is None:
                file = page.subject[1] if page.maker == "picture" else key
                tasks.setdefault(file, Task(page.maker, file, [])).pages.append(page)
        return list(tasks.values())

    def _work(self, tasks: Sequence[Task]) -> list[tuple[str, str, str]]:
        """For each page its key, the name it is kept under, and what went wrong."""
        return [row for task in tasks for row in self._make(task)]

    def _make(self, task: Task) -> list[tuple[str, str, str]]:
        from sitegen.pictures.make import Unmade, make

        keys = [page.subject[0] for page in task.pages]
        if task.maker == "card":
            return [(keys[0], self.store.keep(keys[0], _drawn(task.pages[0])), "")]
        done: list[tuple[str, str, str]] = []
        recipes = [page.subject[2] for page in task.pages]
        try:
            for key, data in zip(keys, make(Path(task.file), recipes), strict=True):
                done.append((key, self.store.keep(key, data), ""))
        except Unmade as fault:
            done += [(key, "", str(fault)) for key in keys[len(done) :]]
        return done

    def _learn(self, rows: Sequence[tuple[str, str, str]]) -> None:
        for key, name, fault in rows:
            if fault:
                self.faults[key] = fault
            else:
                self.store.learn(key, name)

    def sweep(self, pages: Iterable[Page]) -> None:
        """Throws away what no page needs any more, once that is a lot."""
        self.store.sweep({page.subject[0] for page in pages if page.maker in MADE})

    def attempt(self, page: Page) -> str:
        """What would go wrong in making a picture: it is decoded, and nothing is made of it."""
        file = page.subject[1]
        if file not in self._tried and self.store.find(page.subject[0]) is None:
            from sitegen.pictures.make import Unmade, verify

            self._tried.add(file)
            try:
                verify(Path(file))
            except Unmade as fault:
                return str(fault)
        return ""


def _drawn(page: Page) -> bytes:
    from sitegen.cards import Content, Look
    from sitegen.cards.draw import draw

    _, content, look = page.subject
    return draw(Content(*content), Look(*look))


def render_made(page: Page, reading: Reading) -> bytes | Path:
    """The file of a picture or a card. Raises Fault that names the text which shows the picture."""
    made, key = reading.press.made, page.subject[0]
    if made.tries:
        fault = made.attempt(page) if page.maker == "picture" else ""
    else:
        made.prepare([page], 1, lambda done, total: None)
        fault = made.faults.get(key, "")
    if fault:
        raise Fault(_damaged(page, reading.press, fault))
    return made.store.find(key) or b""


def _damaged(page: Page, press: Press, fault: str) -> Problem:
    from sitegen.render.images import places_of

    message = f"the picture `{page.source}` can't be shown: it is damaged: {fault}"
    for entry, line, column in places_of(press, page.source):
        finding = Finding("bad-picture", message, line, column, SAVE_AGAIN)
        return press.bodies.locate(entry, finding)
    return Problem("bad-picture", message, Location(page.source), SAVE_AGAIN)
