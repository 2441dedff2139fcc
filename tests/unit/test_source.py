from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.errors import Problem
from sitegen.source import MAX_TEXT, Fault, decode, is_ignored, read_text, scan
from tests.support import write


def names(folder: Path, keep_dots: bool = False) -> list[str]:
    faults: list[Problem] = []
    found = list(scan(folder, faults, keep_dots))
    assert faults == []
    return found


def test_files_by_their_path_in_order(tmp_path: Path) -> None:
    write(tmp_path, {"b.md": "", "a/z.md": "", "a/b/c.md": "", "a.md": "", "Z.md": ""})
    assert names(tmp_path) == ["Z.md", "a.md", "a/b/c.md", "a/z.md", "b.md"]


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert names(tmp_path / "nothing") == []
    write(tmp_path, {"file": ""})
    assert names(tmp_path / "file") == []


def test_editors_and_systems_leave_files_that_are_not_the_author_s(tmp_path: Path) -> None:
    litter = [
        "a.md~", ".a.md.swp", "#a.md#", ".#a.md", "a.tmp", "a.bak", "Thumbs.db", ".DS_Store",
        "__pycache__/x.md", "node_modules/x.md", ".git/x.md", "a.md.orig", "a.md.part",
    ]  # fmt: skip
    write(tmp_path, dict.fromkeys((*litter, "a.md", "tmp/x.md", "a.b.md"), ""))
    assert names(tmp_path) == ["a.b.md", "a.md", "tmp/x.md"]
    assert all(is_ignored(name.split("/")[0]) for name in litter)


def test_hidden_files_are_kept_where_they_are_wanted(tmp_path: Path) -> None:
    write(tmp_path, {".well-known/x": "", ".nojekyll": "", ".git/config": "", "a~": "", "#a": ""})
    assert names(tmp_path, keep_dots=True) == [".nojekyll", ".well-known/x"]


def test_a_change_of_size_or_time_changes_the_stamp(tmp_path: Path) -> None:
    write(tmp_path, {"a.md": "one"})
    first = scan(tmp_path, [])
    assert scan(tmp_path, []) == first
    write(tmp_path, {"a.md": "three"})
    assert scan(tmp_path, []) != first


def test_links_to_folders_count_from_where_they_are(tmp_path: Path) -> None:
    write(tmp_path, {"top/a/x.md": "", "top/a/b/y.md": ""})
    (tmp_path / "top/link").symlink_to("a")
    (tmp_path / "top/a/back").symlink_to("..")
    (tmp_path / "top/away").symlink_to(tmp_path)
    (tmp_path / "top/near").symlink_to("../topmost")
    write(tmp_path, {"topmost/z.md": ""})
    assert names(tmp_path / "top") == ["a/b/y.md", "a/x.md", "link/b/y.md", "link/x.md"]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"a\r\nb\rc\nd", "a\nb\nc\nd"),
        (b"\xef\xbb\xbfa", "a"),
        (b"\xef\xbb\xbf\xef\xbb\xbfa", "\ufeffa"),
        (b"\r\r\n\n", "\n\n\n"),
        ("é🎉\u2028".encode(), "é🎉\u2028"),
    ],
)
def test_text(data: bytes, text: str) -> None:
    assert decode(data, "a") == text


def test_a_stamp_that_says_too_much_saves_the_reading(tmp_path: Path) -> None:
    with pytest.raises(Fault) as failure:
        read_text(tmp_path / "nothing", "a.md", MAX_TEXT + 1)
    assert failure.value.problem.code == "file-too-large"


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(Fault) as failure:
        read_text(tmp_path / "nothing", "a.md")
    assert failure.value.problem.code == "unreadable"
    assert failure.value.problem.message == "the file can't be read: no such file or directory"
