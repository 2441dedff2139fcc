"""Runs the program in a process that may not take more than its share."""

from __future__ import annotations

import re
import resource
import subprocess
from collections import defaultdict
from pathlib import Path

from tests.support import spawn

SECONDS = 40  # of processor time: ten times what is needed, far less than a hang
MEMORY = 1_500_000_000  # bytes of address space, libraries and all


def limited(root: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Runs a command on the site in ``root``. Fails for a traceback or a killed process."""
    done = spawn(root, *args, preexec_fn=_limit)
    assert "Traceback" not in done.stderr, done.stderr[-3000:]
    assert done.returncode in (0, 1, 2, 3), (done.returncode, done.stderr[-3000:])
    return done


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def told(stderr: str) -> dict[str, list[str]]:
    """The codes that were told of each file."""
    found: dict[str, list[str]] = defaultdict(list)
    for path, code in re.findall(
        r"^(\S.*?)(?::\d+:\d+)?: (?:error|warning)\[(.*?)\]", stderr, re.M
    ):
        found[path].append(code)
    return dict(found)
