"""What open pages are told: that something was rebuilt, or what is wrong."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from typing import Any

HEARTBEAT = 10.0  # seconds; a dead connection shows itself when it is written to
_NAMED = 60  # changed paths that are named; above that, everything changed


class Channel:
    """The latest state of the site, and everyone who waits for the next one.

    ``start`` is the first version: another for each run, for pages that stay open over a restart.
    """

    def __init__(self, start: int = 0) -> None:
        self._changed = threading.Condition()
        self._state: dict[str, Any] = {"version": start, "paths": [], "problems": []}
        self.closed = False

    @property
    def version(self) -> int:
        return int(self._state["version"])

    def rebuilt(self, paths: Sequence[str], problems: Sequence[dict[str, object]]) -> None:
        """A build is done: ``paths`` changed in the output, ``problems`` are all there are now."""
        with self._changed:
            named = list(paths) if len(paths) <= _NAMED else ["*"]
            version = self.version + (1 if paths else 0)
            self._state = {"version": version, "paths": named, "problems": list(problems)}
            self._changed.notify_all()

    def close(self) -> None:
        """Lets everyone go."""
        with self._changed:
            self.closed = True
            self._changed.notify_all()

    def stream(self) -> Iterator[bytes]:
        """Server-sent events (HTML Standard, section 9.2): the state now, and each one after."""
        seen: dict[str, Any] | None = None
        while not self.closed:
            with self._changed:
                if seen is self._state:
                    self._changed.wait(HEARTBEAT)
                state = self._state
            if state is seen:
                yield b": still here\n\n"
            else:
                seen = state
                yield f"data: {json.dumps(state)}\n\n".encode()
