from __future__ import annotations

import pytest

from sitegen import urls


@pytest.mark.parametrize(
    "path",
    [
        "index.html", "posts/a/index.html", "été/日本/index.html", "a b.svg", "_headers",
        ".well-known/x", "console/index.html", "com10.txt", "com", "a..b", "...a", "aux-2.svg",
        "nullable", "a" * 240, "#", "100%", "feed.xml", "con-artist.md", "a~b!c",
    ],
)  # fmt: skip
def test_paths_for_every_system(path: str) -> None:
    assert urls.path_fault(path) == ""


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("/etc/passwd", "leaves the output folder"),
        ("../x", "leaves the output folder"),
        ("a/../../x", "leaves the output folder"),
        ("a/..", "leaves the output folder"),
        ("", "has an empty part"),
        ("a//b", "has an empty part"),
        ("a/", "has an empty part"),
        ("./a", "has an empty part"),
        ("a/./b", "has an empty part"),
        ("con", "Windows reserves"),
        ("a/NUL.txt", "Windows reserves"),
        ("aux.tar.gz", "Windows reserves"),
        ("prn/index.html", "Windows reserves"),
        ("COM1", "Windows reserves"),
        ("lpt0.svg", "Windows reserves"),
        ("com¹", "Windows reserves"),
        ("a:b", "the character ':'"),
        ("a\\b", "the character"),
        ("a\nb", "the character '\\n'"),
        ("a\0b", "the character '\\x00'"),
        ("what?", "the character '?'"),
        ('a"b', "the character"),
        ("a|b", "the character '|'"),
        ("a*b", "the character '*'"),
        ("<b>", "the character '<'"),
        ("caf\udce9.svg", "the character '\\udce9'"),
        ("a./b", "ends in a dot or a space"),
        ("a /b", "ends in a dot or a space"),
        ("...", "ends in a dot or a space"),
        ("a" * 241, "longer than 240 bytes"),
        ("é" * 121, "longer than 240 bytes"),
    ],
)
def test_paths_that_not_every_system_has(path: str, fault: str) -> None:
    assert fault in urls.path_fault(path)


@pytest.mark.parametrize(
    "url",
    [
        "", "/a/b", "a.svg", "../a.svg", "https://example.org/x?y=z#w", "HTTP://example.org",
        "mailto:a@example.org", "tel:+1", "//example.org/x", "#part", "?q=1", "/a:b", "a/b:c",
        "/javascript:alert(1)",
    ],
)  # fmt: skip
def test_safe_urls(url: str) -> None:
    assert urls.is_safe(url)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:alert(1)", " javascript:x",
        "\x01javascript:x", "java\nscript:x", "vbscript:x", "data:text/html,x", "file:///etc",
        "blob:x", "about:blank", "view-source:x", "a b", "http://[::1", "javascript:",
    ],
)  # fmt: skip
def test_unsafe_urls(url: str) -> None:
    assert not urls.is_safe(url)


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("/:slug/", ""),
        ("/:year/:month/:day/:slug/", ""),
        ("/blog/:category/:title.html", ""),
        ("/", ""),
        ("", "starts with `/`"),
        (":slug/", "starts with `/`"),
        ("https://example.org/", "starts with `/`"),
        ("/:yaer/", "`:yaer` is not one of :year"),
    ],
)
def test_permalink_patterns(pattern: str, fault: str) -> None:
    found = urls.permalink_fault(pattern)
    assert fault in found if fault else found == ""


def test_expand() -> None:
    parts = {"year": "2026", "slug": "a:b", "title": "t"}
    assert urls.expand("/:year/:slug/x:title.html", parts) == "/2026/a:b/xt.html"
    assert urls.expand("/:other/", parts) == "/:other/"


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("/", "index.html"),
        ("/a/", "a/index.html"),
        ("/a", "a"),
        ("/a.html", "a.html"),
        ("//a/", "a/index.html"),
        ("", "index.html"),
    ],
)
def test_output_path(url: str, path: str) -> None:
    assert urls.output_path(url) == path


@pytest.mark.parametrize(
    ("path", "encoded"),
    [
        ("/a b/", "/a%20b/"),
        ("/é/", "/%C3%A9/"),
        ("/100%/", "/100%25/"),
        ("/a?b#c", "/a%3Fb%23c"),
        ("/a+b&c=d;e", "/a+b&c=d;e"),
        ('/"<>', "/%22%3C%3E"),
    ],
)
def test_encode(path: str, encoded: str) -> None:
    assert urls.encode(path) == encoded
    assert urls.decode(encoded) == path


def test_encode_never_raises_for_a_name_that_is_no_text() -> None:
    assert urls.encode("caf\udce9") == "caf%3F"
    assert urls.decode("%ff") == "\ufffd"


@pytest.mark.parametrize(
    ("base", "path"),
    [
        ("https://example.org", ""),
        ("https://example.org/", ""),
        ("https://example.org/blog/", "/blog"),
        ("https://example.org/a b", "/a%20b"),
        ("https://example.org/a%20b/", "/a%20b"),
    ],
)
def test_base_path(base: str, path: str) -> None:
    assert urls.base_path(base) == path


@pytest.mark.parametrize(
    ("url", "leads_away"),
    [("https://x", True), ("//x", True), ("mailto:a", True), ("/x", False), ("x/y:z", False)],
)
def test_has_scheme(url: str, leads_away: bool) -> None:
    assert urls.has_scheme(url) is leads_away
