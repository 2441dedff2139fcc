"""One build at a time. Processes take turns by pipes, never by waiting for a while."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.lock import exclusive
from tests.support import REPOSITORY

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the lock is one of POSIX")

HOLD = """
import sys
from pathlib import Path
from sitegen.lock import exclusive
with exclusive(Path(sys.argv[1]), lambda: print("waiting", flush=True)):
    print("taken", flush=True)
    sys.stdin.readline()
"""


def start(path: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    )


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_one_waits_until_the_other_has_ended(tmp_path: Path) -> None:
    path = tmp_path / "made/on/the/way/lock"
    with start(path) as first:
        assert said(first) == "taken"
        with start(path) as second:
            assert said(second) == "waiting"
            first.communicate("\n")
            assert said(second) == "taken"
            second.communicate("\n")
    assert (first.returncode, second.returncode) == (0, 0)


def test_a_killed_process_lets_go(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    with start(path) as first:
        assert said(first) == "taken"
        first.kill()
    waited: list[bool] = []
    with exclusive(path, lambda: waited.append(True)):
        assert waited == []


def test_a_failure_inside_lets_go(tmp_path: Path) -> None:
    def fail() -> None:
        with exclusive(tmp_path / "lock", lambda: None):
            raise ValueError("inside")

    with pytest.raises(ValueError, match="inside"):
        fail()
    waited: list[bool] = []
    with exclusive(tmp_path / "lock", lambda: waited.append(True)):
        assert waited == []
