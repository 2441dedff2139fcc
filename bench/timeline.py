"""How smoothly a bar is dragged in a long timeline, by hand: python -m bench.timeline [STEPS]

Opens a sheet of so many steps that follow each other in Chromium, drags the first one to and fro
for some seconds, and prints the time between frames, and what a move and letting go cost the page's
own thread: its processor time, so that it says the same on a machine that has other things to do.
"""

from __future__ import annotations

import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.conftest import ARGS, chromium
from tests.browser.sheets import HEAD, serving_sheets

if TYPE_CHECKING:
    from playwright.sync_api import CDPSession, Page

MOVES = 240
PARTS = {"Task": "in all", "Script": "script", "RecalcStyle": "style", "Layout": "layout"}
FRAMES = """() => {
  const frames = window.frames_ = [];
  const look = (time) => {
    frames.push(time);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""


def sheet(steps: int) -> str:
    """Items of nine steps, each step after the one before it."""
    lines = ["## The plan {plan}", ""]
    for n in range(steps):
        if n % 9 == 0:
            lines.append(f"- Item {n // 9}")
        after = f" `after {n % 9}`" if n % 9 else (f" `after s{n - 1}`" if n else "")
        lines.append(f"  {n % 9 + 1}. [ ] Step {n} `{n % 3 + 1}d`{after} {{#s{n}}}")
    head = HEAD.format(title="Long", id="long", version=1, name="Long")
    return head + "\n".join(lines) + "\n\n## Timeline {timeline of the-plan}\n"


def spread(name: str, times: list[float]) -> None:
    times = sorted(times)
    median, most = times[len(times) // 2], times[int(len(times) * 0.95)]
    print(f"{name}: median {median:.1f} ms, 95 % below {most:.1f} ms, at most {times[-1]:.1f} ms")


def costs(session: CDPSession) -> dict[str, float]:
    """Milliseconds of the page's thread so far."""
    found = session.send("Performance.getMetrics")["metrics"]
    times = {each["name"]: each["value"] * 1000 for each in found}
    return {words: times[f"{name}Duration"] for name, words in PARTS.items()}


def say(name: str, before: dict[str, float], after: dict[str, float], per: int = 1) -> None:
    parts = (f"{words} {(after[words] - before[words]) / per:.1f} ms" for words in before)
    print(f"  {name}: {', '.join(parts)}")


def measure(page: Page, session: CDPSession, scale: str) -> None:
    page.get_by_role("button", name=scale, exact=True).click()
    page.locator(".gantt-frame").evaluate("frame => frame.scrollTo(0, 0)")
    shape = page.locator(".gantt-figure .bar.step .shape").first.bounding_box()
    assert shape
    x, y = shape["x"] + shape["width"] / 2, shape["y"] + 8
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 8, y)
    page.evaluate("frames_.length = 0")
    begun = costs(session)
    for n in range(MOVES):
        page.mouse.move(x + 10 + abs(n % 80 - 40) * 3, y)
    moved = costs(session)
    frames = page.evaluate("frames_")
    page.mouse.up()
    page.evaluate("() => new Promise((then) => requestAnimationFrame(() => setTimeout(then, 100)))")
    dropped = costs(session)
    print(f"{scale}, {len(frames)} frames of a drag")
    spread("  between frames", [b - a for a, b in pairwise(frames)])
    say("a move", begun, moved, MOVES)
    say("letting go", moved, dropped)


def main(steps: int) -> None:
    from playwright.sync_api import sync_playwright

    with (
        tempfile.TemporaryDirectory() as folder,
        serving_sheets(Path(folder), {"content/worksheets/long.md": sheet(steps)}) as sheets,
        sync_playwright() as driver,
    ):
        browser = driver.chromium.launch(executable_path=chromium(), args=ARGS)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.goto(sheets.url("long"))
        page.locator("[data-timeline]").scroll_into_view_if_needed()
        page.locator(".gantt-figure .bar").first.wait_for()
        page.locator(".gantt-figure").evaluate("f => f.scrollIntoView({behavior: 'instant'})")
        page.evaluate(FRAMES)
        print(f"{steps} steps, Chromium {browser.version}")
        for scale in ("Day", "Week", "Month"):
            measure(page, session, scale)
        browser.close()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
