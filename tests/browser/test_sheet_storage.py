"""Storage that is full, shut, damaged or newer: it is said, and nothing is written over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.sheets import Sheets, kept, put

if TYPE_CHECKING:
    from playwright.sync_api import Page

FILL = """() => {
  for (let size = 4e6, n = 0; size >= 1; n++)
    try { localStorage.setItem(`other:${n}`, "x".repeat(size)); } catch { size = size >> 1; }
}"""
SHUT = """Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("The operation is insecure.", "SecurityError"); },
});"""
PRIVATE = """Storage.prototype.setItem = () => {
  throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
};"""


def downloaded(page: Page, button: str) -> str:
    """What a button hands out as a file."""
    with page.expect_download() as found:
        page.get_by_role("button", name=button).first.click()
    return Path(found.value.path()).read_text("utf-8")


def test_full_storage(page: Page, sheets: Sheets) -> None:
    page.goto(sheets.url())
    page.get_by_label("Customer").first.fill("Acme")
    banner = page.locator(".banner")
    assert banner.is_hidden()
    page.evaluate(FILL)
    page.get_by_label("What worries them?").fill("much " * 500)
    assert "storage is full" in banner.inner_text()
    assert page.locator(".sheet-state").inner_text().startswith("Not saved")
    assert "much much" in downloaded(page, "Download this plan"), "it is all in the file"
    assert "much" not in str(kept(page)), "what was stored before is as it was"
    page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('other:'))"
                  ".forEach((key) => localStorage.removeItem(key))")  # fmt: skip
    page.get_by_label("Worth a year").fill("7")
    assert banner.is_hidden()
    assert "much much" in str(kept(page)), "with room again, everything is stored"


@pytest.mark.parametrize(("script", "words"), [(SHUT, "doesn't let"), (PRIVATE, "storage is full")])
def test_blocked_storage_and_private_windows(
    page: Page, sheets: Sheets, script: str, words: str
) -> None:
    page.add_init_script(script)
    page.goto(sheets.url())
    page.get_by_label("Worth a year").fill("50")
    page.get_by_label("Chance").fill("10")
    page.locator("output", has_text="$5").wait_for()  # the page works on
    assert words in page.locator(".banner").inner_text()
    assert page.locator(".banner").get_attribute("role") == "alert"
    assert '"v": 50' in downloaded(page, "Download this plan")


def test_a_plan_from_a_newer_version(page: Page, sheets: Sheets) -> None:
    page.goto(sheets.url())
    newer = {"format": "plan/2", "id": "n1", "worksheet": {"id": "account"}, "answers": [1]}
    put(page, newer, "n1")
    page.reload()
    assert "newer edition" in page.locator(".banner").inner_text()
    assert '"answers":[1]' in downloaded(page, "Download the file as it is").replace(" ", "")
    page.get_by_label("Customer").first.fill("Acme")
    stored = {plan["id"]: plan for plan in kept_any(page)}
    assert stored.pop("n1") == newer, "it is as it was"
    assert [plan["values"]["customer"]["v"] for plan in stored.values()] == ["Acme"]


def test_a_newer_page_has_taken_the_plan_over_meanwhile(page: Page, sheets: Sheets) -> None:
    page.goto(sheets.url())
    page.get_by_label("Customer").first.fill("Acme")
    [plan] = kept(page)
    newer = {**plan, "format": "plan/2"}
    put(page, newer, plan["id"])
    page.get_by_label("Worth a year").fill("7")
    stored = {one["id"]: one for one in kept_any(page)}
    assert stored.pop(plan["id"]) == newer
    [own] = stored.values()
    assert [own["values"][id]["v"] for id in ("customer", "worth")] == ["Acme", 7]


@pytest.mark.parametrize("text", ['{"format": "plan/1", "id"', "[]", "\x00\x01", "null"])
def test_damaged_plans_are_kept_and_offered(page: Page, sheets: Sheets, text: str) -> None:
    page.goto(sheets.url())
    put(page, text, "bad")
    page.reload()
    assert "can't be read" in page.locator(".banner").inner_text()
    assert downloaded(page, "Download the file as it is") == text
    page.get_by_label("Customer").first.fill("Acme")
    page.reload()
    assert page.get_by_label("Customer").first.input_value() == "Acme"
    texts = page.evaluate("Object.entries(localStorage).filter(([key]) => key.includes('bad'))")
    assert [found for _, found in texts] == [text], "and not written over"


def test_damage_while_the_page_is_open(page: Page, sheets: Sheets) -> None:
    page.goto(sheets.url())
    page.get_by_label("Customer").first.fill("Acme")
    [plan] = kept(page)
    put(page, '{"for', plan["id"])
    page.get_by_label("Worth a year").fill("7")
    [own] = kept(page)
    assert [own["values"][id]["v"] for id in ("customer", "worth")] == ["Acme", 7]
    assert '{"for' in page.evaluate("Object.values(localStorage)"), "what was there is kept aside"


def test_it_asks_once_that_the_browser_keep_it(page: Page, sheets: Sheets) -> None:
    page.add_init_script(
        "navigator.storage.persist = async () => { window.asked = (window.asked ?? 0) + 1; };"
    )
    page.goto(sheets.url())
    assert page.evaluate("window.asked") is None
    for value in ("Acme", "Beta"):
        page.get_by_label("Customer").first.fill(value)
        page.get_by_label("Worth a year").focus()
    assert page.evaluate("window.asked") == 1
    page.reload()
    page.get_by_label("Customer").first.fill("Gamma")
    page.get_by_label("Worth a year").focus()
    assert page.evaluate("window.asked") is None


def test_days_are_kept_and_come_back(page: Page, sheets: Sheets) -> None:
    page.clock.set_fixed_time("2027-01-04T10:00:00")
    page.goto(sheets.url())
    page.get_by_label("Customer").first.fill("Acme")
    page.clock.set_fixed_time("2027-01-05T10:00:00")
    page.get_by_label("Customer").first.fill("Beta")
    page.get_by_role("button", name="Take away").click()
    page.get_by_role("button", name="January 4, 2027").click()
    assert page.get_by_label("Customer").first.input_value() == "Acme"
    assert "as it was" in page.locator(".notice").inner_text()
    assert sorted(plan["values"]["customer"]["v"] for plan in kept(page)) == ["Acme", "Beta"]


def test_the_reminder_of_a_backup(page: Page, sheets: Sheets) -> None:
    page.clock.set_fixed_time("2027-01-04T10:00:00")
    page.goto(sheets.url())
    for label in ("Customer", "Worth a year", "Chance"):
        page.get_by_label(label).first.fill("7")
    nudge = page.locator(".nudge")
    assert nudge.is_hidden()
    page.clock.set_fixed_time("2027-01-13T10:00:00")
    page.reload()
    nudge.wait_for()
    assert "This plan is 9 days old" in nudge.inner_text()
    downloaded(page, "Download a copy")
    nudge.wait_for(state="hidden")
    page.clock.set_fixed_time("2027-02-13T10:00:00")
    page.reload()
    nudge.wait_for()
    assert "Last backup 31 days ago." in nudge.inner_text()
    page.get_by_role("button", name="Don't remind me again").click()
    page.reload()
    page.wait_for_load_state("networkidle")  # a reminder would have come
    assert nudge.is_hidden()


def kept_any(page: Page) -> list[dict[str, Any]]:
    """All that is stored for the worksheet, of whatever format."""
    found: list[dict[str, Any]] = page.evaluate(
        "Object.entries(localStorage).filter(([key]) => key.startsWith('plans:account:'))"
        ".map(([, text]) => JSON.parse(text))"
    )
    return found
