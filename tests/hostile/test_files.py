"""Folders made to do harm, or only strange: loops, links out, names, depth, permissions."""

from __future__ import annotations

import io
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from sitegen.errors import Problem
from sitegen.load import load
from sitegen.source import MAX_DEPTH, scan
from tests.hostile.limits import limited, told
from tests.support import (
    build,
    codes,
    output,
    post,
    problems,
    run,
    site,
    snapshot,
    spawn,
    text,
    write,
)

# --------------------------------------------------------------------------- links


def test_loops_of_links_end(tmp_path: Path) -> None:
    """Links to themselves, to each other, up the tree, and folders that hold one another."""
    root = site(tmp_path, {"content/posts/a.md": post(), "content/pages/sub/x.svg": "<svg/>"})
    content = root / "content"
    (content / "posts/self.md").symlink_to("self.md")
    (content / "posts/one.md").symlink_to("two.md")
    (content / "posts/two.md").symlink_to("one.md")
    (content / "posts/here").symlink_to(".")
    (content / "posts/up").symlink_to("..")
    (content / "pages/sub/there").symlink_to("../../posts")
    (root / "static").symlink_to("static")
    (root / "data").symlink_to(".")
    done = limited(root, "build")
    assert (done.stderr, done.returncode) == ("", 0)
    entries = [name for name in output(root) if name.endswith("a/index.html")]
    assert entries == ["posts/a/index.html", "sub/there/a/index.html"]


def test_links_between_folders_do_not_multiply(tmp_path: Path) -> None:
    """Two folders with three links to each other hold 3^40 paths for who follows them all."""
    root = site(tmp_path, {"content/one/a.svg": "<svg/>", "content/two/b.svg": "<svg/>"})
    for number in range(3):
        (root / f"content/one/to{number}").symlink_to("../two")
        (root / f"content/two/to{number}").symlink_to("../one")
    assert limited(root, "build").returncode == 0
    assert "one/to0/b.svg" in output(root)
    assert "one/to0/to1/a.svg" not in output(root)


def test_a_chain_of_doubled_links_does_not_multiply(tmp_path: Path) -> None:
    """Thirty folders, each with two links to the next: 2^30 paths, and not one loop."""
    root = site(tmp_path, {f"content/f{n}/x.svg": "<svg/>" for n in range(30)})
    for number in range(29):
        for name in ("left", "right"):
            (root / f"content/f{number}/{name}").symlink_to(f"../f{number + 1}")
    assert limited(root, "build").returncode == 0


def test_links_out_of_the_folder_are_left_out(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    write(secret, {"key.md": post("Xyzzy-text"), "key.svg": "<svg>xyzzy-picture</svg>"})
    root = site(tmp_path, {"content/posts/a.md": post(), "private/b.md": post("Xyzzy-private")})
    (root / "content/posts/out").symlink_to(secret)
    (root / "content/posts/key.md").symlink_to(secret / "key.md")
    (root / "content/posts/private.md").symlink_to("../../private/b.md")
    (root / "content/passwd.txt").symlink_to("/etc/passwd")
    (root / "content/posts/gone.md").symlink_to("nowhere.md")
    write(root, {"static/x.txt": "x"})
    (root / "static/key.svg").symlink_to(secret / "key.svg")
    done = limited(root, "build")
    assert (done.stderr, done.returncode) == ("", 0)
    published = b"".join(output(root).values())
    assert b"xyzzy" not in published.lower()  # no theme says that by itself
    assert Path("/etc/passwd").read_bytes() not in published


def test_a_link_within_the_folder_is_followed(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/pages/one.md": "---\ntitle: One\n---\n"})
    (root / "content/pages/two.md").symlink_to("one.md")
    build(root)
    assert {"one/index.html", "two/index.html"} <= output(root).keys()


def test_a_content_folder_that_is_itself_a_link(tmp_path: Path) -> None:
    """As when texts are kept in another repository."""
    write(tmp_path / "texts", {"posts/a.md": post(), "posts/b/index.md": post("B")})
    root = site(tmp_path, {})
    (root / "content").symlink_to(tmp_path / "texts")
    build(root)
    assert {"posts/a/index.html", "posts/b/index.html"} <= output(root).keys()


def test_things_that_are_no_files(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/posts/a.md": post()})
    os.mkfifo(root / "content/posts/pipe.md")  # reading it would wait for ever
    (root / "content/posts/folder.md").mkdir()
    (root / "content/null.md").symlink_to("/dev/zero")
    done = limited(root, "build")
    assert (done.stderr, done.returncode) == ("", 0)


# --------------------------------------------------------------------------- depth and names


def test_sixty_folders_deep_is_told_and_not_dropped(tmp_path: Path) -> None:
    deep = "/".join(["d"] * 60)
    root = site(tmp_path, {f"content/{deep}/a.md": "---\ntitle: Deep\n---\n"})
    (found,) = problems(root)
    assert found.startswith(f"content/{'d/' * (MAX_DEPTH + 1)}: error[folder-too-deep]")


def test_the_deepest_folder_that_is_read(tmp_path: Path) -> None:
    deep = "/".join(["d"] * MAX_DEPTH)
    root = site(tmp_path, {f"content/{deep}/a.md": "---\ntitle: Deep\n---\n"})
    build(root)
    assert f"{deep}/a/index.html" in output(root)


STRANGE = {
    "🎉 party.md": "posts/party",
    "שלום.md": "posts/שלום",
    "two  words & more.md": "posts/two-words-and-more",
    "UPPER.md": "posts/upper",
    "per%20cent.md": "posts/per-percent-20cent",
    "c++.md": "posts/c-plus-plus",
    "quote's.md": "posts/quotes",
    "semi;colon,#hash.md": "posts/semi-colon-sharp-hash",
    "dots..in.name.md": "posts/dots-in-name",
    "-dash.md": "posts/dash",
    "e\u0301.md": "posts/é",
    "new\nline.md": "posts/new-line",
    "tab\tand\x07bell.md": "posts/tab-and-bell",
}


def test_strange_names_of_posts(tmp_path: Path) -> None:
    root = site(tmp_path, {f"content/posts/{name}": post("A") for name in STRANGE})
    done = limited(root, "build")
    assert (done.stderr, done.returncode) == ("", 0)
    found = {name.removesuffix("/index.html") for name in output(root)}
    assert set(STRANGE.values()) <= found


def test_strange_names_stay_on_one_line_in_messages(tmp_path: Path) -> None:
    """A name can't forge a message of its own, nor move the terminal's cursor."""
    name = "a\nb.md: error[forged]: all is lost\x1b[2J.md"
    root = site(tmp_path, {f"content/posts/{name}": "Text"})
    done = limited(root, "build")
    assert told(done.stderr).keys() == {
        "content/posts/a\ufffdb.md: error[forged]: all is lost"
    } or (len(done.stderr.splitlines()) == 9)
    assert "\x1b" not in done.stderr
    assert not any(line.startswith("b.md") for line in done.stderr.splitlines())


def test_names_of_other_files_that_not_every_system_has(tmp_path: Path) -> None:
    names = ["a:b.svg", "what?.svg", "new\nline.svg", "aux.svg", "dot. /x.svg", "back\\slash.svg"]
    root = site(tmp_path, {f"content/{name}": "<svg/>" for name in names})
    done = limited(root, "build")
    assert done.stderr.count("error[bad-path]") == len(names)
    assert not (root / "output").exists()


@pytest.mark.parametrize("folder", ["content", "content/posts", "static", "data", "templates"])
def test_names_that_are_no_text(tmp_path: Path, folder: str) -> None:
    """Linux allows any bytes in a name; a page's address is text."""
    root = site(tmp_path, {"content/posts/a.md": post()})
    (root / folder).mkdir(parents=True, exist_ok=True)
    place = os.fsencode(root / folder)
    for name in (b"caf\xe9.svg", b"caf\xe9.md", b"caf\xe9.toml", b"caf\xe9.html"):
        with open(os.path.join(place, name), "wb") as file:
            file.write(post().encode() if name.endswith(b".md") else b"")
    done = limited(root, "build")
    published = folder.startswith("content") or folder == "static"
    assert done.returncode == (1 if published else 0)
    assert done.stderr.count("error[bad-path]") == {"static": 4}.get(folder, 3 * published)
    assert (limited(root, "build", "--json").returncode == 0) is not published


def test_a_title_of_5000_characters(tmp_path: Path) -> None:
    title = "Planning " * 555
    root = site(tmp_path, {"content/posts/a.md": post(title)})
    build(root)
    assert title.strip() in text(root, "posts/a/index.html")


def test_a_new_post_with_a_title_of_5000_characters(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/posts/a.md": post()})
    done = run(root, "new", "post", "Planning " * 555)
    assert (done.stderr, done.exit_code) == ("", 0)
    (made,) = (root / "content/posts").glob("2026-*.md")
    assert len(made.name) < 100
    assert "Planning Planning" in made.read_text()


# --------------------------------------------------------------------------- permissions


def refuse(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """From now on the system refuses to open or list what is called ``name``."""

    def guarded(real: Callable[..., Any]) -> Callable[..., Any]:
        def opened(path: Any, *args: Any, **kw: Any) -> Any:
            if os.path.basename(os.fsdecode(path) if not isinstance(path, int) else "") == name:
                raise PermissionError(13, "Permission denied", os.fspath(path))
            return real(path, *args, **kw)

        return opened

    monkeypatch.setattr(io, "open", guarded(io.open))
    monkeypatch.setattr("builtins.open", io.open)
    monkeypatch.setattr(os, "scandir", guarded(os.scandir))
    monkeypatch.setattr(os, "open", guarded(os.open))


FILES = {
    "content/posts/a.md": post("A", image="a.svg"),
    "content/posts/a.svg": "<svg/>",
    "content/pages/p.md": "---\ntitle: P\n---\n",
    "data/team.toml": "a = 1\n",
    "static/robots-too.txt": "x\n",
    "static/assets/own.css": "p {}\n",
    "static/_headers": "/x\n",
    "templates/own.html": "<p>{{ entry.title }}</p>\n",
}


@pytest.fixture
def finished(tmp_path: Path) -> Path:
    """A site that was built, and has been edited since."""
    root = site(tmp_path, FILES)
    build(root)
    write(root, {"content/pages/p.md": "---\ntitle: P, changed\n---\n"})
    return root


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("a.md", "content/posts/a.md"),
        ("a.svg", "content/posts/a.svg"),
        ("posts", "content/posts/"),
        ("content", "content/"),
        ("team.toml", "data/team.toml"),
        ("data", "data/"),
        ("robots-too.txt", "static/robots-too.txt"),
        ("own.css", "own.css"),
        ("_headers", "_headers"),
        ("own.html", "templates/own.html"),
        ("sitegen.toml", "sitegen.toml"),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_is_written(
    finished: Path, monkeypatch: pytest.MonkeyPatch, name: str, shown: str
) -> None:
    before = output(finished)
    for path in FILES:  # the memo must not know the answer already
        if os.path.basename(path) == name:
            write(finished, {path: FILES[path] + "\n"})
    with monkeypatch.context() as patched:
        refuse(patched, name)
        done = run(finished, "build")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == 1
    lines = [line for line in done.stderr.splitlines() if "error[" in line]
    assert len(lines) == 1
    assert lines[0].startswith((f"{shown}: error[unreadable]: ", f"static/{shown}: error[unread"))
    assert "permission denied" in lines[0]
    assert "hint: check its permissions" in done.stderr
    assert output(finished) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything; see the test above")
@pytest.mark.parametrize("name", ["content/posts/a.md", "content/posts"])
def test_permissions_of_the_real_file_system(finished: Path, name: str) -> None:
    path = finished / name
    write(finished, {"content/posts/a.md": FILES["content/posts/a.md"] + "More.\n"})
    path.chmod(0)
    try:
        assert "unreadable" in codes(finished)
    finally:
        path.chmod(0o755)


def test_a_folder_that_cannot_be_listed_unpublishes_nothing(
    finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults: list[Problem] = []
    with monkeypatch.context() as patched:
        refuse(patched, "posts")
        scan(finished / "content", faults)
        assert codes(finished) == ["unreadable"]
    assert [problem.code for problem in faults] == ["unreadable"]
    assert "posts/a/index.html" in output(finished)


def test_a_text_that_changes_while_the_site_is_built(
    finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its metadata was read from one version; its body must not come from another."""
    before = output(finished)
    write(finished, {"templates/post.html": "{{ entry.content }}\n"})
    with closing(sqlite3.connect(finished / ".sitegen/memo.db")) as memo:
        memo.execute("DELETE FROM bodies")
        memo.commit()

    def load_and_edit(*args: Any) -> Any:
        found = load(*args)
        write(finished, {"content/posts/a.md": FILES["content/posts/a.md"] + "More.\n"})
        return found

    with monkeypatch.context() as patched:
        patched.setattr("sitegen.pipeline.load", load_and_edit)
        assert codes(finished) == ["changed-meanwhile"]
    assert output(finished) == before
    build(finished)
    assert "More." in text(finished, "feed.xml")


# --------------------------------------------------------------------------- places to write


def test_a_file_where_the_memo_should_be(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/posts/a.md": post(), ".sitegen": "mine"})
    done = limited(root, "build")
    assert told(done.stderr) == {".sitegen": ["cannot-write"]}
    assert done.returncode == 1
    assert (root / ".sitegen").read_text() == "mine"


def test_a_file_system_that_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = site(tmp_path, {"content/posts/a.md": post()})
    build(root)
    write(root, {"content/posts/a.md": post("Changed")})
    before = output(root)

    def full(*args: object) -> None:
        raise OSError(28, "No space left on device", "output/x")

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", full)
        (found,) = problems(root)
    assert "error[cannot-write]: the site can't be written: no space left on device" in found
    assert output(root) == before
    build(root)
    assert "Changed" in text(root, "posts/a/index.html")


def test_output_that_is_a_link_to_nowhere(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/posts/a.md": post()})
    (root / "output").symlink_to("gone/away")
    done = limited(root, "build")
    assert told(done.stderr) == {"sitegen.toml": ["unsafe-output"]}
    assert snapshot(root)["output"] == b"-> gone/away"


def test_output_that_is_a_link_to_a_folder(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/posts/a.md": post()})
    (tmp_path / "public").mkdir()
    (root / "output").symlink_to(tmp_path / "public")
    build(root)
    assert (tmp_path / "public/posts/a/index.html").is_file()
    (tmp_path / "public/mine.txt").write_text("mine")
    build(root)
    assert (tmp_path / "public/mine.txt").is_file()


def test_an_output_folder_with_a_link_out_of_it(tmp_path: Path) -> None:
    """A link that someone laid into the output must not lead a build to write elsewhere."""
    elsewhere = tmp_path / "elsewhere"
    write(elsewhere, {"a/index.html": "mine"})
    root = site(tmp_path, {"content/posts/a.md": post()})
    (root / "output").mkdir()
    (root / "output/posts").symlink_to(elsewhere)
    done = spawn(root, "build")
    assert "Traceback" not in done.stderr
    assert (elsewhere / "a/index.html").read_text() == "mine"
