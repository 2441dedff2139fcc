"""Every mistake is told in full and to the letter, and costs nothing that was published before.

Hugo and Material overwrite one of two pages on one address and end with 0; Pelican prints a
traceback of 60 lines and leaves half a site; Pelican and Marmite drop a post with a bad date and
end with 0. Here each of these is a case.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from tests.invalid.cases import CASES, Case, lay_out
from tests.support import REPOSITORY, build, post, run, site, snapshot

ELSEWHERE = {
    "changed-meanwhile": "needs an edit during a build: tests/hostile/test_files.py",
    "cannot-write": "needs a file system that refuses: tests/hostile/test_files.py",
    "unreadable": "needs a user who is not root: tests/hostile/test_files.py",
    "file-too-large": "8 MB have no place here: tests/hostile/test_sizes.py",
    "folder-too-deep": "41 folders have no place here: tests/hostile/test_files.py",
    "markdown-failed": "no text is known that makes the parser fail",
    "dead-link": "needs another site: tests/checks/test_external.py",
    "moved-link": "needs another site: tests/checks/test_external.py",
    "untried-link": "needs another site: tests/checks/test_external.py",
    "no-pdf": "needs a system without Pango: tests/cli/test_worksheets.py",
}
"""Codes that no case file shows, and why."""


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site that was built once and whose output must outlive every mistake."""
    files = {"content/posts/good.md": post("Good", tags="[persistence]")}
    root = site(tmp_path_factory.mktemp("published"), files)
    build(root)
    return root


def start(case: Case, published: Path, tmp_path: Path) -> Path:
    root = tmp_path / "site"
    root.mkdir()
    if not case.empty_output:
        shutil.copytree(published / "output", root / "output")
        shutil.copytree(published / ".sitegen", root / ".sitegen")
    lay_out(case, root)
    return root


def visible(root: Path) -> dict[str, bytes]:
    """Everything in the site's folder but the program's own notes."""
    found = snapshot(root)
    return {name: data for name, data in found.items() if not name.startswith(".sitegen/")}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_mistake_is_told_in_full(case: Case, published: Path, tmp_path: Path) -> None:
    root = start(case, published, tmp_path)
    before = visible(root)
    done = run(root, *case.command)
    if os.environ.get("UPDATE_INVALID"):
        case.accept(done.exit_code, done.stderr)
        return
    assert done.stderr == case.expected
    assert done.exit_code == case.exit_code
    assert done.exception is None or isinstance(done.exception, SystemExit)
    if case.exit_code:
        assert done.stdout == ""
        assert visible(root) == before
    else:
        assert visible(root) != before


def codes_in_source() -> set[str]:
    """Every code that the program's text gives to a problem or a finding."""
    made = re.compile(
        r"\b(?:Problem|Finding|_at|_fault|_failed|complain|_report)\(([^\n]*\n?[^\n]*)"
    )
    code = re.compile(r'"([a-z0-9]+(?:-[a-z0-9]+)+|exists|unreadable)"')
    found: set[str] = set()
    for path in sorted((REPOSITORY / "sitegen").rglob("*.py")):
        text = path.read_text("utf-8")
        for match in made.finditer(text):
            found.update(code.findall(match[1]))
        for pair in re.findall(r'code = "([a-z-]+)" if [^\n]* else "([a-z-]+)"', text):
            found.update(pair)
    return found


def codes_in_cases() -> set[str]:
    said = "\n".join(case.expected for case in CASES)
    return set(re.findall(r"^\S.*?: (?:error|warning|notice)\[([a-z0-9-]+)\]: ", said, re.M))


def test_every_code_has_a_case() -> None:
    known = codes_in_source()
    assert len(known) > 40  # or the pattern above has gone blind
    assert codes_in_cases() <= known, "a code that the pattern does not find"
    assert known - codes_in_cases() - ELSEWHERE.keys() == set()


def test_the_list_of_codes_without_a_case_is_short_and_true() -> None:
    assert ELSEWHERE.keys() & codes_in_cases() == set()
    assert ELSEWHERE.keys() <= codes_in_source()


def test_every_error_names_a_file() -> None:
    for case in CASES:
        for line in case.expected.splitlines():
            if re.search(r": (error|warning)\[", line):
                assert re.match(r"[^ :][^:]*(:\d+:\d+)?: (error|warning)\[", line), case.name


def test_json_holds_the_same_problems(published: Path, tmp_path: Path) -> None:
    case = next(case for case in CASES if case.name == "several-at-once")
    root = start(case, published, tmp_path)
    before = visible(root)
    done = run(root, "build", "--json")
    said = json.loads(done.stdout)
    assert (done.exit_code, done.stderr, said["ok"]) == (1, "", False)
    told = re.findall(r"^(\S.*?): (error|warning)\[(.*?)\]: (.*)$", case.expected, re.M)
    places = [
        f"{found['path']}:{found['line']}:{found['column']}" if found["line"] else found["path"]
        for found in said["problems"]
    ]
    assert [
        (place, found["severity"], found["code"], found["message"])
        for place, found in zip(places, said["problems"], strict=True)
    ] == told
    assert visible(root) == before


def test_check_says_the_same_and_writes_nothing_at_all(published: Path, tmp_path: Path) -> None:
    case = next(case for case in CASES if case.name == "several-at-once")
    root = start(case, published, tmp_path)
    before = snapshot(root)
    done = run(root, "check")
    told = case.expected.splitlines()
    assert done.stderr.splitlines()[: len(told) - 1] == told[:-1]
    assert done.exit_code == 3
    assert snapshot(root) == before


def test_a_mended_site_builds(published: Path, tmp_path: Path) -> None:
    """A failed build leaves nothing behind that the next one would stumble over."""
    case = next(case for case in CASES if case.name == "several-at-once")
    root = start(case, published, tmp_path)
    assert run(root, "build").exit_code == 1
    for folder in ("content", "data", "templates"):
        shutil.rmtree(root / folder)
    shutil.copytree(published / "content", root / "content")
    done = run(root, "build")
    assert (done.exit_code, done.stderr) == (0, "")
    assert visible(root)["output/index.html"] == visible(published)["output/index.html"]
