"""The development server's answers: published files, with the live script put into pages."""

from __future__ import annotations

import mimetypes
import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitegen.headers import headers_for
from sitegen.serve.events import Channel

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

OWN = "/__sitegen"
CLOSE = "sitegen.close"
"""What closes the answer to a request, in its environment."""
_STATIC = Path(__file__).resolve().parent / "static"
_LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
_ALL = frozenset({"0.0.0.0", "::"})

mimetypes.add_type("text/javascript", ".js")
mimetypes.add_type("text/javascript", ".mjs")
mimetypes.add_type("application/feed+json", ".feed")
mimetypes.add_type("application/manifest+json", ".webmanifest")


@dataclass
class App:
    """A WSGI application over one output folder.

    ``hosts`` are names beside this machine's own that requests may be addressed to: a page
    elsewhere that points its own name here gets nothing (DNS rebinding).
    """

    output: Path
    base_path: str
    channel: Channel
    hosts: frozenset[str] = frozenset()

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        from werkzeug.exceptions import HTTPException

        asked: Any = dict(environ)
        try:
            answer: Any = self.respond(asked)
        except HTTPException as refusal:  # a range that is not there
            answer = refusal.get_response(asked)
        environ[CLOSE] = answer.close
        found: Iterable[bytes] = answer(asked, start)
        return found

    def respond(self, environ: dict[str, Any]) -> Response:
        """The answer to one request."""
        from werkzeug.wrappers import Request

        request = Request(environ)
        if not self._is_for_us(request.host):
            return self._words(403, "This server answers for this machine only.")
        if request.method not in ("GET", "HEAD"):
            response = self._words(405, "This server only reads.")
            response.headers["Allow"] = "GET, HEAD"
            return response
        path = request.path
        if path.startswith(f"{OWN}/"):
            return self._own(path.removeprefix(f"{OWN}/"), environ)
        if not path.startswith(f"{self.base_path}/"):
            return self._redirect(f"{self.base_path}/")
        return self._published(path.removeprefix(self.base_path), environ)

    def _is_for_us(self, host: str) -> bool:
        name = host.rpartition(":")[0] if not host.endswith("]") and ":" in host else host
        name = name.strip("[]").lower()
        # Anyone can point a name here, but not an address: where the server listens on all of
        # this machine's, it answers to all.
        return name in _LOCAL | self.hosts or (not _ALL.isdisjoint(self.hosts) and _is_number(name))

    # ------------------------------------------------------------------ our own

    def _own(self, name: str, environ: dict[str, Any]) -> Response:
        from werkzeug.wrappers import Response

        if name == "events":
            stream = Response(self.channel.stream(), mimetype="text/event-stream")
            stream.headers["Cache-Control"] = "no-store"
            return stream
        if name in ("live.js", "live.css"):
            return self._file(_STATIC / name, environ)
        return self._words(404, "There is no such thing.")

    # ------------------------------------------------------------------ the site

    def _published(self, path: str, environ: dict[str, Any]) -> Response:
        found = self._locate(path)
        status = 200
        if found is None:
            if not path.endswith("/") and self._locate(f"{path}/"):
                return self._redirect(f"{self.base_path}{path}/")
            found, status = self._locate("/404.html"), 404
        if found is None:
            return self._words(404, "Nothing is here.", live=True)
        try:
            is_page = found.suffix in (".html", ".htm")
            response = (self._page if is_page else self._file)(found, environ, status)
        except OSError:  # a build took it away just now
            return self._words(404, "Nothing is here.", live=True)
        self._headers(response, path)
        return response

    def _locate(self, path: str) -> Path | None:
        """The published file for a URL path, or None. Never one outside the output folder."""
        if "\x00" in path or "\\" in path:
            return None
        parts = path.lstrip("/").split("/")
        if parts[-1] == "":
            parts[-1] = "index.html"
        if any(part in ("", ".", "..") for part in parts):
            return None
        try:
            place = os.path.realpath(self.output.joinpath(*parts))
        except (OSError, ValueError):
            return None
        inside = place.startswith(os.path.realpath(self.output) + os.sep)
        return Path(place) if inside and os.path.isfile(place) else None

    def _page(self, path: Path, environ: dict[str, Any], status: int) -> Response:
        from werkzeug.wrappers import Response

        own = "404.html" if status == 404 else ""
        script = self.live_script(own).encode("utf-8")  # first: the page may be newer, never older
        data = path.read_bytes()
        head, mark, tail = data.rpartition(b"</body>")
        response = Response(head + script + mark + tail if mark else data + script, status)
        response.mimetype = "text/html"
        if status == 200:
            response.add_etag()
            length = response.content_length
            response.make_conditional(environ, accept_ranges=True, complete_length=length)
        return response

    def live_script(self, path: str = "") -> str:
        """The element that keeps a page up to date. It is in responses only, never in files.

        ``path`` is the file that is shown, where the address does not say it.
        """
        return (
            f'<script src="{OWN}/live.js" data-version="{self.channel.version}" '
            f'data-events="{OWN}/events" data-base="{self.base_path}" data-path="{path}"></script>'
        )

    def _file(self, path: Path, environ: dict[str, Any], status: int = 200) -> Response:
        from werkzeug.utils import send_file

        response = send_file(path, environ, conditional=True, max_age=None)
        response.headers["Cache-Control"] = "no-cache"
        return response

    def _headers(self, response: Response, path: str) -> None:
        """The headers that the host would send, but for what only makes sense on a real host."""
        try:
            rules = (self.output / "_headers").read_text("utf-8")
        except OSError:
            rules = ""
        for name, value in headers_for(rules, self.base_path + path):
            if name.lower() == "content-security-policy":
                value = eased(value)
            if name.lower() not in ("cache-control", "strict-transport-security"):
                response.headers[name] = value
        response.headers["Cache-Control"] = "no-cache"

    def _redirect(self, place: str) -> Response:
        from werkzeug.utils import redirect

        from sitegen.urls import encode

        return redirect(encode(place), 302)

    def _words(self, status: int, words: str, live: bool = False) -> Response:
        from werkzeug.wrappers import Response

        script = self.live_script() if live else ""
        page = f'<!doctype html><html lang="en"><title>{status}</title><body><p>{words}</p>{script}'
        return Response(page, status, mimetype="text/html")


def eased(policy: str) -> str:
    """A Content-Security-Policy, with room for the live script where it leaves none."""
    parts = (part.strip().split() for part in policy.split(";"))
    rules = {part[0].lower(): part[1:] for part in parts if part}
    for kind in ("script-src", "style-src", "connect-src"):
        name = f"{kind}-elem" if f"{kind}-elem" in rules else kind
        allowed = rules.get(name, rules.get(kind, rules.get("default-src")))
        if allowed is not None and not {"'self'", "*"} & set(allowed):
            rules[name] = [*(source for source in allowed if source != "'none'"), "'self'"]
    return "; ".join(" ".join((name, *allowed)) for name, allowed in rules.items())


def _is_number(name: str) -> bool:
    """Whether a host is named by its address."""
    from ipaddress import ip_address

    try:
        return bool(ip_address(name))
    except ValueError:
        return False
