"""The server at a real socket: slow, silent and rude clients, and what each page is told."""

from __future__ import annotations

import errno
import http.client
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from werkzeug.wsgi import FileWrapper

from sitegen.serve import TRIES, App, Channel, Server
from tests.serve.live import PATIENCE
from tests.support import write

PAGE = "<!doctype html><html><body><p>Words.</p></body></html>"


@pytest.fixture
def channel() -> Channel:
    return Channel()


@pytest.fixture
def app(tmp_path: Path, channel: Channel) -> App:
    big = b"x" * 3_000_000
    write(tmp_path / "output", {"index.html": PAGE, "posts/a/index.html": PAGE, "big.bin": big})
    return App(tmp_path / "output", "", channel)


@pytest.fixture
def server(app: App, channel: Channel) -> Iterator[Server]:
    made = Server(app, "127.0.0.1", 0)
    made.start()
    yield made
    channel.close()
    made.stop()


def asked(server: Server, path: str, method: str = "GET", **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
    with closing(connection):
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read()


def raw(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)


def answer(server: Server, request: bytes) -> bytes:
    """All that comes back for bytes as they are."""
    with raw(server) as connection:
        connection.sendall(request)
        found = b""
        while part := connection.recv(65536):
            found += part
        return found


def test_pages(server: Server) -> None:
    status, data = asked(server, "/")
    assert status == 200
    assert b"live.js" in data
    assert asked(server, "/", "HEAD") == (200, b"")
    assert asked(server, "/", Host="evil.example")[0] == 403
    assert asked(server, "/posts/a")[0] == 302
    assert asked(server, "/nothing")[0] == 404
    assert asked(server, "/", "POST")[0] == 405
    assert asked(server, "/big.bin", Range="bytes=5-9") == (206, b"xxxxx")
    assert asked(server, "/big.bin", Range="bytes=9000000-")[0] == 416
    assert asked(server, "/", Range="bytes=9000000-")[0] == 416


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET /../../../../etc/passwd HTTP/1.1", b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1",
        b"GET //etc/passwd HTTP/1.1", b"GET ///etc/passwd HTTP/1.1",
        b"GET http://localhost/../etc/passwd HTTP/1.1", b"GET file:///etc/passwd HTTP/1.1",
        b"GET /..%5c..%5cetc HTTP/1.1", b"GET /%00 HTTP/1.1", b"GET /\xff\xfe HTTP/1.1",
        b"GET \\..\\x HTTP/1.1", b"GET /a%zz HTTP/1.1", b"GET http://[::1 HTTP/1.1",
        b"GET /" + b"a" * 30000 + b" HTTP/1.1", b"GET ?x HTTP/1.1", b"GET  HTTP/1.1",
    ],
)  # fmt: skip
def test_odd_requests(
    server: Server, request_line: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    found = answer(server, request_line + b"\r\nHost: localhost\r\n\r\n")
    assert b"root:" not in found
    assert asked(server, "/")[0] == 200
    out, err = capfd.readouterr()
    assert (out, err) == ("", "")


@pytest.mark.parametrize(
    "request_",
    [b"\r\n\r\n", b"nonsense\r\n\r\n", b"GET\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03",
     b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 200 + b"\r\n",
     b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n",
     b"GET / HTTP/1.1\r\nHost localhost\r\n\r\n"],
)  # fmt: skip
def test_no_requests_at_all(
    server: Server, request_: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    """As a browser that tries HTTPS first, for one."""
    with raw(server) as connection:
        connection.sendall(request_)
        connection.shutdown(socket.SHUT_WR)
        while connection.recv(65536):
            pass
    assert asked(server, "/")[0] == 200
    assert capfd.readouterr() == ("", "")


def test_without_a_host(server: Server) -> None:
    """HTTP/1.0 had none; whoever speaks it is no browser that was led here."""
    assert answer(server, b"GET / HTTP/1.0\r\n\r\n").split()[1] == b"200"


def test_half_open_connections_harm_nobody(server: Server) -> None:
    """Nothing sent, half a request sent, nothing read: others are answered all the same."""
    silent = [raw(server) for _ in range(30)]
    half = [raw(server) for _ in range(30)]
    for connection in half:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: local")
    deaf = [raw(server) for _ in range(10)]
    for connection in deaf:
        connection.sendall(b"GET /big.bin HTTP/1.1\r\nHost: localhost\r\n\r\n")
    greedy = [raw(server) for _ in range(5)]
    for connection in greedy:
        head = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000000\r\n\r\nx"
        connection.sendall(head)
    listening = [raw(server) for _ in range(20)]
    for connection in listening:
        connection.sendall(b"GET /__sitegen/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
    for _ in range(5):
        assert asked(server, "/")[0] == 200
        assert len(asked(server, "/big.bin")[1]) == 3_000_000
    for connection in (*silent, *half, *deaf, *greedy, *listening):
        connection.close()
    assert asked(server, "/")[0] == 200


def test_a_silent_connection_is_dropped(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.serve._SLOW", 0.05)
    made = Server(app, "127.0.0.1", 0)
    made.start()
    try:
        with raw(made) as connection:
            assert connection.recv(1) == b"", "the other side hung up"
    finally:
        made.stop()


def test_a_file_is_closed_though_its_reader_went(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Werkzeug asks a connection that broke for more, and forgets the file if that raises."""
    closed = threading.Event()
    shut = FileWrapper.close

    def close(file: FileWrapper) -> None:
        shut(file)
        closed.set()

    def gone(*_: Any, **__: Any) -> None:
        raise ConnectionResetError

    monkeypatch.setattr(FileWrapper, "close", close)
    monkeypatch.setattr("werkzeug.serving.selectors.DefaultSelector.select", gone)
    with raw(server) as connection:
        connection.sendall(b"GET /big.bin HTTP/1.1\r\nHost: localhost\r\n\r\n")
        while connection.recv(1 << 20):
            pass
        assert closed.wait(PATIENCE)


def test_one_who_hangs_up_is_not_talked_about(
    server: Server, channel: Channel, capfd: pytest.CaptureFixture[str]
) -> None:
    for path in (b"/big.bin", b"/__sitegen/events", b"/"):
        connection = raw(server)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
        connection.sendall(b"GET " + path + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
        connection.recv(10)
        connection.close()
    for _ in range(3):
        channel.rebuilt(["index.html"], [])
    assert asked(server, "/")[0] == 200
    assert capfd.readouterr() == ("", "")


# --------------------------------------------------------------------------- events


class Listener:
    """One page's stream of events."""

    def __init__(self, server: Server) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
        self.connection.request("GET", "/__sitegen/events")
        self.answer = self.connection.getresponse()

    def line(self) -> str:
        return self.answer.readline().decode()

    def next(self) -> dict[str, Any]:
        """The next state; heartbeats are passed over."""
        while not (line := self.line()).startswith("data: "):
            assert line, "the stream ended"
        found: dict[str, Any] = json.loads(line.removeprefix("data: "))
        return found


def test_everyone_is_told(server: Server, channel: Channel) -> None:
    listeners = [Listener(server) for _ in range(5)]
    for listener in listeners:
        assert listener.answer.status == 200
        assert listener.answer.headers["Content-Type"].startswith("text/event-stream")
        assert listener.next() == {"version": 0, "paths": [], "problems": []}
    channel.rebuilt(["index.html"], [{"code": "x"}])
    for listener in listeners:
        state = listener.next()
        assert state == {"version": 1, "paths": ["index.html"], "problems": [{"code": "x"}]}
    late = Listener(server)
    assert late.next()["version"] == 1
    channel.close()
    for listener in (*listeners, late):
        assert not any(
            line.startswith("data") for line in listener.answer.read().decode().split("\n")
        )
        listener.connection.close()


def test_a_heartbeat_comes_through(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.serve.events.HEARTBEAT", 0.01)
    listener = Listener(server)
    listener.next()
    assert listener.line() == "\n"
    assert listener.line().startswith(":")
    listener.connection.close()


# --------------------------------------------------------------------------- ports


def test_a_port_that_is_taken(app: App) -> None:
    first = Server(app, "127.0.0.1", 0)
    second = Server(app, "127.0.0.1", first.port)
    try:
        assert first.port < second.port < first.port + TRIES
    finally:
        for made in (first, second):
            made.server.server_close()


def test_no_port_left(app: App) -> None:
    """The last ports there are: it says so, and does not go on counting."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 65535))
        taken.listen()
        with pytest.raises(OSError, match="no port") as found:
            Server(app, "127.0.0.1", 65535)
    assert found.value.errno == errno.EADDRINUSE


def test_an_address_that_is_not_ours(app: App) -> None:
    with pytest.raises(OSError, match="assign"):
        Server(app, "203.0.113.1", 0)


def test_over_ipv6(app: App) -> None:
    try:
        made = Server(app, "::1", 0)
    except OSError:
        pytest.skip("this machine has no IPv6")
    made.start()
    try:
        connection = http.client.HTTPConnection("::1", made.port, timeout=PATIENCE)
        connection.request("GET", "/")
        assert connection.getresponse().status == 200
        connection.close()
    finally:
        made.stop()
