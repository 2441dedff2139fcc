"""What the theme carries of others is what they have published, under their own licence."""

from __future__ import annotations

import pytest

from tests.support import REPOSITORY

CARRIED = REPOSITORY / "themes" / "plain" / "static" / "sheets" / "lean-qr.js"
PACKAGE = REPOSITORY / "tools" / "node_modules" / "lean-qr"


@pytest.mark.skipif(not PACKAGE.is_dir(), reason="lean-qr is not there: make test gets it")
def test_lean_qr_is_as_published() -> None:
    carried = CARRIED.read_text("utf-8")
    assert carried.endswith((PACKAGE / "nano.mjs").read_text("utf-8"))
    head = {line.strip() for line in carried.partition("*/")[0].splitlines()}
    licence = (PACKAGE / "LICENSE").read_text("utf-8")
    assert {line.strip() for line in licence.splitlines()} <= head
