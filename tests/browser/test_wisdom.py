"""The page of a line worth keeping: its words can be copied, and passed on without a script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.serving import Served, serving
from tests.browser.waiting import until
from tests.support import post, site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SETTINGS = (
    'title = "T"\nbase_url = "https://example.org/"\ntheme = "daybook"\n[cards]\ndraw = false\n'
)
WORDS = "“Ask twice.” — Leo http"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    body = "::: wisdom {#ask}\nAsk twice.\n— Leo\n:::\n\n::: questions\n- Who?\n:::\n"
    root: Path = site(
        tmp_path_factory.mktemp("kept"), {"content/posts/a.md": post("A", body)}, SETTINGS
    )
    with serving(root) as served:
        yield served


def test_the_words_are_copied(page: Page, kept: Served) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(kept.url("/wisdom/ask/"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("button", name="Copy").click()
    until(page, "document.querySelector('[data-copy] [role=status]').textContent === 'Copied'")
    assert page.evaluate("navigator.clipboard.readText()").startswith(WORDS)


def test_without_a_script_there_are_words_and_links(browser: Browser, kept: Served) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(kept.url("/wisdom/ask/"))
        assert not page.get_by_role("button", name="Copy").is_visible()
        assert page.locator("#to-copy").inner_text().startswith(WORDS)
        assert page.get_by_role("link", name="Mail").is_visible()
