"""The editor of a plan: from an empty outline to dates, by keyboard and in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

from tests.browser.planning import (
    ALL,
    PARTS,
    active,
    cell,
    has_focus,
    menu,
    outline,
    planning,
    press,
    said,
    showing,
    starts,
    value,
)
from tests.browser.sheets import Sheets, rows
from tests.browser.waiting import comes, until

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

PASTE = """(text) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  const how = { clipboardData: data, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", how));
}"""


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sheets]:
    with planning(tmp_path_factory.mktemp("planned")) as found:
        yield found


@pytest.fixture
def show(planned: Sheets) -> Iterator[Callable[..., Page]]:
    with showing(planned) as open_it:
        yield open_it


# --------------------------------------------------------------------------- by keyboard


def test_from_an_empty_outline_to_a_dated_plan_by_keyboard_alone(
    page: Page, show: Callable[..., Page]
) -> None:
    show(page, "empty")
    assert page.get_by_role("button", name="1 Outline").get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="Add a part", exact=True).focus()
    press(page, "Enter")
    page.keyboard.type("Find out")
    press(page, "Enter")
    page.keyboard.type("Do it")
    press(page, "Enter", "Backspace")
    comes(page, lambda: active(page), "Do it")  # an empty row is gone again
    page.get_by_role("button", name="3 Steps").focus()
    press(page, "Enter")
    cell(page, rows(page, "the-plan")[0], "text").focus()
    press(page, "Enter")
    page.keyboard.type("Ask")
    press(page, "Enter")
    page.keyboard.type("Choose")
    press(page, "Enter", "Enter")
    page.keyboard.type("Tell")
    comes(page, lambda: outline(page), [
        ("0", "Find out"), ("1", "Ask"), ("1", "Choose"), ("0", "Tell"), ("0", "Do it"),
    ])  # fmt: skip
    press(page, "Alt+ArrowRight")
    assert outline(page)[3] == ("1", "Tell")
    page.keyboard.type(" them")
    page.get_by_role("button", name="4 Dates").focus()
    press(page, "Enter")
    ask, choose, tell = rows(page, "the-plan")[1:4]
    cell(page, ask, "dur").focus()
    page.keyboard.type("2")
    press(page, "Enter")
    page.keyboard.type("1w")
    page.get_by_role("button", name="More: Choose").focus()
    press(page, "Enter")
    chooser = page.get_by_role("combobox", name="An earlier step")
    chooser.focus()
    page.keyboard.type("Ask")
    press(page, "Tab", "Enter", "Escape")
    assert has_focus(page.get_by_role("button", name="More: Choose"))
    cell(page, tell, "pin").focus()
    page.keyboard.type("next friday")
    press(page, "Tab")
    assert starts(page) == ["Mon, Jan 4", "Wed, Jan 6", "Fri, Jan 15"]
    assert value(page, choose, "after", "empty") == [{"id": ask}]
    assert value(page, tell, "pin", "empty") == "2027-01-15"
    assert value(page, tell, "text", "empty") == "Tell them"


def test_a_fast_typist_on_a_slow_line(page: Page, show: Callable[..., Page]) -> None:
    """What is pressed, typed and pasted before the editor is there lands in order, in its place."""
    held: list[Route] = []
    page.route(re.compile(r"/(moves|plan-edit|again)\b[^/]*\.js"), lambda route: held.append(route))
    show(page, "empty")
    page.get_by_role("button", name="Add a part", exact=True).focus()
    press(page, "Enter")
    page.keyboard.type("Find ouut")
    press(page, "ArrowLeft", "Backspace", "End")
    page.keyboard.type("!")
    press(page, "Enter")
    page.keyboard.type("Do it")
    press(page, "Enter", "Backspace", "Enter")
    page.evaluate(PASTE, "- Rest\n- Again\n")
    press(page, "Shift+Tab", "Tab", "End")
    page.keyboard.type(".")
    assert outline(page) == []

    def lets_go() -> str:
        while held:
            held.pop().continue_()
        return active(page)

    comes(page, lets_go, "Again.")
    assert [text for _, text in outline(page)] == ["Find out!", "Do it", "Rest", "Again."]


def test_tab_goes_on_to_the_next_blank(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    cell(page, "read", "text").focus()
    press(page, "Tab")
    assert page.evaluate("document.activeElement.name") == "the-plan__read__who"


def test_in_and_out(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    cell(page, "write-and-send", "text").focus()
    press(page, "Home", "Alt+ArrowRight")
    comes(page, lambda: outline(page)[2], ("2", "Write, and send"))
    assert said(page).startswith("One level in; Write, and send: Mon, Jan 4")
    assert value(page, "write-and-send", "after") == [], "not after what it is a part of"
    press(page, "Alt+ArrowLeft", "Alt+ArrowLeft")
    assert outline(page) == [*PARTS[:2], ("0", "Write, and send"), *ALL[3:]]
    assert page.locator("tr[data-row=write-and-send]").get_attribute("class") == "item"
    page.keyboard.type("To ")
    assert value(page, "write-and-send", "text") == "To Write, and send", (
        "the caret is where it was"
    )
    press(page, "Control+z", "Control+z", "Control+z", "Control+z")
    assert outline(page) == ALL
    assert active(page) == "Write, and send"
    press(page, "Alt+ArrowLeft", "Alt+ArrowLeft")
    assert said(page) == "There is no row to go under, or out of."


def test_splitting_and_copying(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    cell(page, "write-and-send", "text").focus()
    press(page, "Home", "ArrowRight", "ArrowRight", "ArrowRight", "Control+Enter")
    comes(page, lambda: outline(page)[2:4], [("1", "Wri"), ("1", "te, and send")])
    assert active(page) == "te, and send"
    press(page, "Control+z")
    assert outline(page) == ALL
    assert active(page) == "Write, and send", "the keyboard is near where it was"
    menu(page, "Understand them").get_by_role("button", name="Duplicate").click()
    assert outline(page) == [*PARTS, *PARTS, *ALL[3:]]
    ids = rows(page, "the-plan")[3:6]
    assert value(page, ids[2], "after") == [{"id": ids[1]}], "it follows the copy"
    press(page, "Control+z")
    assert outline(page) == ALL
    menu(page, "Write, and send").get_by_role("button", name="Split in two").click()
    assert outline(page)[2:4] == [("1", "Write"), ("1", "and send")], "without a caret, at a comma"


def test_lines_that_are_pasted(page: Page, show: Callable[..., Page]) -> None:
    show(page, "empty")
    page.get_by_role("button", name="Add a part", exact=True).click()
    text = "- Find out\n  What is it?\n  - Ask `2d`\n  - Choose `1d`\n- Do it\n"
    page.evaluate(PASTE, text)
    until(page, "!document.querySelector('.notice').hidden")
    assert outline(page) == [("0", "Find out"), ("1", "Ask"), ("1", "Choose"), ("0", "Do it")]
    assert active(page) == "Do it"
    assert "4 rows added." in page.locator(".notice").inner_text()
    assert cell(page, rows(page, "the-plan")[0], "def").input_value() == "What is it?"
    press(page, "Control+z")
    assert outline(page) == [("0", "")], "one undo takes all of it back"


# --------------------------------------------------------------------------- dates


def test_days_in_words(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    pin = cell(page, "read", "pin")
    for words, day, shown in (
        ("in 2 weeks", "2027-01-18", "Mon, Jan 18"),
        ("31.3.", "2027-03-31", "Wed, Mar 31"),
        ("fri", "2027-01-08", "Fri, Jan 8"),
    ):
        pin.fill(words)
        comes(page, page.locator(".reads").inner_text, shown)  # understood while it is written
        pin.blur()
        comes(page, lambda: [pin.input_value(), value(page, "read", "pin")], [shown, day])
    assert starts(page)[:2] == ["Fri, Jan 8", "Tue, Jan 12"]
    comes(page, lambda: said(page), "Read: Fri, Jan 8 to Mon, Jan 11; 1 other step moves too")
    pin.press("End")
    pin.press("Backspace")
    page.keyboard.type("9")
    pin.blur()
    comes(page, lambda: value(page, "read", "pin"), "2027-01-09")  # what is shown can be edited


def test_words_that_are_no_day_stay_with_a_hint(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    by = cell(page, "read", "by")
    by.fill("when it rains")
    by.blur()
    assert by.get_attribute("aria-invalid") == "true"
    hint = page.locator(f"#{by.get_attribute('aria-describedby')}")
    assert hint.inner_text().startswith("No date yet: try")
    page.reload()
    hint.wait_for()
    assert by.input_value() == "when it rains"
    by.fill("31.3.")
    by.blur()
    assert hint.count() == 0
    by.press("Control+z")
    comes(page, lambda: value(page, "read", "by"), "when it rains")
    length = cell(page, "read", "dur")
    length.fill("half a day")
    length.blur()
    comes(page, lambda: length.get_attribute("aria-invalid"), "true")
    length.fill("1 week")
    length.blur()
    comes(page, lambda: [length.input_value(), value(page, "read", "dur")], ["1w", [1, "w"]])


def test_one_undo_for_a_day(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    pin = cell(page, "read", "pin")
    pin.press_sequentially("next fri")
    pin.press("Control+z")
    assert [pin.input_value(), starts(page)[0]] == ["", "Mon, Jan 4"]


def test_what_comes_after_what_and_how_much_later(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    opened = menu(page, "Invite")
    opened.get_by_role("combobox").select_option("Write, and send")
    opened.get_by_role("button", name="Add", exact=True).click()
    assert starts(page)[2] == "Mon, Jan 11"
    assert said(page) == "Invite: Mon, Jan 11, 6 days after its deadline"
    page.clock.fast_forward(2000)  # or it is one step of the history
    opened.get_by_label("Wait after Write, and send").fill("1w")
    press(page, "Tab")
    assert starts(page)[2] == "Fri, Jan 15"
    assert value(page, "invite", "after") == [{"id": "write-and-send", "lag": [1, "w"]}]
    line = page.locator("tr[data-row=invite] .timing")
    assert line.inner_text() == "after Write, and send +1w"
    assert page.locator("tr[data-row=invite] .late").inner_text() == "10 days after its deadline"
    page.clock.fast_forward(2000)
    opened.get_by_role("button", name="No longer after Write, and send").click()
    assert starts(page)[2] == "Mon, Jan 4"
    for before in ("Fri, Jan 15", "Mon, Jan 11", "Mon, Jan 4"):
        press(page, "Control+z")
        assert starts(page)[2] == before


def test_fields_without_a_column(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    opened = menu(page, "Read")
    opened.get_by_label("Repeat every").fill("every moon")
    opened.get_by_label("Remind before").fill("2")
    assert "Try “mon”" in opened.locator("small:not(:empty)").inner_text()
    opened.get_by_label("Repeat every").fill("mon")
    opened.get_by_label("Who").fill("Ann")
    opened.get_by_label("Deadline").fill("fri")
    press(page, "Escape")
    assert [value(page, "read", name) for name in ("every", "remind", "who", "by")] == [
        "mon", [2, "d"], "Ann", "2027-01-08",
    ]  # fmt: skip
    line = page.locator("tr[data-row=read] .timing").inner_text()
    assert line == "every mon · reminder 2d before"
    assert page.locator("tr[data-row=read] .due").inner_text() == "due Tue, Jan 5"


def test_what_is_late_is_said(page: Page, show: Callable[..., Page]) -> None:
    show(page, now="2027-01-07T10:00:00")
    assert page.locator("tr[data-row=read] .late").inner_text() == "overdue"
    assert "overdue" in page.locator("tr[data-row=understand-them] .timing").inner_text()
    page.get_by_label("Done: Read").check()
    assert page.locator("tr[data-row=read] .late").count() == 0


def test_a_circle_is_named(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    opened = menu(page, "Invite")
    opened.get_by_role("combobox").select_option("Read")
    opened.get_by_role("button", name="Add", exact=True).click()
    press(page, "Escape")
    menu(page, "Reach them").get_by_role("button", name="Move up").click()
    press(page, "Escape")
    opened = menu(page, "Read")
    opened.get_by_role("combobox").select_option("Invite")
    opened.get_by_role("button", name="Add", exact=True).click()
    warning = page.locator("tr[data-row=read] .timing strong").inner_text()
    assert warning.startswith("In a circle: “")
    assert "“Invite” after “Read”" in warning or "“Read” after “Invite”" in warning
    opened.get_by_role("button", name="No longer after Invite").click()
    assert page.locator(".timing strong").count() == 0
