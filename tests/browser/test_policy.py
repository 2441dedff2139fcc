"""Every kind of page of the real theme loads without a word in the console while it is served."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.serving import serving
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
base_url = "https://example.org/"
paginate = 2
[[menu]]
title = "Archive"
url = "/archive/"
"""
BODY = """Words with `code`, a table, a note[^1].

| a | b |
|---|---|
| 1 | 2 |

```python
print("coloured")
```

> [!NOTE]
> A callout.

## A part

![A picture](picture.svg)

[^1]: The note.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    more = {"tags": "[red, blue]", "category": "Plans", "series": "[Row]", "authors": "[Jo]"}
    posts = {
        f"content/posts/p{n}/index.md": post(f"P{n}", BODY, date=f"2026-0{n + 1}-01", **more)
        for n in range(4)
    }
    pictures = {
        f"content/posts/p{n}/picture.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" '
        'height="9"/>'
        for n in range(4)
    }
    about = {"content/pages/about.md": "---\ntitle: About\n---\nWe are.\n"}
    old = {"content/posts/moved.md": post("Moved", aliases="[/old/]", draft="false")}
    return site(tmp_path, {**posts, **pictures, **about, **old}, SETTINGS)


def test_no_page_breaks_its_own_policy(page: Page, root: Path) -> None:
    said: list[str] = []
    page.add_init_script(WATCHED)
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda fault: said.append(f"error: {fault}"))
    page.on("requestfailed", lambda request: said.append(f"{request.failure}: {request.url}"))
    with serving(root) as served:
        pages = sorted(
            path.relative_to(root / OUTPUT).as_posix() for path in (root / OUTPUT).rglob("*.html")
        )
        assert len(pages) > 25
        pages.remove("old/index.html")  # it leads on at once
        for name in pages:
            address = served.url("/" + name.removesuffix("index.html"))
            with page.expect_response("**/__sitegen/events"):
                answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, name
            assert "Content-Security-Policy".lower() in answer.headers
            page.wait_for_load_state("load")
            assert page.evaluate("window.violations") == [], name
            # What was on its way when the last page was left is no fault of this one.
            said[:] = [line for line in said if not line.startswith("net::ERR_ABORTED")]
            assert said == [], name


def test_an_old_address_leads_on(page: Page, root: Path) -> None:
    with serving(root) as served:
        page.goto(served.url("/old/"))
        page.wait_for_url("**/posts/moved/")


def test_a_strict_policy_of_the_site(page: Page, root: Path) -> None:
    """The reload works however little a site allows on its pages."""
    settings = (root / "sitegen.toml").read_text()
    policy = "Content-Security-Policy = \"default-src 'none'; style-src 'self'; img-src 'self'\""
    (root / "sitegen.toml").write_text(f"{settings}\n[headers]\n{policy}\n")
    with serving(root) as served:
        with page.expect_response("**/__sitegen/events"):
            page.goto(served.url("/about/"))
        served.write("content/pages/about.md", "---\ntitle: About\n---\nWe were.\n")
        page.get_by_text("We were.").wait_for()
