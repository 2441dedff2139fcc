"""Every kind of page of the theme daybook: quiet, within the screen, and reached by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.serving import Served, serving
from tests.serve.live import OUTPUT
from tests.support import post, site

if TYPE_CHECKING:
    from playwright.sync_api import Page

WATCHED = """
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) =>
  window.violations.push(`${event.effectiveDirective} ${event.blockedURI}`));
"""
SETTINGS = """title = "Test"
tagline = "Words"
base_url = "https://example.org/"
theme = "daybook"
paginate = 2
[theme_options]
reply_to = "us@example.org"
[[menu]]
title = "Topics"
url = "/tags/"
[[menu]]
title = "Archive"
url = "/archive/"
[[menu]]
title = "About"
url = "/about/"
[[menu]]
title = "A rather long title"
url = "/categories/"
"""
BODY = """Words with `code`, a note[^1], [one](https://example.com/a?b=1&c=2) and
[another](https://example.net/) address.

| a | b | a column with a longer name | another one | and the last |
|---|---|---|---|---|
| 1 | 2 | averyveryverylongwordthatdoesnotbreak | 4 | 5 |

```python
print("coloured, and a line that is longer than any telephone is wide, so that it has to scroll")
```

> Quoted.

::: question Ask
- Why?
:::

## A part

[^1]: The note, [with a link](https://example.com/note).
"""
TAGS = ("[red, blue]", "[red, green]", "[red, blue, green]", "[blue]")
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def daybook(tmp_path: Path) -> Path:
    """A small site in this theme, with every kind of page."""
    more = {"category": "Plans", "series": "[Row]", "authors": "[Jo]"}
    posts = {
        f"content/posts/p{n}.md": post(f"P{n}", BODY, date=f"202{n}-0{n + 1}-01", tags=tags, **more)
        for n, tags in enumerate(TAGS)
    }
    way = "---\ntitle: The way\nroute: [posts/p3.md, posts/p0.md]\n---\nFirst the last.\n"
    about = {
        "content/paths/way.md": way,
        "content/pages/about.md": "---\ntitle: About\n---\nWe are.\n",
    }
    old = {"content/posts/moved.md": post("Moved", aliases="[/old/]", date="2019-01-01")}
    return site(tmp_path, {**posts, **about, **old}, SETTINGS)


def addresses(root: Path) -> list[str]:
    """The path of each page that stays where it is."""
    found = (path.relative_to(root / OUTPUT).as_posix() for path in (root / OUTPUT).rglob("*.html"))
    return sorted("/" + name.removesuffix("index.html") for name in found if name[:4] != "old/")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Served once for all: nothing here changes it."""
    with serving(daybook(tmp_path_factory.mktemp("book"))) as served:
        yield served


def test_no_page_says_a_word(page: Page, book: Served) -> None:
    said: list[str] = []
    page.add_init_script(WATCHED)
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda fault: said.append(f"error: {fault}"))
    paths = addresses(book.root)
    assert {
        "/",
        "/tags/",
        "/tags/red/",
        "/tags/blue/red/",
        "/paths/way/",
        "/series/row/",
        "/archive/2023/",
        "/404.html",
    } <= {*paths}
    for path in paths:
        page.goto(book.url(path), wait_until="load")
        assert page.evaluate("window.violations") == [], path
        assert said == [], path


def test_no_page_scrolls_sideways(page: Page, book: Served) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for path in addresses(book.root):
        page.goto(book.url(path))
        assert page.evaluate(SIDEWAYS) == 0, path


def test_four_hundred_percent(page: Page, book: Served) -> None:
    """A window of 1280 by 1024, enlarged: the bar for thumbs would take what little there is."""
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(book.url("/posts/p1/"))
    assert page.evaluate(SIDEWAYS) == 0
    assert (
        page.evaluate("getComputedStyle(document.querySelector('.site-nav')).position") == "static"
    )


REACHABLE = """() => [...document.querySelectorAll(
  "a[href], button, summary, input:not([disabled]), [tabindex='0']")]
  .filter((found) => found.checkVisibility({ visibilityProperty: true }))
  .map((found, index) => found.dataset.walk = String(index))"""


@pytest.mark.parametrize("path", ["/", "/posts/p1/", "/tags/", "/tags/red/", "/archive/2023/"])
@pytest.mark.parametrize("width", [390, 1280])
def test_keys_reach_everything(page: Page, book: Served, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(book.url(path))
    wanted = page.evaluate(REACHABLE)
    assert len(wanted) > 10
    seen = []
    for _ in wanted:
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.dataset.walk"))
    assert seen == wanted
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_the_first_key_leads_to_the_text(page: Page, book: Served) -> None:
    page.goto(book.url("/posts/p1/"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.url.endswith("#page:main")


def test_addresses_on_paper(page: Page, book: Served) -> None:
    """The list that is printed has the links in the order in which they are numbered."""
    page.goto(book.url("/posts/p1/"))
    page.emulate_media(media="print")
    links = "[...document.querySelectorAll('.prose a[href^=http]')].map((a) => a.href)"
    listed = page.locator(".addresses li").all_inner_texts()
    assert listed == page.evaluate(links)
    assert len(listed) == 3
    assert page.locator(".site-header").is_hidden()
    assert page.locator(".related").is_hidden()
