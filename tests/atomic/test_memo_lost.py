"""The memo is gone, damaged or of another version: the next build is right, and says nothing."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from sitegen import memo as memos
from tests.atomic.interrupting import (
    CONFIG,
    NEW,
    OLD,
    THEME,
    THOROUGH,
    Scene,
    clean_tree,
    tree,
)
from tests.output.changing import bring
from tests.support import build, post, run


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path, OLD, NEW)


def remove_all(state: Path) -> None:
    shutil.rmtree(state)


def remove_memo(state: Path) -> None:
    (state / "memo.db").unlink()


def truncate(state: Path) -> None:
    os.truncate(state / "memo.db", (state / "memo.db").stat().st_size // 2)


def truncate_to_a_page(state: Path) -> None:
    os.truncate(state / "memo.db", 4096)


def empty(state: Path) -> None:
    os.truncate(state / "memo.db", 0)


def garbage(state: Path) -> None:
    (state / "memo.db").write_bytes(os.fsencode("Not a database. ") * 999)


def garbage_beside(state: Path) -> None:
    """A rollback journal that belongs to nothing."""
    (state / "memo.db-journal").write_bytes(b"\xd9\xd5\x05\xf9 \xa1c\xd7" + b"\xff" * 3000)


def a_link_to_nowhere(state: Path) -> None:
    (state / "memo.db").unlink()
    (state / "memo.db").symlink_to("gone/memo.db")


def older_format(state: Path) -> None:
    with closing(sqlite3.connect(state / "memo.db")) as db:
        db.execute("UPDATE shelf SET value = ? WHERE name = 'format'", (memos.pack("1"),))
        db.commit()


def oldest_form(state: Path) -> None:
    """A database with tables of other columns."""
    (state / "memo.db").unlink()
    with closing(sqlite3.connect(state / "memo.db")) as db:
        db.execute("CREATE TABLE shelf (key TEXT)")
        db.execute("CREATE TABLE bodies (key TEXT)")
        db.commit()


def lock_removed(state: Path) -> None:
    (state / "lock").unlink(missing_ok=True)


LOSSES: list[Callable[[Path], None]] = [
    remove_all, remove_memo, truncate, truncate_to_a_page, empty, garbage, garbage_beside,
    older_format, oldest_form, lock_removed,
]  # fmt: skip


@pytest.mark.parametrize("lose", LOSSES, ids=lambda lose: lose.__name__)
def test_the_next_build_is_right_and_silent(scene: Scene, lose: Callable[[Path], None]) -> None:
    lose(scene.root / ".sitegen")
    result = run(scene.root, "build", "--quiet")
    assert (result.exit_code, result.output) == (0, "")
    assert tree(scene.root) == scene.new
    assert build(scene.root).written == ()


@pytest.mark.parametrize("lose", LOSSES, ids=lambda lose: lose.__name__)
@pytest.mark.parametrize("command", ["check", "build --explain /", "list posts", "clean"])
def test_other_commands_do_without_it_too(
    scene: Scene, lose: Callable[[Path], None], command: str
) -> None:
    lose(scene.root / ".sitegen")
    result = run(scene.root, *command.split())
    assert result.exit_code in (0, 3), result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    scene.assert_completes()


def test_a_memo_that_leads_nowhere_is_said(scene: Scene) -> None:
    a_link_to_nowhere(scene.root / ".sitegen")
    result = run(scene.root, "build")
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert result.exit_code == 0 or "error[cannot-write]" in result.output
    scene.assert_whole()


def many(edited: int = 0) -> dict[str, str]:
    """A site whose memo keeps few changes apart from the rest of a table."""
    posts = {
        f"content/posts/{n}.md": post(f"P{n}", f"See [one](1.md).\n\nBody {n}.\n")
        for n in range(30)
    }
    changed = {f"content/posts/{n}.md": post(f"P{n}", f"Edit {edited}.\n") for n in range(edited)}
    return {**THEME, "sitegen.toml": CONFIG, **posts, **changed}


@pytest.fixture
def often_built(tmp_path: Path) -> Path:
    """A site that was built, edited and built again, with its memo kept beside it."""
    root = tmp_path / "site"
    root.mkdir()
    for edited in (0, 1, 2):
        bring(root, many(edited))
        build(root)
    shutil.copytree(root, tmp_path / "kept")
    return root


def restore(root: Path) -> None:
    for name in ("output", ".sitegen"):
        shutil.rmtree(root / name)
        shutil.copytree(root.parent / "kept" / name, root / name)


@pytest.mark.slow
def test_flipped_bytes_anywhere(often_built: Path, tmp_path: Path) -> None:
    """Every page of the file is hit, and every part of it that has a meaning of its own."""
    root = often_built
    wanted = clean_tree(tmp_path, many(3))
    bring(root, many(3))
    path = root / ".sitegen/memo.db"
    size = path.stat().st_size
    places = {*range(0, 100, 7), *range(100, size, 3777), *range(4096 - 9, size, 3 * 4096)}
    places |= {start + offset for start in range(4096, size, 8192) for offset in (0, 3, 5)}
    found = sorted(place for place in places if place < size)
    for place in found[:: 1 if THOROUGH else 5]:
        restore(root)
        with path.open("r+b") as file:
            file.seek(place)
            byte = file.read(1)[0]
            file.seek(place)
            file.write(bytes([byte ^ 0xFF]))
        assert build(root).problems == (), f"byte {place}"
        assert tree(root) == wanted, f"byte {place}"


def shelf(path: Path) -> list[str]:
    """The names of all values; of the many parts of the inputs, which are alike, a few."""
    with closing(sqlite3.connect(path)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM shelf ORDER BY name")]
    parts = [name for name in names if re.match(r"inputs:\d", name)]
    spared = set() if THOROUGH else set(parts) - set(parts[::50])
    return [name for name in names if name not in spared]


def test_any_one_value_damaged(often_built: Path, tmp_path: Path) -> None:
    """Values only make sense together: with one gone, none of them counts."""
    root = often_built
    wanted = clean_tree(tmp_path, many(3))
    bring(root, many(3))
    path = root / ".sitegen/memo.db"
    names = [name for name in shelf(path) if name != "format"]
    assert "pages:new" in names
    for name in names:
        restore(root)
        with closing(sqlite3.connect(path)) as db:
            db.execute("UPDATE shelf SET value = x'0102030405' WHERE name = ?", (name,))
            db.commit()
        assert build(root).problems == (), name
        assert tree(root) == wanted, name


def test_any_one_value_under_another_name(often_built: Path, tmp_path: Path) -> None:
    root = often_built
    wanted = clean_tree(tmp_path, many(3))
    bring(root, many(3))
    path = root / ".sitegen/memo.db"
    for name in shelf(path):
        restore(root)
        with closing(sqlite3.connect(path)) as db:
            db.execute("UPDATE shelf SET name = 'x' || name WHERE name = ?", (name,))
            db.commit()
        assert build(root).problems == (), name
        assert tree(root) == wanted, name


def test_removed_between_builds_of_an_edited_site(tmp_path: Path) -> None:
    """What the folder's own list says is enough to take away what nobody plans any more."""
    scene = Scene(tmp_path, OLD, NEW)
    for files in (NEW, OLD, NEW):
        shutil.rmtree(scene.root / ".sitegen")
        bring(scene.root, files)
        assert build(scene.root).problems == ()
    assert tree(scene.root) == scene.new
