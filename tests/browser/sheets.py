"""A small site with worksheets, built with the real theme and served with a policy to match."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.browser.sending import Files
from tests.support import build, site, write
from tools.audit.browser.hosting import FileServer

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'none'; form-action 'none'; base-uri 'none'; require-trusted-types-for 'script'"
)
"""Stricter than any site's own: a sheet works with no more than this."""

HEAD = """---
title: {title}
worksheet: {id}
version: {version}
plan: {{ name: "{name}", start: today, workdays: mon-fri }}
minutes: 10
summary: For one customer.
tags: [planning]
---
"""
ACCOUNT = """Begin with the customer.

## Where they stand

- Customer: ____ {required}
- My name: ____ {shared}
- Stage: ____ {choose: Prospect | Client | Dormant}
- Worth a year: ____ {money #worth}
- Chance, in percent: ____ {number 0-100 #chance}
- Next call: ____ {date}
- What worries them? ____ {3 lines}
- [ ] I have read their last report

How will you go on?

- ( ) By phone
- ( ) In person

Weighted value: `= worth * chance / 100 | money`

## The plan {plan}

- Understand their business
  What will they need in a year? ____ {2 lines}
  1. [ ] Read their news `1d`
  2. [ ] Write down three problems `2d` `after 1`
- …

## If it goes wrong

| If this happens   | Then I will | Check on {date} |
| ----------------- | ----------- | --------------- |
| My contact leaves | ____        | ____            |
| The money is gone | ____        | ____            |
| …                 |             |                 |

## The log {log: daily}

| Date {date} | Calls {number} | What came of it |
| ----------- | -------------- | --------------- |
| ____        | ____           | ____            |
| …           |                |                 |

## What I tell my boss {letter}

I saw [insert customer here] to [insert purpose here].

Yours, [insert my name here]
"""
BRIEF = """- My name: ____ {shared}
- Subject: ____
"""
RACE = "## All\n\n| Row | One | Two |\n| --- | --- | --- |\n" + "".join(
    f"| Row {n} | ____ | ____ |\n" for n in range(50)
)


def sheet(id: str, body: str, version: int = 1, name: str = "", title: str = "") -> str:
    """A worksheet's text."""
    title = title or id.replace("-", " ").capitalize()
    return HEAD.format(id=id, version=version, name=name or title, title=title) + body


SHEETS = {
    "content/worksheets/account.md": sheet("account", ACCOUNT, name="{customer}"),
    "content/worksheets/brief.md": sheet("brief", BRIEF),
    "content/worksheets/race.md": sheet("race", RACE),
}


@dataclass
class Sheets:
    """A site that is built and served."""

    root: Path
    address: str

    def url(self, name: str = "account") -> str:
        return f"{self.address}/worksheets/{name}/"

    @property
    def plans(self) -> str:
        return f"{self.address}/plans/"

    def edit(self, name: str, text: str) -> None:
        """What the author changes, in the place of what was there."""
        write(self.root, {f"content/worksheets/{name}.md": text})
        build(self.root)


class _Handler(Files):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()


@contextmanager
def serving_sheets(folder: Path, files: Mapping[str, str] = SHEETS) -> Iterator[Sheets]:
    """Builds a site of worksheets and serves its output."""
    root = site(folder, files)
    build(root)
    handler = partial(_Handler, directory=str(root / "output"))
    server = FileServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Sheets(root, f"http://127.0.0.1:{server.server_port}")
    finally:
        server.shutdown()
        server.server_close()


def kept(page: Page, worksheet: str = "account") -> list[dict[str, Any]]:
    """The plans of a worksheet that are in the browser's storage, oldest first."""
    texts = page.evaluate(
        "(start) => Object.keys(localStorage).filter((key) => key.startsWith(start))"
        ".map((key) => localStorage.getItem(key))",
        f"plans:{worksheet}:",
    )
    return sorted((json.loads(text) for text in texts), key=lambda plan: str(plan["created"]))


def upload(text: str) -> FilePayload:
    """A file with a plan, or with what pretends to be one."""
    return {"name": "x.plan.json", "mimeType": "application/json", "buffer": text.encode()}


def answer(page: Page, field: str, worksheet: str = "account") -> Any:
    """The answer to one question in the only plan there is."""
    [plan] = kept(page, worksheet)
    return plan["values"].get(field, {}).get("v")


def put(page: Page, plan: dict[str, Any] | str, id: str, worksheet: str = "account") -> None:
    """Puts a plan, or any text, where a page would have stored it."""
    text = plan if isinstance(plan, str) else json.dumps(plan)
    page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)", [f"plans:{worksheet}:{id}", text]
    )


def rows(page: Page, table: str) -> list[str]:
    """The ids of the rows of a table as they stand in the page."""
    found: list[str] = page.locator(
        f"[data-list={table}] tr[data-row]:not([data-blank])"
    ).evaluate_all("(rows) => rows.map((row) => row.dataset.row)")
    return found
