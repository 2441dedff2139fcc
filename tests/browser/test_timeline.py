"""The timeline: what it shows, and every way to move a step in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.sheets import HEAD, Sheets, kept, serving_sheets
from tests.browser.waiting import until
from tests.browser.watching import watching

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

MONDAY = "2027-01-04T10:00:00"
BODY = """## The plan {plan}

- Understand them
  1. [ ] Read `2d`
  2. [ ] Write `3d` `after 1`
- Reach them
  1. [ ] Invite `1d` `by 2027-01-05`
  2. [ ] Meet `0d` `after 1 +1w`
- Someday

## Timeline {timeline of the-plan}
"""
HEADING = HEAD.format(title="Timed", id="timed", version=1, name="Plan")
TIMED = HEADING.replace("start: today", "start: 2027-01-04") + BODY
MANY = TIMED.replace(
    "- Someday", "".join(f"- Item {n}\n  1. [ ] Step {n} `1d`\n" for n in range(40)) + "- Someday"
)


@pytest.fixture(scope="module")
def timed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sheets]:
    files = {
        "content/worksheets/timed.md": TIMED,
        "content/worksheets/many.md": MANY.replace("timed", "many"),
    }
    with serving_sheets(tmp_path_factory.mktemp("timed"), files) as found:
        yield found


@pytest.fixture
def show(timed: Sheets) -> Iterator[Callable[..., Page]]:
    """Opens the sheet and comes to its timeline; nothing may go wrong on the way."""
    with ExitStack() as watches:

        def open_it(page: Page, now: str = MONDAY, name: str = "timed") -> Page:
            watches.enter_context(watching(page))
            page.clock.install(time=now)
            page.goto(timed.url(name))
            page.locator("[data-timeline]").scroll_into_view_if_needed()
            page.locator(".bar").first.wait_for()
            page.locator(".gantt-figure").evaluate(
                "figure => figure.scrollIntoView({behavior: 'instant'})"
            )
            return page

        yield open_it


def bar(page: Page, name: str) -> Locator:
    return page.locator(f'.gantt-figure .bar[aria-label^="{name}:"]')


def label(page: Page, name: str) -> str:
    return bar(page, name).get_attribute("aria-label") or ""


def said(page: Page) -> str:
    return page.locator(".gantt-figure [role=status]").inner_text()


def cell(page: Page, row: str, column: str) -> Any:
    [plan] = kept(page, "timed")
    [found] = [one for one in plan["lists"]["the-plan"] if one["id"] == row]
    return found["cells"].get(column, {}).get("v")


def middle(of: Locator, part: str = ".shape") -> tuple[float, float]:
    box = of.locator(part).bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def day_width(page: Page) -> float:
    box = bar(page, "Read").locator(".shape").bounding_box()
    assert box
    return box["width"] / 2


# --------------------------------------------------------------------------- what it shows


def test_the_rows_of_the_table_as_bars(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    names = page.locator(".gantt-figure .names li").all_inner_texts()
    assert names == ["Understand them", "Read", "Write", "Reach them", "Invite", "Meet", "Someday"]
    assert (
        label(page, "Understand them") == "Understand them: Monday, January 4, to Friday, January 8"
    )
    assert label(page, "Read") == "Read: Monday, January 4, 2 days"
    assert label(page, "Write") == "Write: Wednesday, January 6, 3 days"
    assert label(page, "Meet") == "Meet: Monday, January 11, milestone"
    assert page.locator(".gantt-figure .bar").count() == 6, "what has no dates has no bar"
    assert page.locator(".gantt-figure .arrows path").count() == 2
    assert page.locator(".gantt-figure .deadline").count() == 1
    assert page.get_by_role("figure", name="Timeline of The plan").is_visible()
    assert page.locator(".timeline table").is_hidden(), "the one to draw in by hand"
    assert "the table “The plan”" in page.locator(".gantt-figure > p.unseen").first.inner_text()


def test_done_and_overdue_are_told_by_shape_and_word(page: Page, show: Callable[..., Page]) -> None:
    show(page, now="2027-01-07T10:00:00")
    assert label(page, "Invite").endswith("1 day, overdue")
    assert bar(page, "Invite").locator(".word").text_content() == "overdue"
    fill = bar(page, "Invite").locator(".shape").evaluate("shape => getComputedStyle(shape).fill")
    assert fill.startswith("url("), "hatched"
    page.get_by_label("Done: Invite").check()
    page.locator(".gantt-figure").evaluate("figure => figure.scrollIntoView({behavior: 'instant'})")
    until(page, "document.querySelector('.gantt-figure .bar.done')")
    assert label(page, "Invite").endswith("done")


def test_it_follows_the_table(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    page.locator("[name=the-plan__read__dur]").fill("4")
    shown = '.gantt-figure .bar[aria-label^="Read: Monday, January 4, 4 days"]'
    until(page, f"document.querySelector('{shown}')")
    assert label(page, "Write") == "Write: Friday, January 8, 3 days"


def test_a_scale_is_chosen(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    frame = page.locator(".gantt-frame")
    assert frame.evaluate("frame => frame.scrollWidth <= frame.clientWidth"), (
        "at first all of it fits"
    )
    before = day_width(page)
    for name, least, most in (
        ("Day", 27, 29),
        ("Week", 9, 11),
        ("Month", 3, 4),
        ("Quarter", 1, 2.2),
    ):
        button = page.get_by_role("button", name=name, exact=True)
        button.click()
        assert button.get_attribute("aria-pressed") == "true"
        assert least <= day_width(page) <= most
    page.get_by_role("button", name="Fit").click()
    assert day_width(page) == pytest.approx(before)


@pytest.mark.parametrize("width", [390, 1280])
def test_names_and_days_stay_in_sight(page: Page, show: Callable[..., Page], width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    show(page, name="many")
    page.get_by_role("button", name="Day", exact=True).click()
    frame = page.locator(".gantt-frame")
    frame.evaluate("frame => frame.scrollTo(150, 400)")
    edge = frame.bounding_box()
    name = page.locator(".gantt-figure .names li", has_text="Step 10").bounding_box()
    axis = page.locator(".gantt-figure .axis").bounding_box()
    assert edge
    assert name
    assert axis
    assert name["x"] == pytest.approx(edge["x"], abs=1)
    assert axis["y"] == pytest.approx(edge["y"], abs=2)
    assert frame.get_attribute("tabindex") == "0"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


# --------------------------------------------------------------------------- keys


def test_arrows_move_and_stretch(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    bar(page, "Read").focus()
    page.keyboard.press("ArrowRight")
    assert said(page) == "Read: Tuesday, January 5, 2 days; 1 other step moves too"
    assert cell(page, "read", "pin") == "2027-01-05"
    assert "5" in page.locator("[name=the-plan__read__pin]").input_value(), "in the table too"
    page.keyboard.press("Shift+ArrowRight")
    assert said(page) == "Read: Tuesday, January 5, 3 days; 1 other step moves too"
    assert cell(page, "read", "dur") == [3, "d"]
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    assert said(page).startswith("Read: Monday, January 11, 3 days"), "over the weekend"
    assert bar(page, "Read").evaluate("g => g === document.activeElement")


def test_every_change_can_be_taken_back(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    bar(page, "Read").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Control+z")
    until(
        page,
        "document.querySelector('.gantt-figure [role=status]').textContent.includes('January 4')",
    )
    assert cell(page, "read", "pin") is None
    page.keyboard.press("Control+Shift+z")
    until(
        page,
        "document.querySelector('.gantt-figure [role=status]').textContent.includes('January 5')",
    )
    assert bar(page, "Read").evaluate("g => g === document.activeElement")


def test_one_tab_stop_and_arrows_between_the_bars(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    assert page.locator('.gantt-figure .bar[tabindex="0"]').count() == 1
    bar(page, "Read").focus()
    seen = []
    for key in ("ArrowDown", "ArrowDown", "End", "ArrowDown", "ArrowUp", "Home"):
        page.keyboard.press(key)
        seen.append(page.evaluate("document.activeElement.ariaLabel.split(':')[0]"))
    assert seen == ["Write", "Invite", "Meet", "Meet", "Invite", "Read"]
    assert page.locator('.gantt-figure .bar[tabindex="0"]').count() == 1


def test_a_start_before_what_it_follows_is_said(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    bar(page, "Write").focus()
    page.keyboard.press("ArrowLeft")
    assert said(page) == "Write: Tuesday, January 5, 3 days; before “Read” is due"


# --------------------------------------------------------------------------- the menu


def test_the_menu_does_all_without_a_key_or_a_drag(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    page.get_by_role("button", name="Change Read").click()
    menu = page.get_by_role("dialog", name="Change this step")
    words = menu.locator("p")
    assert words.inner_text() == "Read: Monday, January 4, 2 days"
    free = menu.get_by_role("button", name="Free its start")
    assert free.get_attribute("aria-disabled") == "true"
    for name, text in (
        ("Later", "Read: Tuesday, January 5, 2 days"),
        ("Longer", "Read: Tuesday, January 5, 3 days"),
        ("Shorter", "Read: Tuesday, January 5, 2 days"),
        ("Earlier", "Read: Monday, January 4, 2 days"),
    ):
        menu.get_by_role("button", name=name).click()
        assert words.inner_text() == text
        assert said(page).startswith(text)
        assert menu.is_visible(), "to be pressed again"
    free.click()
    assert menu.is_hidden()
    assert cell(page, "read", "pin") is None
    assert bar(page, "Read").evaluate("g => g === document.activeElement")


def test_enter_opens_it_and_escape_goes_back(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    bar(page, "Read").focus()
    page.keyboard.press("Enter")
    menu = page.locator(".gantt-menu")
    assert menu.is_visible()
    assert page.evaluate("document.activeElement.dataset.act") == "earlier"
    page.keyboard.press("Escape")
    assert menu.is_hidden()
    assert bar(page, "Read").evaluate("g => g === document.activeElement")
    page.keyboard.press("Enter")
    menu.get_by_role("button", name="Done").click()
    assert said(page).startswith("Read: Friday, January 1")
    assert page.get_by_label("Done: Read").is_checked()
    page.keyboard.press("ArrowRight")
    assert cell(page, "read", "pin") is None, "what is done stays where it was"
    page.keyboard.press("Enter")
    menu.get_by_role("button", name="Not done").click()
    assert not page.get_by_label("Done: Read").is_checked()


# --------------------------------------------------------------------------- dragging


def drag(page: Page, of: Locator, days: float, part: str = ".shape") -> None:
    """Presses a bar and moves it, and does not let go."""
    x, y = middle(of, part)
    width = day_width(page)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + days * width / 2, y)
    page.mouse.move(x + days * width, y)
    page.clock.run_for(50)


def test_a_bar_is_dragged(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    drag(page, bar(page, "Read"), 1)
    assert bar(page, "Read").locator(".tip").text_content() == "Tue, Jan 5"
    assert bar(page, "Write").evaluate("g => g.classList.contains('ghost')"), "what would move too"
    assert kept(page, "timed") == [], "nothing is written on the way"
    page.mouse.up()
    assert said(page) == "Read: Tuesday, January 5, 2 days; 1 other step moves too"
    assert cell(page, "read", "pin") == "2027-01-05"
    assert page.locator(".ghost, .lifted, .tip").count() == 0
    assert page.locator(".gantt-menu").is_hidden(), "a drag is no click"
    page.get_by_role("button", name="Undo", exact=True).first.click()
    until(page, "document.querySelector('.gantt-figure .bar[aria-label^=\"Read: Monday\"]')")


def test_a_bar_that_falls_on_a_weekend_starts_after_it(
    page: Page, show: Callable[..., Page]
) -> None:
    show(page)
    drag(page, bar(page, "Read"), 5)
    assert bar(page, "Read").locator(".tip").text_content() == "Mon, Jan 11"
    page.mouse.up()
    assert cell(page, "read", "pin") == "2027-01-11"


def test_its_end_is_dragged(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    drag(page, bar(page, "Read"), 2, ".edge")
    assert bar(page, "Read").locator(".tip").text_content() == "4 days"
    page.mouse.up()
    assert cell(page, "read", "dur") == [4, "d"]
    assert cell(page, "read", "pin") is None
    assert said(page).startswith("Read: Monday, January 4, 4 days")


def test_escape_leaves_all_as_it_was(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    before = bar(page, "Write").get_attribute("transform")
    drag(page, bar(page, "Read"), 3)
    assert bar(page, "Write").get_attribute("transform") != before
    page.keyboard.press("Escape")
    page.mouse.up()
    assert bar(page, "Write").get_attribute("transform") == before
    assert label(page, "Read") == "Read: Monday, January 4, 2 days"
    assert kept(page, "timed") == []
    assert page.locator(".ghost, .lifted, .tip").count() == 0


def test_a_click_opens_the_menu(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    bar(page, "Meet").locator(".shape").click()
    assert page.locator(".gantt-menu p").inner_text() == "Meet: Monday, January 11, milestone"


# --------------------------------------------------------------------------- touch


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    size = {"width": 390, "height": 800}
    with browser.new_context(viewport=size, has_touch=True, is_mobile=True) as context:  # type: ignore[arg-type]
        context.set_default_timeout(8_000)
        yield context.new_page()


class Finger:
    def __init__(self, page: Page, x: float, y: float) -> None:
        self.session = page.context.new_cdp_session(page)
        self.at = (x, y)
        self.send("touchStart", x, y)

    def send(self, kind: str, *at: float) -> None:
        points = [{"x": at[0], "y": at[1]}] if at else []
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    def move(self, dx: float, dy: float = 0, steps: int = 5) -> None:
        x, y = self.at
        for n in range(1, steps + 1):
            self.send("touchMove", x + dx * n / steps, y + dy * n / steps)

    def lift(self) -> None:
        self.send("touchEnd")


def test_a_finger_that_rests_lifts_a_bar(phone: Page, show: Callable[..., Page]) -> None:
    show(phone)
    finger = Finger(phone, *middle(bar(phone, "Read")))
    phone.clock.run_for(400)
    assert bar(phone, "Read").evaluate("g => g.classList.contains('lifted')")
    finger.move(day_width(phone))
    phone.clock.run_for(50)
    finger.lift()
    until(phone, "localStorage.length")
    assert cell(phone, "read", "pin") == "2027-01-05"
    assert said(phone).startswith("Read: Tuesday, January 5, 2 days")


def test_a_finger_that_moves_scrolls(phone: Page, show: Callable[..., Page]) -> None:
    show(phone, name="many")
    place = "scrollY + document.querySelector('.gantt-frame').scrollTop"
    before = phone.evaluate(place)
    finger = Finger(phone, *middle(bar(phone, "Meet")))
    finger.move(0, -80, steps=10)
    phone.clock.run_for(500)
    finger.lift()
    until(phone, f"{place} > {before} + 20")
    assert kept(phone, "many") == []
    assert phone.locator(".lifted").count() == 0


def test_a_tap_opens_the_menu(phone: Page, show: Callable[..., Page]) -> None:
    show(phone)
    bar(phone, "Invite").locator(".shape").tap()
    menu = phone.locator(".gantt-menu")
    menu.get_by_role("button", name="Later").tap()
    assert cell(phone, "invite", "pin") == "2027-01-05"
    box = menu.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


# --------------------------------------------------------------------------- paper


def test_on_paper_it_fits_the_page_and_goes_on_by_rows(
    page: Page, show: Callable[..., Page]
) -> None:
    show(page, name="many")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    parts = page.locator(".gantt-paper .gantt")
    rows = page.locator(".gantt-figure .names li").count()
    assert parts.count() == -(-rows // 15)
    assert page.locator(".gantt-paper .names li").count() == rows
    charts = page.locator(".gantt-paper .chart")
    ends = charts.evaluate_all("all => all.map((one) => one.getBoundingClientRect().right)")
    left = parts.first.evaluate("part => part.getBoundingClientRect().left")
    assert max(ends) - left <= 657, "A4 between its margins"
    assert page.locator(".gantt-figure").is_hidden()
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator(".gantt-paper *").count() == 0


def test_a_timeline_never_looked_at_is_printed_too(page: Page, timed: Sheets) -> None:
    page.set_viewport_size({"width": 900, "height": 200})
    page.goto(timed.url("many"))
    page.locator('link[href$="timeline.css"]').wait_for(state="attached")
    assert page.locator(".gantt-figure .bar").count() == 0, "nothing is drawn before it is near"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".gantt-paper .bar").count() > 40


def test_a_timeline_alone(page: Page, show: Callable[..., Page]) -> None:
    show(page)
    page.evaluate("void (window.print = () => dispatchEvent(new Event('beforeprint')))")
    page.locator(".timeline").get_by_role("button", name="Print this alone").click()
    page.locator(".block.alone").wait_for()
    page.emulate_media(media="print")
    page.locator(".gantt-paper .bar").first.wait_for()
    assert page.locator("[data-list]").first.is_hidden(), "no other part of the sheet"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.locator("[data-list]").first.is_visible()


def test_without_a_script_there_is_a_table_to_draw_in(browser: Browser, timed: Sheets) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(timed.url("timed"))
        assert page.locator(".timeline table").is_visible()
