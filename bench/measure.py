"""How long a command takes, and how much memory all its processes hold at once."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
EVERY = 0.02
PSS = re.compile(r"^Pss:\s+(\d+) kB", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Time:
    """Seconds by the wall clock, and of processors, over the command and all its children."""

    wall: float
    processor: float


def timed(command: Sequence[str], folder: Path) -> Time:
    """Run a command in ``folder`` to its end. A failing command is a ``RuntimeError``."""
    before, start = os.times(), time.perf_counter()
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        code = process.wait()
        wall, after = time.perf_counter() - start, os.times()
        if code:
            raise RuntimeError(f"{command[0]} failed ({code}):\n{tail(output.fileno())}")
    children = after.children_user + after.children_system
    return Time(wall, children - before.children_user - before.children_system)


def peak_memory(command: Sequence[str], folder: Path) -> int:
    """Run a command and return the most bytes that its processes held together."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        peak = 0
        while not (done := os.wait4(process.pid, os.WNOHANG))[0]:
            peak = max(peak, sum(map(proportional_size, session(process.pid))))
            time.sleep(EVERY)
        process.returncode = os.waitstatus_to_exitcode(done[1])
        if process.returncode:
            raise RuntimeError(f"{command[0]} failed:\n{tail(output.fileno())}")
    return peak or largest(done[2].ru_maxrss)


def session(leader: int) -> Iterator[Path]:
    """Yield the ``/proc`` folders of all processes in the session that ``leader`` began."""
    for folder in PROC.glob("[0-9]*"):
        fields = stat_fields(folder)
        if fields and int(fields[3]) == leader:
            yield folder


def stat_fields(process: Path) -> list[str]:
    """Return what ``/proc`` says of a process, from its state on; nothing if it is gone."""
    try:
        # The name of the program stands in brackets and may hold anything, spaces too.
        return (process / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def processor_seconds(process: Path) -> float:
    """Return the processor time that a process has used by itself; 0 if it is gone."""
    fields = stat_fields(process)
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") if fields else 0.0


def proportional_size(process: Path) -> int:
    """Return a process's bytes, where those shared with others count in part; 0 if it is gone."""
    try:
        found = PSS.search((process / "smaps_rollup").read_text())
    except OSError:
        return 0
    return int(found[1]) * 1024 if found else 0


def largest(maximum: int) -> int:
    """Return ``ru_maxrss`` in bytes: macOS counts bytes, all others count kilobytes."""
    return maximum if os.uname().sysname == "Darwin" else maximum * 1024


def tail(descriptor: int) -> str:
    """Return the end of what a command printed."""
    size = os.fstat(descriptor).st_size
    return os.pread(descriptor, 2000, max(0, size - 2000)).decode("utf-8", "replace")
