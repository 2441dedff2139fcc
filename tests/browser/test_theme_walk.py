"""Through the theme daybook with the keyboard alone, and what a post weighs."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.serving import Served, serving
from tests.browser.test_theme_pages import daybook
from tests.browser.waiting import until
from tests.serve.live import OUTPUT
from tests.support import snapshot

if TYPE_CHECKING:
    from playwright.sync_api import Page

HERE = "(document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText)"
WEIGHED = r'<link rel="(?:stylesheet|preload)"[^>]*href="/([^"]+)"|<script[^>]* src="/([^"]+)"'
MOST = 54_000
LONGEST = 5_500  # what the longest of our posts comes to, packed


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(daybook(tmp_path_factory.mktemp("book"))) as served:
        yield served


def tab_to(page: Page, words: str, most: int = 40) -> None:
    """Presses Tab until what says ``words`` has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate(HERE).startswith(words):
            return
    raise AssertionError(f"{most} times Tab did not lead to {words}")


def test_a_walk_by_keyboard(page: Page, book: Served) -> None:
    page.goto(book.url("/"))
    tab_to(page, "Skip to the text", 1)
    page.keyboard.press("Enter")
    tab_to(page, "P3", 1)  # the first post, past all of the head
    page.goto(book.url("/"))
    tab_to(page, "Topics", 3)
    page.keyboard.press("Enter")
    page.wait_for_url("**/tags/")
    tab_to(page, "Dark colors")
    page.keyboard.press("Space")
    assert page.locator("html.scheme-dark").count() == 1
    tab_to(page, "Narrow by several")
    page.keyboard.press("Enter")
    for tag, hits in (("red", "3 entries on red"), ("blue", "2 entries on red and blue")):
        tab_to(page, tag)
        page.keyboard.press("Enter")
        assert page.inner_text("#narrow [role=status]") == hits
        assert page.evaluate(HERE).startswith(tag)  # where the reader was
        page.evaluate("document.querySelector('#narrow summary').focus()")
    tab_to(page, "P2")
    page.keyboard.press("Enter")
    page.wait_for_url("**/posts/p2/")
    tab_to(page, "Footnote 1")
    page.keyboard.press("Enter")
    until(page, "document.querySelector('.note:popover-open') !== null")
    page.keyboard.press("Escape")
    assert page.evaluate(HERE) == "Footnote 1"
    tab_to(page, "Reply by mail")


def test_a_post_is_light(book: Served) -> None:
    """All that a post loads beside its pictures, as a server sends it: texts packed, fonts not."""
    found = snapshot(book.root / OUTPUT)
    html = found["posts/p3/index.html"]
    names = {a or b for a, b in re.findall(WEIGHED, html.decode())}
    assert len(names) > 6
    weights = [
        len(found[name] if name.endswith("woff2") else gzip.compress(found[name])) for name in names
    ]
    beside = len(gzip.compress(html))
    assert sum(weights) + max(beside, LONGEST) < MOST, sorted(zip(names, weights, strict=True))
