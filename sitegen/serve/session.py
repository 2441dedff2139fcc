"""Building again and again: the same build, after every change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sitegen.build import Built, build, open_memo
from sitegen.config import Config
from sitegen.errors import BuildFailed, Problem
from sitegen.memo import Memo
from sitegen.site import Shown

Settings = Callable[[], Config]
"""Reads the site's settings anew. Raises BuildFailed if they are wrong."""


@dataclass
class Outcome:
    """What one build came to: what changed in the output, and all problems there are."""

    changed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    built: Built | None = None


@dataclass
class Session:
    """One site that is built over and over, with one memo.

    ``assets_in_place`` publishes style sheets and scripts under one address for good.
    """

    settings: Settings
    clock: Callable[[], datetime]
    shown: Shown
    jobs: int = 1
    memo: Memo | None = None
    assets_in_place: bool = True
    last_problems: tuple[Problem, ...] = field(default=())

    def build(self) -> Outcome:
        """Builds once. A failure is an outcome too: what was published stays."""
        try:
            config = self.settings()
            if self.memo is None:
                self.memo = open_memo(config)
            now, live = self.clock(), self.assets_in_place
            built = build(config, self.memo, now, self.shown, self.jobs, live=live)
        except BuildFailed as failure:
            return Outcome(problems=failure.problems)
        return Outcome((*built.written, *built.removed), built.problems, built)

    def news(self, outcome: Outcome) -> Sequence[Problem]:
        """The problems that the last outcome did not have: each is said once."""
        new = [problem for problem in outcome.problems if problem not in self.last_problems]
        self.last_problems = outcome.problems
        return new

    def close(self) -> None:
        if self.memo is not None:
            self.memo.close()
