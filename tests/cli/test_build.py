"""``build`` and ``clean``: each flag, what is said, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support import CONFIG, post, run, site, snapshot, spawn, text

FILES = {
    "content/posts/a.md": post("A post", tags="x"),
    "content/pages/about.md": "---\ntitle: About\n---\nx\n",
}
BROKEN = {"content/posts/b.md": post("B", "[x](nowhere.md)\n")}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return site(tmp_path, FILES)


def test_a_build_ends_with_a_line(root: Path) -> None:
    result = run(root, "build")
    assert result.exit_code == 0
    assert result.stderr == ""
    count = sum(path.is_file() for path in (root / "output").rglob("*")) - 1
    line = result.stdout.strip()
    assert line.startswith(f"{count} files written, 0 fresh, 0 removed in ")
    assert line.endswith(" s")
    again = run(root, "build").stdout
    assert again.startswith(f"0 files written, {count} fresh, 0 removed in ")


def test_from_any_folder_of_the_site(root: Path) -> None:
    assert run(root / "content/posts", "build").exit_code == 0
    assert (root / "output/index.html").is_file()


@pytest.mark.parametrize("flag", ["-s", "--source"])
def test_source(root: Path, tmp_path: Path, flag: str) -> None:
    assert run(tmp_path, "build", flag, "site").exit_code == 0
    assert (root / "output/index.html").is_file()


@pytest.mark.parametrize("flag", ["-o", "--output"])
def test_output(root: Path, flag: str) -> None:
    assert run(root, "build", flag, "elsewhere/deep").exit_code == 0
    assert (root / "elsewhere/deep/index.html").is_file()
    assert not (root / "output").exists()


@pytest.mark.parametrize("flag", ["-b", "--base-url"])
def test_base_url(root: Path, flag: str) -> None:
    assert run(root, "build", flag, "https://other.example/x/").exit_code == 0
    assert 'href="https://other.example/x/posts/a/"' in text(root, "posts/a/index.html")


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_jobs(root: Path, jobs: str) -> None:
    assert run(root, "build", "-j", jobs).exit_code == 0


def test_quiet_says_nothing_but_problems(root: Path) -> None:
    result = run(root, "build", "-q")
    assert (result.exit_code, result.output) == (0, "")
    (root / "content/posts/b.md").write_text(BROKEN["content/posts/b.md"])
    result = run(root, "build", "--quiet")
    assert result.exit_code == 1
    assert "error[broken-link]" in result.stderr


def test_verbose_names_files(root: Path) -> None:
    assert "  wrote   posts/a/index.html\n" in run(root, "build", "-v").stdout
    (root / "content/posts/a.md").unlink()
    assert "  removed posts/a/index.html\n" in run(root, "build", "--verbose").stdout


def test_json(root: Path) -> None:
    result = run(root, "build", "--json")
    said = json.loads(result.stdout)
    assert set(said) == {"ok", "written", "removed", "fresh", "seconds", "problems"}
    assert said["ok"] is True
    assert "posts/a/index.html" in said["written"]
    assert (said["removed"], said["fresh"], said["problems"]) == ([], 0, [])
    assert run(root, "build", "--json").stdout.count("index.html") == 0


def test_errors_as_words(root: Path) -> None:
    (root / "content/posts/b.md").write_text(BROKEN["content/posts/b.md"])
    result = run(root, "build")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("content/posts/b.md:6:")
    assert result.stderr.endswith("1 error; nothing was written.\n")
    assert not (root / "output").exists()


def test_errors_as_json(root: Path) -> None:
    (root / "content/posts/b.md").write_text(BROKEN["content/posts/b.md"])
    result = run(root, "build", "--json")
    assert result.exit_code == 1
    said = json.loads(result.stdout)
    assert said["ok"] is False
    (problem,) = said["problems"]
    assert (problem["code"], problem["path"], problem["line"]) == (
        "broken-link", "content/posts/b.md", 6,
    )  # fmt: skip
    assert set(problem) == {"code", "severity", "message", "path", "line", "column", "hint",
                            "excerpt", "also"}  # fmt: skip


def test_strict_takes_warnings_for_errors(root: Path) -> None:
    (root / "content/posts/b.md").write_text(post("B", "Text[^1] here.\n"))
    result = run(root, "build")
    assert result.exit_code == 0
    assert "warning[unknown-footnote]" in result.stderr
    (root / "content/posts/b.md").write_text(post("C", "Text[^1] here.\n"))
    before = snapshot(root / "output")
    result = run(root, "build", "--strict")
    assert result.exit_code == 1
    assert "1 warning; nothing was written." in result.stderr
    assert snapshot(root / "output") == before


def test_explain_names_what_a_page_is_made_from(root: Path) -> None:
    run(root, "build")
    before = snapshot(root / "output")
    fresh = json.loads(run(root, "build", "--explain", "posts/a/", "--json").stdout)
    assert (fresh["path"], fresh["stale"]) == ("posts/a/index.html", [])
    assert any("content" in name or "posts/a.md" in name for name in fresh["reads"])
    (root / "content/posts/a.md").write_text(post("Another title", tags="x"))
    stale = run(root, "build", "--explain", "posts/a/")
    assert stale.exit_code == 0
    assert "would be rebuilt" in stale.stdout
    assert "posts/a.md" in stale.stdout
    assert snapshot(root / "output") == before


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("build", "--nonsense"), "No such option"),
        (("build", "extra"), "unexpected extra argument"),
        (("build", "-j", "0"), "0 is not in the range"),
        (("build", "-j", "many"), "not a valid integer"),
        (("build", "-s", "no/such/folder"), "no/such/folder"),
        (("new",), "Usage"),
        (("new", "post"), "Missing argument"),
        (("publish", "no-such-file.md"), "does not exist"),
        (("list", "nonsense"), "is not one of"),
    ],
)
def test_a_wrong_call_ends_with_2(root: Path, args: tuple[str, ...], words: str) -> None:
    result = run(root, *args)
    assert result.exit_code == 2
    assert words in result.output
    assert not (root / "output").exists()


def test_a_bad_clock_is_a_wrong_call(root: Path) -> None:
    result = run(root, "build", env={"SOURCE_DATE_EPOCH": "yesterday"})
    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH" in result.stderr


def test_no_site_is_an_error_with_a_way_out(tmp_path: Path) -> None:
    result = run(tmp_path, "build")
    assert result.exit_code == 1
    assert "error[no-settings]" in result.stderr
    assert "sitegen init" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_in_a_pipe_there_is_no_bar_and_no_colour(tmp_path: Path) -> None:
    files = {f"content/posts/p{n}.md": post(f"P{n}") for n in range(60)}
    root = site(tmp_path, {**files, "content/posts/bad.md": post("W", "A note[^1].\n")})
    done = spawn(root, "build")
    assert done.returncode == 0
    assert "warning[" in done.stderr
    for sign in ("\r", "\x1b", "█", "░", "Rendering"):
        assert sign not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("args", "code"), [(("build",), 1), (("check",), 3), (("list", "posts"), 0), (("biuld",), 2)]
)
def test_exit_codes_of_the_process(tmp_path: Path, args: tuple[str, ...], code: int) -> None:
    root = site(tmp_path, {**FILES, **BROKEN})
    done = spawn(root, *args)
    assert done.returncode == code
    assert "Traceback" not in done.stderr


# ------------------------------------------------------------------ clean


def test_clean_removes_what_builds_made_and_nothing_else(root: Path) -> None:
    run(root, "build")
    count = sum(path.is_file() for path in (root / "output").rglob("*")) - 1
    (root / "output/posts/stranger.txt").write_text("mine")
    (root / "output/.gitignore").write_text("*\n")
    result = run(root, "clean")
    assert result.exit_code == 0
    assert result.stdout == f"{count} files removed.\n"
    left = [path for path in snapshot(root / "output") if not path.endswith("/")]
    assert left == [".gitignore", "posts/stranger.txt"]
    assert (root / "content/posts/a.md").is_file()


def test_clean_twice_and_before_any_build(root: Path) -> None:
    assert run(root, "clean").stdout == "0 files removed.\n"
    run(root, "build")
    run(root, "clean")
    assert json.loads(run(root, "clean", "--json").stdout) == {"ok": True, "removed": 0}


def test_clean_and_build_gives_the_same(root: Path) -> None:
    run(root, "build")
    before = snapshot(root / "output")
    run(root, "clean")
    run(root, "build")
    assert snapshot(root / "output") == before


def test_clean_of_another_output(tmp_path: Path) -> None:
    root = site(tmp_path, FILES, CONFIG)
    run(root, "build", "-o", "elsewhere")
    assert run(root, "clean", "-o", "elsewhere").exit_code == 0
    assert not any(path.is_file() for path in (root / "elsewhere").rglob("*"))
