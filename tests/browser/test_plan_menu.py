"""The menu of a step, the stages of a plan, two tabs, many rows, and a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.planning import (
    active,
    cell,
    has_focus,
    menu,
    outline,
    planning,
    press,
    showing,
    starts,
    value,
)
from tests.browser.sheets import Sheets
from tests.browser.waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sheets]:
    with planning(tmp_path_factory.mktemp("planned")) as found:
        yield found


@pytest.fixture
def show(planned: Sheets) -> Iterator[Callable[..., Page]]:
    with showing(planned) as open_it:
        yield open_it


# --------------------------------------------------------------------------- the menu, stages


def test_the_menu_moves_a_row_and_stays_with_it(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    opened = menu(page, "Write, and send")
    indent = opened.get_by_role("button", name="Indent")
    indent.click()
    assert indent.get_attribute("aria-disabled") == "true"
    assert has_focus(indent)
    opened.get_by_role("button", name="Outdent").click()
    opened.get_by_role("button", name="Outdent").click()
    press(page, "Escape")
    assert outline(page)[2] == ("0", "Write, and send")
    assert active(page) == "Write, and send"
    opened = menu(page, "Reach them")
    opened.get_by_role("button", name="Add a step").click()
    page.keyboard.type("Think")
    assert outline(page)[4] == ("1", "Think")
    menu(page, "Think").get_by_role("button", name="Add sub-step").click()
    page.keyboard.type("Twice")
    assert outline(page)[5] == ("2", "Twice")
    menu(page, "Think").get_by_role("button", name="Remove").click()
    assert [text for _, text in outline(page)][3:] == ["Reach them", "Invite"]
    assert active(page) == "Reach them"
    page.locator(".notice").get_by_role("button", name="Undo").click()
    assert outline(page)[5] == ("2", "Twice")


def test_stages_show_what_they_need(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    bar = page.get_by_role("group", name="Stages of The plan")
    assert bar.get_by_role("button", name="All").get_attribute("aria-pressed") == "true"
    seen = {
        "Outline": (True, False, False, False), "Define": (True, True, False, False),
        "Steps": (True, True, True, False), "Dates": (True, False, True, True),
        "All": (True, True, True, True),
    }  # fmt: skip
    parts = [
        cell(page, "understand-them", "text"), cell(page, "understand-them", "def"),
        cell(page, "read", "text"), cell(page, "read", "pin"),
    ]  # fmt: skip
    for stage, expected in seen.items():
        bar.get_by_role("button", name=stage).click()
        assert tuple(part.is_visible() for part in parts) == expected, stage
    bar.get_by_role("button", name="Outline").click()
    cell(page, "reach-them", "text").fill("Reach")
    page.reload()
    page.locator(".stages").wait_for()
    assert bar.get_by_role("button", name="Outline").get_attribute("aria-pressed") == "true"
    menu(page, "Reach").get_by_role("button", name="Add a step").click()
    page.keyboard.type("Ring")
    assert bar.get_by_role("button", name="Steps").get_attribute("aria-pressed") == "true"
    assert outline(page)[-2:] == [("1", "Ring"), ("1", "Invite")]


def test_a_list_of_steps_that_does_not_grow(page: Page, show: Callable[..., Page]) -> None:
    show(page, "steps")
    assert page.locator(".stages").count() == 0
    opened = menu(page, "Thank")
    assert not opened.get_by_role("button", name="Duplicate").is_visible()
    opened.get_by_label("Wait after Ask").fill("2d")
    press(page, "Tab", "Escape")
    assert starts(page) == ["Mon, Jan 4", "Wed, Jan 6"]


def test_steps_of_one_plan_in_two_tabs(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    cell(page, "read", "text").fill("Read it")
    other = page.context.new_page()
    show(other)
    menu(page, "Write, and send").get_by_role("button", name="Add step below").click()
    page.keyboard.type("Here")
    menu(other, "Invite").get_by_role("button", name="Outdent").click()
    press(other, "Escape")
    cell(other, "read", "dur").fill("4")
    until(
        page,
        "document.querySelector('[name$=write-and-send__pin]').placeholder === 'Fri, Jan 8'",
    )
    until(
        other,
        "[...document.querySelectorAll('[name$=__text]')].some((one) => one.value === 'Here')",
    )
    expected = [("0", "Understand them"), ("1", "Read it"), ("1", "Write, and send"),
                ("1", "Here"), ("0", "Reach them"), ("0", "Invite")]  # fmt: skip
    assert outline(page) == outline(other) == expected
    assert active(page) == "Here"
    press(page, "Control+z", "Control+z")
    until(other, "document.querySelectorAll('tr.step:not([data-blank])').length === 2")
    assert value(page, "read", "dur") == [4, "d"], "only what was done here is undone"


def test_many_steps_stay_quick(page: Page, show: Callable[..., Page]) -> None:
    show(page, "big")
    blank = cell(page, "step-0-1", "dur")
    blank.fill("2")
    blank.blur()
    assert len(starts(page)) == 450
    spent = page.evaluate("""async () => {
      const blank = document.querySelector("[name=the-plan__step-0-1__dur]");
      const spent = [];
      for (let n = 0; n < 9; n++) {
        const begun = performance.now();
        blank.value = `${n + 1}`;
        blank.dispatchEvent(new InputEvent("input", { bubbles: true }));
        spent.push(performance.now() - begun);
      }
      return spent.sort((a, b) => a - b)[4];
    }""")
    assert spent < 1000, "far from what a person would wait for, on any machine"


# --------------------------------------------------------------------------- touch, no script


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    size = {"width": 390, "height": 844}
    with browser.new_context(viewport=size, has_touch=True, is_mobile=True) as context:  # type: ignore[arg-type]
        yield context.new_page()


def test_the_menu_on_a_phone(phone: Page, show: Callable[..., Page]) -> None:
    show(phone)
    more = phone.get_by_role("button", name="More: Write, and send")
    box = more.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 44
    more.tap()
    opened = phone.get_by_role("dialog", name="Write, and send")
    for button in opened.get_by_role("button").all():
        size = button.bounding_box()
        assert size
        assert size["height"] >= 43.9
    opened.get_by_role("button", name="Move up").tap()
    opened.get_by_role("button", name="Close").tap()
    assert outline(phone)[1] == ("1", "Write, and send")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_day_is_not_cut_off_on_the_narrowest_phone(
    phone: Page, show: Callable[..., Page]
) -> None:
    phone.set_viewport_size({"width": 320, "height": 640})
    show(phone)
    for column in ("pin", "by", "who", "dur"):
        box = cell(phone, "read", column).bounding_box()
        assert box
        assert box["width"] > 90, column


def test_a_day_is_chosen_from_a_calendar(phone: Page, show: Callable[..., Page]) -> None:
    show(phone)
    cell(phone, "read", "pin").tap()
    pick = phone.locator("tr[data-row=read] .pick")
    phone.evaluate("HTMLInputElement.prototype.showPicker = () => (window.picking = true)")
    pick.get_by_role("button", name="Choose a day").tap()
    assert phone.evaluate("window.picking")
    pick.locator("input").evaluate(
        "(one) => { one.value = '2027-01-20';"
        " one.dispatchEvent(new Event('change', { bubbles: true })) }"
    )
    assert value(phone, "read", "pin") == "2027-01-20"
    cell(phone, "read", "by").focus()
    assert cell(phone, "read", "pin").input_value() == "Wed, Jan 20"


def test_without_a_script_it_is_a_paper_sheet(browser: Browser, planned: Sheets) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(planned.url("filled"))
        assert page.locator(".stages, .step-menu, .more").count() == 0
        assert page.locator("[name=the-plan__read__pin]").get_attribute("type") == "date"
