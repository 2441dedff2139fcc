"""Work in other processes comes to what it comes to in one."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.parallel import aside
from tests.support import REPOSITORY


@pytest.mark.parametrize("processes", [1, 2])
def test_work_that_is_done_aside(processes: int) -> None:
    with aside(lambda: [os.getpid(), "done"], processes) as result:
        number, said = result()
        assert said == "done"
        assert (number == os.getpid()) == (processes == 1)
        assert result() == [number, "done"]


def test_work_whose_process_fails_is_done_here() -> None:
    here = os.getpid()

    def work() -> str:
        if os.getpid() != here:
            os._exit(1)
        return "done"

    with aside(work, 2) as result:
        assert result() == "done"


def test_a_process_that_nobody_asks_is_waited_for(tmp_path: Path) -> None:
    with aside(lambda: (tmp_path / "here").write_text("done"), 2):
        pass
    assert (tmp_path / "here").read_text() == "done"


TOLD_WHILE_IT_FORKS = """
import os, signal
from sitegen.parallel import spread
signal.signal(signal.SIGINT, signal.default_int_handler)
os.register_at_fork(before=lambda: os.kill(os.getpid(), signal.SIGINT))
spread(len, [1, 2], 2)
print("went on")
"""


def test_ctrl_c_is_heard_while_it_forks() -> None:
    """Python forgets what is raised in the midst of a fork."""
    done = subprocess.run(
        [sys.executable, "-c", TOLD_WHILE_IT_FORKS],
        check=False, capture_output=True, text=True, cwd=REPOSITORY,
    )  # fmt: skip
    assert done.returncode != 0
    assert done.stdout == ""
    assert "ignored" not in done.stderr
    assert done.stderr.endswith("KeyboardInterrupt\n")
