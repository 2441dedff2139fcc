"""Mistakes show in the browser, over the last good page, and go by themselves when mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.serving import Served
from tests.browser.waiting import until
from tests.support import post

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

ROOT = "document.querySelector('sitegen-problems').shadowRoot"
BROKEN = post("One", "First words.\n\nSee [nowhere](gone.md).\n")


def overlay(page: Page) -> Locator:
    return page.locator("sitegen-problems section")


def test_all_problems_show_and_go(page: Page, served: Served) -> None:
    page.goto(served.url("/posts/one/"))
    served.write("content/posts/one.md", BROKEN)
    overlay(page).wait_for()
    served.write("content/posts/two.md", "---\ntitle: Two\ndate: 2026-13-45\ndrat: true\n---\n")
    page.locator("sitegen-problems article").nth(2).wait_for()
    words = overlay(page).inner_text()
    assert "content/posts/one.md:8:" in words, "file, line and column"
    assert "See [nowhere](gone.md)." in words, "the line itself"
    assert "content/posts/two.md:3:" in words
    assert "date: 2026-13-45" in words
    assert "did you mean `draft`?" in words, "a hint"
    assert "error[" in words
    assert page.get_by_text("First words.").is_visible(), "the last good page is beneath"
    marks = page.locator("sitegen-problems pre").all_inner_texts()
    for mark in marks:
        line, arrow = mark.rstrip("\n").split("\n")
        assert arrow.strip() == "^"
        assert len(arrow) <= len(line) + 1
    served.write("content/posts/two.md", post("Two"))
    until(page, f"{ROOT}.querySelectorAll('article').length === 1")
    served.write("content/posts/one.md", post("One", "Mended.\n"))
    page.get_by_text("Mended.").wait_for()
    overlay(page).wait_for(state="detached")


def test_mended_without_a_change(page: Page, served: Served) -> None:
    """Nothing is to be loaded anew then, and the problems go all the same."""
    page.goto(served.url("/posts/one/"))
    before = (served.root / "content/posts/one.md").read_text()
    page.evaluate("window.mark = 1")
    served.write("content/posts/one.md", BROKEN)
    overlay(page).wait_for()
    served.write("content/posts/one.md", before)
    overlay(page).wait_for(state="detached")
    assert page.evaluate("window.mark") == 1


def test_a_page_opened_later_shows_them_too(page: Page, served: Served) -> None:
    served.write("content/posts/one.md", BROKEN)
    for path in ("/posts/one/", "/", "/nothing/"):
        page.goto(served.url(path))
        overlay(page).wait_for()


def test_a_broken_template_and_broken_settings(page: Page, served: Served) -> None:
    page.goto(served.url("/posts/one/"))
    served.write("templates/post.html", "<p>\n  {{ entry.titel }}\n")
    overlay(page).wait_for()
    assert "templates/post.html:2" in overlay(page).inner_text()
    (served.root / "templates/post.html").unlink()
    overlay(page).wait_for(state="detached")
    settings = (served.root / "sitegen.toml").read_text()
    served.write("sitegen.toml", settings + "titel = 1\n")
    overlay(page).wait_for()
    assert "sitegen.toml:" in overlay(page).inner_text()
    served.write("sitegen.toml", settings)
    overlay(page).wait_for(state="detached")


def test_texts_can_do_no_harm(page: Page, served: Served) -> None:
    """What an excerpt or a message holds is text, not markup."""
    page.goto(served.url("/posts/one/"))
    served.write(
        "content/posts/one.md", post("One", "[<img src=x onerror=window.harm=1>](gone.md)\n")
    )
    overlay(page).wait_for()
    assert "<img src=x" in overlay(page).inner_text()
    assert page.evaluate("window.harm") is None
    assert page.locator("sitegen-problems img").count() == 0


def test_by_keyboard(page: Page, served: Served) -> None:
    page.goto(served.url("/posts/one/"))
    served.write("content/posts/one.md", BROKEN)
    overlay(page).wait_for()
    assert overlay(page).get_attribute("role") == "alert"
    name = "document.activeElement?.shadowRoot?.activeElement?.textContent"
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate(name) == "Hide":
            break
    assert page.evaluate(name) == "Hide"
    button = "document.activeElement.shadowRoot.activeElement"
    until(page, f"getComputedStyle({button}).outlineStyle === 'solid'")
    page.keyboard.press("Enter")
    overlay(page).wait_for(state="detached")
    served.write("content/posts/two.md", "---\ntitle: [\n---\n")
    overlay(page).wait_for()
    page.keyboard.press("Escape")
    overlay(page).wait_for(state="detached")


def test_the_keyboard_stays_where_it_is(page: Page, served: Served) -> None:
    """Problems that come while one types take nothing away."""
    page.goto(served.url("/form/"))
    page.focus("#text")
    page.keyboard.type("before ")
    served.write("content/posts/one.md", BROKEN)
    overlay(page).wait_for()
    page.keyboard.type("after")
    assert page.input_value("#text") == "before after"


def test_it_fits_a_phone(page: Page, served: Served) -> None:
    page.set_viewport_size({"width": 320, "height": 500})
    page.goto(served.url("/posts/one/"))
    served.write("content/posts/one.md", post("One", f"{'long ' * 80}[nowhere](gone.md)\n"))
    overlay(page).wait_for()
    until(page, f"{ROOT}.styleSheets.length")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    box = page.get_by_role("button", name="Hide").bounding_box()
    assert box is not None
    assert box["height"] >= 44
