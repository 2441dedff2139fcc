"""Building again and again: the same build, after every change."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sitegen.build import Built, build, open_memo
from sitegen.config import Config
from sitegen.errors import BuildFailed, Problem
from sitegen.memo import Memo
from sitegen.pipeline import Prepared
from sitegen.survey import Survey
from sitegen.wanted import Wanted

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
    """One site that is built over and over, with one memo and what the last build left."""

    settings: Settings
    clock: Callable[[], datetime]
    wanted: Wanted
    survey: Survey = field(default_factory=Survey)
    memo: Memo | None = None
    last: Prepared | None = None
    said: tuple[Problem, ...] = ()

    def build(self, changed: Iterable[Path] = ()) -> Outcome:
        """Builds once, after the paths ``changed``. A failure is an outcome too."""
        for path in changed:
            self.survey.forget(path)
        try:
            config = self.settings()
            if self.memo is not None and not self.memo.is_current():
                self._forget()
            if self.memo is None:
                self.memo = open_memo(config)
            wanted = replace(self.wanted, now=self.clock())
            built = build(config, self.memo, wanted, self.survey, self.last)
        except BuildFailed as failure:
            if any(problem.code == "cannot-write" for problem in failure.problems):
                self._forget()  # what is in memory may not be what is on disk
            return Outcome(problems=failure.problems)
        if self.last is None:
            gc.freeze()  # a site stays, and is too large to be looked through for garbage
        self.last = built.prepared or self.last
        return Outcome((*built.written, *built.removed), built.problems, built)

    def news(self, outcome: Outcome) -> Sequence[Problem]:
        """The problems that the last outcome did not have: each is said once."""
        new = [problem for problem in outcome.problems if problem not in self.said]
        self.said = outcome.problems
        return new

    def close(self) -> None:
        if self.memo is not None:
            self.memo.close()

    def _forget(self) -> None:
        self.close()
        self.memo = self.last = None
