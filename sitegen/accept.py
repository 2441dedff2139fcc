"""Accepting what changed in worksheets: the lock file is brought up to date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sitegen.bodies import Bodies
from sitegen.config import LOCK_NAME, Config
from sitegen.errors import BuildFailed, Location, Problem, in_order
from sitegen.load import load
from sitegen.memo import Memo
from sitegen.promises import public_definitions
from sitegen.sheets import misplaced
from sitegen.site import Site
from sitegen.survey import Survey
from sitegen.wanted import PUBLIC
from sitegen.worksheets.locked import compare, lock_of, read_lock, what_readers_see, write_lock


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was locked: how many worksheets, whether the file is another now, what readers see."""

    count: int
    written: bool
    said: tuple[str, ...]


def accept(config: Config, now: datetime) -> Accepted:
    """Locks all public worksheets as they are now.

    Raises BuildFailed for mistakes in them, and for a lock file that can't be read: it is not
    written over.
    """
    loaded = load(config, Memo(None), Survey())
    site = Site(config, loaded, now, PUBLIC)
    bodies = Bodies(config, loaded.texts, Memo(None), 1)
    bodies.prepare(site.worksheets, lambda done, total: None)
    wrong = [*loaded.problems, *misplaced(site), *bodies.problems(lambda: site.worksheets)]
    lock = read_lock(config.root / LOCK_NAME)
    if isinstance(lock, Problem):
        wrong.append(lock)
    if isinstance(lock, Problem) or any(problem.is_error for problem in wrong):
        raise BuildFailed(in_order(wrong))
    current, _ = public_definitions(site, bodies)
    said: list[str] = []
    for id, before in lock.worksheets.items():
        if id in current:
            said += [f"{id}: {words}" for words in what_readers_see(compare(before, current[id]))]
        else:
            said.append(f"{id}: the page is gone; readers keep their plans under “My plans”.")
    try:
        written = write_lock(config.root / LOCK_NAME, lock_of(current))
    except OSError as fault:
        message = f"the file can't be written: {(fault.strerror or str(fault)).lower()}"
        raise BuildFailed([Problem("cannot-write", message, Location(LOCK_NAME))]) from None
    return Accepted(len(current), written, tuple(said))
