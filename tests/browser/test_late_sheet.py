"""A worksheet far down in a post: words and blanks, until there is a reader."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.hosting import Host, hosting
from tests.browser.sheets import SHEETS, answer
from tests.browser.waiting import comes, until
from tests.support import output, post, site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MOST = 60_000
HTML = 12_900  # the longest of our posts with a worksheet, packed
EMBED = '[the sheet](../worksheets/account.md "worksheet")\n'
RULED = "getComputedStyle(document.querySelector('.worksheet textarea')).borderRadius === '0px'"
FILES = {
    **SHEETS,
    "sitegen.toml": 'title = "Test"\nbase_url = "https://example.org/"\ntheme = "daybook"\n',
    "content/posts/long.md": post("Long", "*Words* to read.\n\n" * 150 + EMBED),
    "content/posts/short.md": post("Short", EMBED),
}


@pytest.fixture(scope="module")
def posts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    with hosting(site(tmp_path_factory.mktemp("late"), FILES)) as found:
        yield found


def test_it_comes_with_a_reader(page: Page, posts: Host) -> None:
    found = output(posts.root)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(posts.address)[1:]))
    page.goto(f"{posts.address}/posts/long/", wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    files = [found[name] for name in asked if name.startswith("assets/")]
    fonts = sum(len(data) for data in files if data.startswith(b"wOF2"))
    texts = sum(len(gzip.compress(data)) for data in files if not data.startswith(b"wOF2"))
    assert fonts, "there are words in them"
    assert fonts + texts + HTML < MOST, asked
    assert page.locator(".sheet.live").count() == 0
    page.keyboard.press("End")
    page.locator(".sheet.live").wait_for()
    assert page.evaluate(RULED)
    page.get_by_label("Customer").first.fill("Acme")
    comes(page, lambda: answer(page, "customer"), "Acme")


def test_until_then_it_is_no_wider_than_the_page(page: Page, posts: Host) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{posts.address}/posts/long/")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.locator(".sheet.live").count() == 0


def test_it_is_there_for_those_who_ask_for_it(page: Page, posts: Host) -> None:
    page.goto(f"{posts.address}/posts/long/#account__customer")
    page.locator(".sheet.live").wait_for()
    page.goto(f"{posts.address}/posts/short/")  # it begins on the first screen
    assert "near.js" not in page.content()
    page.locator(".sheet.live").wait_for()


def test_without_javascript_it_is_dressed(browser: Browser, posts: Host) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{posts.address}/posts/long/")
        until(page, RULED)
