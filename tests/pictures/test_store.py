"""What was made is made once, and a damaged file of it is made again."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.errors import BuildFailed
from sitegen.pictures import make
from sitegen.store import Store
from tests.pictures.files import jpeg
from tests.support import build, output, post, run, site, write

FILES: dict[str, str | bytes] = {
    "content/posts/a.md": post(body="![A](x.jpg)\n"),
    "content/posts/x.jpg": jpeg(),
}


def kept(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / ".sitegen" / "pictures").iterdir()}


def test_only_new_pictures_are_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = site(tmp_path, FILES)
    build(root)
    before = output(root)

    def never(data: bytes) -> None:
        raise AssertionError("a picture is decoded again")

    monkeypatch.setattr(make, "_pixels", never)
    (root / ".sitegen" / "memo.db").unlink()
    build(root)
    assert run(root, "clean").exit_code == 0
    assert not (root / "output" / "index.html").exists()
    build(root)
    assert output(root) == before


def test_a_damaged_file_is_made_again(tmp_path: Path) -> None:
    root = site(tmp_path, FILES)
    build(root)
    before, whole = output(root), kept(root)
    for path in (root / ".sitegen" / "pictures").iterdir():
        path.write_bytes(b"damaged")
    assert run(root, "clean").exit_code == 0
    build(root)
    assert output(root) == before
    assert kept(root) == whole


def test_the_folder_is_safe_to_delete(tmp_path: Path) -> None:
    root = site(tmp_path, FILES)
    build(root)
    before = output(root)
    for path in (root / ".sitegen" / "pictures").iterdir():
        path.unlink()
    (root / ".sitegen" / "pictures").rmdir()
    assert build(root).written == ()
    assert output(root) == before


def test_many_processes_make_what_one_makes(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {f"content/posts/{n}.jpg": jpeg(600 + n, 400) for n in range(5)}
    found = []
    for jobs in (1, 3):
        folder = tmp_path / str(jobs)
        folder.mkdir()
        root = site(folder, {"content/posts/a.md": post(), **files})
        build(root, jobs=jobs)
        found.append((output(root), kept(root)))
    assert found[0] == found[1]


def test_one_picture_in_two_places_is_made_once(tmp_path: Path) -> None:
    data = jpeg()
    root = site(tmp_path, {"content/posts/a/x.jpg": data, "content/posts/b/x.jpg": data})
    build(root)
    assert len(kept(root)) == 3


def test_sweeping_spares_what_is_wanted(tmp_path: Path) -> None:
    store = Store(tmp_path / "made")
    for number in range(300):
        store.keep(str(number), b"x")
    store.sweep({"7", "8"})
    assert {path.name.partition(".")[0] for path in (tmp_path / "made").iterdir()} == {"7", "8"}
    assert store.find("7")
    assert store.find("9") is None


def test_a_store_that_keeps_nothing_writes_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "made", keeps=False)
    store.keep("a", b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_system_that_refuses_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, {"made": "a file where the folder should be"})
    with pytest.raises(BuildFailed, match="made pictures can't be kept"):
        Store(tmp_path / "made").keep("a", b"x")
