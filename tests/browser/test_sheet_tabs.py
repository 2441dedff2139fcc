"""One plan in several tabs, and tabs that end without a word: no answer is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.sheets import Sheets, answer, kept
from tests.browser.waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Page

TYPE = """async ([start, step]) => {
  const blanks = [...document.querySelectorAll("[data-list=all] textarea")];
  for (let n = start; n < blanks.length; n += step) {
    blanks[n].value = `answer ${n}`;
    blanks[n].dispatchEvent(new InputEvent("input", { bubbles: true }));
    await new Promise((next) => setTimeout(next));
  }
  window.typed = true;
}"""
FILLED = """[...document.querySelectorAll("[data-list=all] textarea")]
.every((blank, n) => blank.value === `answer ${n}`)"""


@pytest.mark.parametrize("count", [2, 3])
def test_all_of_a_hundred_edits_in_several_tabs(page: Page, sheets: Sheets, count: int) -> None:
    page.goto(sheets.url("race"))
    page.get_by_label("One: Row 0", exact=True).fill("begun")
    tabs = [page, *(page.context.new_page() for _ in range(count - 1))]
    for tab in tabs[1:]:
        tab.goto(sheets.url("race"))
        assert tab.get_by_label("One: Row 0", exact=True).input_value() == "begun", "the same plan"
    for number, tab in enumerate(tabs):
        tab.evaluate(f"(args) => void ({TYPE})(args)", [number, count])
    for tab in tabs:
        until(tab, "window.typed")
    for tab in tabs:
        until(tab, FILLED)
    for tab in tabs[1:]:
        tab.close()
    page.reload()
    assert page.evaluate(FILLED), "and all are stored"
    assert len(kept(page, "race")) == 1


def test_what_another_tab_writes_shows_at_once(page: Page, sheets: Sheets) -> None:
    page.goto(sheets.url())
    page.get_by_label("Customer").first.fill("Acme")
    other = page.context.new_page()
    other.goto(sheets.url())
    page.get_by_label("Worth a year").fill("500")
    page.get_by_label("Chance").fill("10")
    until(other, "document.querySelector('output').value === '$50'")
    other.get_by_label("Chance").fill("20")
    until(page, "document.querySelector('output').value === '$100'")


def test_the_blank_that_is_being_filled_in_is_left_alone(page: Page, sheets: Sheets) -> None:
    page.goto(sheets.url())
    blank = page.get_by_label("What worries them?")
    blank.fill("prices and")
    other = page.context.new_page()
    other.goto(sheets.url())
    blank.focus()
    page.keyboard.press("Home")
    other.get_by_label("Customer").first.fill("Acme")
    other.get_by_label("What worries them?").fill("something else")
    until(page, "document.querySelector('[name=customer]').value === 'Acme'")
    assert blank.input_value() == "prices and"
    assert blank.evaluate("(blank) => [blank.selectionStart, blank.selectionEnd]") == [0, 0]
    page.keyboard.type("high ")
    assert blank.input_value() == "high prices and"
    assert answer(page, "what-worries-them") == "high prices and", "the later edit stays"


def test_two_tabs_that_begin_with_nothing_are_one_plan(page: Page, sheets: Sheets) -> None:
    page.goto(sheets.url())
    other = page.context.new_page()
    other.goto(sheets.url())
    page.get_by_label("Customer").first.fill("Acme")
    until(other, "document.querySelector('[name=customer]').value === 'Acme'")
    other.get_by_label("Worth a year").fill("7")
    until(page, "document.querySelector('[name=worth]').value === '7'")
    assert len(kept(page)) == 1


def test_a_tab_that_crashes_in_mid_word(page: Page, sheets: Sheets) -> None:
    from playwright.sync_api import Error

    page.goto(sheets.url())
    page.get_by_label("Customer").first.press_sequentially("Acme Packa")
    other = page.context.new_page()
    with pytest.raises(Error):
        page.goto("chrome://crash")
    other.goto(sheets.url())
    assert other.get_by_label("Customer").first.input_value() == "Acme Packa"
    other.close()


def test_a_window_that_is_closed_in_mid_word(page: Page, sheets: Sheets) -> None:
    page.goto(sheets.url())
    page.get_by_label("What worries them?").press_sequentially("Prices, and")
    other = page.context.new_page()
    page.close(run_before_unload=False)
    other.goto(sheets.url())
    assert other.get_by_label("What worries them?").input_value() == "Prices, and"


def test_going_on_and_back(page: Page, sheets: Sheets) -> None:
    page.goto(sheets.url())
    page.get_by_label("Customer").first.fill("Acme")
    page.goto(sheets.url("brief"))
    other = page.context.new_page()
    other.goto(sheets.url())
    other.get_by_label("Customer").first.fill("Beta")
    page.go_back()
    until(page, "document.querySelector('[name=customer]').value === 'Beta'")


def test_a_clock_that_was_set_back(page: Page, sheets: Sheets) -> None:
    page.clock.set_fixed_time("2027-06-01T10:00:00")
    page.goto(sheets.url())
    page.get_by_label("Customer").first.fill("Acme")
    page.clock.set_fixed_time("2026-01-01T10:00:00")
    page.get_by_label("Customer").first.fill("Beta")
    page.get_by_label("Worth a year").fill("7")
    page.reload()
    assert page.get_by_label("Customer").first.input_value() == "Beta"
    other = page.context.new_page()
    other.clock.set_fixed_time("2025-01-01T10:00:00")
    other.goto(sheets.url())
    other.get_by_label("Customer").first.fill("Gamma")
    until(page, "document.querySelector('[name=customer]').value === 'Gamma'")
    assert answer(page, "customer") == "Gamma"
