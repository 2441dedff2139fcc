"""Builds a site in forked children, and does something to them at the n-th file operation.

A process of its own, so that it can fork: it takes one JSON object a line and answers with one.
``at`` is the operation (from 1; 0 for none), ``how`` what happens then: "kill" ends the child at
once by SIGKILL, in mid-write where it writes; the name of an error number is raised ("ENOSPC"),
once or, with ``lasting``, from then on; "wait" tells the caller and waits for a line.

With ``jobs`` the work is spread over so many processes, however little it is. Each of them counts
on from where it was forked, and so each is struck at ``at``; ``helpers`` spares the first.
"""

from __future__ import annotations

import errno
import io
import json
import os
import signal
import sqlite3
import sys
import tempfile
from pathlib import Path
from typing import Any

from sitegen import staging

EVENTS = frozenset({"os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.truncate", "os.link"})
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
STATEMENTS = ("INSERT", "UPDATE", "DELETE", "COMMIT", "CREATE")


class Trap:
    """Counts what is done below ``root``, and strikes at one operation."""

    def __init__(self, root: str, how: str, at: int, lasting: bool, helpers: bool = False) -> None:
        self.root, self.how, self.at, self.lasting, self.count = root, how, at, lasting, 0
        self.spared = os.getpid() if helpers else 0
        self.words: list[str] = []
        self.alike = 0

    def install(self) -> None:
        sys.addaudithook(self.heard)
        written = Path.write_bytes

        def write_bytes(path: Path, data: Any) -> int:
            if self.is_now() and str(path).startswith(self.root):
                written(path, bytes(data)[: len(data) // 2])
                self.strike(str(path))
            return written(path, data)

        setattr(Path, "write_bytes", write_bytes)  # noqa: B010
        setattr(staging, "open", self.opened)  # noqa: B010
        connected: Any = sqlite3.connect

        def connect(*args: Any, **kw: Any) -> sqlite3.Connection:
            db: sqlite3.Connection = connected(*args, **kw)
            if self.how == "kill":
                db.set_trace_callback(self.traced)
            return db

        setattr(sqlite3, "connect", connect)  # noqa: B010

    def opened(self, path: str, mode: str) -> io.BufferedWriter:
        """A file that is struck in the middle of being written."""
        trap = self

        class Struck(io.BufferedWriter):
            def write(self, data: Any) -> int:
                if trap.is_now():
                    super().write(data[: len(data) // 2])
                    self.flush()
                    trap.strike(path)
                return super().write(data)

        return Struck(io.FileIO(path, mode.removesuffix("b")))

    def is_now(self) -> bool:
        self.count += 1
        if self.spared == os.getpid():
            return False
        return bool(self.at) and (self.count == self.at or (self.lasting and self.count > self.at))

    def strike(self, path: str) -> None:
        if self.how == "kill":
            if self.spared:
                os.write(1, b"a helper was killed\n")
            os.kill(os.getpid(), signal.SIGKILL)
        elif self.how == "wait":
            os.write(1, b"here\n")
            os.read(0, 1)
        else:
            number = getattr(errno, self.how)
            raise OSError(number, os.strerror(number), path)

    def heard(self, event: str, args: tuple[Any, ...]) -> None:
        if event != "open" and event not in EVENTS:
            return
        if event == "open" and not (isinstance(args[2], int) and args[2] & WRITES):
            return
        names = [os.fsdecode(arg) for arg in args[:2] if isinstance(arg, (str, bytes, Path))]
        # A name relative to an open folder is one of a folder that is removed with all in it.
        if any(name.startswith(self.root) or name[0] != "/" for name in names) and self.is_now():
            self.strike(names[0])

    def traced(self, statement: str) -> None:
        """Of rows that are written one after the other, every fiftieth is enough."""
        words = statement.split(maxsplit=3)[:3]
        self.alike = self.alike + 1 if words == self.words else 0
        self.words = words
        if words[0] in STATEMENTS and self.alike % 50 == 0 and self.is_now():
            self.strike("")


def child(order: dict[str, Any], said: int) -> None:
    """Builds as the command does, then leaves with its exit code."""
    from sitegen.cli import command

    os.dup2(said, 1)
    os.dup2(said, 2)
    os.chdir(order["root"])
    if order.get("uid"):
        os.setuid(order["uid"])
    jobs = order.get("jobs", 1)
    if jobs > 1:
        spread_always()
    trap = Trap(
        order["root"], order["how"], order["at"], order.get("lasting", False),
        order.get("helpers", False),
    )  # fmt: skip
    trap.install()
    code: Any = 0
    try:
        command(["build", "--quiet", "--jobs", str(jobs)], prog_name="sitegen")
    except SystemExit as end:
        code = end.code
    except BaseException:
        import traceback

        traceback.print_exc()
        code = 70
    sys.stdout.flush()
    sys.stderr.flush()
    os.write(said, f"\ncount {trap.count}".encode())
    os._exit(code or 0)


def spread_always() -> None:
    """Nothing is too little for several processes."""
    from sitegen import bodies, load
    from sitegen import build as builds
    from sitegen.render import shares

    shares.WORTH_IT = 1
    bodies.PARALLEL_FROM = load.PARALLEL_FROM = builds.PARALLEL_FROM = 1


def obey(order: dict[str, Any]) -> dict[str, Any]:
    with tempfile.TemporaryFile() as said:
        number = os.fork()
        if not number:
            try:
                child(order, said.fileno())
            finally:
                os._exit(71)
        _, status = os.waitpid(number, 0)
        said.seek(0)
        text, _, count = said.read().decode("utf-8", "replace").partition("\ncount ")
    code = os.waitstatus_to_exitcode(status)
    return {"code": code, "said": text, "count": int(count or 0)}


def warm() -> None:
    """Builds a site once, so that every child finds all loaded and compiled."""
    from tests.atomic.interrupting import OLD
    from tests.output.changing import bring
    from tests.support import run

    with tempfile.TemporaryDirectory() as name:
        bring(Path(name), OLD)
        result = run(Path(name), "build")
        assert result.exit_code == 0, result.output


def main() -> None:
    """Serves orders until the input ends."""
    from tests.compiling import compiled_once

    with compiled_once():
        warm()
        for line in sys.stdin:
            print(json.dumps(obey(json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
