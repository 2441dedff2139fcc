"""Pages that several processes render wait in files until all of them are right."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from sitegen.errors import BuildFailed
from sitegen.render import shares
from sitegen.staging import Staging
from tests.support import build, output, post, site, write

POSTS = {f"content/posts/p{number}.md": post(f"Post {number}") for number in range(12)}


@pytest.fixture(autouse=True)
def spread_over_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shares, "WORTH_IT", 1)


def two(tmp_path: Path) -> tuple[Path, Path]:
    """Two equal sites."""
    places = (tmp_path / "one", tmp_path / "two")
    for place in places:
        place.mkdir()
    return site(places[0], POSTS), site(places[1], POSTS)


def edited(root: Path, words: str) -> None:
    write(root, {name: post(f"Post {name[15:-3]}", words) for name in POSTS})


def test_the_same_as_by_one_process(tmp_path: Path) -> None:
    one, several = two(tmp_path)
    build(one)
    build(several, jobs=2)
    assert output(several) == output(one)
    edited(one, "New words.\n")
    edited(several, "New words.\n")
    assert set(build(several, jobs=2).written) == set(build(one).written)
    assert output(several) == output(one)
    assert not (several / ".sitegen" / "staged").exists()


def test_a_page_that_is_published_already_is_not_written(tmp_path: Path) -> None:
    root = site(tmp_path, POSTS)
    build(root, jobs=2)
    (root / ".sitegen" / "memo.db").unlink()
    assert build(root, jobs=2).written == ()


def test_with_a_mistake_nothing_is_published_nor_left(tmp_path: Path) -> None:
    root = site(tmp_path, POSTS)
    build(root, jobs=2)
    before = output(root)
    edited(root, "New words, and [a link](missing.md).\n")
    with pytest.raises(BuildFailed):
        build(root, jobs=2)
    assert output(root) == before
    assert not (root / ".sitegen" / "staged").exists()


def test_what_a_killed_build_left_goes(tmp_path: Path) -> None:
    root = site(tmp_path, {**POSTS, ".sitegen/staged/1-1": "half a pa"})
    build(root, jobs=2)
    assert not (root / ".sitegen" / "staged").exists()


@pytest.mark.parametrize("way", ["folder", "disk"])
def test_where_pages_can_not_wait_or_not_be_moved(
    way: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = two(tmp_path)
    build(one)
    if way == "folder":
        write(other, {".sitegen/staged": "a file, not a folder"})
    else:
        moved = os.replace

        def refuse(source: Any, target: Any) -> None:
            if "/staged/" in str(source):
                raise OSError(errno.EXDEV, "another disk", str(source))
            moved(source, target)

        monkeypatch.setattr(os, "replace", refuse)
    build(other, jobs=2)
    assert output(other) == output(one)


def test_a_page_comes_back_where_no_file_can_be(tmp_path: Path) -> None:
    write(tmp_path, {"staged": "a file"})
    assert Staging(tmp_path / "staged", tmp_path).keep("a.html", b"page") == b"page"
