"""Serves a built site as its host does: with the headers that its ``_headers`` file asks for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from tools.audit.site import Site

Rules = list[tuple[str, dict[str, str]]]

_FOR_HOSTS = frozenset(("Strict-Transport-Security",))  # a browser is asked by plain HTTP here


def rules(text: str) -> Rules:
    """Read a ``_headers`` file: paths, each with the headers below it."""
    found: Rules = []
    for line in text.splitlines():
        if line.startswith((" ", "\t")) and found:
            name, _, value = line.strip().partition(": ")
            found[-1][1][name] = value
        elif line.strip() and not line.startswith("#"):
            found.append((line.strip(), {}))
    return found


def headers(given: Rules, path: str) -> dict[str, str]:
    """Return what a response for ``path`` is sent with; a later rule wins."""
    wanted: dict[str, str] = {}
    for pattern, more in given:
        if fnmatchcase(path, pattern):
            wanted.update(more)
    return {name: value for name, value in wanted.items() if name not in _FOR_HOSTS}


class _Handler(SimpleHTTPRequestHandler):
    def __init__(self, *args: Any, given: Rules, **named: Any) -> None:
        self.given = given
        super().__init__(*args, **named)

    def end_headers(self) -> None:
        for name, value in headers(self.given, self.path.partition("?")[0]).items():
            if name != "Content-Type":  # the handler has sent one
                self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def serving(site: Site) -> Iterator[str]:
    """Serve the site's folder; yield its address, without a slash at the end."""
    given = rules(site.text("_headers")) if "_headers" in site.paths else []
    handler = partial(_Handler, directory=str(site.folder), given=given)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
