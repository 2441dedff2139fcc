"""The account plan as a newcomer fills it in, on a phone, from the gallery to paper."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.conftest import LONG
from tests.browser.hosting import hosting
from tests.browser.sheets import SHEETS, kept
from tests.browser.waiting import comes
from tests.support import REPOSITORY, site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

MONDAY = "2026-11-23T08:05:00"
PLAN = (REPOSITORY / "content" / "worksheets" / "account-plan.md").read_text("utf-8")
BARE = re.sub("(explained_by|date):.*\n", "", PLAN)
FILES = {**SHEETS, "content/worksheets/account-plan.md": BARE}


def fill_in(page: Page) -> None:
    """Down the page, one stage of the plan after the other."""
    page.get_by_label("Customer").first.fill("Northfield")
    page.locator(".stages").get_by_role("button", name="Outline").tap()
    parts = page.locator("tr.item:not([data-blank]) [name$=__text]")
    parts.last.press("End")
    parts.last.press("Enter")
    page.keyboard.type("Be ready for a no")
    comes(page, parts.last.input_value, "Be ready for a no")
    page.get_by_role("button", name="Next: Define").tap()
    page.locator("tr.item:not([data-blank]) [name$=__def]").last.fill("Who else, and what then?")
    page.get_by_role("button", name="Next: Steps").tap()
    page.get_by_role("button", name="Add a step: Be ready for a no").click()
    page.locator("tr.step [name$=__text]:focus").fill("Name the two others")
    page.get_by_role("button", name="Next: Dates").click()
    start = page.locator("tr.step:not([data-blank]) [name$=__pin]").last
    start.fill("next friday")
    start.blur()
    comes(page, start.input_value, "Fri, Dec 4")


def test_from_the_gallery_to_a_calendar_and_to_paper(browser: Browser, tmp_path: Path) -> None:
    with (
        hosting(site(tmp_path, FILES)) as host,
        browser.new_context(
            viewport={"width": 390, "height": 844},
            has_touch=True,
            is_mobile=True,
            reduced_motion="reduce",
        ) as context,
    ):
        context.set_default_timeout(LONG)
        page = context.new_page()
        page.clock.install(time=MONDAY)
        page.goto(f"{host.address}/worksheets/")
        page.locator("summary", has_text="One customer").tap()
        page.get_by_role("link", name="Know a customer").tap()
        page.locator("[data-block=the-plan]").scroll_into_view_if_needed()
        page.locator(".stages").wait_for()
        fill_in(page)
        page.locator("[data-timeline]").scroll_into_view_if_needed()
        page.locator(".bar[aria-label^='Name the two others: Friday']").wait_for()
        page.get_by_role("button", name="Take away").tap()
        page.get_by_role("button", name="Calendar file").tap()
        with page.expect_download() as saved:
            page.get_by_role("button", name="Download the calendar file").tap()
        text = saved.value.path().read_text("utf-8")
        assert text.count("BEGIN:VEVENT") == 6
        assert "SUMMARY:Name the two others (Northfield)" in text
        assert "DTSTART;VALUE=DATE:20261204" in text
        page.locator("dialog[open] [data-do=shut]").tap()
        [plan] = kept(page, "account-plan")
        assert plan["name"]["v"] == "Northfield"
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        assert "Name the two others" in page.locator(".gantt-paper .names").inner_text()
        printed = page.locator(".worksheet").inner_text()
        for words in ("Be ready for a no", "Who else, and what then?", "Fri, Dec 4", "Mon, Nov 30"):
            assert words in printed, words
