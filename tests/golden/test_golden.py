"""Small sites with their whole expected output, compared file by file and byte by byte.

``cases/NAME/src`` is a site, ``cases/NAME/expected`` all that a build of it publishes. After a
change that is meant to show, run with ``UPDATE_GOLDEN=1``, and read the difference in Git.
"""

from __future__ import annotations

import difflib
import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit
from xml.etree import ElementTree

import feedparser
import pytest

from tests.output.reading import Page
from tests.support import build

CASES = Path(__file__).parent / "cases"
NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
UPDATE = "UPDATE_GOLDEN"


def names() -> list[str]:
    return sorted(path.name for path in CASES.iterdir() if path.is_dir())


def published(folder: Path) -> dict[str, bytes]:
    """All files below ``folder`` by path, but for the mark that a build leaves at its top."""
    files = (path for path in folder.rglob("*") if path.is_file())
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(files)}
    return {path: data for path, data in found.items() if path != ".sitegen"}


def differences(expected: dict[str, bytes], found: dict[str, bytes]) -> list[str]:
    """What differs, for a person to read: files that miss or are too many, then lines."""
    said = [f"missing: {path}" for path in sorted(expected.keys() - found.keys())]
    said += [f"not expected: {path}" for path in sorted(found.keys() - expected.keys())]
    for path in sorted(expected.keys() & found.keys()):
        if expected[path] != found[path]:
            said += [f"differs: {path}", *_lines(path, expected[path], found[path])]
    return said


def _lines(path: str, expected: bytes, found: bytes) -> list[str]:
    try:
        old, new = expected.decode("utf-8"), found.decode("utf-8")
    except UnicodeDecodeError:
        return [f"  {len(expected)} bytes expected, {len(found)} found"]
    diff = difflib.unified_diff(
        old.splitlines(), new.splitlines(), f"expected/{path}", f"found/{path}", n=1, lineterm=""
    )
    return [f"  {line}" for line in diff] or ["  (only line ends differ)"]


@pytest.mark.parametrize("name", names())
def test_golden_site(name: str, tmp_path: Path) -> None:
    """The build of ``src`` is ``expected``, to the byte."""
    case = CASES / name
    root = tmp_path / "site"
    shutil.copytree(case / "src", root)
    assert build(root, NOW).problems == (), "a golden site has no problems"
    found = published(root / "output")
    if os.environ.get(UPDATE):
        shutil.rmtree(case / "expected", ignore_errors=True)
        shutil.copytree(root / "output", case / "expected")
        (case / "expected" / ".sitegen").unlink()
        pytest.fail(f"{name}: expected/ was written anew; read the difference, then run again")
    said = differences(published(case / "expected"), found)
    assert not said, f"{name}: {UPDATE}=1 accepts this\n" + "\n".join(said)


@pytest.mark.parametrize("name", names())
def test_expected_files_are_well_formed(name: str) -> None:
    """XML and JSON parse, and every link within the site leads to a file that is there."""
    files = published(CASES / name / "expected")
    pages = {path: Page(data.decode()) for path, data in files.items() if path.endswith(".html")}
    assert pages
    base = pages["index.html"].link("canonical")
    for path, data in files.items():
        if path.endswith(".xml"):
            ElementTree.fromstring(data)
        if path.endswith("feed.xml"):
            assert not feedparser.parse(data).bozo, path
        if path.endswith(".json"):
            json.loads(data)
    for path, page in pages.items():
        found = [*page.hrefs, *page.sources, *(link["href"] for link in page.links)]
        urls = [urljoin(base + quote(path), url) for url in found]
        inside = [unquote(urlsplit(url).path) for url in urls if url.startswith(base)]
        below = [url.removeprefix(urlsplit(base).path) for url in inside]
        wanted = [f"{url}index.html" if url.endswith("/") or not url else url for url in below]
        assert [url for url in wanted if url not in files] == [], path
        assert page.title, path


def test_differences_are_readable() -> None:
    """Missing, unexpected and changed files are all named, with the lines that changed."""
    expected = {"a": b"one\ntwo\n", "b": b"x", "c": b"\xff", "d": b"l\n"}
    found = {"a": b"one\n2\n", "c": b"\xfe\xfe", "d": b"l\r\n", "e": b""}
    assert differences(expected, found) == [
        "missing: b",
        "not expected: e",
        "differs: a",
        "  --- expected/a",
        "  +++ found/a",
        "  @@ -1,2 +1,2 @@",
        "   one",
        "  -two",
        "  +2",
        "differs: c",
        "  1 bytes expected, 2 found",
        "differs: d",
        "  (only line ends differ)",
    ]
    assert differences(expected, expected) == []


def test_every_case_is_complete() -> None:
    """A case without expected files would pass by saying nothing."""
    assert names() == ["base-path", "blog", "escaping", "theme", "wisdom"]
    for name in names():
        assert (CASES / name / "expected" / "index.html").is_file(), name
