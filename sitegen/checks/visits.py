"""Asks other sites whether an address still works, as a guest should.

One request at a time goes to a host, with a pause before the next; few hosts are asked at once.
HEAD first, and GET where that is refused. The standard library's client is enough for that: each
address is asked once, nothing is read, and no connection is worth keeping over a pause.
"""

from __future__ import annotations

import http.client
import socket
import threading
import time
import urllib.error
import urllib.request
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple
from urllib.parse import quote, urldefrag, urljoin, urlsplit

FINE, MOVED, BROKEN, UNREACHABLE, NO_HOST = "fine", "moved", "broken", "unreachable", "no-host"
_FOR_GOOD = (301, 308)
_REDIRECTS = (*_FOR_GOOD, 302, 303, 307)
_BUSY = (429, 503)
_REFUSES_PROGRAMS = (401, 402, 403, 407, 408, 425, 429)


class Answer(NamedTuple):
    """What came of asking: a state, and in words why, or the address that it moved to."""

    state: str
    detail: str = ""


@dataclass(frozen=True)
class Manner:
    """How to ask: as whom, how many hosts at once, and how long to wait, in seconds.

    ``patience`` is the longest wait that a busy site may ask for.
    """

    agent: str = "sitegen"
    at_once: int = 8
    pause: float = 1.0
    timeout: float = 10.0
    patience: float = 30.0
    tries: int = 3
    redirects: int = 5


class _Reply(NamedTuple):
    status: int
    headers: Any


@dataclass
class _Gate:
    """Lets one request at a time through to a host."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    opens: float = 0.0


class _Unredirected(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        """Redirects are followed one by one, to see which of them are for good."""


class Visits:
    """Visits in one manner."""

    def __init__(self, manner: Manner) -> None:
        self.manner = manner
        self._opener = urllib.request.build_opener(_Unredirected)
        self._gates: dict[str, _Gate] = defaultdict(_Gate)
        self._over = threading.Event()

    def all(self, urls: Iterable[str], done: Callable[[str, Answer], None]) -> None:
        """Asks for each address; ``done`` is called with what came of it, in this thread."""
        by_host: dict[str, list[str]] = defaultdict(list)
        for url in urls:
            by_host[urlsplit(url).netloc.lower()].append(url)
        with ThreadPoolExecutor(self.manner.at_once) as pool:
            try:
                for round_ in as_completed(
                    [pool.submit(self._host, found) for found in by_host.values()]
                ):
                    for url, answer in round_.result():
                        done(url, answer)
            except BaseException:
                self._over.set()
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def _host(self, urls: list[str]) -> list[tuple[str, Answer]]:
        return [(url, self.one(url)) for url in urls if not self._over.is_set()]

    def one(self, url: str) -> Answer:
        """Asks for one address."""
        try:
            answer = self._follow("HEAD", url)
            return answer if answer.state in (FINE, MOVED, NO_HOST) else self._follow("GET", url)
        except OSError as fault:
            return _failed(fault)
        except (http.client.InvalidURL, ValueError):  # a port of letters, an endless host
            return Answer(BROKEN, "this is not an address")
        except http.client.HTTPException as fault:
            return _failed(fault)

    def _follow(self, method: str, url: str) -> Answer:
        """Goes where redirects lead; an address has moved if the first of them are for good."""
        moved, for_good, here = "", True, url
        for _ in range(self.manner.redirects + 1):
            reply = self._patiently(method, here)
            if reply.status not in _REDIRECTS or "Location" not in reply.headers:
                return _meaning(reply.status, moved)
            here = urljoin(here, reply.headers["Location"])
            if not here.startswith(("http://", "https://")):
                break
            for_good = for_good and reply.status in _FOR_GOOD
            moved = here if for_good else moved
        return Answer(BROKEN, "it leads from one address to another without an end")

    def _patiently(self, method: str, url: str) -> _Reply:
        """The reply; a busy site is asked again after the time it names, if that is bearable."""
        for left in range(self.manner.tries - 1, -1, -1):
            reply = self._once(method, url)
            wait = _wait(reply.headers.get("Retry-After")) if reply.status in _BUSY else None
            if wait is None or wait > self.manner.patience or not left:
                return reply
            self._over.wait(wait)
        raise AssertionError("the last try returns")

    def _once(self, method: str, url: str) -> _Reply:
        request = urllib.request.Request(
            _sendable(url),
            method=method,
            headers={"User-Agent": self.manner.agent, "Accept": "*/*"},
        )
        gate = self._gates[request.host.lower()]
        with gate.lock:
            time.sleep(max(gate.opens - time.monotonic(), 0))
            try:
                with self._opener.open(request, timeout=self.manner.timeout) as found:
                    return _Reply(found.status, found.headers)
            except urllib.error.HTTPError as refusal:
                refusal.close()
                return _Reply(refusal.code, refusal.headers)
            finally:
                gate.opens = time.monotonic() + self.manner.pause


def _sendable(url: str) -> str:
    """The address as a request needs it: without a fragment, in ASCII."""
    parts = urlsplit(urldefrag(url)[0])
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    return parts._replace(
        netloc=host, path=_ascii(parts.path or "/"), query=_ascii(parts.query)
    ).geturl()


def _ascii(text: str) -> str:
    return quote(text, safe="%/:=&?~+!$,;'@()*[]-._|")


def _meaning(status: int, moved: str) -> Answer:
    if 200 <= status < 300:
        return Answer(MOVED, moved) if moved else Answer(FINE)
    said = f"the site answers {status} {http.client.responses.get(status, '')}".rstrip()
    if status in _REFUSES_PROGRAMS or status >= 500:
        return Answer(UNREACHABLE, said)
    return Answer(BROKEN, said)


def _failed(fault: Exception) -> Answer:
    reason = fault.reason if isinstance(fault, urllib.error.URLError) else fault
    if isinstance(reason, socket.gaierror):
        known = reason.errno == socket.EAI_NONAME
        return Answer(NO_HOST if known else UNREACHABLE, "there is no such host")
    if isinstance(reason, TimeoutError):
        return Answer(UNREACHABLE, "the site does not answer in time")
    said = getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
    return Answer(UNREACHABLE, said[:1].lower() + said[1:])


def _wait(wanted: str | None) -> float | None:
    """The seconds that a Retry-After header asks for: a number, or a date."""
    if not wanted:
        return None
    if wanted.strip().isdigit():
        return float(wanted)
    try:
        return max((parsedate_to_datetime(wanted) - datetime.now(UTC)).total_seconds(), 0.0)
    except (ValueError, TypeError):
        return None
