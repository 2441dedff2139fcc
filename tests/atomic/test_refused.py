"""The system refuses to write: a full disk, a read-only one, no permission."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from pathlib import Path
from typing import Any

import pytest

from tests.atomic.interrupting import NEW, OLD, Forks, Scene, operations
from tests.output.changing import bring
from tests.support import build, post, run, write

NOBODY = 65534


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path, OLD, NEW)


def assert_says_so(code: int, said: str, reason: str) -> None:
    assert code == 1, said
    assert "error[cannot-write]" in said
    assert reason in said
    assert "Traceback" not in said


@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize(
    ("error", "reason"),
    [
        ("ENOSPC", "no space left on device"),
        ("EROFS", "read-only file system"),
        ("EACCES", "permission denied"),
    ],
)
def test_refused_at_every_operation(
    scene: Scene, forks: Forks, error: str, reason: str, lasting: bool
) -> None:
    """Whatever is refused is said. What was published is whole, and the next build completes it."""
    step = 3 if error == "ENOSPC" else 11
    refused = 0
    for at in operations(step):
        scene.restore()
        ended = forks.build(scene.root, error, at, lasting=lasting)
        if ended.code or ended.said:
            # A folder that could not go just once is in the way of a file.
            blocked = "is a directory" in ended.said and not lasting
            assert_says_so(ended.code, ended.said, "is a directory" if blocked else reason)
            refused += 1
        scene.assert_whole()
        scene.assert_completes(folders=lasting)
        if ended.count < at:
            break
    assert refused > 30 / step


def test_what_was_published_stays_where_a_first_build_is_refused(
    forks: Forks, tmp_path: Path
) -> None:
    scene = Scene(tmp_path, OLD)
    for at in range(1, 100, 9):
        scene.restore()
        ended = forks.build(scene.root, "ENOSPC", at, lasting=True)
        if ended.count >= at:
            assert_says_so(ended.code, ended.said, "no space left on device")
        scene.assert_whole()
        scene.assert_completes()


@pytest.mark.parametrize("place", ["output", "output/posts", "output/index.html", ".sitegen"])
def test_no_permission(place: str, forks: Forks, tmp_path: Path) -> None:
    """Real permissions; who may write everywhere builds as nobody, to be refused something."""
    root_user = os.geteuid() == 0
    scene = Scene(tmp_path, OLD, NEW)
    path = scene.root / place
    if root_user:
        for each in (scene.root, *scene.root.rglob("*")):
            os.chown(each, NOBODY, NOBODY)
        for folder in (scene.root, *scene.root.parents):
            if folder.stat().st_uid == 0 and folder != Path("/") and not _can_enter(folder):
                folder.chmod(folder.stat().st_mode | 0o111)
    mode = path.stat().st_mode
    path.chmod(0o555 if path.is_dir() else 0o444)
    ended = forks.build(scene.root, uid=NOBODY if root_user else 0)
    path.chmod(stat.S_IMODE(mode))
    if place == "output/index.html":  # a file is replaced, not written to
        assert ended.code == 0, ended.said
    else:
        assert_says_so(ended.code, ended.said, "denied" if place != ".sitegen" else "")
    scene.assert_whole()
    scene.assert_completes()


def _can_enter(folder: Path) -> bool:
    return bool(folder.stat().st_mode & 0o001)


@pytest.mark.parametrize("place", ["output", "output/posts", ".sitegen"])
def test_a_file_where_a_folder_must_be(place: str, scene: Scene) -> None:
    """Somebody put a file there. It is not ours: it is said, and it stays."""
    shutil.rmtree(scene.root / place)
    (scene.root / place).write_text("Mine.")
    result = run(scene.root, "build")
    assert result.exit_code == 1
    assert "error[" in result.stderr
    assert isinstance(result.exception, SystemExit)
    assert (scene.root / place).read_text() == "Mine."
    (scene.root / place).unlink()
    scene.assert_completes()


@pytest.mark.parametrize("command", ["build", "check", "clean", "list posts", "build --explain /"])
def test_the_memo_is_a_folder(command: str, scene: Scene) -> None:
    (scene.root / ".sitegen/memo.db").unlink()
    write(scene.root, {".sitegen/memo.db/mine.txt": "Mine."})
    result = run(scene.root, *command.split())
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert (scene.root / ".sitegen/memo.db/mine.txt").exists()


@pytest.fixture
def small_memo(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many pages a memo may have, in a list: a disk that is full for SQLite alone."""
    limit = [1_000_000]
    original = sqlite3.connect

    def connect(*args: Any, **kw: Any) -> sqlite3.Connection:
        db: sqlite3.Connection = original(*args, **kw)
        db.execute(f"PRAGMA max_page_count = {limit[0]}")
        return db

    monkeypatch.setattr(sqlite3, "connect", connect)
    return limit


def test_no_room_for_the_memo(scene: Scene, small_memo: list[int]) -> None:
    """What builds remember is part of publishing safely: without it nothing is published."""
    small = (scene.root / ".sitegen/memo.db").stat().st_size // 4096
    refused = 0
    for limit in range(1, small + 4):
        scene.restore()
        bring(scene.root, {**NEW, **{f"content/posts/{n}.md": post(str(n)) for n in range(30)}})
        small_memo[0] = limit
        result = run(scene.root, "build")
        small_memo[0] = 1_000_000
        if result.exit_code:
            assert_says_so(result.exit_code, result.output, "is full")
            assert isinstance(result.exception, SystemExit)
            refused += 1
        bring(scene.root, NEW)
        scene.assert_completes()
    assert refused


def test_a_read_only_memo(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    original = sqlite3.connect

    def connect(path: str, **kw: Any) -> sqlite3.Connection:
        db: sqlite3.Connection = original(f"file:{path}?mode=ro", uri=True, **kw)
        return db

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", connect)
        result = run(scene.root, "build")
        assert_says_so(result.exit_code, result.output, "what builds remember")
        assert isinstance(result.exception, SystemExit)
    scene.assert_whole()
    scene.assert_completes()


def test_an_unreadable_published_file_is_no_surprise(scene: Scene) -> None:
    """Somebody made a folder where a page is published."""
    (scene.root / "output/index.html").unlink()
    (scene.root / "output/index.html/x").mkdir(parents=True)
    result = run(scene.root, "build")
    assert_says_so(result.exit_code, result.output, "")
    shutil.rmtree(scene.root / "output/index.html")
    scene.assert_completes()
    assert build(scene.root).written == ()
