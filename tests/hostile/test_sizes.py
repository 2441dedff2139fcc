"""Files of a size that memory is not made for."""

from __future__ import annotations

from pathlib import Path

from sitegen.source import MAX_TEXT
from tests.hostile.limits import limited, told
from tests.support import build, post, problems, site


def sparse(path: Path, size: int) -> None:
    """A file of ``size`` that takes no room: a hole with nothing in it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.truncate(size)


def test_fifty_megabytes_are_refused_unread(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/posts/a.md": post()})
    for name in ("content/posts/big.md", "templates/post.html", "data/big.json"):
        sparse(root / name, 50_000_000)
    done = limited(root, "build")
    assert told(done.stderr) == {
        "content/posts/big.md": ["file-too-large"],
        "data/big.json": ["file-too-large"],
        "templates/post.html": ["file-too-large"],
    }
    assert "the file has 50 MB; text files may have 8 MB" in done.stderr
    assert "hint: split it into several entries" in done.stderr
    assert not (root / "output").exists()


def test_a_terabyte_is_refused_without_a_look(tmp_path: Path) -> None:
    root = site(tmp_path, {})
    sparse(root / "content/posts/big.md", 10**12)
    done = limited(root, "build")
    assert told(done.stderr) == {"content/posts/big.md": ["file-too-large"]}


def test_the_limit_is_the_last_size_that_is_read(tmp_path: Path) -> None:
    root = site(tmp_path, {})
    sparse(root / "content/pages/over.md", MAX_TEXT + 1)
    sparse(root / "data/at.json", MAX_TEXT)
    found = problems(root)
    assert [problem.split(":")[0] for problem in found] == ["content/pages/over.md", "data/at.json"]
    assert "error[file-too-large]" in found[0]
    assert "error[bad-json]" in found[1]


def test_a_large_picture_is_no_text(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/posts/a/index.md": post()})
    sparse(root / "content/posts/a/film.mp4", MAX_TEXT + 1)
    build(root)
    assert (root / "output/posts/a/film.mp4").stat().st_size == MAX_TEXT + 1


def test_a_large_settings_file_is_refused(tmp_path: Path) -> None:
    root = site(tmp_path, {})
    sparse(root / "sitegen.toml", 50_000_000)
    done = limited(root, "build")
    assert told(done.stderr) == {"sitegen.toml": ["file-too-large"]}
