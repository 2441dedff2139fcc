"""Opens pages in Chromium, wide and narrow, by day and by night, empty and filled in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tools.audit.browser.choosing import chosen, has_sheet
from tools.audit.browser.hosting import serving
from tools.audit.browser.watching import Watch
from tools.audit.report import Problem, Report
from tools.audit.site import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HERE = Path(__file__).parent
AXE = HERE.parents[1] / "node_modules" / "axe-core" / "axe.min.js"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDTHS = (390, 1280)
NARROWEST = 320
"""Nothing is wider, not even before a script comes: WCAG 2.2, 1.4.10, Reflow."""
_HEIGHT = 900
_LONG = 60_000  # ms

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
"""What axe-core is asked for, by its tags. By night only colours can differ."""
_BY_DAY = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
_BY_NIGHT = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
_ROOM = 200  # px below a page, so that no bar at the foot of the window hides what is on it
_ASK = """async (how) => (await axe.run(document, how)).violations.flatMap(({ id, help, nodes }) =>
  nodes.map(({ target }) => `axe ${id}: ${help}: ${target.join(" ")}`))"""


def check(site: Site) -> Report:
    """Look at pages of every kind. Raises ``OSError`` where Chromium or axe-core is missing."""
    if not AXE.is_file():
        raise FileNotFoundError(f"{AXE} is missing: run 'make audit'")
    paths = chosen(site)
    problems: list[Problem] = []
    looks = 0
    with serving(site.folder) as address, _chromium() as browser:
        for path in paths:
            for look in _looks(browser, address, path, has_sheet(site, path)):
                problems += look
                looks += 1
    return Report("browser", f"{len(paths)} pages, {looks} looks", tuple(problems))


@contextmanager
def _chromium() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        raise FileNotFoundError("no Chromium is installed: tools/need chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def _looks(browser: Browser, address: str, path: str, sheet: bool) -> Iterator[list[Problem]]:
    """Yield what is wrong at each look at one page."""
    with browser.new_context(viewport={"width": NARROWEST, "height": _HEIGHT}) as context:
        context.set_default_timeout(_LONG)
        page = context.new_page()
        page.goto(f"{address}/{path.removesuffix('index.html')}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        message = f"it is {wide} px wide"
        yield [Problem(f"{path} ({NARROWEST} px)", message)] if wide > NARROWEST else []
    for width in WIDTHS:
        size = {"width": width, "height": _HEIGHT}
        how: dict[str, Any] = {"viewport": size, "reduced_motion": "reduce"}
        with browser.new_context(**how) as context:
            context.set_default_timeout(_LONG)
            watch = Watch(context, address)
            page = context.new_page()
            page.goto(f"{address}/{path.removesuffix('index.html')}")
            page.wait_for_load_state("networkidle")
            if sheet:  # one far down in a post is dressed when somebody comes
                page.mouse.move(1, 1)
                page.locator(".sheet.live").first.wait_for()
            yield from _seen(page, watch, path, f"{width} px")
            if sheet:
                page.evaluate((HERE / "fill.js").read_text())
                yield from _seen(page, watch, path, f"{width} px, filled in")
            page.evaluate((HERE / "press.js").read_text())
            yield [Problem(f"{path} ({width} px, all pressed)", said) for said in watch.taken()]


def _seen(page: Page, watch: Watch, path: str, state: str) -> Iterator[list[Problem]]:
    page.evaluate(AXE.read_text() if not page.evaluate("'axe' in window") else "0")
    height = page.evaluate("document.documentElement.scrollHeight") + _ROOM
    page.set_viewport_size({"width": page.evaluate("innerWidth"), "height": height})
    for scheme, how in (("light", _BY_DAY), ("dark", _BY_NIGHT)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = [*page.evaluate(_ASK, how), *watch.taken()]
        yield [Problem(f"{path} ({state}, {scheme})", message) for message in found]
