"""A build: a look whether there is anything to do, and if there is, the five stages."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sitegen import digest
from sitegen.config import LOCK_NAME, Config
from sitegen.engine import engine_digest
from sitegen.errors import BuildFailed, Problem
from sitegen.guard import guard
from sitegen.memo import Memo
from sitegen.parallel import aside
from sitegen.settled import Settled, displaced, is_settled, last_of, survey_key
from sitegen.source import stamp_of
from sitegen.survey import Survey
from sitegen.themes import find_theme
from sitegen.wanted import Wanted

if TYPE_CHECKING:
    from sitegen.pipeline import Prepared
    from sitegen.plan import Plan
    from sitegen.site import Site

PARALLEL_FROM = 1000  # published files; below that a look at them costs less than a process


@dataclass(frozen=True)
class Built:
    """What a build did. ``fresh`` counts the outputs that needed no writing."""

    config: Config
    written: tuple[str, ...]
    removed: tuple[str, ...]
    fresh: int
    problems: tuple[Problem, ...]
    next_change: datetime | None
    prepared: Prepared | None = None

    @property
    def site(self) -> Site:
        """The site that was built. There is none if a look at the files was enough."""
        assert self.prepared is not None, "nothing was read"
        return self.prepared.site

    @property
    def plan(self) -> Plan:
        assert self.prepared is not None, "nothing was read"
        return self.prepared.plan


def open_memo(config: Config) -> Memo:
    """The site's memo for its output folder, made if there is none: each folder has its own."""
    output = os.path.relpath(config.output_dir, config.root)
    usual = output in ("output", f"{config.state}/output")
    name = "memo.db" if usual else f"memo-{digest.of_text(output)[:8]}.db"
    return Memo(config.state_dir / name)


def build(
    config: Config,
    memo: Memo,
    wanted: Wanted,
    survey: Survey | None = None,
    before: Prepared | None = None,
) -> Built:
    """Builds the site into its output folder. Raises BuildFailed, with nothing written, for errors.

    ``survey`` and ``before`` are what the last build of this process left, where there was one.
    """
    try:
        return _build(config, memo, wanted, survey or Survey(), before)
    except sqlite3.DatabaseError:  # a damaged memo costs time, and nothing else
        memo.renew()
        return _build(config, memo, wanted, Survey(), None)


def _build(
    config: Config, memo: Memo, wanted: Wanted, survey: Survey, before: Prepared | None
) -> Built:
    refuse = guard(config)
    if refuse:
        raise BuildFailed(refuse)
    last = last_of(memo)

    def look() -> list[str]:
        return displaced(str(config.output_dir), last.outputs())

    with aside(look, wanted.jobs if last.number >= PARALLEL_FROM else 1) as moved:
        engine = engine_digest(memo)
        key = _survey_key(config, survey, wanted, engine)
        if is_settled(last, key, wanted.now) and not moved():
            memo.save()
            return Built(config, (), (), last.number, (), _moment(last.until))
        from sitegen.pipeline import run  # only here: a settled site is told so in less time

        done = run(config, memo, wanted, engine, survey, before, moved if last.key else None)
    if key and all(problem.is_notice for problem in done.problems):
        memo.set("settled", tuple(Settled.of(key, *done.holds, done.outputs)))
        memo.save()
    return Built(
        config,
        done.published.written,
        done.published.removed,
        len(done.prepared.plan.pages) - len(done.published.written),
        done.problems,
        _moment(done.holds[1]),
        done.prepared,
    )


def _survey_key(config: Config, survey: Survey, wanted: Wanted, engine: str) -> str:
    """What a build by these wishes would read; empty for `serve`, which only builds on changes."""
    if wanted.live:
        return ""
    theme, faults = find_theme(config)
    lock = stamp_of(config.root / LOCK_NAME)
    return "" if faults else survey_key(config, survey, theme, (engine, wanted.shown, lock))


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
