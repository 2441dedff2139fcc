"""The promise of incremental builds, kept by one session that stays open while the site changes.

``EXAMPLES=2000 pytest tests/atomic/test_session_property.py`` looks longer.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from sitegen.config import Config
from sitegen.errors import describe
from sitegen.serve import Session, live_config
from sitegen.serve.session import Outcome
from sitegen.wanted import Wanted
from tests.output.changing import bring
from tests.output.test_incremental_property import EDITS, ONE_EDIT, Edit, World, differing
from tests.support import config, snapshot

ADDRESS = "http://localhost:8000"
OUTPUT = ".sitegen/live/output"


class Served(World):
    """The site, in a folder that one session builds from again and again."""

    def __init__(self, folder: Path, live: bool) -> None:
        super().__init__(folder)
        self.live = live
        self.again.mkdir()
        self.session = self.opened(self.again)

    def opened(self, root: Path) -> Session:
        def settled() -> Config:
            found = config(root)
            return live_config(found, ADDRESS) if self.live else found

        wanted = Wanted(self.clock(), live=self.live)
        return Session(settled, self.clock, wanted)

    def clock(self) -> datetime:
        return self.site.now

    def outcome(self, session: Session, root: Path) -> tuple[dict[str, bytes], list[str]]:
        """What is published, and what is said to be wrong, after a build that is told of edits."""
        before = files(root)
        bring(root, self.site.files())
        after = files(root)
        changed = [root / path for path in differing(before, after)]
        session.wanted = replace(session.wanted, shown=self.shown)
        done: Outcome = session.build(changed)
        place = root / (OUTPUT if self.live else "output")
        found = snapshot(place) if place.is_dir() else {}
        return found, [describe(problem) for problem in done.problems]

    def check(self) -> None:
        place = self.again / (OUTPUT if self.live else "output")
        before = snapshot(place) if place.is_dir() else {}
        found, said = self.outcome(self.session, self.again)
        self.count += 1
        clean = self.folder / f"clean-{self.count}"
        clean.mkdir()
        with closing(self.opened(clean)) as fresh:
            wanted, wanted_said = self.outcome(fresh, clean)
        assert said == wanted_said
        assert differing(found, wanted or before) == []


def files(root: Path) -> dict[str, bytes]:
    """The sources, as one that watches them would know them."""
    found = snapshot(root)
    return {
        name: data + str((root / name).stat().st_mtime_ns).encode()
        for name, data in found.items()
        if not name.startswith(("output/", ".sitegen/")) and not name.endswith("/")
    }


def is_of_sources(edit: Edit) -> bool:
    """Whether an edit is one of the sources: a session's own folder is written to by no other."""
    return edit[0] not in ("spoil", "lose")


STEPS = st.lists(
    st.lists(EDITS.filter(is_of_sources), min_size=1, max_size=3), min_size=1, max_size=5
)


@pytest.mark.parametrize("live", [True, False], ids=["serve", "build --watch"])
def test_one_edit_after_another(live: bool, tmp_path: Path) -> None:
    """Every kind of edit once, in one session."""
    world = Served(tmp_path, live)
    world.check()
    with closing(world.session):
        for edit in ONE_EDIT[:: 3 if live else 7]:
            world.do(edit)
            world.check()


@pytest.mark.parametrize("live", [True, False], ids=["serve", "build --watch"])
@settings(
    max_examples=int(os.environ.get("EXAMPLES", "12")),
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(steps=STEPS)
def test_a_session_is_clean(live: bool, steps: list[list[Edit]]) -> None:
    """After any edits, one open session has published what a clean build publishes."""
    with tempfile.TemporaryDirectory() as name:
        world = Served(Path(name), live)
        with closing(world.session):
            world.check()
            for step in steps:
                note(f"step {step}")
                for edit in step:
                    world.do(edit)
                world.check()
