"""Shows a site while its author writes it: builds, serves, watches, tells the browser."""

from __future__ import annotations

import errno
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitegen.config import Config
from sitegen.serve.app import CLOSE, App
from sitegen.serve.events import Channel
from sitegen.serve.session import Outcome, Session
from sitegen.watch import Watcher

if TYPE_CHECKING:
    from werkzeug.serving import BaseWSGIServer

__all__ = ["App", "Channel", "Outcome", "Server", "Session", "live_config", "run"]

TRIES = 50  # ports that are tried, one after the other
_LONGEST = 86_400.0  # seconds; a clock that is set meanwhile is noticed within a day
_SLOW = 30.0  # seconds that a connection may stay silent before it is dropped


def live_config(config: Config, address: str) -> Config:
    """The settings for serving at ``address``: another output and memo, so `output/` stays."""
    state = f"{config.state}/live"
    return replace(
        config, base_url=f"{address}{config.base_path}/", state=state, output=f"{state}/output"
    )


class Server:
    """The HTTP side: one thread accepts, one more for each request."""

    def __init__(self, app: App, host: str, port: int) -> None:
        self.server = bind(app, host, port)
        self.port = self.server.port
        self._thread = threading.Thread(target=self.server.serve_forever, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Stops at once; requests under way are dropped with the process."""
        self.server.shutdown()
        self.server.server_close()


def bind(app: Any, host: str, port: int) -> BaseWSGIServer:
    """A server on ``port``, or on the next one that is free. Raises OSError if none is."""
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Quiet(WSGIRequestHandler):
        timeout = _SLOW
        protocol_version = "HTTP/1.1"

        def log(self, type: str, message: str, *args: Any) -> None:
            pass

        def connection_dropped(self, error: BaseException, environ: Any = None) -> None:
            """Werkzeug closes no file whose reader went in the midst of it."""
            (environ or {}).get(CLOSE, lambda: None)()

    last = min(port + TRIES - 1, 65535) if port else 0
    for attempt in range(port, last + 1):
        try:
            return _listening(make_server, host, attempt, app, Quiet)
        except OSError as fault:
            if fault.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
    raise OSError(errno.EADDRINUSE, f"no port from {port} to {last} is free")


def _listening(make: Any, host: str, port: int, app: Any, handler: Any) -> BaseWSGIServer:
    """A server on just this port. Werkzeug ends the process itself where it can't bind."""
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
        listener.listen(128)
        made: BaseWSGIServer = make(
            host, port, app, threaded=True, request_handler=handler, fd=listener.fileno()
        )
        # Only what is no HTTP at all comes here; it is dropped without a word.
        setattr(made, "handle_error", lambda *request: None)  # noqa: B010
        return made
    finally:
        listener.close()


def run(
    session: Session, watcher: Watcher, channel: Channel, said: Callable[[Outcome], None]
) -> None:
    """Builds once, then after every change and whenever an entry's time has come.

    Ends when the watcher is closed.
    """
    changed: Iterable[Path] = ()
    while not watcher.closed:
        outcome = session.build(changed)
        channel.rebuilt(outcome.changed, [problem.as_dict() for problem in outcome.problems])
        said(outcome)
        if outcome.built:
            watcher.config = outcome.built.config
        changed = watcher.wait(_until_next(session, outcome))


def _until_next(session: Session, outcome: Outcome) -> float | None:
    """Seconds until an entry comes up or expires by itself, if one will."""
    moment = outcome.built.next_change if outcome.built else None
    if moment is None:
        return None
    return min(_LONGEST, max(0.0, (moment - session.clock()).total_seconds()))
