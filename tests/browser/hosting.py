"""A published site at a host of its own, which can be shut and opened again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from sitegen.headers import headers_for
from tests.browser.sending import Files
from tests.support import build
from tools.audit.browser.hosting import FileServer

ON_REAL_HOSTS = ("strict-transport-security",)


class _Handler(Files):
    """Sends what `_headers` asks for."""

    def end_headers(self) -> None:
        rules = (Path(self.directory) / "_headers").read_text("utf-8")
        found = dict(headers_for(rules, self.path.partition("?")[0]))
        for name, value in found.items():
            if name.lower() not in ON_REAL_HOSTS:
                self.send_header(name, value)
        if "Cache-Control" not in found:
            self.send_header("Cache-Control", "no-cache")
        super().end_headers()


class Host:
    """Serves the output of the site in ``root``, at one address whenever it is open."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._server: FileServer | None = None
        self._port = 0
        self.open()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    def open(self) -> None:
        handler = partial(_Handler, directory=str(self.root / "output"))
        self._server = FileServer(("127.0.0.1", self._port), handler)
        self._port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def shut(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()
        self._server = None


@contextmanager
def hosting(root: Path) -> Iterator[Host]:
    """Builds the site in ``root`` and serves it."""
    build(root)
    host = Host(root)
    try:
        yield host
    finally:
        host.shut()
