"""An author's browser: it shows each save by itself, and loses nothing by it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.serving import Served, serving
from tests.browser.waiting import until
from tests.serve.live import SETTINGS
from tests.support import post, site, write

if TYPE_CHECKING:
    from playwright.sync_api import Page


def opened(page: Page, served: Served, path: str) -> None:
    """Goes to a page, marks it, and waits until it listens."""
    with page.expect_response("**/__sitegen/events"):
        page.goto(served.url(path))
    page.evaluate("window.mark = 'the same page'")


def marked(page: Page) -> bool:
    """Whether the page was not loaded anew since it was marked."""
    return bool(page.evaluate("window.mark === 'the same page'"))


def test_a_save_shows(page: Page, served: Served) -> None:
    opened(page, served, "/posts/one/")
    for words in ("New words.", "Newer words."):
        served.write("content/posts/one.md", post("One", f"{words}\n"))
        page.get_by_text(words).wait_for()
    assert not marked(page)


def test_what_was_filled_in_stays(page: Page, served: Served) -> None:
    opened(page, served, "/form/")
    page.fill("#text", "typed")
    page.fill("#long", "more\nlines")
    page.check("#box")
    page.check("#b")
    page.select_option("#choice", "y")
    page.select_option("#several", ["p", "r"])
    page.click("#more summary")
    page.click("#less summary")
    page.set_input_files("#file", {"name": "x.txt", "mimeType": "text/plain", "buffer": b"x"})
    page.evaluate("scrollTo(0, 1234)")
    until(page, "scrollY === 1234")
    served.write("content/pages/form.md", "---\ntitle: Form\ntemplate: form\n---\nNew words.\n")
    page.get_by_text("New words.").wait_for()
    # The words are there before the script that puts back what was filled in has run.
    until(page, "document.querySelector('#text').value === 'typed'")
    assert not marked(page)
    assert page.input_value("#long") == "more\nlines"
    assert page.is_checked("#box")
    assert [page.is_checked("#a"), page.is_checked("#b")] == [False, True]
    assert page.input_value("#choice") == "y"
    chosen = "[...document.querySelector('#several').selectedOptions].map((o) => o.value)"
    assert page.evaluate(chosen) == ["p", "r"]
    assert page.evaluate(
        "[document.querySelector('#more').open, document.querySelector('#less').open]"
    ) == [True, False]
    until(page, "scrollY === 1234")


def test_another_page_does_not_reload_this_one(page: Page, served: Served) -> None:
    opened(page, served, "/posts/one/")
    served.write("content/posts/two.md", post("Two", "Others.\n"))
    served.write("content/posts/two.md", post("Two", "More others.\n"))
    # A style comes after them, and is seen: what came before it was seen too.
    served.write("themes/tiny/static/style.css", "h1 { color: rgb(4, 5, 6) }\n")
    until(page, "getComputedStyle(document.querySelector('h1')).color === 'rgb(4, 5, 6)'")
    assert marked(page)


def test_a_style_is_swapped(page: Page, served: Served) -> None:
    opened(page, served, "/posts/one/")
    color = "getComputedStyle(document.querySelector('h1')).color"
    assert page.evaluate(color) == "rgb(1, 2, 3)"
    for shade in (10, 20, 30):
        served.write("themes/tiny/static/style.css", f"h1 {{ color: rgb({shade}, 2, 3) }}\n")
        until(page, f"{color} === 'rgb({shade}, 2, 3)'")
    until(page, "document.querySelectorAll('link[rel=stylesheet]').length === 2")
    assert marked(page)


def test_styles_saved_in_quick_succession(page: Page, served: Served) -> None:
    """One is put in place while another is on its way."""
    opened(page, served, "/posts/one/")
    for shade in range(10, 18):
        served.write("themes/tiny/static/style.css", f"h1 {{ color: rgb({shade}, 2, 3) }}\n")
    until(page, "getComputedStyle(document.querySelector('h1')).color === 'rgb(17, 2, 3)'")
    until(page, "document.querySelectorAll('link[rel=stylesheet]').length === 2")
    assert marked(page)


def test_a_style_that_another_one_imports(page: Page, served: Served) -> None:
    opened(page, served, "/posts/one/")
    color = "getComputedStyle(document.querySelector('p')).color"
    until(page, f"{color} === 'rgb(7, 8, 9)'")
    served.write("themes/tiny/static/part.css", "p { color: rgb(70, 8, 9) }\n")
    until(page, f"{color} === 'rgb(70, 8, 9)'")


def test_a_template_and_a_new_picture(page: Page, served: Served) -> None:
    opened(page, served, "/posts/one/")
    served.write("templates/post.html", "<!doctype html><html><body><h2>Own</h2></body></html>")
    page.locator("h2").wait_for()
    served.write("static/picture.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>")
    until(page, "window.mark === undefined")


def test_a_page_that_is_not_there_yet(page: Page, served: Served) -> None:
    opened(page, served, "/posts/three/")
    assert page.inner_text("h1") == "Not here"
    served.write(
        "themes/tiny/templates/404.html",
        '{% extends "base.html" %}{% block main %}<h1>No</h1>{% endblock %}',
    )
    until(page, "document.querySelector('h1').textContent === 'No'")
    served.write("content/posts/three.md", post("Three"))
    until(page, "document.querySelector('h1').textContent === 'Three'")
    (served.root / "content/posts/three.md").unlink()
    until(page, "document.querySelector('h1').textContent === 'No'")


HIDE = """(hidden) => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_several_tabs(page: Page, served: Served) -> None:
    """Each shows its own page. Those behind others leave the few connections there are to them.

    A browser opens six to one host; without a screen, none of its tabs is behind another.
    """
    tabs = [page, *(page.context.new_page() for _ in range(9))]
    for number, tab in enumerate(tabs):
        opened(tab, served, ("/posts/one/", "/posts/two/")[number % 2])
        if number > 2:
            tab.evaluate(HIDE, True)
    served.write("content/posts/one.md", post("One", "For the first.\n"))
    served.write("content/posts/two.md", post("Two", "For the second.\n"))
    for number, tab in enumerate(tabs):
        if number > 2:
            assert marked(tab)
            tab.evaluate(HIDE, False)
        tab.get_by_text(("For the first.", "For the second.")[number % 2]).wait_for()
        tab.close()


def test_going_on_and_back(page: Page, served: Served) -> None:
    opened(page, served, "/posts/one/")
    page.goto(served.url("/posts/two/"))
    served.write("content/posts/one.md", post("One", "While away.\n"))
    page.go_back()
    page.get_by_text("While away.").wait_for()
    served.write("content/posts/one.md", post("One", "When back.\n"))
    page.get_by_text("When back.").wait_for()


def test_the_server_is_started_again(page: Page, tmp_path: Path, files: dict[str, str]) -> None:
    """A page that stayed open finds it, and shows what changed meanwhile."""
    root = site(tmp_path, files, SETTINGS)
    with serving(root) as served:
        opened(page, served, "/posts/one/")
        port = served.port
    write(root, {"content/posts/one.md": post("One", "While it was off.\n")})
    with serving(root, port, start=1000):
        page.get_by_text("While it was off.").wait_for()
