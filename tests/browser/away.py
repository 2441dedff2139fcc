"""A site whose worksheets have steps, private answers, an example, and posts that explain them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.browser.sheets import sheet
from tests.support import CONFIG, post

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Locator, Page

VISIT = """## About

- Customer: ____ {required}
- What we want: ____ {is:goal #goal}
- What I think of them: ____ {private}
- Next call: ____ {date}

## The plan {plan}

- Reach them
  1. [ ] Ask for an introduction `1d` @me {#ask}
  2. [ ] First meeting `0d` `after ask +1w` `remind 1d`
- …

## If it goes wrong {is:fallback}

| If this happens   | Then I will |
| ----------------- | ----------- |
| My contact leaves | ____        |
"""
PLAIN = """- Subject: ____
- Secret: ____ {private}
"""
GERMAN = """## Der Plan {plan}

- Anfangen
  1. [ ] Frau Klein anrufen `1d` @ich
  2. [ ] Angebot schreiben `3w`
"""
EXAMPLE = {
    "format": "plan/1",
    "id": "example",
    "rev": 1,
    "worksheet": {"id": "visit", "version": 1},
    "created": "2026-11-23T07:30:00.000Z",
    "updated": "2026-11-23T07:30:00.000Z",
    "name": {"v": "", "t": 0},
    "values": {
        "customer": {"v": "Northfield <b>Foods</b>", "t": 1},
        "next-call": {"v": "2026-11-25", "t": 1},
    },
    "lists": {},
}
MONDAY = "2027-01-04T10:00:00"
"""When these tests happen, in the browser."""

FILES = {
    "content/worksheets/visit.md": sheet("visit", VISIT, name="{customer}").replace(
        "minutes: 10", "minutes: 10\nexplained_by: [posts/why.md]"
    ),
    "content/worksheets/note.md": sheet("note", PLAIN),
    "content/worksheets/besuch.md": sheet("besuch", GERMAN).replace(
        "minutes: 10", "minutes: 10\nlanguage: de"
    ),
    "content/posts/why.md": post("Why"),
    "content/posts/goals.md": post("Goals have numbers"),
    "data/examples/visit.json": json.dumps(EXAMPLE),
    "sitegen.toml": f'{CONFIG}\n[extra.advice]\ngoal = "posts/goals.md"\nowner = "posts/gone.md"\n',
}


def begin(page: Page, url: str, customer: str = "Acme") -> None:
    """Opens a sheet on a Monday, and writes on it."""
    page.clock.set_fixed_time(MONDAY)
    page.goto(url)
    page.get_by_label("Customer").first.fill(customer)


def take(page: Page, name: str) -> Locator:
    """Opens a dialog by the button for it under "Take away"; it is there once this is back."""
    page.get_by_role("button", name="Take away").click()
    page.get_by_role("button", name=name).click()
    page.locator("dialog[open]:not([data-show=take])").wait_for()
    return page.locator("dialog[open]")


def plan_in(page: Page, worksheet: str = "visit", at: int = -1) -> Any:
    """What the browser has stored of one plan."""
    from tests.browser.sheets import kept

    return kept(page, worksheet)[at]


def accept(dialog: Dialog) -> None:
    dialog.accept()
