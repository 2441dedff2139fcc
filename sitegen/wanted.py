"""What is asked of a build, beside the settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

DRAFT, SCHEDULED, EXPIRED = "draft", "scheduled", "expired"

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


def no_progress(what: str, done: int, total: int) -> None:
    """Says nothing."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Which entries that are not public now are to be built all the same."""

    drafts: bool = False
    scheduled: bool = False
    expired: bool = False

    def allows(self, state: str) -> bool:
        """Whether entries in this state are built; an empty state is that of a public entry."""
        states = {DRAFT: self.drafts, SCHEDULED: self.scheduled, EXPIRED: self.expired}
        return states.get(state, True)


PUBLIC = Shown()


@dataclass(frozen=True)
class Wanted:
    """What is asked of a build.

    ``now`` (a time with a zone) decides what is scheduled or expired. With ``strict`` a warning is
    an error. ``live`` publishes assets under an address that an edit of them does not change, into
    a folder that nobody else writes to.
    """

    now: datetime
    shown: Shown = PUBLIC
    jobs: int = 1
    progress: Progress = no_progress
    strict: bool = False
    live: bool = False
