"""What a page must not do: break its policy, complain, or ask another host for anything."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, ConsoleMessage, Request

_LISTEN = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.effectiveDirective} forbids ${event.blockedURI}`));
"""


class Watch:
    """Notes what goes wrong in the pages of a context."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        """Begin to watch; ``address`` is that of the site."""
        self._own = urlsplit(address).netloc
        self._said: list[str] = []
        context.add_init_script(_LISTEN)
        context.on("console", self._console)
        context.on("weberror", lambda fault: self._said.append(f"script: {fault.error}"))
        context.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self._said.append(f"console: {message.text.splitlines()[0]}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.netloc != self._own:
            self._said.append(f"asks another host: {parts.netloc}")

    def taken(self) -> list[str]:
        """Return what was noted since the last time, each thing once."""
        said, self._said = list(dict.fromkeys(self._said)), []
        return said
