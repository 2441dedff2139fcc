"""What the scripts of the theme daybook add, and that everything is there without them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.serving import Served, serving
from tests.browser.test_theme_pages import daybook
from tests.browser.waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PAPER = "getComputedStyle(document.documentElement).backgroundColor"
STATUS = "#narrow [role=status]"
FOUND = "#narrow [data-part=found] a"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(daybook(tmp_path_factory.mktemp("book"))) as served:
        yield served


@pytest.fixture
def still(browser: Browser) -> Iterator[Page]:
    """A tab without JavaScript."""
    with browser.new_context(java_script_enabled=False) as context:
        yield context.new_page()


def test_the_switch_remembers(page: Page, book: Served) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(book.url("/"))
    day = page.evaluate(PAPER)
    switch = page.get_by_role("button", name="Dark colors")
    assert switch.get_attribute("aria-pressed") == "false"
    switch.click()
    night = page.evaluate(PAPER)
    assert night != day
    page.goto(book.url("/posts/p1/"))
    assert page.evaluate(PAPER) == night
    assert switch.get_attribute("aria-pressed") == "true"
    switch.click()
    assert page.evaluate(PAPER) == day
    assert page.evaluate("localStorage.getItem('scheme')") is None
    page.emulate_media(color_scheme="dark")
    assert page.evaluate(PAPER) == night


def test_it_is_dark_before_anything_is_painted(page: Page, book: Served) -> None:
    page.goto(book.url("/"))
    page.evaluate("localStorage.setItem('scheme', 'dark')")
    page.add_init_script(
        "new MutationObserver((_, watch) => { if (document.body) { watch.disconnect();"
        "window.early = document.documentElement.className } })"
        ".observe(document, { childList: true, subtree: true })"
    )
    page.reload()
    assert "scheme-dark" in page.evaluate("window.early")


def test_without_storage_it_follows_the_device(page: Page, book: Served) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })"
    )
    page.emulate_media(color_scheme="dark")
    page.goto(book.url("/"))
    switch = page.get_by_role("button", name="Dark colors")
    assert switch.get_attribute("aria-pressed") == "true"


def test_a_note_opens_where_its_number_stands(page: Page, book: Served) -> None:
    page.goto(book.url("/posts/p1/"))
    number = page.locator("[role=doc-noteref]").first
    number.focus()
    page.keyboard.press("Enter")
    note = page.get_by_role("note", name="Footnote 1")
    assert note.is_visible()
    assert "The note, with a link." in note.inner_text()
    assert page.url == book.url("/posts/p1/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "with a link"
    page.keyboard.press("Escape")
    assert note.is_hidden()
    assert number.evaluate("(link) => link === document.activeElement")
    number.click()
    note.get_by_text("All notes").click()
    assert page.url.endswith("#fn:1")
    assert page.evaluate("document.querySelectorAll('[id=\"fn:1\"]').length") == 1


def test_without_a_script_the_number_leads_to_the_note(still: Page, book: Served) -> None:
    still.goto(book.url("/posts/p1/"))
    still.locator("[role=doc-noteref]").first.click()
    assert still.url.endswith("#fn:1")
    assert still.get_by_role("button", name="Dark colors").count() == 0


@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_is_within_reach_of_a_thumb(browser: Browser, book: Served, scripts: bool) -> None:
    with browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=scripts, has_touch=True
    ) as context:
        tab = context.new_page()
        tab.goto(book.url("/posts/p1/"))
        bar = tab.get_by_role("navigation", name="Main").bounding_box()
        assert bar is not None
        assert bar["y"] > 780
        more = tab.get_by_role("button", name="More")
        box = more.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
        more.click()
        tab.get_by_role("link", name="A rather long title").click()
        assert tab.url == book.url("/categories/")


def test_narrowing_by_several(page: Page, book: Served) -> None:
    page.goto(book.url("/tags/"))
    page.get_by_text("Narrow by several").click()
    page.locator("#narrow").get_by_role("link", name="red").click()
    assert page.inner_text(STATUS) == "3 entries on red"
    page.locator("#narrow").get_by_role("link", name="blue").click()
    assert page.inner_text(STATUS) == "2 entries on red and blue"
    assert page.locator(FOUND).all_inner_texts() == ["P2", "P0"]
    assert page.url.endswith("?tags=red,blue")
    page.locator("#narrow").get_by_role("link", name="green").click()
    assert page.inner_text(STATUS) == "1 entry on red and blue and green"
    page.go_back()
    until(page, "document.querySelectorAll('#narrow [data-part=found] a').length === 2")
    page.reload()
    assert page.locator(FOUND).all_inner_texts() == ["P2", "P0"]
    page.get_by_role("link", name="Start over").click()
    assert page.locator(FOUND).count() == 0
    assert page.url == book.url("/tags/")


def test_an_address_with_tags_that_are_not_there(page: Page, book: Served) -> None:
    page.goto(book.url("/tags/?tags=blue,nothing,blue,__proto__"))
    assert page.inner_text(STATUS) == "3 entries on blue"


def test_topics_without_a_script(still: Page, book: Served) -> None:
    """Each tag is a link to its page, that leads to what is on two tags, and that shows a third."""
    still.goto(book.url("/tags/?tags=red,blue"))
    still.get_by_text("Narrow by several").click()
    assert still.locator("#narrow li").count() == 3
    still.locator("#narrow").get_by_role("link", name="red").click()
    assert still.url == book.url("/tags/red/#page:together")
    still.get_by_role("link", name="2 on both red and blue").click()
    assert still.url == book.url("/tags/blue/red/")
    assert still.locator(".card h2").all_inner_texts() == ["P2", "P0"]
    still.locator("summary", has_text="green").click()
    third = still.locator("details[open] a")
    assert third.all_inner_texts() == ["P2"]
    third.first.click()
    assert still.url == book.url("/posts/p2/")


def test_a_path_remembers_what_was_read(page: Page, book: Served) -> None:
    page.goto(book.url("/paths/way/"))
    assert page.locator(".progress").is_hidden()
    page.get_by_role("link", name="P3").click()
    box = page.get_by_role("complementary", name="Reading path: The way")
    assert "Stop 1 of 2" in box.inner_text()
    assert page.evaluate("localStorage.getItem('daybook:read')") is None
    page.locator(".post-end").scroll_into_view_if_needed()
    until(page, "localStorage.getItem('daybook:read') === '[\"/posts/p3/\"]'")
    page.goto(book.url("/paths/way/"))
    assert page.locator(".progress [role=status]").inner_text() == "1 of 2 read, in this browser"
    assert page.get_by_role("link", name="Go on: P0").get_attribute("href") == "/posts/p0/"
    page.get_by_role("button", name="Forget that").click()
    assert page.locator(".progress").is_hidden()
    assert page.evaluate("localStorage.length") == 0
