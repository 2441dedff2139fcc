"""Lighthouse on a built site, as on a phone: served packed and with its own headers.

By hand; Lighthouse itself is 150 packages and no part of this project:

    npm install --prefix /tmp/lighthouse lighthouse@12.8.2
    CHROME_PATH=/usr/bin/chromium python -m bench.lighthouse output \\
        --with /tmp/lighthouse/node_modules/.bin/lighthouse / /tags/ --rounds 5
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

from tools.audit.browser.hosting import Rules, headers, rules

KINDS = ("performance", "accessibility", "best-practices", "seo")
TIMES = ("largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")
BROWSER = "--headless=new --no-sandbox --disable-gpu"
PACKED = ("text/", "application/json", "image/svg")


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = {**SimpleHTTPRequestHandler.extensions_map, ".js": "text/javascript"}  # noqa: RUF012

    def __init__(self, *args: Any, given: Rules, **named: Any) -> None:
        self.given = given
        super().__init__(*args, **named)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        data, sort = (path.read_bytes(), self.guess_type(path)) if path.is_file() else (b"", "")
        self.send_response(200 if sort else 404)
        for name, value in headers(self.given, self.path.partition("?")[0]).items():
            if name != "Content-Type":
                self.send_header(name, value)
        if sort.startswith(PACKED):
            data = gzip.compress(data)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", sort + ("; charset=utf-8" if "text/" in sort else ""))
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    given = rules((folder / "_headers").read_text("utf-8"))
    handler = partial(_Handler, directory=str(folder), given=given)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def look(program: str, url: str) -> dict[str, float]:
    """The scores and times of one run."""
    command = [program, url, "--quiet", "--output=json", f"--chrome-flags={BROWSER}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    found = json.loads(done.stdout)
    scores = {kind: round(100 * (found["categories"][kind]["score"] or 0)) for kind in KINDS}
    return {**scores, **{name: found["audits"][name]["numericValue"] for name in TIMES}}


def main() -> None:
    parser = argparse.ArgumentParser(description="Lighthouse on a built site, as on a phone.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("pages", nargs="+", help="their paths, such as /tags/")
    parser.add_argument("--with", dest="program", default="lighthouse")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    print("page", *KINDS, *TIMES, sep=" | ")
    with serving(given.folder) as address:
        for page in given.pages:
            runs = [look(given.program, address + page) for _ in range(given.rounds)]
            middle = [median(run[name] for run in runs) for name in (*KINDS, *TIMES)]
            print(page, *(f"{value:.3g}" for value in middle), sep=" | ", flush=True)


if __name__ == "__main__":
    main()
