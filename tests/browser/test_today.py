"""Today: what all plans in the browser ask for, and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.sheets import Sheets, kept, put, serving_sheets, sheet
from tests.browser.waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

MONDAY = "2026-11-23T08:05:00"
WORK = """## The plan {plan}

- Begin
  1. [ ] Read their news `1d`
  2. [ ] Write to Raj `1d` `after 1`
  3. [ ] Ask Sue `1d` @Sue
- …

## Rounds {routine}

| For whom | Daily | Weekly |
| -------- | ----- | ------ |
| New      | ____  | ____   |

## The log {log: daily}

| Date {date} | Calls {number} | Asked {choose: Yes / No} | Learned |
| ----------- | -------------- | ------------------------ | ------- |
| ____        | ____           | ____                     | ____    |
| …           |                |                          |         |
"""
FILES = {"content/worksheets/work.md": sheet("work", WORK, name="Work")}


@pytest.fixture(scope="module")
def _work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sheets]:
    with serving_sheets(tmp_path_factory.mktemp("work"), FILES) as found:
        yield found


@pytest.fixture
def work(_work: Sheets, sheets: Sheets, page: Page) -> Sheets:
    """A site with one worksheet, on a Monday. Nothing may go wrong in ``page``."""
    page.clock.set_fixed_time(MONDAY)
    return _work


def today(page: Page, work: Sheets) -> None:
    page.goto(f"{work.address}/today/")


def begin(page: Page, work: Sheets) -> None:
    """Makes a plan that starts today, and opens Today."""
    page.goto(work.url("work"))
    page.locator("[name=rounds__new__daily]").fill("Call two\nWrite one")
    page.locator("[name=rounds__new__weekly]").fill("Read the papers")
    today(page, work)


def part(page: Page, name: str) -> Locator:
    return page.locator(f"[data-part-of={name}]")


def texts(page: Page, name: str) -> list[str]:
    found = part(page, name).locator("li .task").all_text_contents()
    return [text.strip() for text in found]


def cells(page: Page, text: str, list: str = "the-plan") -> dict[str, Any]:
    """The cells of the row with this text in the only plan there is, without their stamps."""
    [plan] = kept(page, "work")
    rows = (row["cells"] for row in plan["lists"][list])
    [found] = (row for row in rows if row.get("text", {}).get("v") == text)
    return {column: cell["v"] for column, cell in found.items()}


def test_a_beginner_is_shown_where_to_start(page: Page, work: Sheets) -> None:
    today(page, work)
    assert page.get_by_role("heading", name="Start here").is_visible()
    assert not page.get_by_role("heading", name="My day").is_visible()
    page.get_by_role("link", name="Work", exact=True).click()
    page.locator("form.worksheet").wait_for()


def test_without_a_script_there_is_a_card_for_a_pen(page: Page, work: Sheets) -> None:
    assert page.context.browser is not None
    with page.context.browser.new_context(java_script_enabled=False) as context:
        bare = context.new_page()
        today(bare, work)
        assert "Without JavaScript" in bare.locator("main").inner_text()
        assert bare.locator(".day-card li").count() == 9
        assert bare.locator(".day-card").is_visible()


def test_what_a_monday_asks_for(page: Page, work: Sheets) -> None:
    begin(page, work)
    assert "Monday, November 23, 2026: 1 step and 3 routines." in page.locator("main").inner_text()
    assert texts(page, "today") == ["Read their news"]
    assert texts(page, "week") == ["Write to Raj"]
    assert texts(page, "waiting") == ["Ask Sue"]
    assert texts(page, "routines") == ["Call two", "Write one", "Read the papers"]
    part(page, "today").get_by_role("link", name="Work").click()
    page.wait_for_url("**/worksheets/work/#plan=*")


def test_a_step_is_done_and_undone(page: Page, work: Sheets) -> None:
    begin(page, work)
    page.get_by_label("Read their news").check()
    assert texts(page, "done") == ["Read their news"]
    assert page.get_by_text("No step is waiting").is_visible()
    assert cells(page, "Read their news")["done"] is True
    page.locator(".notice").get_by_role("button", name="Undo").click()
    assert texts(page, "today") == ["Read their news"]
    page.get_by_label("Read their news").check()
    page.keyboard.press("Control+z")
    assert texts(page, "today") == ["Read their news"]
    assert not cells(page, "Read their news").get("done")


def test_not_today(page: Page, work: Sheets) -> None:
    begin(page, work)
    item = part(page, "today").locator("li")
    item.locator("summary").click()
    item.get_by_role("button", name="Next week").click()
    assert cells(page, "Read their news")["pin"] == "2026-11-30"
    assert texts(page, "week") == ["Read their news"]
    item = part(page, "week").locator("li")
    item.locator("summary").click()
    item.get_by_role("button", name="Tomorrow").click()
    assert cells(page, "Read their news")["pin"] == "2026-11-24"
    item = part(page, "week").locator("li").first
    item.locator("summary").click()
    item.get_by_label("On").fill("2027-01-15")
    assert cells(page, "Read their news")["pin"] == "2027-01-15"
    assert texts(page, "week") == []


def test_routines_are_ticked_for_a_day_and_streaks_grow(page: Page, work: Sheets) -> None:
    begin(page, work)
    page.get_by_label("Call two").check()
    page.clock.set_fixed_time("2026-11-24T08:05:00")
    page.reload()
    assert not page.get_by_label("Call two").is_checked()
    page.get_by_label("Call two").check()
    page.reload()
    assert page.get_by_label("Call two").is_checked()
    assert (
        "2 days in a row" in part(page, "routines").locator("li", has_text="Call two").inner_text()
    )
    page.get_by_label("Call two").uncheck()
    assert "in a row" not in part(page, "routines").inner_text()


def test_tonights_line_is_in_the_log(page: Page, work: Sheets) -> None:
    begin(page, work)
    tonight = part(page, "debriefs")
    tonight.get_by_label("Calls").fill("12")
    tonight.get_by_label("Asked").select_option("Yes")
    tonight.get_by_label("Learned").fill("Ask on day one")
    page.reload()
    assert tonight.get_by_label("Calls").input_value() == "12"
    page.goto(work.url("work"))
    row = page.locator("[data-list=the-log] tr[data-row]:not([data-blank])")
    assert row.count() == 1
    assert row.locator("[type=date]").input_value() == "2026-11-23"
    assert row.locator("select").input_value() == "Yes"


def test_a_line_becomes_a_step(page: Page, work: Sheets) -> None:
    begin(page, work)
    page.get_by_label("Something to do").fill("Book a room @Kim on friday")
    assert page.get_by_text("“Book a room”, Friday, @Kim").is_visible()
    page.keyboard.press("Enter")
    assert texts(page, "week") == ["Write to Raj", "Book a room"]
    found = cells(page, "Book a room")
    assert (found["pin"], found["who"]) == ("2026-11-27", "Kim")
    page.get_by_label("Something to do").fill("Ring back")
    page.get_by_role("button", name="Add").click()
    assert texts(page, "today") == ["Read their news", "Ring back"]


def test_a_name_that_is_mine(page: Page, work: Sheets) -> None:
    begin(page, work)
    part(page, "waiting").locator("summary").click()
    page.get_by_role("button", name="That’s me").click()
    assert texts(page, "today") == ["Read their news", "Ask Sue"]


# ---------------------------------------------------------------- my day


def plan_day(page: Page) -> None:
    for name in ("waiting", "today", "week"):
        part(page, name).get_by_role("button", name="To my day").first.click()


def test_the_day_is_put_in_order_by_buttons_and_keys(page: Page, work: Sheets) -> None:
    begin(page, work)
    plan_day(page)
    assert texts(page, "day") == ["Ask Sue", "Read their news", "Write to Raj"]
    third = part(page, "day").locator("li").nth(2)
    up = third.get_by_role("button", name="Earlier")
    up.focus()
    page.keyboard.press("Enter")
    assert texts(page, "day") == ["Ask Sue", "Write to Raj", "Read their news"]
    assert "“Write to Raj” is number 2 of 3." in page.locator("[role=status]").inner_text()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # it is the first already, and keeps the focus
    assert texts(page, "day") == ["Write to Raj", "Ask Sue", "Read their news"]
    assert page.evaluate("document.activeElement.dataset.do") == "up"
    page.keyboard.press("Alt+ArrowDown")
    assert texts(page, "day") == ["Ask Sue", "Write to Raj", "Read their news"]
    page.reload()
    assert texts(page, "day") == ["Ask Sue", "Write to Raj", "Read their news"]
    part(page, "day").get_by_role("button", name="Not in my day").first.click()
    assert texts(page, "waiting") == ["Ask Sue"]
    page.clock.set_fixed_time("2026-11-24T08:05:00")
    page.reload()
    assert texts(page, "day") == [], "each day begins anew"


def test_the_day_is_put_in_order_by_dragging(page: Page, work: Sheets) -> None:
    page.set_viewport_size({"width": 900, "height": 2000})  # so that nothing scrolls
    begin(page, work)
    plan_day(page)
    handles = part(page, "day").locator("[data-drag]")
    start, end = handles.nth(2).bounding_box(), handles.nth(0).bounding_box()
    assert start is not None
    assert end is not None
    page.mouse.move(start["x"] + 9, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(end["x"] + 9, end["y"] + 60, steps=3)
    page.mouse.move(end["x"] + 9, end["y"] - 5, steps=3)
    page.mouse.up()
    assert texts(page, "day") == ["Write to Raj", "Ask Sue", "Read their news"]


def test_the_card_that_is_printed(page: Page, work: Sheets) -> None:
    begin(page, work)
    plan_day(page)
    page.emulate_media(media="print")
    card = page.locator(".day-card")
    assert card.is_visible()
    assert not page.locator("h1").is_visible()
    assert "Monday, November 23, 2026" in card.inner_text()
    lines = card.locator("ol li").all_inner_texts()
    assert lines == ["Ask Sue (Work)", "Read their news (Work)", "Write to Raj (Work)", "", "", ""]
    assert card.locator("ul li").all_inner_texts() == ["Call two", "Write one", "Read the papers"]


# ---------------------------------------------------------------- two tabs, odd plans


def test_two_tabs(page: Page, work: Sheets) -> None:
    begin(page, work)
    other = page.context.new_page()
    other.clock.set_fixed_time(MONDAY)
    today(other, work)
    other.get_by_label("Call two").check()
    until(page, "document.querySelector('[data-show=routines] .done')")
    page.get_by_label("Write one").check()
    page.get_by_label("Learned").fill("In one tab")
    other.get_by_label("Calls").fill("3")
    page.reload()
    assert page.get_by_label("Call two").is_checked()
    assert page.get_by_label("Write one").is_checked()
    assert page.get_by_label("Calls").input_value() == "3"
    assert page.get_by_label("Learned").input_value() == "In one tab"


def test_what_is_archived_or_damaged_asks_for_nothing(page: Page, work: Sheets) -> None:
    begin(page, work)
    [plan] = kept(page, "work")
    plan["archived"] = {"v": True, "t": 9e12}
    put(page, plan, str(plan["id"]), "work")
    put(page, "{", "broken", "work")
    page.reload()
    assert page.get_by_role("heading", name="Start here").is_visible()


def test_by_keyboard_alone(page: Page, work: Sheets) -> None:
    begin(page, work)
    page.get_by_label("Something to do").focus()
    page.keyboard.type("Ring back")
    page.keyboard.press("Enter")
    assert texts(page, "today") == ["Read their news", "Ring back"]
    page.get_by_label("Read their news").focus()
    page.keyboard.press("Space")
    assert page.evaluate("document.activeElement.closest('li').innerText").startswith("Ring back")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert texts(page, "day") == ["Ring back"]


@pytest.mark.parametrize("width", [320, 1280])
def test_it_fits(page: Page, work: Sheets, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    begin(page, work)
    plan_day(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
