"""How a long plan types and opens in Chromium with a processor four times as slow.

Run it by hand: ``.venv/test/bin/python -m bench.sheet [ROWS]``. It prints milliseconds.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.conftest import ARGS, chromium
from tests.browser.sheets import serving_sheets, sheet

if TYPE_CHECKING:
    from playwright.sync_api import Page

SLOWER = 4
KEYS = 60
HEAD = (
    "| Name | Size {number} | Day {date} | Words | More words |\n| --- | --- | --- | --- | --- |\n"
)

# From the key to the frame that shows it: the event's own time, then the next frame.
LISTEN = """() => {
  window.times = [];
  addEventListener("keydown", (event) => {
    const begun = event.timeStamp;
    requestAnimationFrame(() => setTimeout(() => window.times.push(performance.now() - begun)));
  }, true);
}"""
OPENED = """() => {
  const [page] = performance.getEntriesByType("navigation");
  return performance.getEntriesByName("first-contentful-paint")[0].startTime
    && page.loadEventEnd;
}"""
FILL = """() => {
  for (const blank of document.querySelectorAll("[data-list=all] textarea")) {
    blank.value = "Some words that a planner wrote here";
    blank.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}"""


def long_sheet(rows: int) -> str:
    lines = "".join(f"| Row {n} | ____ | ____ | ____ | ____ |\n" for n in range(rows))
    return sheet("long", f"- Customer: ____\n\n## All\n\n{HEAD}{lines}| … | | | | |\n")


def measure(page: Page, address: str) -> None:
    slow = page.context.new_cdp_session(page)
    page.goto(address)
    page.evaluate(FILL)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.reload()
    page.locator(".sheet.live").wait_for()
    print(f"open: {page.evaluate(OPENED):.0f} ms")
    for place in (page.get_by_label("Customer"), page.locator("[data-list=all] textarea").nth(99)):
        place.focus()
        page.evaluate(f"({LISTEN})()")
        page.keyboard.type("x" * KEYS, delay=120)
        times = sorted(page.evaluate("window.times"))
        print(f"a key, by the clock: {statistics.median(times):.0f} ms, at most {times[-1]:.0f} ms")


def work(page: Page, address: str) -> None:
    """The processor's time for a key, which others on the machine change less than the clock's."""
    page.goto(address)
    page.evaluate(FILL)
    page.locator("[data-list=all] textarea").nth(99).focus()
    costs = page.context.new_cdp_session(page)
    costs.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        found = costs.send("Performance.getMetrics")["metrics"]
        return next(float(one["value"]) for one in found if one["name"] == "TaskDuration")

    before = spent()
    page.keyboard.type("x" * KEYS, delay=40)
    each = (spent() - before) * 1000 / KEYS
    print(f"a key, of the processor: {each:.1f} ms; {SLOWER} times as slow, {each * SLOWER:.0f} ms")


def main() -> None:
    from playwright.sync_api import sync_playwright

    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    files = {"content/worksheets/long.md": long_sheet(rows)}
    with (
        tempfile.TemporaryDirectory() as folder,
        sync_playwright() as driver,
        serving_sheets(Path(folder), files) as sheets,
    ):
        browser = driver.chromium.launch(executable_path=chromium(), args=ARGS)
        work(browser.new_page(), sheets.url("long"))
        measure(browser.new_page(), sheets.url("long"))
        browser.close()


if __name__ == "__main__":
    main()
