"""What the tests of the editor of a plan share: its sheets, and how to look at one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.browser.sheets import Sheets, kept, serving_sheets, sheet
from tests.browser.watching import watching

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

MONDAY = "2027-01-04T10:00:00"
FILLED = """## The plan {plan}

- Understand them
  What will they need?
  1. [ ] Read `2d`
  2. [ ] Write, and send `3d` `after 1`
- Reach them
  1. [ ] Invite `1d` `by 2027-01-05`
- …
"""
EMPTY = """## The plan {plan}

- …
"""
STEPS = """## Days to ask on {steps}

1. [ ] Ask `1d`
2. [ ] Thank `1d` `after 1`
"""
BIG = "## The plan {plan}\n\n" + "".join(
    f"- Part {n}\n" + "".join(f"  {m}. [ ] Step {n} {m} `1d`\n" for m in range(1, 10))
    for n in range(50)
)


def timed(id: str, body: str) -> str:
    return sheet(id, body).replace("start: today", "start: 2027-01-04")


@contextmanager
def planning(folder: Path) -> Iterator[Sheets]:
    """A site with plans to edit."""
    bodies = {"filled": FILLED, "empty": EMPTY, "steps": STEPS, "big": BIG + "- …\n"}
    files = {f"content/worksheets/{name}.md": timed(name, body) for name, body in bodies.items()}
    with serving_sheets(folder, files) as found:
        yield found


@contextmanager
def showing(planned: Sheets) -> Iterator[Callable[..., Page]]:
    """Opens a sheet once its editor is there; nothing may go wrong in it."""
    with ExitStack() as watches:

        def open_it(page: Page, name: str = "filled", now: str = MONDAY) -> Page:
            watches.enter_context(watching(page))
            page.clock.install(time=now)
            page.goto(planned.url(name))
            page.locator(".edited .more").first.or_(page.locator(".stages")).first.wait_for()
            return page

        yield open_it


def cell(page: Page, row: str, column: str) -> Locator:
    list = page.locator("table[data-list]").get_attribute("data-list")
    return page.locator(f"[name={list}__{row}__{column}]")


def value(page: Page, row: str, column: str, name: str = "filled") -> Any:
    """What is stored in a cell."""
    [plan] = kept(page, name)
    [found] = [one for all in plan["lists"].values() for one in all if one["id"] == row]
    return found["cells"].get(column, {}).get("v")


def outline(page: Page) -> list[tuple[str, str]]:
    """How deep each row stands, and its words."""
    found = page.locator("table[data-list] tr[data-row]:not([data-blank])").evaluate_all(
        "(rows) => rows.map((row) =>"
        " [row.dataset.depth, row.querySelector('[name$=__text]').value])"
    )
    return [(depth, text) for depth, text in found]


def starts(page: Page) -> list[str]:
    """The start of each step, as it is shown."""
    found: list[str] = page.locator(".step:not([data-blank]) [name$=__pin]").evaluate_all(
        "(all) => all.map((one) => one.value || one.placeholder)"
    )
    return found


def active(page: Page) -> str:
    """The words of the row that the keyboard is in."""
    found: str = page.evaluate(
        "document.activeElement.closest('tr')?.querySelector('[name$=__text]').value ?? 'nowhere'"
    )
    return found


def said(page: Page) -> str:
    return page.locator("[data-show=position]").inner_text()


def menu(page: Page, step: str) -> Locator:
    page.get_by_role("button", name=f"More: {step}").click()
    return page.get_by_role("dialog", name=step)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


PARTS = [("0", "Understand them"), ("1", "Read"), ("1", "Write, and send")]
ALL = [*PARTS, ("0", "Reach them"), ("1", "Invite")]


def has_focus(part: Locator) -> bool:
    found: bool = part.evaluate("(one) => one === document.activeElement")
    return found
