"""Links to other sites, tried against a server of this machine: there is no other network here."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from sitegen.checks import examine
from sitegen.checks.ledger import BAD_FOR, GOOD_FOR, Ledger
from sitegen.checks.visits import Answer, Manner, Visits
from sitegen.wanted import PUBLIC
from tests.support import NOW, config, post, run, site

QUICK = Manner("sitegen/test", pause=0.0, timeout=5.0, patience=1.0)


class _Site(ThreadingHTTPServer):
    """Answers by what its paths say, and notes what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, str]] = []
        self.agents: set[str] = set()
        self.at_once = self.most = 0
        self.url = f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: _Site

    def do_HEAD(self) -> None:
        site = self.server
        site.at_once += 1
        site.most = max(site.most, site.at_once)
        site.asked.append((self.command, self.path))
        site.agents.add(self.headers["User-Agent"])
        code, headers = self._reply(self.path)
        site.at_once -= 1
        self.send_response(code)
        for name, value in {"Content-Length": "0", **headers}.items():
            self.send_header(name, value)
        self.end_headers()

    do_GET = do_HEAD  # noqa: N815 -- as the base class calls it

    def _reply(self, path: str) -> tuple[int, dict[str, str]]:
        first, _, rest = path.strip("/").partition("/")
        if first == "get":  # refuses HEAD
            return (405 if self.command == "HEAD" else 200), {}
        if first == "busy":  # the first time
            times = self.server.asked.count((self.command, path))
            return (200 if times > 1 else 429), {"Retry-After": unquote(rest) or "0"}
        if first in ("301", "302", "308"):
            return int(first), {"Location": f"/{rest}"}
        if first == "round":
            return 302, {"Location": path}
        if first == "away":
            return 302, {"Location": "ftp://example.org/"}
        return int(first) if first.isdigit() else 200, {}

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def served() -> Iterator[_Site]:
    with _Site() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="module")
def there() -> Iterator[_Site]:
    with served() as server:
        yield server


@pytest.mark.parametrize(
    ("path", "state", "detail"),
    [
        ("/fine", "fine", ""),
        ("/get", "fine", ""),
        ("/busy", "fine", ""),
        ("/busy/90", "unreachable", "the site answers 429 Too Many Requests"),
        ("/busy/Wed,%2021%20Oct%202015%2007:28:00%20GMT", "fine", ""),
        ("/302/fine", "fine", ""),
        ("/301/fine", "moved", "/fine"),
        ("/301/302/fine", "moved", "/302/fine"),
        ("/308/404", "broken", "the site answers 404 Not Found"),
        ("/410", "broken", "the site answers 410 Gone"),
        ("/403", "unreachable", "the site answers 403 Forbidden"),
        ("/500", "unreachable", "the site answers 500 Internal Server Error"),
        ("/round", "broken", "it leads from one address to another without an end"),
        ("/away", "broken", "it leads from one address to another without an end"),
        ("/ä b?q=ö", "fine", ""),
    ],
)
def test_what_an_answer_means(there: _Site, path: str, state: str, detail: str) -> None:
    found = Visits(QUICK).one(there.url + path)
    assert found == Answer(state, there.url + detail if state == "moved" else detail)


def test_addresses_that_nobody_can_ask() -> None:
    with served() as gone:
        pass
    assert Visits(QUICK).one(gone.url).state == "unreachable"
    assert Visits(QUICK).one("http://127.0.0.1:port/").state == "broken"
    assert Visits(QUICK).one(f"http://{'a' * 70}.org/").state in ("broken", "no-host")


def test_one_request_at_a_time_goes_to_a_host() -> None:
    found: dict[str, Answer] = {}
    with served() as there:
        urls = [f"{there.url}/{number}/301/fine" for number in range(200, 206)]
        Visits(QUICK).all(urls, found.__setitem__)
        assert there.most == 1
        assert {method for method, _ in there.asked} == {"HEAD"}
        assert there.agents == {"sitegen/test"}
    assert list(found) == urls


def test_a_pause_lies_between_two_requests(monkeypatch: pytest.MonkeyPatch, there: _Site) -> None:
    slept: list[float] = []
    monkeypatch.setattr("sitegen.checks.visits.time.sleep", slept.append)
    visits = Visits(Manner(pause=9.0))
    visits.one(f"{there.url}/fine")
    visits.one(f"{there.url}/fine")
    assert slept[0] == 0
    assert 8 < slept[1] <= 9


def test_problems_name_the_place_and_answers_are_kept(tmp_path: Path) -> None:
    with served() as there:
        url = there.url
        body = (
            f"See [one]({url}/404#part) and <{url}/301/fine>.\n\n`{url}/never`\n\n"
            f"[A]({url}/fine?a=1&b=2), [b]({url}/503), [again]({url}/404), [us][]\n\n"
            "[us]: https://example.org/posts/x/\n\n[them](http://www.example.com/)\n"
        )
        root = site(tmp_path, {"content/posts/a.md": post(summary="S.", body=body)})
        told = examine(config(root), NOW, PUBLIC, QUICK)
        lines = ["", *body.splitlines()]
        assert [(found.code, found.location.line - 6, found.location.column) for found in told] == [
            ("dead-link", 1, lines[1].index(f"{url}/404") + 1),
            ("moved-link", 1, lines[1].index(f"{url}/301") + 1),
            ("untried-link", 5, lines[5].index(f"{url}/503") + 1),
            ("dead-link", 5, lines[5].index(f"{url}/404") + 1),
        ]
        assert told[1].hint == f"write `{url}/fine`"
        asked = len(there.asked)
        assert "/never" not in {path for _, path in there.asked}
        assert examine(config(root), NOW, PUBLIC, QUICK) == told
        assert len(there.asked) == asked
        kept = json.loads((root / ".sitegen/external-links.json").read_text("utf-8"))
        assert kept[f"{url}/404"][0] == "broken"


def test_answers_grow_old(tmp_path: Path) -> None:
    path = tmp_path / "state" / "links.json"
    ledger = Ledger(path, NOW)
    ledger.note("a", Answer("fine"))
    ledger.note("b", Answer("broken", "why"))
    ledger.save()
    minute = timedelta(minutes=1)
    assert Ledger(path, NOW + BAD_FOR - minute).answer("b") == Answer("broken", "why")
    assert Ledger(path, NOW + BAD_FOR).answer("b") is None
    assert Ledger(path, NOW + GOOD_FOR - minute).answer("a") == Answer("fine")
    assert Ledger(path, NOW + GOOD_FOR).answer("a") is None
    assert Ledger(path, NOW - minute).answer("a") is None  # the clock went back


@pytest.mark.parametrize("damage", ["", "[1]", '{"a": 1}', '{"a": ["fine", "", "2026-01-01"]}'])
def test_a_damaged_ledger_is_an_empty_one(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "links.json"
    path.write_text(damage, "utf-8")
    assert Ledger(path, NOW).answer("a") is None


def test_the_flag(tmp_path: Path) -> None:
    with served() as there:
        root = site(
            tmp_path, {"content/posts/a.md": post(summary="S.", body=f"<{there.url}/404>\n")}
        )
        assert run(root, "check").exit_code == 0
        assert there.asked == []
        done = run(root, "check", "--external")
    assert done.exit_code == 3
    assert f"warning[dead-link]: `{there.url}/404` does not work" in done.stderr
    assert next(iter(there.agents)).endswith("(checks links of https://example.org/)")
