"""Serves a built site as its host does: with the headers that its ``_headers`` file asks for."""

from __future__ import annotations

import gzip
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

Rules = list[tuple[str, dict[str, str]]]

PACKED = ("text/", "application/json", "image/svg")
"""How the types of files begin that hosts pack."""

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


class FileServer(ThreadingHTTPServer):
    """A browser that goes away in the middle of a file is no news."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript"}  # noqa: RUF012

    def __init__(self, *args: Any, given: Rules, packed: bool, **named: Any) -> None:
        self.given = given
        self.packed = packed
        super().__init__(*args, **named)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        kind = self.guess_type(path)
        if not self.packed or not path.is_file() or not kind.startswith(PACKED):
            return super().do_GET()
        data = gzip.compress(path.read_bytes())
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", kind + ("; charset=utf-8" if "text/" in kind else ""))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)
        return None

    def end_headers(self) -> None:
        for name, value in headers(self.given, self.path.partition("?")[0]).items():
            if name != "Content-Type":  # the handler has sent one
                self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path, packed: bool = False) -> Iterator[str]:
    """Serve a site's folder, texts ``packed`` if asked; yield its address without a last slash."""
    given = folder / "_headers"
    found = rules(given.read_text("utf-8")) if given.is_file() else []
    handler = partial(_Handler, directory=str(folder), given=found, packed=packed)
    server = FileServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
