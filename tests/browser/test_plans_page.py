"""My plans: every plan of every worksheet in this browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.sheets import Sheets, kept, put, upload
from tests.browser.waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page


def two_plans(page: Page, sheets: Sheets) -> None:
    page.goto(sheets.url())
    page.get_by_label("Customer").first.fill("Acme")
    page.goto(sheets.url("brief"))
    page.get_by_label("Subject").fill("Soap")
    page.goto(sheets.plans)


def names(page: Page, list: str = "active") -> list[str]:
    return page.locator(f"[data-show={list}] h2").all_text_contents()


def row(page: Page, name: str) -> Locator:
    """A plan's row, unfolded."""
    found = page.locator("[data-show] > li").filter(has_text=name)
    found.locator("details").evaluate("(details) => (details.open = true)")
    return found


def take_back(page: Page) -> None:
    page.locator(".notice").get_by_role("button", name="Undo").click()


def test_all_plans_are_listed_and_open(page: Page, sheets: Sheets) -> None:
    page.goto(sheets.plans)
    assert "No plans yet" in page.locator("main").inner_text()
    two_plans(page, sheets)
    assert sorted(names(page)) == ["Acme", "Brief"]
    assert "Account · changed" in row(page, "Acme").inner_text()
    assert "KB" in row(page, "Acme").inner_text()
    assert "of the room there is" in page.locator("[data-show=state]").inner_text()
    row(page, "Acme").get_by_role("link", name="Acme").click()
    until(page, "document.querySelector('[name=customer]')?.value === 'Acme'")


def test_rename_duplicate_archive_delete(page: Page, sheets: Sheets) -> None:
    two_plans(page, sheets)
    page.on("dialog", lambda dialog: dialog.accept("Acme 2027"))
    row(page, "Acme").get_by_role("button", name="Rename").click()
    row(page, "Acme 2027").get_by_role("button", name="Duplicate").click()
    assert sorted(names(page)) == ["Acme 2027", "Acme 2027 (copy)", "Brief"]
    row(page, "(copy)").get_by_role("button", name="Delete").click()
    assert sorted(names(page)) == ["Acme 2027", "Brief"]
    take_back(page)
    assert sorted(names(page)) == ["Acme 2027", "Acme 2027 (copy)", "Brief"]
    row(page, "(copy)").get_by_role("button", name="Archive").click()
    assert [sorted(names(page)), names(page, "archived")] == [
        ["Acme 2027", "Brief"],
        ["Acme 2027 (copy)"],
    ]
    take_back(page)
    assert len(names(page)) == 3
    row(page, "(copy)").get_by_role("button", name="Archive").click()
    page.get_by_text("Archived plans").click()
    row(page, "(copy)").get_by_role("button", name="Bring back").click()
    assert len(names(page)) == 3


def test_a_backup_of_all_and_back(page: Page, sheets: Sheets) -> None:
    two_plans(page, sheets)
    with page.expect_download() as found:
        page.get_by_role("button", name="Back up all plans").click()
    text = Path(found.value.path()).read_text("utf-8")
    assert len(json.loads(text)["plans"]) == 2
    page.evaluate("localStorage.clear()")
    page.reload()
    assert names(page) == []
    page.set_input_files("[data-show=file]", upload(text))
    until(page, "document.querySelectorAll('[data-show=active] h2').length === 2")
    assert sorted(names(page)) == ["Acme", "Brief"]
    assert [plan["values"]["customer"]["v"] for plan in kept(page)] == ["Acme"]


def test_a_faulty_file_says_so(page: Page, sheets: Sheets) -> None:
    two_plans(page, sheets)
    page.set_input_files("[data-show=file]", upload("{"))
    until(page, "document.querySelector('.notice').innerText.includes('no plan')")
    assert len(names(page)) == 2


def test_damaged_and_newer_plans_are_offered_raw(page: Page, sheets: Sheets) -> None:
    two_plans(page, sheets)
    put(page, '{"for', "bad")
    page.reload()
    assert len(names(page)) == 2
    bad = page.locator("[data-show=bad] li")
    with page.expect_download() as found:
        bad.get_by_role("button", name="Download").click()
    assert Path(found.value.path()).read_text("utf-8") == '{"for'
    bad.get_by_role("button", name="Delete").click()
    assert bad.count() == 0
    take_back(page)
    assert bad.count() == 1


def test_it_follows_what_other_tabs_write(page: Page, sheets: Sheets) -> None:
    page.goto(sheets.plans)
    other = page.context.new_page()
    other.goto(sheets.url())
    other.get_by_label("Customer").first.fill("Acme")
    until(page, "document.querySelector('[data-show=active] h2')?.textContent === 'Acme'")


def test_an_earlier_day_comes_back_as_a_copy(page: Page, sheets: Sheets) -> None:
    page.clock.set_fixed_time("2027-01-04T10:00:00")
    page.goto(sheets.url())
    page.get_by_label("Customer").first.fill("Acme")
    page.clock.set_fixed_time("2027-01-05T10:00:00")
    page.get_by_label("Customer").first.fill("Beta")
    page.goto(sheets.plans)
    row(page, "Beta").get_by_role("button", name="Bring back as a copy").click()
    assert len(names(page)) == 2
    assert sorted(plan["values"]["customer"]["v"] for plan in kept(page)) == ["Acme", "Beta"]


def test_it_fits_a_phone(page: Page, sheets: Sheets) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    two_plans(page, sheets)
    row(page, "Acme")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
