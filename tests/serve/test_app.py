"""What the development server answers, request by request."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client, TestResponse

from sitegen.headers import IMMUTABLE, SECURITY
from sitegen.serve import App, Channel
from tests.support import write

PAGE = "<!doctype html><html><body><p>Words.</p></body></html>"
FILES: dict[str, str | bytes] = {
    "index.html": PAGE.replace("Words", "Home"),
    "posts/a/index.html": PAGE,
    "posts/zoë & co/index.html": PAGE.replace("Words", "Zoë"),
    "bare/index.html": "<p>No body element.</p>",
    "404.html": PAGE.replace("Words", "Nothing here"),
    "feed.xml": "<feed/>",
    "page.htm": PAGE,
    "letters.txt": "0123456789",
    "assets/dev/style.css": "body {}",
    "assets/dev/code.js": "1;",
    "assets/dev/code.mjs": "1;",
    "empty.txt": b"",
    "_headers": "/*\n"
    + "".join(f"  {name}: {value}\n" for name, value in SECURITY.items())
    + f"  X-Own: yes\n/assets/*\n  Cache-Control: {IMMUTABLE}\n"
    + "/feed.xml\n  Content-Type: application/atom+xml; charset=utf-8\n",
}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    write(tmp_path / "output", FILES)
    (tmp_path / "secret.txt").write_text("secret")
    return tmp_path / "output"


@pytest.fixture
def client(output: Path) -> Client:
    return Client(App(output, "", Channel()))


def get(client: Client, path: str, headers: Mapping[str, str] = {}, **kw: Any) -> TestResponse:
    return client.open(path, headers={"Host": "localhost:8000", **headers}, **kw)


# --------------------------------------------------------------------------- whom it answers


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost:8000", "LOCALHOST:1", "127.0.0.1", "127.0.0.1:8000", "[::1]",
     "[::1]:8000", "localhost:80"],
)  # fmt: skip
def test_own_names(client: Client, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil.example:8000",
     "evil.example:localhost", "localhost@evil.example", "localhost:8000:evil", "192.168.1.5:8000",
     "[::2]:8000", "", " ", "localhost evil", "0.0.0.0:8000", "127.0.0.1.nip.io"],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/", "/__sitegen/events", "/__sitegen/live.js", "/posts/a"])
def test_other_names_get_nothing(client: Client, host: str, path: str) -> None:
    found = client.get(path, headers={"Host": host})
    assert found.status_code == 403
    assert "Home" not in found.text
    found.close()


def test_a_name_that_was_asked_for(output: Path) -> None:
    client = Client(App(output, "", Channel(), frozenset({"box.lan"})))
    assert client.get("/", headers={"Host": "Box.lan:8000"}).status_code == 200
    assert client.get("/", headers={"Host": "192.168.1.5:8000"}).status_code == 403


@pytest.mark.parametrize("listening", ["0.0.0.0", "::"])
def test_listening_everywhere_means_by_every_address(output: Path, listening: str) -> None:
    """A name can be pointed here by anyone; an address can't."""
    client = Client(App(output, "", Channel(), frozenset({listening})))
    for host, status in [
        ("192.168.1.5:8000", 200), ("[fe80::1]:8000", 200), ("localhost:8000", 200),
        ("0.0.0.0:8000", 200), ("evil.example:8000", 403), ("1.2.3.4.evil.example", 403),
    ]:  # fmt: skip
        assert client.get("/", headers={"Host": host}).status_code == status, host


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "QUERY"])
def test_it_only_reads(client: Client, method: str) -> None:
    found = get(client, "/", method=method)
    assert (found.status_code, found.headers["Allow"]) == (405, "GET, HEAD")


# --------------------------------------------------------------------------- pages


def test_a_page_comes_with_the_live_script(client: Client, output: Path) -> None:
    found = get(client, "/posts/a/")
    assert found.status_code == 200
    assert found.mimetype == "text/html"
    assert found.text.count("__sitegen/live.js") == 1
    assert found.text.index("live.js") < found.text.index("</body>")
    assert int(found.headers["Content-Length"]) == len(found.data)
    assert (output / "posts/a/index.html").read_text() == PAGE


def test_a_page_without_a_body_element_has_it_too(client: Client) -> None:
    assert "<p>No body element.</p><script" in get(client, "/bare/").text


def test_other_files_are_as_they_are(client: Client) -> None:
    for path in ("feed.xml", "letters.txt", "assets/dev/style.css", "assets/dev/code.js"):
        content = FILES[path]
        assert isinstance(content, str)
        with closing(get(client, f"/{path}")) as found:
            assert found.text == content
            assert int(found.headers["Content-Length"]) == len(content)
    with closing(get(client, "/page.htm")) as found:
        assert "live.js" in found.text


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/assets/dev/style.css", "text/css"),
        ("/assets/dev/code.js", "text/javascript"),
        ("/assets/dev/code.mjs", "text/javascript"),
        ("/feed.xml", "application/atom+xml"),
        ("/letters.txt", "text/plain"),
        ("/__sitegen/live.js", "text/javascript"),
        ("/__sitegen/live.css", "text/css"),
    ],
)
def test_kinds_of_files(client: Client, path: str, kind: str) -> None:
    with closing(get(client, path)) as found:
        assert found.status_code == 200
        assert found.mimetype == kind


def test_a_folder_is_shown_at_its_slash(client: Client) -> None:
    found = get(client, "/posts/a")
    assert (found.status_code, found.headers["Location"]) == (302, "/posts/a/")
    found = get(client, "/posts/zo%C3%AB%20%26%20co")
    assert found.status_code == 302
    assert "Zoë" in get(client, found.headers["Location"]).text


def test_no_redirect_leads_to_another_host(client: Client) -> None:
    for path in ("//posts/a", "///posts/a", "/%2fposts/a", "//evil.example/..", "//evil.example"):
        found = get(client, "/", environ_overrides={"PATH_INFO": path.replace("%2f", "/")})
        assert not found.headers.get("Location", "/").startswith("//"), path


def test_what_is_not_there(client: Client, output: Path) -> None:
    for path in ("/nothing", "/posts/a/nothing/", "/posts/a/index.html/", "/nothing.css"):
        found = get(client, path)
        assert found.status_code == 404
        assert "Nothing here" in found.text
        assert "live.js" in found.text
        assert found.headers["X-Own"] == "yes"
    (output / "404.html").unlink()
    found = get(client, "/nothing")
    assert found.status_code == 404
    assert "live.js" in found.text, "it shows itself once it is there"


def test_nothing_was_built_yet(tmp_path: Path) -> None:
    found = get(Client(App(tmp_path / "not there", "", Channel())), "/")
    assert found.status_code == 404
    assert "live.js" in found.text


def test_a_page_that_goes_while_it_is_asked_for(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_bytes(path: Path) -> bytes:
        raise FileNotFoundError(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    found = get(client, "/posts/a/")
    assert found.status_code == 404
    assert "live.js" in found.text


def test_a_page_never_says_it_is_newer_than_it_is(output: Path) -> None:
    """A build that ends while a page is read must not pass for shown."""
    channel = Channel()
    app = App(output, "", channel)
    read = Path.read_bytes

    def read_bytes(path: Path) -> bytes:
        data = read(path)
        if path.name == "index.html":
            channel.rebuilt(["posts/a/index.html"], [])
        return data

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "read_bytes", read_bytes)
        assert 'data-version="0"' in get(Client(app), "/posts/a/").text
    assert 'data-version="1"' in get(Client(app), "/posts/a/").text


# --------------------------------------------------------------------------- paths


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt", "/%2e%2e/secret.txt", "/%2e%2e%2fsecret.txt", "/..%2fsecret.txt",
        "/%252e%252e/secret.txt", "/%252e%252e%252fsecret.txt", "/posts/../../secret.txt",
        "/posts/a/%2e%2e/%2e%2e/%2e%2e/secret.txt", "/..\\secret.txt", "/..%5csecret.txt",
        "/posts\\..\\..\\secret.txt", "/letters.txt%00.html", "/%00", "/posts/%2f",
        "/./../secret.txt", "/.%2e/secret.txt", "/%c0%ae%c0%ae/secret.txt", "/%e0%80%ae/secret.txt",
        "/\uff0e\uff0e/secret.txt", "/posts//a/", "/%ff%fe", "/" + "a" * 5000, "/" + "a/" * 3000, "/file:///etc/passwd",
        "/~root", "/%2fetc/passwd", "//etc/passwd", "/%5c%5cserver%5cshare", "/C:/Windows/win.ini",
        "/C:%5cWindows%5cwin.ini", "/..;/secret.txt", "/..%00/secret.txt",
        "/__sitegen/../app.py", "/__sitegen/%2e%2e/app.py", "/__sitegen/", "/__sitegen/nothing",
        "/__sitegen/events/x", "/__sitegen/..%2fapp.py",
    ],
)  # fmt: skip
def test_no_path_leads_out(client: Client, path: str) -> None:
    for method in ("GET", "HEAD"):
        found = get(client, path, method=method)
        assert found.status_code in (302, 404), path
        assert "secret" not in found.text or "Nothing" in found.text
        assert "root:" not in found.text
        found.close()


def test_absolute_parts_stay_below(output: Path) -> None:
    app = App(output, "", Channel())
    for path in ("/" + str(output.parent / "secret.txt"), f"//{output.parent}/secret.txt"):
        found = get(Client(app), "/", environ_overrides={"PATH_INFO": path})
        assert found.status_code == 404


def test_links_that_lead_out_are_not_followed(client: Client, output: Path) -> None:
    (output / "out.txt").symlink_to("../secret.txt")
    (output / "up").symlink_to("..")
    (output / "abs.txt").symlink_to(output.parent / "secret.txt")
    (output / "loop").symlink_to("loop")
    (output / "in.txt").symlink_to("letters.txt")
    beside = output.parent / "output-beside"
    write(beside, {"secret.txt": "secret"})
    (output / "beside").symlink_to(beside)
    paths = ("/out.txt", "/up/secret.txt", "/abs.txt", "/loop", "/loop/", "/beside/secret.txt")
    for path in paths:
        assert get(client, path).status_code == 404, path
    with closing(get(client, "/in.txt")) as found:
        assert found.text == "0123456789"


def test_only_files_are_served(client: Client, output: Path) -> None:
    """A pipe would hold a thread for ever."""
    os.mkfifo(output / "pipe")
    os.mkfifo(output / "pipe.html")
    assert get(client, "/pipe").status_code == 404
    assert get(client, "/pipe.html").status_code == 404


# --------------------------------------------------------------------------- base path


def test_a_site_below_a_path(output: Path) -> None:
    client = Client(App(output, "/blog", Channel()))
    assert "Home" in get(client, "/blog/").text
    assert 'data-base="/blog"' in get(client, "/blog/").text
    assert get(client, "/blog/posts/a").headers["Location"] == "/blog/posts/a/"
    for path in ("/", "/blog", "/posts/a/", "/blogs/", "/else"):
        found = get(client, path)
        assert (found.status_code, found.headers["Location"]) == (302, "/blog/"), path
    with closing(get(client, "/__sitegen/live.js")) as found:
        assert found.status_code == 200
    assert get(client, "/blog/__sitegen/live.js").status_code == 404
    assert get(client, "/blog//posts/a").status_code in (302, 404)


def test_headers_below_a_path(output: Path) -> None:
    (output / "_headers").write_text("/blog/*\n  X-Blog: yes\n/posts/*\n  X-Posts: no\n")
    found = get(Client(App(output, "/blog", Channel())), "/blog/posts/a/")
    assert found.headers["X-Blog"] == "yes"
    assert "X-Posts" not in found.headers


# --------------------------------------------------------------------------- headers


EASED = ("Strict-Transport-Security", "Cache-Control")


@pytest.mark.parametrize(
    "path", ["/", "/posts/a/", "/feed.xml", "/nothing", "/assets/dev/style.css"]
)
def test_headers_are_those_of_the_host(client: Client, path: str) -> None:
    with closing(get(client, path)) as found:
        for name, value in SECURITY.items():
            if name not in EASED:
                assert found.headers[name] == value
        assert found.headers["X-Own"] == "yes"
        assert found.headers["Cache-Control"] == "no-cache"
        assert "Strict-Transport-Security" not in found.headers


def test_headers_follow_the_file(client: Client, output: Path) -> None:
    (output / "_headers").write_text("/*\n  X-New: 1\n/posts/:slug/\n  X-Slug: 2\n  X-New: 3\n")
    assert get(client, "/").headers["X-New"] == "1"
    assert get(client, "/posts/a/").headers["X-New"] == "3"
    assert get(client, "/posts/a/").headers["X-Slug"] == "2"
    (output / "_headers").unlink()
    assert "X-New" not in get(client, "/").headers


def test_a_strict_policy_lets_the_reload_through(client: Client, output: Path) -> None:
    """What a site allows on its pages may leave no room for the live script."""
    (output / "_headers").write_text(
        "/*\n  Content-Security-Policy: default-src 'none'; style-src 'none'; img-src data:\n"
    )
    policy = dict(
        part.strip().split(" ", 1)
        for part in get(client, "/").headers["Content-Security-Policy"].split(";")
    )
    assert "'self'" in policy["script-src"]
    assert "'self'" in policy["connect-src"]
    assert policy["style-src"] == "'self'"
    assert (policy["default-src"], policy["img-src"]) == ("'none'", "data:")


def test_the_usual_policy_stays_as_it_is(client: Client) -> None:
    assert (
        get(client, "/").headers["Content-Security-Policy"] == SECURITY["Content-Security-Policy"]
    )


# --------------------------------------------------------------------------- HEAD, ranges, 304


@pytest.mark.parametrize(
    "path", ["/", "/letters.txt", "/nothing", "/posts/a", "/__sitegen/live.js"]
)
def test_head_is_get_without_the_body(client: Client, path: str) -> None:
    with closing(get(client, path)) as full, closing(get(client, path, method="HEAD")) as head:
        assert head.status_code == full.status_code
        assert head.data == b""
        for name in ("Content-Type", "Content-Length", "ETag", "Location", "X-Own"):
            assert head.headers.get(name) == full.headers.get(name), name


@pytest.mark.parametrize(
    ("wanted", "status", "found", "place"),
    [
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=4-", 206, b"456789", "bytes 4-9/10"),
        ("bytes=-2", 206, b"89", "bytes 8-9/10"),
        ("bytes=0-99", 206, b"0123456789", "bytes 0-9/10"),
        ("bytes=10-", 416, None, "bytes */10"),
        ("bytes=99-100", 416, None, "bytes */10"),
        ("bytes=5-2", 416, None, "bytes */10"),
        ("bytes=abc", 416, None, "bytes */10"),
    ],
)
def test_ranges(client: Client, wanted: str, status: int, found: bytes | None, place: str) -> None:
    with closing(get(client, "/letters.txt", headers={"Range": wanted})) as answer:
        assert answer.status_code == status
        if found is not None:
            assert answer.data == found
            assert int(answer.headers["Content-Length"]) == len(found)
        if status == 206:
            assert answer.headers["Content-Range"] == place


@pytest.mark.parametrize("wanted", ["bytes=0-3", "bytes=9999-", "bytes=x", "lines=1-2", "bytes="])
@pytest.mark.parametrize("path", ["/", "/empty.txt", "/nothing", "/__sitegen/live.js"])
def test_any_range_of_anything_is_answered(client: Client, path: str, wanted: str) -> None:
    with closing(get(client, path, headers={"Range": wanted})) as answer:
        assert answer.status_code in (200, 206, 404, 416)


@pytest.mark.parametrize("path", ["/", "/letters.txt", "/assets/dev/style.css"])
def test_what_a_browser_has_is_not_sent_again(client: Client, path: str) -> None:
    with closing(get(client, path)) as first:
        tag = first.headers["ETag"]
    with closing(get(client, path, headers={"If-None-Match": tag})) as again:
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == tag
    with closing(get(client, path, headers={"If-None-Match": '"other"'})) as other:
        assert other.status_code == 200


def test_by_the_time_of_change(client: Client) -> None:
    with closing(get(client, "/letters.txt")) as first:
        moment = first.headers["Last-Modified"]
    with closing(get(client, "/letters.txt", headers={"If-Modified-Since": moment})) as again:
        assert again.status_code == 304
    old = {"If-Modified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"}
    with closing(get(client, "/letters.txt", headers=old)) as other:
        assert other.status_code == 200
    with closing(get(client, "/letters.txt", headers={"If-Modified-Since": "yesterday"})) as odd:
        assert odd.status_code == 200


def test_a_page_is_sent_again_once_it_changed(client: Client, output: Path) -> None:
    with closing(get(client, "/")) as first:
        tag = first.headers["ETag"]
    (output / "index.html").write_text(PAGE.replace("Words", "Hoem"))
    with closing(get(client, "/", headers={"If-None-Match": tag})) as again:
        assert again.status_code == 200


# --------------------------------------------------------------------------- events


def test_events(output: Path) -> None:
    """A state comes at once, then each new one, and the end when the server closes."""
    channel = Channel()
    found = get(Client(App(output, "", channel)), "/__sitegen/events", buffered=False)
    assert found.mimetype == "text/event-stream"
    assert found.headers["Cache-Control"] == "no-store"
    stream = iter(found.response)
    first = next(stream)
    assert isinstance(first, bytes)
    assert first == b'data: {"version": 0, "paths": [], "problems": []}\n\n'
    channel.rebuilt(["a.html"], [{"code": "x"}])
    assert next(stream) == (
        b'data: {"version": 1, "paths": ["a.html"], "problems": [{"code": "x"}]}\n\n'
    )
    channel.rebuilt([], [])
    assert next(stream) == b'data: {"version": 1, "paths": [], "problems": []}\n\n'
    channel.close()
    assert list(stream) == []
    found.close()


def test_a_heartbeat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sitegen.serve.events.HEARTBEAT", 0.0)
    stream = Channel().stream()
    next(stream)
    assert next(stream).startswith(b":")
    assert next(stream).endswith(b"\n\n")


def test_many_changes_are_not_named_one_by_one() -> None:
    channel = Channel()
    channel.rebuilt([f"{n}.html" for n in range(1000)], [])
    stream = channel.stream()
    assert b'"paths": ["*"]' in next(stream)


def test_a_restarted_server_is_not_taken_for_the_old_one() -> None:
    """An open page knows a version; the same number of another run must not be the same."""
    assert Channel(5).version == 5
    assert Channel(start=5).version != Channel().version


def test_a_late_reader_gets_the_latest_only() -> None:
    channel = Channel()
    stream = channel.stream()
    next(stream)
    for n in range(5):
        channel.rebuilt([f"{n}.html"], [])
    assert b'"version": 5' in next(stream)
