"""Work in other processes comes to what it comes to in one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from sitegen.parallel import aside


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
