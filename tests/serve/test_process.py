"""The real ``sitegen serve`` and ``sitegen build --watch``, as processes of their own."""

from __future__ import annotations

import http.client
import os
import queue
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import IO

import pytest

from tests.serve.live import PATIENCE, SETTINGS, THEME
from tests.support import NOW, REPOSITORY, build, output, post, site, snapshot, spawn, write


class Process:
    """A command that runs until it is told to end; its lines as they come."""

    def __init__(self, root: Path, *args: str) -> None:
        epoch = str(int(NOW.timestamp()))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "sitegen", *args], cwd=root,
            text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
            env={**os.environ, "SOURCE_DATE_EPOCH": epoch, "PYTHONPATH": str(REPOSITORY)},
        )  # fmt: skip
        self.lines: queue.Queue[str] = queue.Queue()
        self.words = ""
        self.readers = [
            threading.Thread(target=self._read, args=(stream,))
            for stream in (self.process.stdout, self.process.stderr)
        ]
        for reader in self.readers:
            reader.start()

    def _read(self, stream: IO[str] | None) -> None:
        assert stream is not None
        with stream:
            for line in stream:
                self.lines.put(line)

    def until(self, words: str) -> str:
        """The first line with these words. All before it is kept in ``words``."""
        while True:
            line = self.lines.get(timeout=PATIENCE)
            self.words += line
            if words in line:
                return line

    def end(self, number: int) -> int:
        os.killpg(self.process.pid, number)
        return self.ended()

    def ended(self) -> int:
        code = self.process.wait(timeout=PATIENCE)
        for reader in self.readers:
            reader.join()
        while not self.lines.empty():
            self.words += self.lines.get()
        return code

    @property
    def port(self) -> int:
        return int(self.until("Serving at").partition("localhost:")[2].partition("/")[0])


Start = Callable[..., Process]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    posts = {f"content/posts/{name}.md": post(name.title()) for name in ("one", "two")}
    return site(tmp_path, {**THEME, **posts}, SETTINGS)


@pytest.fixture
def start(root: Path) -> Iterator[Start]:
    """Starts commands for the site; all are ended with the test."""
    running: list[Process] = []

    def begin(*args: str) -> Process:
        running.append(Process(root, *args))
        return running[-1]

    yield begin
    for each in running:
        if each.process.poll() is None:
            each.process.kill()
        each.ended()


def page(port: int, path: str = "/", **headers: str) -> tuple[int, str]:
    with closing(http.client.HTTPConnection("localhost", port, timeout=PATIENCE)) as connection:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_it_is_told_to_end(
    root: Path, start: Start, number: signal.Signals
) -> None:
    build(root)
    before = snapshot(root / "output")
    serve = start("serve", "--port", "0")
    port = serve.port
    serve.until("changed.")
    assert "One" in page(port, "/posts/one/")[1]
    assert page(port, "/", Host="evil.example")[0] == 403
    with (
        socket.create_connection(("localhost", port)) as half,
        closing(http.client.HTTPConnection("localhost", port, timeout=PATIENCE)) as listener,
    ):
        half.sendall(b"GET / HT")
        listener.request("GET", "/__sitegen/events")
        events = listener.getresponse()
        events.readline()
        write(root, {"content/posts/one.md": post("Edited")})
        serve.until("changed.")
        assert "Edited" in page(port, "/posts/one/")[1]
        assert serve.end(number) == 128 + number
    assert "Traceback" not in serve.words
    assert ("Done." in serve.words) is (number == signal.SIGINT)
    assert snapshot(root / "output") == before, "what is published is not its business"
    assert not any(
        "live.js" in path.read_text() for path in root.glob(".sitegen/live/output/**/*.html")
    )


def test_told_to_end_at_once(root: Path, start: Start) -> None:
    """Before its first build is done, and more than once."""
    write(root, {f"content/posts/n{n}.md": post(f"N{n}") for n in range(300)})
    serve = start("serve", "--port", "0")
    serve.until("Serving at")
    os.killpg(serve.process.pid, signal.SIGINT)
    assert serve.ended() == 128 + signal.SIGINT
    assert "Traceback" not in serve.words


def test_a_second_one_is_refused(root: Path, start: Start) -> None:
    first = start("serve", "--port", "0")
    port = first.port
    second = spawn(root, "serve", "--port", "0")
    assert second.returncode == 2
    assert "being served already" in second.stderr
    assert page(port)[0] in (200, 404)
    assert first.end(signal.SIGKILL) == -signal.SIGKILL
    third = start("serve", "--port", "0")
    assert third.port
    assert third.end(signal.SIGTERM) == 128 + signal.SIGTERM


def test_a_taken_port_is_said(root: Path, start: Start) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        serve = start("serve", "--port", str(number))
        said = serve.until("is taken")
        assert said.startswith(f"Port {number} is taken; this is ")
        found = int(said.rpartition(" ")[2].rstrip(".\n"))
        assert found > number
        serve.until("changed.")
        assert page(found)[0] == 200
        assert f"http://localhost:{found}/" in page(found, "/feed.json")[1]


def test_an_address_that_is_not_ours_is_said(root: Path) -> None:
    done = spawn(root, "serve", "--host", "203.0.113.1")
    assert done.returncode == 2
    assert "can't listen at 203.0.113.1" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_room_for_what_it_remembers(root: Path) -> None:
    write(root, {".sitegen": "a file"})
    done = spawn(root, "serve", "--port", "0")
    assert done.returncode == 1
    assert "error[cannot-write]" in done.stderr
    assert "Traceback" not in done.stderr


def test_mistakes_are_said_once_each(root: Path, start: Start) -> None:
    write(root, {"content/posts/one.md": post("One", "[nowhere](gone.md)\n")})
    serve = start("serve", "--port", "0")
    serve.until("the last good pages stay")
    assert "content/posts/one.md:" in serve.words
    write(root, {"content/posts/two.md": post("Two", "[lost](gone.md)\n")})
    serve.until("2 errors; the last good pages stay")
    write(root, {"content/posts/two.md": post("Two", "Mended.\n")})
    serve.until("1 error; the last good pages stay")
    write(root, {"content/posts/one.md": post("One", "Mended.\n")})
    serve.until("changed.")
    assert serve.words.count("content/posts/one.md:") == 1
    assert serve.words.count("content/posts/two.md:") == 1
    assert serve.end(signal.SIGTERM) == 143


def test_a_build_beside_it_disturbs_nothing(root: Path, start: Start) -> None:
    serve = start("serve", "--port", "0")
    port = serve.port
    serve.until("changed.")
    before = page(port)[1]
    done = spawn(root, "build")
    assert (done.returncode, done.stderr) == (0, "")
    assert page(port)[1] == before
    assert b"live.js" not in output(root)["index.html"]
    assert spawn(root, "clean").returncode == 0
    assert page(port)[1] == before
    write(root, {"content/posts/one.md": post("Edited")})
    serve.until("changed.")
    assert "Edited" in page(port, "/posts/one/")[1]
    assert serve.end(signal.SIGTERM) == 143


def test_drafts_and_posts_to_come(root: Path, start: Start) -> None:
    write(root, {"content/posts/draft.md": post("Drafted", draft="true"),
                 "content/posts/soon.md": post("Soon", date="2027-01-01")})  # fmt: skip
    serve = start("serve", "--port", "0", "--drafts", "--future")
    port = serve.port
    serve.until("changed.")
    assert "Drafted" in page(port, "/posts/draft/")[1]
    assert "Soon" in page(port, "/posts/soon/")[1]
    assert serve.end(signal.SIGTERM) == 143


@pytest.mark.parametrize("poll", [(), ("--poll",)], ids=["told", "polling"])
def test_build_watch(root: Path, start: Start, poll: tuple[str, ...]) -> None:
    watch = start("build", "--watch", *poll)
    watch.until("changed.")
    assert "One" in output(root)["posts/one/index.html"].decode()
    write(root, {"content/posts/one.md": post("Edited")})
    watch.until("changed.")
    assert "Edited" in output(root)["posts/one/index.html"].decode()
    write(root, {"content/posts/one.md": "---\ntitle: [\n---\n"})
    watch.until("the last good pages stay")
    assert "Edited" in output(root)["posts/one/index.html"].decode()
    write(root, {"content/posts/one.md": post("Edited")})
    watch.until("All is well again")
    done = spawn(root, "build")
    assert done.stdout.startswith("0 files written")
    assert watch.end(signal.SIGINT) == 130
    assert "Traceback" not in watch.words
    assert build(root).written == ()


def test_it_opens_a_browser(root: Path, start: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked for is told to $BROWSER, or to the desktop: here, to a script of ours."""
    browser = root.parent / "browser"
    os.mkfifo(root.parent / "pipe")
    browser.write_text(f'#!/bin/sh\necho "$@" > {root.parent / "pipe"}\n')
    browser.chmod(0o755)
    for name in ("xdg-open", "open", "sensible-browser", "www-browser"):
        (root.parent / "bin").mkdir(exist_ok=True)
        (root.parent / "bin" / name).symlink_to(browser)
    monkeypatch.setenv("PATH", f"{root.parent / 'bin'}:{os.environ['PATH']}")
    monkeypatch.setenv("BROWSER", str(browser))
    serve = start("serve", "--port", "0", "--open")
    port = serve.port
    with (root.parent / "pipe").open() as pipe:
        assert pipe.read().split()[-1] == f"http://localhost:{port}/"
    assert serve.end(signal.SIGTERM) == 143
