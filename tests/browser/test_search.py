"""The search, as readers use it: by keys, by link, with filters, and where it can't be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.hosting import Host, hosting
from tests.browser.waiting import until
from tests.browser.watching import watching
from tests.output.test_worksheets import SHEET
from tests.support import post, site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

SETTINGS = """title = "Test"
base_url = "http://127.0.0.1/"
theme = "daybook"
[worksheets]
pdf = false
"""
HOSTILE = "<img src=x onerror=alert(1)> & <b>mark</b>"
FILES = {
    "content/posts/a.md": post("Alpha plan", "Plan the week on Tuesday.\n", tags="[Red, Blue]"),
    "content/posts/b.md": post(f"'{HOSTILE}'", f"`{HOSTILE}` and a plan.\n", tags="[Red]"),
    "content/posts/c.md": post("תוכנית שבועית", "שלום 🙂 plan.\n", category="Far"),
    "content/posts/long.md": post("Long", "a" * 10_000 + " __proto__ constructor plan\n"),
    **{f"content/posts/n{n}.md": post(f"Number {n}", "Many of these.\n") for n in range(12)},
    "content/worksheets/visit.md": SHEET,
}
HITS = "document.querySelectorAll('.search-hits a')"


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    with hosting(site(tmp_path_factory.mktemp("search"), FILES, SETTINGS)) as found:
        yield found


@pytest.fixture
def watched(page: Page) -> Iterator[Page]:
    """A tab in which nothing may go wrong."""
    with watching(page):
        yield page


def hits(page: Page) -> list[str]:
    return page.locator(".search-hits a").all_text_contents()


def said(page: Page, words: str) -> None:
    """Waits until the live region says this."""
    until(page, f"document.querySelector('.search-status')?.textContent === {words!r}")


def test_by_keys_from_any_page(watched: Page, host: Host) -> None:
    watched.goto(f"{host.address}/posts/a/")
    loaded: list[str] = []
    watched.on("request", lambda request: loaded.append(request.url))
    until(watched, "document.querySelector('.search-link')")
    assert not [url for url in loaded if "/search/" in url and "open.js" not in url]
    watched.keyboard.press("/")
    until(watched, "document.activeElement.id === 'search:words'")
    watched.keyboard.type("tusday")
    said(watched, "Nothing has “tusday” as it is written; one entry has something like it")
    assert watched.locator(".search-hits mark").all_text_contents() == ["Tuesday"]
    watched.keyboard.press("ArrowDown")
    until(watched, f"document.activeElement === {HITS}[0]")
    watched.keyboard.press("ArrowUp")
    until(watched, "document.activeElement.id === 'search:words'")
    for _ in range(3):
        watched.keyboard.press("Escape")  # and / is heard at once, before the next frame
        watched.keyboard.press("/")
        until(watched, "document.activeElement.id === 'search:words'")
    watched.keyboard.type("number 7")
    said(watched, "One entry has “number 7”")
    watched.keyboard.press("Enter")
    until(watched, f"document.activeElement === {HITS}[0]")
    watched.keyboard.press("Enter")
    until(watched, "location.pathname === '/posts/n7/'")


def test_by_link_with_filters(watched: Page, host: Host) -> None:
    watched.goto(f"{host.address}/search/?q=plan&tags=red")
    said(watched, "2 entries have “plan”")
    assert watched.locator("[name=tags]").input_value() == "red"
    watched.select_option("[name=tags]", "blue")
    said(watched, "One entry has “plan”")
    assert watched.url.endswith("/search/?q=plan&tags=blue")
    watched.fill("[name=q]", "")
    said(watched, "One entry")
    watched.select_option("[name=tags]", "")
    said(watched, "A few letters will do. Nothing that you type leaves this device.")
    assert hits(watched) == []
    assert watched.url.endswith("/search/")
    watched.fill("[name=q]", "zzzz")
    said(watched, "Nothing fits. Try fewer words, or any category and tag.")
    watched.fill("[name=q]", "many")
    said(watched, "12 entries have “many”")
    assert len(hits(watched)) == 10
    watched.click("text=Show more")
    until(watched, f"{HITS}.length === 12 && document.activeElement === {HITS}[10]")


def test_whatever_stands_in_a_text(watched: Page, host: Host) -> None:
    watched.goto(f"{host.address}/search/?q=onerror")
    said(watched, "One entry has “onerror”")
    assert hits(watched) == [HOSTILE]
    assert watched.locator(".search-hits :is(img, b)").count() == 0
    for words, title in (
        ("שבועית", "תוכנית שבועית"),
        ("constructor", "Long"),
        ("__proto__", "Long"),
    ):
        watched.fill("[name=q]", words)
        said(watched, f"One entry has “{words}”")
        assert hits(watched) == [title]
    assert len(watched.locator(".search-excerpt").inner_text()) < 300
    watched.fill("[name=q]", "visit")
    until(watched, f"{HITS}.length && {HITS}[0].textContent === 'Visit'")
    assert watched.locator(".search-hits .badge").first.inner_text() == "Worksheet"


def test_a_worksheet_has_a_plain_link(watched: Page, host: Host) -> None:
    watched.goto(f"{host.address}/worksheets/visit/")
    until(watched, "document.querySelector('a[data-search=page]')")
    watched.locator("h1").click()
    watched.keyboard.press("/")
    until(watched, "location.pathname === '/search/' && document.activeElement.name === 'q'")
    watched.uncheck("[data-part=key]")
    watched.goto(f"{host.address}/posts/a/")
    watched.keyboard.press("/")
    watched.click(".search-link")
    until(watched, "document.querySelector('dialog[open]')")
    assert not watched.locator("dialog [data-part=key]").is_checked()


def test_without_scripts_and_without_the_index(browser: Browser, host: Host) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{host.address}/search/?q=plan")
        assert page.get_by_role("link", name="archive").first.is_visible()
        assert not page.locator("[name=q]").is_visible()
    with browser.new_context(viewport={"width": 320, "height": 600}) as context:
        page = context.new_page()
        page.route("**/words-*.json*", lambda route: route.abort())
        page.goto(f"{host.address}/search/?q=plan")
        said(page, "The index can’t be loaded now. Is there a network?")
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.unroute("**/words-*.json*")
        gone = ["texts of an edition that another took the place of"]
        page.route(
            "**/texts-*.json*",
            lambda route: route.fulfill(status=404) if gone and gone.pop() else route.continue_(),
        )
        page.fill("[name=q]", "many")
        said(page, "12 entries have “many”")
        assert len(hits(page)) == 10
        assert not gone
