"""What the audit's browser finds in a page, and where it looks."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.browser.conftest import chromium
from tools.audit.browser.choosing import chosen
from tools.audit.browser.hosting import headers, rules
from tools.audit.browser.looking import AXE, check
from tools.audit.site import Site

PAGE = '<!doctype html><html lang="en"><head><title>T</title></head><body class="kind-{}">{}</body>'
HEADERS = """/*
  Content-Security-Policy: default-src 'self'
  X-One: 1
/worksheets/*
  Content-Security-Policy: default-src 'none'
"""


def site(folder: Path, files: dict[str, str]) -> Site:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return Site.read(folder, "https://example.org/")


def test_the_headers_of_a_path() -> None:
    given = rules(HEADERS)
    assert headers(given, "/about/") == {
        "Content-Security-Policy": "default-src 'self'",
        "X-One": "1",
    }
    assert headers(given, "/worksheets/a/")["Content-Security-Policy"] == "default-src 'none'"


def test_every_sheet_and_the_longest_of_each_other_kind(tmp_path: Path) -> None:
    sheet = '<form class="worksheet"></form>'
    files = {
        "index.html": PAGE.format("home", ""),
        "posts/short/index.html": PAGE.format("post", ""),
        "posts/long/index.html": PAGE.format("post", "<p>More.</p>"),
        "posts/sheet/index.html": PAGE.format("post", sheet),
        "tags/a/index.html": PAGE.format("term", ""),
        "old/index.html": "<!doctype html><title>Moved</title>",
    }
    assert chosen(site(tmp_path, files)) == [
        "index.html", "posts/long/index.html", "posts/sheet/index.html", "tags/a/index.html"
    ]  # fmt: skip


@pytest.mark.browser
@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not there: make test gets it")
def test_what_is_wrong_in_a_browser(tmp_path: Path) -> None:
    """A button without a name, a script against the policy, one that fails, another host,
    words that are wider than a phone."""
    if chromium() is None:
        pytest.skip("no Chromium is installed: tools/need chromium")
    body = (
        "<main><h1>T</h1><button></button><pre>" + "wide " * 99 + "</pre>"
        "<script>1</script>"
        '<img alt="" src="https://elsewhere.invalid/a.png"><script src="/a.js"></script></main>'
    )
    files = {"index.html": PAGE.format("home", body), "a.js": "throw Error('no')"}
    found = site(tmp_path, {**files, "_headers": HEADERS})
    # In a thread of its own: another test's browser may be open in this one, and Playwright has
    # one a thread.
    with ThreadPoolExecutor(1) as apart:
        said = "\n".join(str(one) for one in apart.submit(check, found).result().problems)
    for wanted in (
        "axe button-name",
        "index.html (320 px): it is",
        "policy: script-src-elem forbids inline",
        "script: no",
    ):
        assert wanted in said
    assert "forbids https://elsewhere.invalid" in said
