"""A build is killed at every file operation it does. What is published is whole all the same.

Every one for the main case; each n-th for its variants, unless ``THOROUGH=1`` is set.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.atomic.interrupting import (
    KILLED,
    NEW,
    OLD,
    OTHER,
    Files,
    Forks,
    Scene,
    operations,
    tree,
)
from tests.output.changing import bring
from tests.pictures.files import png
from tests.support import build, post

pytestmark = pytest.mark.slow

WORDS: Files = {**OLD, "content/posts/edited.md": post("Edited", "New words.\n")}
MORE: Files = {**OLD, "content/posts/added.md": post("Added")}
STAGES: dict[str, tuple[int, tuple[Files, ...]]] = {
    "first build": (3, (OLD,)),
    "pages added, edited, removed, moved": (1, (OLD, NEW)),
    "and back": (4, (OLD, NEW, OLD)),
    "words alone": (3, (OLD, WORDS)),
}


def kills(forks: Forks, scene: Scene, step: int = 1) -> Iterator[int]:
    """Kills a build of the scene at each of its operations, until one survives."""
    for at in operations(step):
        scene.restore()
        ended = forks.build(scene.root, "kill", at)
        if ended.code == 0:
            assert at > 20, "there is little that was killed"
            return
        assert ended.code == KILLED, ended.said
        yield at
    raise AssertionError("it never survived")


@pytest.mark.parametrize(("step", "stages"), STAGES.values(), ids=STAGES)
def test_killed_at_every_operation(
    step: int, stages: tuple[Files, ...], forks: Forks, tmp_path: Path
) -> None:
    scene = Scene(tmp_path, *stages)
    for _ in kills(forks, scene, step):
        scene.assert_whole()
        scene.assert_completes()


def test_killed_again_after_a_kill(forks: Forks, tmp_path: Path) -> None:
    """Pages of three builds may then stand side by side, until one comes through."""
    first = Scene(tmp_path / "first", OLD, NEW)
    whole = forks.build(first.root, "kill").count
    for at in (whole // 4, whole // 2, whole * 3 // 4, whole - 2):
        first.restore()
        assert forks.build(first.root, "kill", at).code == KILLED
        scene = Scene(tmp_path / f"again-{at}", OLD, OTHER)
        bring(first.root, OTHER)
        scene.root = first.root
        scene.keep()
        scene.old.append(first.new)
        for _ in kills(forks, scene, step=13):
            scene.assert_whole()
            scene.assert_completes()
        bring(first.root, NEW)


@pytest.mark.parametrize("new", [NEW, MORE, WORDS], ids=["many edits", "a page more", "words"])
def test_the_source_changes_back_after_a_kill(new: Files, forks: Forks, tmp_path: Path) -> None:
    """Nothing is left to do by the memo, but by then some pages are new ones."""
    scene = Scene(tmp_path, OLD, new)
    (before,) = scene.old
    for _ in kills(forks, scene, step=7):
        bring(scene.root, OLD)
        assert build(scene.root).problems == ()
        assert tree(scene.root) == before
        bring(scene.root, new)


def test_the_memo_is_removed_after_a_kill(forks: Forks, tmp_path: Path) -> None:
    """What the killed build wrote is known from the folder itself."""
    scene = Scene(tmp_path, OLD, NEW)
    for _ in kills(forks, scene, step=7):
        (scene.root / ".sitegen/memo.db").unlink(missing_ok=True)
        scene.assert_completes()


def test_killed_while_pictures_are_made(forks: Forks, tmp_path: Path) -> None:
    """What was made before the kill is taken, what was half made is not."""
    picture: Files = {
        "sitegen.toml": OLD["sitegen.toml"] + "[images]\nwidths = [16]\n",
        "content/posts/stays.md": post("Stays", "![A](a.png)\n"),
        "content/posts/a.png": png(32, 16),
    }
    scene = Scene(tmp_path, {**OLD, **picture})
    assert any(path.endswith(".webp") for path in scene.new)
    for _ in kills(forks, scene, step=9):
        scene.assert_completes()
