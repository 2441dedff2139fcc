"""Two builds at once take turns, and one that is told to end does so without a mess."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from sitegen.lock import exclusive
from tests.atomic.interrupting import NEW, OLD, Scene
from tests.output.changing import bring
from tests.support import NOW, REPOSITORY, build, output, post

HELD = """
import os, sys
from tests.atomic.runner import Trap
Trap(sys.argv.pop(1), "wait", int(sys.argv.pop(1)), False).install()
from sitegen.__main__ import main
main()
"""


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path, OLD, NEW)


@contextmanager
def command(
    root: Path, *args: str, program: tuple[str, ...] = ("-m", "sitegen"), **kw: Any
) -> Iterator[subprocess.Popen[str]]:
    """The command in a process of its own, which ends with the test at the latest."""
    epoch = str(int(NOW.timestamp()))
    process = subprocess.Popen(
        [sys.executable, *program, *args],
        cwd=root, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "SOURCE_DATE_EPOCH": epoch, "PYTHONPATH": str(REPOSITORY)},
        **kw,
    )  # fmt: skip
    with process:
        try:
            yield process
        finally:
            process.kill()


def said(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    return process.stderr.readline()


def test_the_second_waits_and_says_so(scene: Scene) -> None:
    before = output(scene.root)
    with exclusive(scene.root / ".sitegen/lock", lambda: None):
        process = command(scene.root, "build")
        second = process.__enter__()
        assert said(second) == "Another build of this site is running; waiting for it.\n"
        assert output(scene.root) == before
    try:
        out, err = second.communicate()
    finally:
        process.__exit__(None, None, None)
    assert (second.returncode, err) == (0, "")
    assert "written" in out
    scene.assert_completes()


def test_many_at_once_come_to_the_same(scene: Scene) -> None:
    with command(scene.root, "build") as one, command(scene.root, "build") as two:
        for process in (one, two):
            process.communicate()
    assert (one.returncode, two.returncode) == (0, 0)
    scene.assert_completes()
    assert build(scene.root).written == ()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_while_it_waits(scene: Scene, number: signal.Signals) -> None:
    with (
        exclusive(scene.root / ".sitegen/lock", lambda: None),
        command(scene.root, "build") as process,
    ):
        said(process)
        process.send_signal(number)
        _, err = process.communicate()
    assert process.returncode in (-number, 128 + number, 1)
    assert process.returncode != 0
    assert "Traceback" not in err
    scene.assert_whole()
    scene.assert_completes()


@contextmanager
def held(root: Path, at: int, *args: str) -> Iterator[subprocess.Popen[str]]:
    """A build that stands still at its file operation number ``at``, in a group of its own."""
    with command(
        root, str(root), str(at), *args, program=("-c", HELD), start_new_session=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "here\n"
        yield process


@pytest.mark.parametrize("at", [2, 12, 25, 40])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_told_to_end_in_the_middle(scene: Scene, number: signal.Signals, at: int) -> None:
    """As by Ctrl-C in a terminal, which tells the whole group."""
    with held(scene.root, at, "build") as process:
        os.killpg(process.pid, number)
        _, err = process.communicate()
    assert process.returncode in (-number, 128 + number, 1)
    assert "Traceback" not in err
    scene.assert_whole()
    scene.assert_completes()


def test_told_to_end_with_several_processes(tmp_path: Path) -> None:
    posts = {f"content/posts/{n}.md": post(f"P{n}", f"Body {n}.\n") for n in range(400)}
    root = tmp_path / "site"
    root.mkdir()
    bring(root, {**OLD, **posts})
    with held(root, 9, "build", "--jobs", "3") as process:
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate()
    assert process.returncode in (-signal.SIGINT, 128 + signal.SIGINT, 1)
    assert "Traceback" not in err
    assert build(root).problems == ()
    assert len(output(root)) > 400


def test_the_first_is_killed_while_the_second_waits(scene: Scene) -> None:
    """The system lets go of the lock, and the second finishes what the first began."""
    with held(scene.root, 40, "build") as first, command(scene.root, "build") as second:
        assert said(second) == "Another build of this site is running; waiting for it.\n"
        first.kill()
        _, err = second.communicate()
    assert (second.returncode, err) == (0, "")
    scene.assert_completes()


def test_another_folder_to_build_into_takes_turns_too(scene: Scene) -> None:
    with exclusive(scene.root / ".sitegen/lock", lambda: None):
        process = command(scene.root, "build", "--output", "elsewhere")
        second = process.__enter__()
        assert "waiting" in said(second)
    try:
        second.communicate()
    finally:
        process.__exit__(None, None, None)
    assert second.returncode == 0
    scene.assert_completes()
