"""The documentation is a site that sitegen builds without a word."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.docs.reading import PAGES
from tests.support import REPOSITORY, build, output


def test_the_documentation_builds(tmp_path: Path) -> None:
    root = tmp_path / "docs"
    shutil.copytree(REPOSITORY / "docs", root, ignore=shutil.ignore_patterns("output", ".sitegen"))
    done = build(root, strict=True)
    assert done.problems == ()
    published = output(root)
    for page in PAGES.rglob("*.md"):
        path = page.relative_to(PAGES).with_suffix("").as_posix()
        folder = "" if path == "index" else f"{path.removesuffix('/index')}/"
        assert f"{folder}index.html" in published


def test_every_page_can_be_found() -> None:
    """Each page is linked from the index of its folder."""
    for index in PAGES.glob("*/index.md"):
        text = index.read_text("utf-8")
        for page in index.parent.glob("*.md"):
            assert page == index or f"]({page.name}" in text, page.name
