"""Several processes render and pages wait in files, while any of the processes is struck.

At each n-th operation, or at every one with ``THOROUGH=1``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.lock import exclusive
from tests.atomic.interrupting import (
    KILLED,
    NEW,
    OLD,
    Ended,
    Files,
    Forks,
    Scene,
    operations,
    pages,
    tree,
)
from tests.output.changing import bring

pytestmark = pytest.mark.slow

STAGES: dict[str, tuple[Files, ...]] = {
    "first build": (OLD,),
    "pages added, edited, removed, moved": (OLD, NEW),
    "all pages": (OLD, {**OLD, "templates/post.html": "<h2>{{ entry.title }}</h2>\n"}),
}


@pytest.fixture(params=STAGES.values(), ids=list(STAGES))
def scene(request: pytest.FixtureRequest, tmp_path: Path) -> Scene:
    return Scene(tmp_path, *request.param)


def struck(scene: Scene, forks: Forks, how: str, step: int, **more: bool) -> Iterator[Ended]:
    """Builds of the scene by two processes, struck at each operation, until there is no more."""
    for at in operations(step):
        scene.restore()
        ended = forks.build(scene.root, how, at, jobs=2, **more)
        with exclusive(scene.root / ".sitegen/lock", lambda: None):
            pass  # a helper whose build was killed holds the lock until it ends too
        yield ended
        if ended.code == 0 and ended.count < at:
            assert at > 20, "there is little that was struck"
            return
    raise AssertionError("it never survived")


def waiting(scene: Scene) -> list[str]:
    """The pages that wait, or were left."""
    folder = scene.root / ".sitegen/staged"
    return [file.name for file in folder.iterdir()] if folder.exists() else []


def assert_completes(scene: Scene, forks: Forks, folders: bool = True) -> None:
    """The next build, by several processes too, leaves none waiting; then all is as it must be."""
    ended = forks.build(scene.root, jobs=2)
    assert (ended.code, ended.said) == (0, "")
    assert waiting(scene) == []
    scene.assert_completes(folders)


def test_killed_at_every_operation(scene: Scene, forks: Forks) -> None:
    left = 0
    for ended in struck(scene, forks, "kill", 3):
        assert ended.code in (0, KILLED), ended.said
        left += bool(waiting(scene))
        scene.assert_whole()
        assert_completes(scene, forks)
    assert left > 3, "no page was waiting when a build was killed"


def test_a_helper_is_killed_at_every_operation(scene: Scene, forks: Forks) -> None:
    """Its share is done again, so that the build comes through."""
    killed = 0
    for ended in struck(scene, forks, "kill", 2, helpers=True):
        assert ended.code == 0, ended.said
        killed += "a helper was killed" in ended.said
        assert waiting(scene) == []
        assert tree(scene.root) == scene.new
    assert killed > 3


@pytest.mark.parametrize("helpers", [False, True], ids=["anywhere", "in a helper"])
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize(
    ("error", "reason"),
    [("ENOSPC", "no space left on device"), ("EROFS", "read-only file system")],
)
def test_refused_at_every_operation(
    error: str, reason: str, lasting: bool, helpers: bool, forks: Forks, tmp_path: Path
) -> None:
    """Pages that can't wait in files come back to the build, which says what it can't do."""
    scene = Scene(tmp_path, OLD, NEW)
    refused = 0
    step = 7 if error == "ENOSPC" else 13
    for ended in struck(scene, forks, error, step, lasting=lasting, helpers=helpers):
        if ended.code or ended.said:
            # A folder that could not go just once is in the way of a file.
            blocked = "is a directory" in ended.said and not lasting
            assert "error[cannot-write]" in ended.said
            assert ("is a directory" if blocked else reason) in ended.said
            assert "Traceback" not in ended.said
            refused += 1
        scene.assert_whole()
        assert_completes(scene, forks, folders=lasting)
    assert bool(refused) is not helpers


def test_sources_change_back_after_a_kill(forks: Forks, tmp_path: Path) -> None:
    """The killed build's pages are in nobody's way where none is stale any more."""
    scene = Scene(tmp_path, OLD, NEW)
    (before,) = scene.old
    for _ in struck(scene, forks, "kill", 11):
        bring(scene.root, OLD)
        assert forks.build(scene.root, jobs=2).code == 0
        assert waiting(scene) == []
        assert pages(tree(scene.root)) == pages(before)
        bring(scene.root, NEW)
