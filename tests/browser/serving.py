"""A site that is served at a real socket, from within the test."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sitegen.serve import App, Server
from tests.serve.live import OUTPUT, Live, living
from tests.support import write


@dataclass
class Served:
    """A site, where it is served, and how to edit it."""

    root: Path
    live: Live
    server: Server

    @property
    def port(self) -> int:
        return self.server.port

    def url(self, path: str = "/") -> str:
        return f"http://localhost:{self.port}{path}"

    def write(self, name: str, text: str) -> None:
        """Saves a file, and waits until a build has seen it."""
        write(self.root, {name: text})
        self.live.next()


@contextmanager
def serving(root: Path, port: int = 0, start: int = 0) -> Iterator[Served]:
    """Serves the site in ``root``; its first build is done. ``start`` is the first version."""
    with living(root, start=start) as live:
        server = Server(App(root / OUTPUT, "", live.channel), "127.0.0.1", port)
        server.start()
        try:
            yield Served(root, live, server)
        finally:
            live.channel.close()
            server.stop()
