"""The editor of a plan: from an empty outline to dates, by keyboard, by touch, and in two tabs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.conftest import WATCHED
from tests.browser.sheets import Sheets, kept, rows, serving_sheets, sheet
from tests.browser.waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

MONDAY = "2027-01-04T10:00:00"
FILLED = """## The plan {plan}

- Understand them
  What will they need?
  1. [ ] Read `2d`
  2. [ ] Write, and send `3d` `after 1`
- Reach them
  1. [ ] Invite `1d` `by 2027-01-05`
- …
"""
EMPTY = """## The plan {plan}

- …
"""
STEPS = """## Days to ask on {steps}

1. [ ] Ask `1d`
2. [ ] Thank `1d` `after 1`
"""
BIG = "## The plan {plan}\n\n" + "".join(
    f"- Part {n}\n" + "".join(f"  {m}. [ ] Step {n} {m} `1d`\n" for m in range(1, 10))
    for n in range(50)
)


def timed(id: str, body: str) -> str:
    return sheet(id, body).replace("start: today", "start: 2027-01-04")


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sheets]:
    bodies = {"filled": FILLED, "empty": EMPTY, "steps": STEPS, "big": BIG + "- …\n"}
    files = {f"content/worksheets/{name}.md": timed(name, body) for name, body in bodies.items()}
    with serving_sheets(tmp_path_factory.mktemp("planned"), files) as found:
        yield found


@pytest.fixture
def show(planned: Sheets) -> Iterator[Callable[..., Page]]:
    """Opens a sheet once its editor is there; nothing may go wrong in it."""
    faults: list[str] = []

    def open_it(page: Page, name: str = "filled", now: str = MONDAY) -> Page:
        page.add_init_script(WATCHED)
        page.on("pageerror", lambda fault: faults.append(str(fault)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.clock.install(time=now)
        page.goto(planned.url(name))
        page.locator(".edited .more").first.or_(page.locator(".stages")).first.wait_for()
        return page

    yield open_it
    assert faults == []


def cell(page: Page, row: str, column: str) -> Locator:
    list = page.locator("table[data-list]").get_attribute("data-list")
    return page.locator(f"[name={list}__{row}__{column}]")


def value(page: Page, row: str, column: str, name: str = "filled") -> Any:
    """What is stored in a cell."""
    [plan] = kept(page, name)
    [found] = [one for all in plan["lists"].values() for one in all if one["id"] == row]
    return found["cells"].get(column, {}).get("v")


def outline(page: Page) -> list[tuple[str, str]]:
    """How deep each row stands, and its words."""
    found = page.locator("table[data-list] tr[data-row]:not([data-blank])").evaluate_all(
        "(rows) => rows.map((row) => [row.dataset.depth, row.querySelector('[name$=__text]').value])"
    )
    return [(depth, text) for depth, text in found]


def starts(page: Page) -> list[str]:
    """The start of each step, as it is shown."""
    found: list[str] = page.locator(".step:not([data-blank]) [name$=__pin]").evaluate_all(
        "(all) => all.map((one) => one.value || one.placeholder)"
    )
    return found


def active(page: Page) -> str:
    """The words of the row that the keyboard is in."""
    found: str = page.evaluate(
        "document.activeElement.closest('tr')?.querySelector('[name$=__text]').value ?? 'nowhere'"
    )
    return found


def said(page: Page) -> str:
    return page.locator("[data-show=position]").inner_text()


def menu(page: Page, step: str) -> Locator:
    page.get_by_role("button", name=f"More: {step}").click()
    return page.get_by_role("dialog", name=step)


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


PARTS = [("0", "Understand them"), ("1", "Read"), ("1", "Write, and send")]
ALL = [*PARTS, ("0", "Reach them"), ("1", "Invite")]

# --------------------------------------------------------------------------- by keyboard


def test_from_an_empty_outline_to_a_dated_plan_by_keyboard_alone(
    page: Page, show: Callable[..., Page]
) -> None:
    show(page, "empty")
    assert page.get_by_role("button", name="1 Outline").get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="Add a row", exact=True).focus()
    press(page, "Enter")
    page.keyboard.type("Find out")
    press(page, "Enter")
    page.keyboard.type("Do it")
    press(page, "Enter", "Backspace")
    assert active(page) == "Do it", "an empty row is gone again"
    page.get_by_role("button", name="3 Steps").focus()
    press(page, "Enter")
    cell(page, rows(page, "the-plan")[0], "text").focus()
    press(page, "Enter")
    page.keyboard.type("Ask")
    press(page, "Enter")
    page.keyboard.type("Choose")
    press(page, "Enter", "Enter")
    page.keyboard.type("Tell")
    assert outline(page) == [
        ("0", "Find out"), ("1", "Ask"), ("1", "Choose"), ("0", "Tell"), ("0", "Do it"),
    ]  # fmt: skip
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
    assert page.get_by_role("button", name="More: Choose").evaluate(
        "(one) => one === document.activeElement"
    )
    cell(page, tell, "pin").focus()
    page.keyboard.type("next friday")
    press(page, "Tab")
    assert starts(page) == ["Mon, Jan 4", "Wed, Jan 6", "Fri, Jan 15"]
    assert value(page, choose, "after", "empty") == [{"id": ask}]
    assert value(page, tell, "pin", "empty") == "2027-01-15"
    assert value(page, tell, "text", "empty") == "Tell them"


def test_tab_goes_on_to_the_next_blank(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    cell(page, "read", "text").focus()
    press(page, "Tab")
    assert page.evaluate("document.activeElement.name") == "the-plan__read__who"


def test_in_and_out(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    cell(page, "write-and-send", "text").focus()
    press(page, "Home", "Alt+ArrowRight")
    assert outline(page)[2] == ("2", "Write, and send")
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
    assert outline(page)[2:4] == [("1", "Wri"), ("1", "te, and send")]
    assert active(page) == "te, and send"
    press(page, "Control+z")
    assert outline(page) == ALL
    assert active(page) == "Write, and send", "the keyboard is near where it was"
    menu(page, "Understand them").get_by_role("button", name="Duplicate").click()
    assert outline(page) == [*PARTS, *PARTS, *ALL[3:]]
    [plan] = kept(page, "filled")
    ids = rows(page, "the-plan")[3:6]
    assert value(page, ids[2], "after") == [{"id": ids[1]}], "it follows the copy"
    press(page, "Control+z")
    assert outline(page) == ALL
    menu(page, "Write, and send").get_by_role("button", name="Split in two").click()
    assert outline(page)[2:4] == [("1", "Write"), ("1", "and send")], "without a caret, at a comma"


def test_lines_that_are_pasted(page: Page, show: Callable[..., Page], browser: Browser) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    show(page, "empty")
    page.get_by_role("button", name="Add a row", exact=True).click()
    text = "- Find out\n  What is it?\n  - Ask `2d`\n  - Choose `1d`\n- Do it\n"
    page.evaluate(
        """(text) => { const data = new DataTransfer(); data.setData("text/plain", text);
        document.activeElement.dispatchEvent(
          new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })) }""",
        text,
    )
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
        assert page.locator(".reads").inner_text() == shown, "understood while it is written"
        pin.blur()
        assert [pin.input_value(), value(page, "read", "pin")] == [shown, day]
    assert starts(page)[:2] == ["Fri, Jan 8", "Tue, Jan 12"]
    assert said(page) == "Read: Fri, Jan 8 to Mon, Jan 11; 1 other step moves too"
    pin.press("End")
    pin.press("Backspace")
    page.keyboard.type("9")
    pin.blur()
    assert value(page, "read", "pin") == "2027-01-09", "what is shown can be edited"


def test_words_that_are_no_day_stay_and_are_explained(
    page: Page, show: Callable[..., Page]
) -> None:
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
    press(page, "Control+z")
    length = cell(page, "read", "dur")
    length.fill("half a day")
    length.blur()
    assert length.get_attribute("aria-invalid") == "true"
    length.fill("1 week")
    length.blur()
    assert [length.input_value(), value(page, "read", "dur")] == ["1w", [1, "w"]]


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


# --------------------------------------------------------------------------- the menu, stages


def test_the_menu_moves_a_row_and_stays_with_it(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    opened = menu(page, "Write, and send")
    indent = opened.get_by_role("button", name="Indent")
    indent.click()
    assert indent.get_attribute("aria-disabled") == "true"
    assert indent.evaluate("(one) => one === document.activeElement")
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
        "document.querySelector('[name=the-plan__write-and-send__pin]').placeholder === 'Fri, Jan 8'",
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


def test_a_day_is_chosen_from_a_calendar(phone: Page, show: Callable[..., Page]) -> None:
    show(phone)
    cell(phone, "read", "pin").tap()
    pick = phone.locator("tr[data-row=read] .pick")
    phone.evaluate("HTMLInputElement.prototype.showPicker = () => (window.picking = true)")
    pick.get_by_role("button", name="Choose a day").tap()
    assert phone.evaluate("window.picking")
    pick.locator("input").evaluate(
        "(one) => { one.value = '2027-01-20'; one.dispatchEvent(new Event('change', { bubbles: true })) }"
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
