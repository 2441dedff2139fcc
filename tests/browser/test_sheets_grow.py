"""What sheets show of what is written in them: curves, routines of the day, days to come."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from tests.browser.sheets import Sheets, kept, rows, serving_sheets, sheet
from tests.browser.waiting import comes, until

if TYPE_CHECKING:
    from playwright.sync_api import Page

MONDAY = "2026-11-23T08:05:00"
WORK = """- Gain: ____ {number #rate default=1}
- Weeks: ____ {number #weeks default=4}
- Next review: ____ {date is:next}

## Rounds {routine}

| For whom | Daily | Weekly |
| -------- | ----- | ------ |
| New      | ____  | ____   |

## The log {log: weekly}

| Date {date} | Calls {number} | Kept {tick} |
| ----------- | -------------- | ----------- |
| ____        | ____           | ____        |
| …           |                |             |

## Calls {curve of the-log}

## Grown {curve of the-log at rate over weeks}

## Steps {steps}

1. [ ] Read `2d`
2. [ ] Write `1d` `after 1`
"""


@pytest.fixture(scope="module")
def _work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sheets]:
    files = {"content/worksheets/work.md": sheet("work", WORK, name="Work")}
    with serving_sheets(tmp_path_factory.mktemp("grow"), files) as found:
        yield found


@pytest.fixture
def work(_work: Sheets, sheets: Sheets, page: Page) -> Sheets:
    """The sheet is open, on a Monday. Nothing may go wrong in ``page``."""
    page.clock.set_fixed_time(MONDAY)
    page.goto(_work.url("work"))
    page.locator("[data-curve=grown] figcaption").wait_for()
    return _work


def said(page: Page, block: str) -> str:
    return page.locator(f"[data-curve={block}] svg[role=img]").get_attribute("aria-label") or ""


def test_curves(page: Page, work: Sheets) -> None:
    squared = page.locator("[data-curve=calls] .square")
    assert squared.count() == 1, "nothing to draw yet: squared paper"
    assert said(page, "grown") == "Grown. Planned: 4.1% after 4 weeks."
    for n, (date, calls) in enumerate((("2026-11-09", "3"), ("2026-11-23", "7"))):
        page.get_by_role("button", name="Add a row", exact=True).click()
        comes(page, lambda: len(rows(page, "the-log")), n + 1)
        page.get_by_label("Date", exact=True).nth(n).fill(date)
        page.get_by_label("Calls", exact=True).nth(n).fill(calls)
        page.get_by_label("Kept", exact=True).nth(n).check()
    assert said(page, "calls").endswith("Calls: 3 on Nov 9, 7 on Nov 23; at least 3, at most 7.")
    assert "Done: 2% after 3 weeks." in page.locator("[data-curve=grown]").inner_text()
    assert page.locator("[data-curve=calls] svg[role=img] circle").count() == 2
    assert squared.count() == 0
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    box = page.locator("[data-curve=calls] svg[role=img]").get_attribute("viewBox")
    assert box == "0 0 640 280", "as wide as the paper"


def test_days_that_follow_are_printed_though_nobody_touched_the_sheet(
    page: Page, work: Sheets
) -> None:
    until(page, "document.querySelector('link[href$=\"plan.css\"]')?.sheet")
    page.evaluate("new Promise((done) => setTimeout(done))")  # and whoever waits for it knows
    printed = PdfReader(BytesIO(page.pdf())).pages
    assert any("Wed, Nov 25" in one.extract_text() for one in printed)


def test_a_routine_is_ticked_on_its_sheet_too(page: Page, work: Sheets) -> None:
    page.get_by_label("Daily: New").fill("Call two\nWrite one")
    page.locator(".rounds").get_by_label("Call two").check()
    assert page.evaluate("document.activeElement.type") == "checkbox", "the focus stays"
    page.get_by_label("Next review").fill("2026-11-20")
    page.goto(f"{work.address}/today/")
    assert page.get_by_label("Call two").is_checked()
    assert not page.get_by_label("Write one").is_checked()
    dates = page.locator("[data-part-of=dates]")
    assert "Next review\nwas Fri, Nov 20" in dates.inner_text()
    assert "1 routine and 1 date on your sheets." in page.locator(".lede").inner_text()
    assert [key for key in kept(page, "work")[0]["lists"]["rounds"][0]["cells"] if "did" in key]


def test_a_calendar_file_of_all_plans_has_what_comes_round(page: Page, work: Sheets) -> None:
    page.get_by_label("Weekly: New").fill("Read")
    page.get_by_label("Next review").fill("2026-12-01")
    page.goto(work.plans)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Calendar file of all plans").click()
    text = saved.value.path().read_text("utf-8")
    assert "RRULE:FREQ=WEEKLY" in text
    assert "SUMMARY:Next review (Work)" in text
    assert text.count("BEGIN:VEVENT") == 4
