"""What the theme carries of others is what they have published, under their own licence."""

from __future__ import annotations

import pytest

from tests.support import REPOSITORY

SCRIPTS = REPOSITORY / "themes" / "plain" / "scripts"
STATIC = REPOSITORY / "themes" / "plain" / "static"
PACKAGES = REPOSITORY / "tools" / "node_modules"
CARRIED = {
    "lean-qr": ("sheets/lean-qr.js", "nano.mjs", "LICENSE"),
    "minisearch": ("search/minisearch.js", "dist/es/index.js", "LICENSE.txt"),
}


@pytest.mark.skipif(not PACKAGES.is_dir(), reason="the packages are not there: make test gets them")
@pytest.mark.parametrize("name", CARRIED)
def test_it_is_as_published(name: str) -> None:
    path, file, licence = CARRIED[name]
    carried = (SCRIPTS / path).read_text("utf-8")
    assert carried.endswith((PACKAGES / name / file).read_text("utf-8"))
    terms = (PACKAGES / name / licence).read_text("utf-8").splitlines()
    for text in (carried, (STATIC / path).read_text("utf-8")):
        head = {line.strip() for line in text.partition("*/")[0].splitlines()}
        assert {line.strip() for line in terms} <= head
