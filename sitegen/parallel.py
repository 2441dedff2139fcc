"""The same work on several processes, which share what is in memory when they start.

A forked process inherits everything, so nothing is sent to it but which part is its own; only
results travel, as marshal's plain data. That starts in a few milliseconds, where a pool of the
standard library takes many times as long to import and to start.
"""

from __future__ import annotations

import marshal
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NoReturn, TypeVar

Item = TypeVar("Item")


def can_fork() -> bool:
    return hasattr(os, "fork")


def spread(
    work: Callable[[Sequence[Item]], Any], items: Sequence[Item], processes: int
) -> list[Any]:
    """``work`` on each part of ``items``, every part in a process of its own; results in order.

    ``work`` gives plain data that marshal can write. A part whose process fails is done again
    here, so that its exception comes out as if nothing had been spread. Call it where no other
    thread holds a lock.
    """
    parts = _parts(items, processes if can_fork() else 1)
    children = [_start(work, part) for part in parts[1:]]
    results = [work(part) for part in parts[:1]]
    for part, child in zip(parts[1:], children, strict=True):
        found = _collect(*child)
        results.append(work(part) if found is None else found[0])
    return results


@contextmanager
def aside(work: Callable[[], Any], processes: int) -> Iterator[Callable[[], Any]]:
    """Does ``work`` in another process while this one goes on; yields what waits for its result.

    As with :func:`spread`, a process that fails, or may not be, has its work done here.
    """
    children = [_start(lambda _: work(), ())] if processes > 1 and can_fork() else []
    found: list[Any] = []

    def result() -> Any:
        if not found:
            sent = _collect(*children.pop()) if children else None
            found.append(work() if sent is None else sent[0])
        return found[0]

    try:
        yield result
    finally:
        while children:  # nobody asked
            _collect(*children.pop())


def _parts(items: Sequence[Item], count: int) -> list[Sequence[Item]]:
    """``items`` in at most ``count`` runs of nearly the same length."""
    size = -(-len(items) // max(count, 1))
    return [items[start : start + size] for start in range(0, len(items), size or 1)]


def _start(work: Callable[[Sequence[Item]], Any], part: Sequence[Item]) -> tuple[int, int]:
    """A process that does one part; its number, and where its result can be read."""
    reader, writer = os.pipe()
    # Ctrl-C has to wait until the fork is over: Python forgets what is raised in the midst of it.
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        number = os.fork()
        if not number:
            os.close(reader)
            _send(lambda: work(part), writer, before)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    os.close(writer)
    return number, reader


def _send(work: Callable[[], Any], writer: int, mask: set[int | signal.Signals]) -> NoReturn:
    """All that a forked process does. Nothing of its parent's is flushed, closed or cleaned up."""
    code = 1
    try:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(marshal.dumps((work(),)))
        code = 0
    finally:
        os._exit(code)


def _collect(number: int, reader: int) -> tuple[Any] | None:
    """What a process sent, in a tuple of its own, or None if it failed."""
    try:
        with os.fdopen(reader, "rb") as pipe:
            data = pipe.read()
    finally:
        _, status = os.waitpid(number, 0)
    if status != 0:
        return None
    found: tuple[Any] = marshal.loads(data)
    return found
