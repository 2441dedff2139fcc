"""What the scripts of a page weigh: compressed one by one, as servers send them."""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path

import pytest

from tests.support import REPOSITORY

SCRIPTS = REPOSITORY / "themes" / "plain" / "static"
FIRST = ("offline.js", "sheets/sheet.js")
PLAN = (*FIRST, "sheets/plan-open.js")
# What each kind of page loads at open, and the most that this may be. What comes later hangs on
# `import()`: it follows a touch, or is drawn once it is near.
KINDS = {
    "a sheet": (FIRST, 12_650),
    "a sheet with results": ((*FIRST, "sheets/results.js"), 14_450),
    "a sheet with a log": ((*FIRST, "sheets/logs.js"), 13_100),
    "a sheet with letters": ((*FIRST, "sheets/letters.js"), 13_200),
    "a sheet with a plan and a timeline": ((*PLAN, "sheets/soon.js"), 21_200),
    "Today": (("offline.js", "sheets/today.js"), 16_400),
    "My plans": (("offline.js", "sheets/plans.js"), 6_800),
}
ALL = 67_500  # every script that a worksheet can come to load

_NOW = re.compile(r'(?:^|[;}\n])(?:import|export)\b[^;"(]*?"(\./[^"]+)"')
_LATER = re.compile(r'import\("(\./[^"]+)"\)')


@cache
def imports(script: Path, pattern: re.Pattern[str]) -> tuple[Path, ...]:
    return tuple(script.parent / name for name in pattern.findall(script.read_text("utf-8")))


def weight(names: tuple[str, ...], *patterns: re.Pattern[str]) -> int:
    """Of these scripts with all that they import, by any of these patterns."""
    found: set[Path] = set()
    left = [SCRIPTS / name for name in names]
    while left:
        script = left.pop()
        if script not in found:
            found.add(script)
            left += [other for pattern in patterns for other in imports(script, pattern)]
    return sum(len(gzip.compress(script.read_bytes(), 9, mtime=0)) for script in found)


@pytest.mark.parametrize(("names", "most"), KINDS.values(), ids=list(KINDS))
def test_what_a_page_loads_at_open(names: tuple[str, ...], most: int) -> None:
    assert weight(names, _NOW) <= most


def test_all_that_a_worksheet_can_load() -> None:
    assert weight(FIRST, _NOW) < weight(FIRST, _NOW, _LATER) <= ALL


def test_every_import_is_understood() -> None:
    """So that nothing is loaded that is not weighed."""
    for script in sorted((*SCRIPTS.glob("sheets/*.js"), *SCRIPTS.glob("search/*.js"))):
        text = script.read_text("utf-8")
        known = {*_NOW.findall(text), *_LATER.findall(text)}
        assert set(re.findall(r'"(\.+/[^"]+\.js)"', text)) == known, script.name
        assert all((script.parent / name).is_file() for name in known)
