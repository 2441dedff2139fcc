"""The hints below a sheet: how many, the way to each, and how they are put away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.away import begin
from tests.browser.waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.sheets import Sheets


def hints(page: Page) -> Locator:
    """The hints, unfolded by keyboard."""
    page.locator(".advice summary").focus()
    page.keyboard.press("Enter")
    page.locator(".advice li").first.wait_for()
    return page.locator(".advice li")


def counted(page: Page, n: int) -> None:
    """Waits until there are so many, and the line above them says so."""
    until(page, f"document.querySelectorAll('.advice li').length === {n}")
    words = f"Worth a look: {n}" if n else "Worth a look"
    assert page.locator(".advice summary").inner_text() == words


def test_what_is_worth_a_look(page: Page, visits: Sheets) -> None:
    begin(page, visits.url("visit"))
    page.get_by_role("textbox", name="What we want").fill("Be friends")
    found = hints(page)
    counted(page, 4)
    goal, owner = found.filter(has_text="no number"), found.filter(has_text="no owner")
    link = goal.get_by_role("link", name="Goals have numbers")
    assert link.get_attribute("href") == "/posts/goals/", "as the settings say"
    why = owner.get_by_role("link", name="Why")
    assert why.get_attribute("href") == "/posts/why/", "else the first that explains the sheet"
    page.get_by_role("textbox", name="What we want").fill("12 orders a month")
    counted(page, 3)
    page.get_by_role("textbox", name="Then I will").fill("Call Mary")
    counted(page, 2)
    page.get_by_role("button", name="Undo", exact=True).first.click()
    counted(page, 3)


def test_the_way_there(page: Page, visits: Sheets) -> None:
    begin(page, visits.url("visit"))
    page.get_by_role("textbox", name="What we want").fill("Be friends")
    found = hints(page)
    found.filter(has_text="no number").get_by_role("button", name="Go there").press("Enter")
    assert page.evaluate("document.activeElement.name") == "goal"
    found.filter(has_text="no owner").get_by_role("button", name="Go there").click()
    row = page.evaluate("document.activeElement.closest('tr').dataset.row")
    assert row == "first-meeting"
    until(page, "Math.abs(document.activeElement.getBoundingClientRect().top - 300) < 250")
    found.filter(has_text="is empty").get_by_role("button", name="Go there").click()
    assert page.evaluate("document.activeElement.closest('table').dataset.list") == (
        "if-it-goes-wrong"
    )


def test_put_away_for_this_plan(page: Page, visits: Sheets) -> None:
    begin(page, visits.url("visit"))
    hints(page).filter(has_text="no owner").get_by_role("button", name="Not in this plan").click()
    counted(page, 2)
    assert "1 put away" in page.locator(".advice").inner_text()
    assert page.evaluate("document.activeElement.closest('.advice li') !== null"), "focus stays"
    page.locator(".notice").get_by_role("button", name="Undo").click()
    counted(page, 3)
    hints_left = page.locator(".advice li").filter(has_text="no owner")
    hints_left.get_by_role("button", name="Not in this plan").press("Enter")
    counted(page, 2)
    page.reload()
    hints(page)
    counted(page, 2)
    page.get_by_role("button", name="Plans:").click()
    page.get_by_role("button", name="Duplicate").click()
    counted(page, 3)


def test_never_again_until_asked(page: Page, visits: Sheets) -> None:
    begin(page, visits.url("visit"))
    hints(page)
    for n in (2, 1, 0):
        page.locator(".advice li").first.get_by_role("button", name="Never").click()
        counted(page, n)
    assert "Nothing that a second pair of eyes" in page.locator(".advice").inner_text()
    page.get_by_role("button", name="Plans:").click()
    page.get_by_role("button", name="Duplicate").click()
    until(page, "document.querySelector('[data-show=name]').textContent.includes('copy')")
    counted(page, 0)
    page.get_by_role("button", name="Show them again").click()
    counted(page, 3)


def test_it_fits_a_phone(page: Page, visits: Sheets) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    begin(page, visits.url("visit"))
    hints(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    sizes = page.locator(".advice :is(button, summary):visible").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect().height)"
    )
    assert min(sizes) >= 43.5
