"""Filling in a worksheet: everything is saved as it is written, and can be taken back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.browser.sheets import Sheets, answer, kept, rows
from tests.browser.waiting import comes, until

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_every_kind_of_answer_comes_back(page: Page, sheets: Sheets) -> None:
    page.goto(sheets.url())
    page.get_by_label("Customer").first.fill("Acme")
    page.get_by_label("Stage", exact=True).select_option("Client")
    page.get_by_label("Worth a year").fill("1,200.50")
    page.get_by_label("Next call").fill("2027-03-31")
    page.get_by_label("What worries them?").fill("Prices\nand <b>people</b>")
    page.get_by_label("I have read").check()
    page.get_by_label("In person").check()
    page.get_by_label("Done: Read their news").check()
    assert answer(page, "worth") == 1200.5
    page.reload()
    assert page.get_by_label("Customer").first.input_value() == "Acme"
    assert page.get_by_label("Stage", exact=True).input_value() == "Client"
    assert page.get_by_label("Worth a year").input_value() == "1200.5"
    assert page.get_by_label("Next call").input_value() == "2027-03-31"
    assert page.get_by_label("What worries them?").input_value() == "Prices\nand <b>people</b>"
    assert page.get_by_label("I have read").is_checked()
    assert page.get_by_label("In person").is_checked()
    assert not page.get_by_label("By phone").is_checked()
    assert page.get_by_label("Done: Read their news").is_checked()


def test_it_says_that_it_is_saved_and_how_much_is_answered(page: Page, sheets: Sheets) -> None:
    page.clock.set_fixed_time("2027-01-04T10:42:00")
    page.goto(sheets.url())
    assert kept(page) == [], "nothing is stored before there is an answer"
    state = page.locator(".sheet-state")
    total = state.inner_text().split("0 of ")[1].split()[0]
    page.get_by_label("Customer").first.fill("Acme")
    assert state.inner_text() == f"Saved in this browser 10:42 1 of {total} answered"
    assert page.get_by_role("status").first.inner_text() == "Saved in this browser"
    assert page.get_by_role("button", name="Plans: Acme").is_visible(), "named by its pattern"
    assert page.title().startswith("Acme · ")


def test_results_and_repeated_blanks_follow(page: Page, sheets: Sheets) -> None:
    page.goto(sheets.url())
    page.get_by_label("Worth a year").fill("1200")
    page.get_by_label("Chance").fill("50")
    result = page.locator("output")
    comes(page, result.inner_text, "$600")
    page.get_by_label("Chance").fill("about half")
    comes(page, result.inner_text, "–")
    page.locator(".letter [name=customer]").fill("Acme")
    assert page.get_by_label("Customer").first.input_value() == "Acme"


def test_undo_and_redo_across_fields_and_rows(page: Page, sheets: Sheets) -> None:
    page.clock.install()
    page.goto(sheets.url())
    customer, worry = page.get_by_label("Customer").first, page.get_by_label("What worries them?")
    customer.press_sequentially("Acme")
    worry.press_sequentially("Prices")
    before = rows(page, "if-it-goes-wrong")
    page.get_by_role("button", name="Remove this row").last.click()
    comes(page, lambda: rows(page, "if-it-goes-wrong"), before[:-1])
    undo = page.get_by_role("button", name="Undo", exact=True).first
    undo.click()
    assert rows(page, "if-it-goes-wrong") == before
    worry.press("Control+z")
    assert worry.input_value() == ""
    worry.press("Control+z")
    assert [customer.input_value(), kept(page)[0]["name"]["v"]] == ["", "Account"]
    assert undo.get_attribute("aria-disabled") == "true"
    worry.press("Control+Shift+z")
    worry.press("Control+y")
    assert [customer.input_value(), worry.input_value()] == ["Acme", "Prices"]
    page.reload()
    assert customer.input_value() == "Acme", "what was undone and done again is stored"


def test_rows_move_by_button(page: Page, sheets: Sheets) -> None:
    page.goto(sheets.url())
    first = page.locator("[data-list=if-it-goes-wrong] tr[data-row=my-contact-leaves]")
    down = first.get_by_role("button", name="Move down")
    up = first.get_by_role("button", name="Move up")
    assert [up.get_attribute("aria-disabled"), down.get_attribute("aria-disabled")] == [
        "true",
        "false",
    ]
    down.click()
    comes(page, lambda: rows(page, "if-it-goes-wrong"), ["the-money-is-gone", "my-contact-leaves"])
    assert [up.get_attribute("aria-disabled"), down.get_attribute("aria-disabled")] == [
        "false",
        "true",
    ]
    assert down.evaluate("(button) => button === document.activeElement")
    assert page.locator("[data-show=position]").inner_text() == "Row 2 of 2"
    down.click(force=True)
    assert rows(page, "if-it-goes-wrong") == ["the-money-is-gone", "my-contact-leaves"]
    page.reload()
    assert rows(page, "if-it-goes-wrong") == ["the-money-is-gone", "my-contact-leaves"]


def test_rows_by_keyboard(page: Page, sheets: Sheets) -> None:
    page.goto(sheets.url())
    cell = page.get_by_label("Then I will: The money is gone")
    cell.focus()
    page.keyboard.press("Alt+ArrowUp")
    comes(page, lambda: rows(page, "if-it-goes-wrong"), ["the-money-is-gone", "my-contact-leaves"])
    page.keyboard.type("ask")
    assert cell.input_value() == "ask", "the keyboard is where it was"
    page.keyboard.press("Enter")
    page.keyboard.type("call")
    comes(page, page.get_by_label("Then I will: My contact leaves").input_value, "call")
    page.keyboard.press("Enter")
    page.keyboard.type("It rains")
    comes(page, lambda: page.evaluate("document.activeElement.value"), "It rains")
    assert len(rows(page, "if-it-goes-wrong")) == 3
    page.reload()
    own = page.locator("[data-list=if-it-goes-wrong] tr[data-row]:not([data-blank])").last
    assert own.locator("textarea").first.input_value() == "It rains"


def test_a_row_is_dragged(page: Page, sheets: Sheets) -> None:
    page.set_viewport_size({"width": 1400, "height": 900})
    page.goto(sheets.url())
    table = page.locator("[data-list=if-it-goes-wrong]")
    table.scroll_into_view_if_needed()
    handle = table.locator(".handle").first.bounding_box()
    target = table.locator("tr[data-row=the-money-is-gone]").bounding_box()
    assert handle is not None
    assert target is not None
    page.mouse.move(handle["x"] + 8, handle["y"] + 8)
    page.mouse.down()
    table.locator("tr.dragged").wait_for()
    page.mouse.move(handle["x"] + 8, target["y"] + target["height"] / 2, steps=5)
    page.mouse.up()
    comes(page, lambda: rows(page, "if-it-goes-wrong"), ["the-money-is-gone", "my-contact-leaves"])


def test_a_row_that_was_removed_comes_back(page: Page, sheets: Sheets) -> None:
    page.goto(sheets.url())
    page.get_by_label("Then I will: My contact leaves").fill("call")
    item = page.locator("[data-list=the-plan] tr.item")
    before = rows(page, "the-plan")
    item.get_by_role("button", name="Remove this row").click()
    comes(page, lambda: rows(page, "the-plan"), [])  # an item takes its steps along
    notice = page.locator(".notice")
    assert "Row removed." in notice.inner_text()
    notice.get_by_role("button", name="Undo").click()
    assert rows(page, "the-plan") == before
    assert notice.is_hidden()
    assert page.get_by_label("Then I will: My contact leaves").input_value() == "call"


def test_a_plan_grows_items_and_steps(page: Page, sheets: Sheets) -> None:
    page.goto(sheets.url())
    block = page.locator("[data-block=the-plan]")
    block.hover()
    block.get_by_role("button", name="Add a part").click()
    page.keyboard.type("Reach them")
    comes(page, lambda: page.evaluate("document.activeElement.value"), "Reach them")
    block.locator("tr.item").last.get_by_role("button", name="Add a row below").click()
    page.keyboard.type("Ask")
    comes(page, lambda: page.evaluate("document.activeElement.value"), "Ask")
    last = rows(page, "the-plan")[-2:]
    [plan] = kept(page)
    step = next(row for row in plan["lists"]["the-plan"] if row["id"] == last[1])
    assert [step["parent"]["v"], step["cells"]["text"]["v"]] == [last[0], "Ask"]


def test_a_log_dates_its_lines_and_adds_them_up(page: Page, sheets: Sheets) -> None:
    page.clock.set_fixed_time("2027-01-05T10:00:00")  # a Tuesday
    page.goto(sheets.url())
    block = page.locator("[data-block=the-log]")
    for count, day in ((3, "2027-01-01"), (4, "2027-01-04"), (5, "")):
        block.get_by_role("button", name="Add a row", exact=True).click()
        comes(page, lambda: page.evaluate("document.activeElement.ariaLabel"), "Calls")
        page.keyboard.type(str(count))
        dates = block.locator("tr:not([data-blank]) input[type=date]")
        assert dates.last.input_value() == date(2027, 1, 5).isoformat()
        if day:
            dates.last.fill(day)
    assert block.locator(".sums").inner_text() == "Calls 12 · 3 days in a row", "but for weekends"


def test_shared_answers_carry_over(page: Page, sheets: Sheets) -> None:
    page.goto(sheets.url())
    page.get_by_label("My name").first.fill("Kim")
    assert page.locator(".letter [name=my-name]").input_value() == "Kim"
    page.goto(sheets.url("brief"))
    assert page.get_by_label("My name").input_value() == "Kim"
    page.get_by_label("My name").fill("Kim Li")
    page.goto(sheets.url())
    assert page.get_by_label("My name").first.input_value() == "Kim Li"


def test_a_letter_is_copied_and_mailed(page: Page, sheets: Sheets) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(sheets.url())
    page.get_by_label("Customer").first.fill("Acme & Sons")
    page.get_by_label("My name").first.fill("Kim")
    page.get_by_role("button", name="Copy").click()
    words = "I saw Acme & Sons to [purpose].\n\nYours, Kim"
    until(page, "document.querySelector('.notice').innerText.includes('Copied')")
    assert page.evaluate("navigator.clipboard.readText()") == words
    link = page.get_by_role("link", name="Mail")
    page.evaluate("addEventListener('click', (event) => event.preventDefault())")
    link.click()
    assert link.get_attribute("href") == (
        "mailto:?subject=What%20I%20tell%20my%20boss&body="
        "I%20saw%20Acme%20%26%20Sons%20to%20%5Bpurpose%5D.%0A%0AYours%2C%20Kim"
    )


@pytest.mark.parametrize("width", [390, 1280])
def test_by_keyboard_alone(page: Page, sheets: Sheets, width: int) -> None:
    """Every control is reached with Tab alone, in the order of the page, and takes an answer."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(reduced_motion="reduce")  # or it would still be on its way there
    page.goto(sheets.url())
    page.locator("h1").click()
    reached: list[str] = []
    hidden: list[str] = []
    for _ in range(200):
        page.keyboard.press("Tab")
        name = page.evaluate(
            "document.activeElement.name || document.activeElement.dataset.do || ''"
        )
        reached.append(name)
        if not page.evaluate(SEEN):
            hidden.append(name)
        if name == "customer":
            page.keyboard.type("Acme")
        if page.evaluate("document.activeElement === document.body"):
            break
    wanted = page.locator(".worksheet :is(input, select, textarea)[name]:visible").evaluate_all(
        "(all) => all.map((one) => one.name)"
    )
    order = [name for name in reached if name in wanted]
    assert sorted(set(order), key=order.index) == sorted(set(wanted), key=wanted.index)
    assert hidden == [], "what has the keyboard is not hidden behind the bar"
    assert answer(page, "customer") == "Acme"


SEEN = """(() => {
  const one = document.activeElement;
  if (one === document.body) return true;
  const { left, right, top, bottom } = one.getBoundingClientRect();
  const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return one.contains(at) || Boolean(at?.contains(one) || at?.closest("label")?.control === one);
})()"""
