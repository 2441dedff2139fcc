"""How the tests' own servers send files."""

from __future__ import annotations

import os
import time
from http.server import SimpleHTTPRequestHandler
from typing import Any

LATE = float(os.environ.get("LATE", "0"))
"""Seconds that each script and index takes to come, so that tests which do not wait for it fail."""


class Files(SimpleHTTPRequestHandler):
    """Sends the files of a folder, and says nothing."""

    extensions_map = {  # noqa: RUF012 -- as the base class has it
        **SimpleHTTPRequestHandler.extensions_map,
        ".js": "text/javascript",
        ".webmanifest": "application/manifest+json",
    }

    def do_GET(self) -> None:
        # Its clock ticks in seconds: what is edited twice within one would be old to the browser.
        del self.headers["If-Modified-Since"]
        if LATE and self.path.partition("?")[0].endswith((".js", ".json")):
            time.sleep(LATE)
        super().do_GET()

    def log_message(self, format: str, *args: Any) -> None:
        pass
