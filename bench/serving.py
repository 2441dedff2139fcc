"""How long it takes from saving a post until a development server shows it."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from bench.measure import PROC, processor_seconds, session, tail

PAUSE = 0.002
QUIET = 1.0
LONGEST = 600.0


def free_port() -> int:
    """Return a port on which nobody listens just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(command: Sequence[str], folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run a server, and end it with all its processes. What it writes apart goes beside it."""
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env={**os.environ, "TMPDIR": str(folder.parent)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            yield process
        except TimeoutError as fault:
            raise RuntimeError(f"{command[0]}: {fault}\n{tail(output.fileno())}") from fault
        finally:
            end(process)


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process that leads a session, and everyone in it."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with suppress(subprocess.TimeoutExpired):
            process.wait(5)


class Reader:
    """Asks for one page again and again, over one connection where the server keeps it."""

    def __init__(self, port: int, path: str) -> None:
        """Connect at the first request."""
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST)
        self.path = path

    def shows(self, text: bytes) -> bool:
        """Whether the page is there and holds ``text``."""
        try:
            self.connection.request("GET", self.path)
            response = self.connection.getresponse()
            return text in response.read() and response.status == 200
        except (OSError, http.client.HTTPException):
            self.connection.close()
            return False

    def wait_for(self, text: bytes, process: subprocess.Popen[bytes]) -> float:
        """Return when the page first held ``text``. Raises TimeoutError if it never does."""
        until = time.perf_counter() + LONGEST
        while not self.shows(text):
            if process.poll() is not None:
                raise TimeoutError(f"the server ended ({process.returncode})")
            if time.perf_counter() > until:
                raise TimeoutError(f"{self.path} never showed {text.decode()}")
            time.sleep(PAUSE)
        return time.perf_counter()


def settle(process: subprocess.Popen[bytes]) -> None:
    """Wait until the server's processes do little for a second: some go on after a page is there.

    What changes while they build, some overlook.
    """
    until = time.perf_counter() + LONGEST
    used = spent(process)
    while time.perf_counter() < until:
        time.sleep(QUIET)
        before, used = used, spent(process)
        if used - before < QUIET / 2:
            return


def spent(process: subprocess.Popen[bytes]) -> float:
    """Return the processor seconds of a session so far; 0 where there is no ``/proc``."""
    return sum(map(processor_seconds, session(process.pid))) if PROC.is_dir() else 0.0
