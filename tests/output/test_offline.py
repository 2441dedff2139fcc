"""The app that worksheets are: its manifest, its service worker, the page Today."""

from __future__ import annotations

import json
import re
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from sitegen.build import build as run_build
from sitegen.build import open_memo
from sitegen.headers import headers_for
from sitegen.wanted import Wanted
from tests.output.test_worksheets import EMBED, SHEET
from tests.support import NOW, build, config, output, post, site, write

SETTINGS = """title = "Test"
base_url = "https://example.org/blog/"
language = "en"
theme = "plain"
description = "Plans."
[worksheets]
pdf = false
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return site(
        tmp_path,
        {
            "content/worksheets/visit.md": SHEET,
            "content/posts/a.md": post("Ahead"),
            "content/posts/b.md": post("Below", EMBED),
        },
        SETTINGS,
    )


def pages(root: Path) -> dict[str, str]:
    build(root)
    return {path: data.decode("utf-8", "replace") for path, data in output(root).items()}


def edition(found: dict[str, str]) -> dict[str, Any]:
    """What the worker is told to keep."""
    text = re.fullmatch(r"self\.edition = (\{.*\});\nimportScripts\(.*\);\n?", found["sw.js"], re.S)
    assert text is not None
    told = json.loads(text[1])
    assert isinstance(told, dict)
    return told


def published(found: dict[str, str], url: str) -> str:
    """The text at an address of the site."""
    path = url.removeprefix("/blog/")
    return found[f"{path}index.html" if path.endswith("/") or not path else path]


def test_the_manifest_leads_to_today(root: Path) -> None:
    found = pages(root)
    manifest = json.loads(found["manifest.webmanifest"])
    assert manifest["name"] == "Test"
    assert manifest["start_url"] == "/blog/today/"
    assert manifest["scope"] == "/blog/"
    assert manifest["display"] == "standalone"
    assert published(found, manifest["start_url"])
    for icon in (*manifest["icons"], *manifest["shortcuts"]):
        assert published(found, icon.get("src") or icon["url"])
    assert {icon["sizes"] for icon in manifest["icons"]} == {"any", "192x192", "512x512"}


def test_all_that_the_worker_keeps_is_published(root: Path) -> None:
    found = pages(root)
    told = edition(found)
    assert told["root"] == "/blog/"
    assert told["pages"] == [
        "/blog/plans/", "/blog/search/", "/blog/today/", "/blog/worksheets/",
        "/blog/worksheets/visit/",
    ]  # fmt: skip
    for url in (*told["pages"], *told["files"]):
        assert published(found, url), url
    assert re.search(r'importScripts\("(.*)"\)', found["sw.js"])[1] == told["assets"] + "worker.js"  # type: ignore[index]
    assert published(found, told["assets"] + "worker.js")


def test_what_kept_pages_ask_for_is_kept(root: Path) -> None:
    found = pages(root)
    told = edition(found)
    for page in told["pages"]:
        asked = re.findall(r'(?:src|href)="(/blog/assets/[^"]+)"', published(found, page))
        assert len(asked) > 3
        assert set(asked) <= {*told["files"]}, page


def test_which_pages_are_part_of_the_app(root: Path) -> None:
    found = pages(root)
    with_form = ("worksheets/index.html", "worksheets/visit/index.html", "posts/b/index.html")
    for path, page in found.items():
        if path.endswith(".html"):
            part = path in (*with_form, "plans/index.html", "today/index.html")
            assert ('rel="manifest" href="/blog/manifest.webmanifest"' in page) == part, path
            assert ("/offline.js" in page) == part, path


def test_today_sends_nothing_and_can_be_found(root: Path) -> None:
    found = pages(root)
    page = found["today/index.html"]
    assert "noindex" not in page
    assert "/blog/today/" in found["sitemap.xml"]
    assert 'content="connect-src &#39;none&#39;; form-action &#39;none&#39;' in page
    policy = dict(headers_for(found["_headers"], "/blog/today/"))["Content-Security-Policy"]
    assert "connect-src 'none'" in policy


def test_today_knows_of_logs_and_routines_and_of_little_else(root: Path) -> None:
    log = "## Kept {log: daily}\n\n| Date | Calls {number} |\n|---|---|\n| ____ | ____ |\n| … | |\n"
    routine = "\n## Rounds {routine}\n\n| Area | Daily |\n|---|---|\n| New | ____ |\n| … | |\n"
    write(root, {"content/worksheets/visit.md": SHEET + log + routine})
    page = pages(root)["today/index.html"]
    text = page.split('class="definitions">')[1].split("</script>")[0]
    [sheet] = json.loads(text)["sheets"]
    assert (sheet["id"], sheet["url"], sheet["fields"]) == ("visit", "/blog/worksheets/visit/", [])
    assert [found["kind"] for found in sheet["lists"]] == ["log", "routine"]
    assert sheet["lists"][1]["columns"][1]["rhythm"] == "daily"


def test_the_worker_may_fetch_from_the_site_alone(root: Path) -> None:
    found = dict(headers_for(pages(root)["_headers"], "/blog/sw.js"))
    policy = "default-src 'none'; script-src 'self'; connect-src 'self'"
    assert found["Content-Security-Policy"] == policy
    assert found["Cache-Control"] == "no-cache"


def test_a_site_without_worksheets_is_no_app(tmp_path: Path) -> None:
    found = pages(site(tmp_path, {"content/posts/a.md": post()}, SETTINGS))
    assert not {"sw.js", "manifest.webmanifest", "today/index.html"} & found.keys()
    assert "sw.js" not in found["_headers"]
    assert "manifest" not in found["index.html"]


def test_while_a_site_is_edited_no_worker_stays(root: Path) -> None:
    settings = config(root)
    with closing(open_memo(settings)) as memo:
        run_build(settings, memo, Wanted(NOW, live=True))
    found = output(root)
    worker = found["sw.js"].decode()
    assert "registration.unregister()" in worker
    assert '"fetch"' not in worker
    for path, data in found.items():
        if path.endswith(".html"):
            assert b"offline.js" not in data, path


def test_the_worker_is_made_anew_if_pages_or_files_come_or_go(root: Path) -> None:
    pages(root)
    write(root, {"content/worksheets/visit.md": SHEET.replace("Before you go.", "Before.")})
    assert "sw.js" not in build(root).written, "pages come from the network"
    more = SHEET.replace("visit", "call").replace("Visit", "Call")
    write(root, {"content/worksheets/call.md": more})
    assert "sw.js" in build(root).written
    write(root, {"themes/own/theme.toml": 'name = "own"\nparent = "plain"\n',
                 "themes/own/static/own.css": "p { color: red }\n"})  # fmt: skip
    before = edition(pages(root))["assets"]
    settings = (root / "sitegen.toml").read_text().replace('"plain"', '"own"')
    write(root, {"sitegen.toml": settings})
    assert edition(pages(root))["assets"] != before
