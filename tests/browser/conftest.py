"""Chromium, driven by Playwright, and a site that is served to it by the real program."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.away import FILES as VISITS
from tests.browser.serving import Served, serving
from tests.browser.sheets import Sheets, serving_sheets
from tests.browser.watching import watching
from tests.serve.live import SETTINGS
from tests.support import post, site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
LONG = 60_000  # ms; a condition that does not come to be within it never will


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


def chromium() -> str | None:
    """The browser that is installed here."""
    own = os.environ.get("CHROMIUM", "")
    return own or next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.skip("no Chromium is installed: tools/need chromium")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=path, args=ARGS)
        # Where a page glides to what is clicked, the click can fall beside it on a busy machine.
        found.new_context = partial(found.new_context, reduced_motion="reduce")
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab of its own, with nothing stored. What goes wrong in it fails the test."""
    with browser.new_context(viewport={"width": 900, "height": 600}) as context:
        context.set_default_timeout(LONG)
        yield context.new_page()


@pytest.fixture(scope="session")
def built_sheets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sheets]:
    with serving_sheets(tmp_path_factory.mktemp("sheets")) as found:
        yield found


@pytest.fixture
def sheets(built_sheets: Sheets, page: Page) -> Iterator[Sheets]:
    """A site with worksheets, for tests that do not edit it. Nothing may go wrong in ``page``."""
    with watching(page):
        yield built_sheets


@pytest.fixture(scope="session")
def built_visits(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sheets]:
    with serving_sheets(tmp_path_factory.mktemp("visits"), VISITS) as found:
        yield found


@pytest.fixture
def visits(built_visits: Sheets, page: Page) -> Iterator[Sheets]:
    """A site as in away.py, for tests that do not edit it. Nothing may go wrong in ``page``."""
    with watching(page):
        yield built_visits


@pytest.fixture
def files() -> dict[str, str]:
    """A small site of a few pages, with a theme of its own."""
    return {
        "content/posts/one.md": post("One", "First words.\n"),
        "content/posts/two.md": post("Two", "Second words.\n"),
        "content/pages/form.md": "---\ntitle: Form\ntemplate: form\n---\nOld words.\n",
        "themes/tiny/theme.toml": 'name = "tiny"\n',
        "themes/tiny/static/style.css": "h1 { color: rgb(1, 2, 3) }\n",
        "themes/tiny/static/more.css": '@import "part.css";\n',
        "themes/tiny/static/part.css": "p { color: rgb(7, 8, 9) }\n",
        "themes/tiny/templates/base.html": BASE,
        "themes/tiny/templates/home.html": HOME,
        "themes/tiny/templates/post.html": POST,
        "themes/tiny/templates/form.html": FORM,
        "themes/tiny/templates/404.html": GONE,
    }


@pytest.fixture
def served(tmp_path: Path, files: dict[str, str]) -> Iterator[Served]:
    with serving(site(tmp_path, files, SETTINGS)) as found:
        yield found


BASE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ page.title }}</title>
<link rel="stylesheet" href="{{ asset("style.css") }}">
<link rel="stylesheet" href="{{ asset("more.css") }}"><link rel="icon" href="data:,"></head>
<body>{% block main %}{% endblock %}</body></html>
"""
HOME = """{% extends "base.html" %}{% block main %}<h1>Home</h1>
{% for entry in site.recent(9) %}<p>{{ entry.title }}</p>{% endfor %}{% endblock %}
"""
POST = """{% extends "base.html" %}{% block main %}<h1>{{ entry.title }}</h1>
{{ entry.content }}{% endblock %}
"""
GONE = """{% extends "base.html" %}{% block main %}<h1>Not here</h1>{% endblock %}
"""
FORM = """{% extends "base.html" %}{% block main %}<h1>Form</h1>{{ entry.content }}
<form><input id="text"><input id="box" type="checkbox"><input id="a" type="radio" name="r">
<input id="b" type="radio" name="r"><textarea id="long"></textarea><input id="file" type="file">
<select id="choice"><option>x</option><option>y</option></select>
<select id="several" multiple><option>p</option><option>q</option><option>r</option></select></form>
<details id="more"><summary>More</summary><p>Details.</p></details>
<details id="less" open><summary>Less</summary><p>Details.</p></details>
{% for n in range(200) %}<p>Line {{ n }}.</p>{% endfor %}{% endblock %}
"""
