"""The page itself: its policy, without JavaScript, on paper, on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.sheets import Sheets
from tests.browser.waiting import comes, until

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route


def test_nothing_breaks_the_policy(page: Page, sheets: Sheets) -> None:
    """Every control is typed in and every button pressed; the fixture fails for any violation."""
    page.add_init_script("window.print = () => {}")
    page.on("dialog", lambda dialog: dialog.accept())
    sent: list[str] = []
    page.goto(sheets.url())
    page.on("request", lambda request: sent.append(request.url))
    page.evaluate(
        "addEventListener('click', (event) => event.target.closest('a') && event.preventDefault())"
    )
    for control in page.locator(".worksheet :is(input, select, textarea)[name]:visible").all():
        kind = control.evaluate("(one) => one.type")
        if kind in ("checkbox", "radio"):
            control.check()
        elif kind == "select-one":
            control.select_option(index=1)
        else:
            control.fill("2027-03-31" if kind == "date" else "7")
    for opening, within in (("", "form"), ("plans", "dialog"), ("take", "dialog")):
        names = page.locator(f".sheet {within} [data-do]").evaluate_all(
            "(all) => [...new Set(all.map((one) => one.dataset.do))]"
        )
        for name in names:
            # A dialog may come up later and lie over the next button, so no pointer is used.
            page.locator("dialog[open]").evaluate_all("(all) => all.forEach((one) => one.close())")
            if opening:
                page.locator(f"[data-do={opening}]").first.dispatch_event("click")
            page.evaluate(
                "(buttons) => [...document.querySelectorAll(buttons)].find((button) =>"
                " button.checkVisibility() && button.ariaDisabled !== 'true')?.click()",
                f".sheet {within} [data-do={name}]",
            )
    page.locator("dialog[open]").evaluate_all("(all) => all.forEach((one) => one.close())")
    page.locator("[data-list=if-it-goes-wrong] textarea").first.press("Enter")
    own = ("blob:", f"{sheets.address}/assets/")  # files handed out; more of the page's script
    assert [url for url in sent if not url.startswith(own)] == [], "nothing is sent anywhere"


def test_the_page_names_its_policy(page: Page, sheets: Sheets) -> None:
    page.goto(sheets.url())
    policy = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
    assert "connect-src 'none'" in policy
    assert "form-action 'none'" in policy
    assert "Network tab" in page.locator(".privacy").first.inner_text()


def test_without_javascript(browser: Browser, built_sheets: Sheets) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(built_sheets.url())
        assert page.locator(".sheet button:visible").count() == 0, "no button that would do nothing"
        page.get_by_label("Customer").first.fill("Acme")
        page.get_by_label("Then I will: My contact leaves").fill("call")
        assert page.locator("[data-list=the-log] tbody tr").count() == 7, "lines to write on"
        assert page.locator("[data-list=the-log] tbody tr").first.is_visible()
        assert "Without JavaScript nothing is saved" in page.locator("main").inner_text()
        page.get_by_label("Customer").first.press("Enter")
        assert page.url == built_sheets.url(), "Enter sends nothing"
        assert page.pdf().startswith(b"%PDF")


def print_as(page: Page, button: str) -> None:
    page.evaluate("void (window.print = () => dispatchEvent(new Event('beforeprint')))")
    page.get_by_role("button", name="Take away").click()
    page.get_by_role("button", name=button).click()
    page.emulate_media(media="print")


def test_printed_as_filled_in(page: Page, sheets: Sheets) -> None:
    page.goto(sheets.url())
    long = "\n".join(f"Line {n}" for n in range(60))
    page.get_by_label("Customer").first.fill("Acme")
    page.get_by_label("What worries them?").fill(long)
    page.get_by_label("Stage", exact=True).select_option("Client")
    page.get_by_label("Next call").fill("2027-03-31")
    print_as(page, "Print as filled in")
    text = page.locator(".worksheet").inner_text()
    assert "Line 59" in text, "long answers are whole"
    assert "☐ Prospect" in text
    assert "☒ Client" in text
    assert "March 31, 2027" in text
    for furniture in (
        ".sheet-bar",
        ".row-tools",
        ".privacy",
        ".site-header",
        ".site-footer",
        ".list-tools button",
    ):
        assert page.locator(f"{furniture}:visible").count() == 0, furniture
    name = page.evaluate(
        "getComputedStyle(document.documentElement).getPropertyValue('--plan-name')"
    )
    assert name == '"Acme"'


def test_printed_blank(page: Page, sheets: Sheets) -> None:
    page.goto(sheets.url())
    page.get_by_label("Customer").first.fill("Acme")
    page.get_by_label("I have read").check()
    print_as(page, "Print a blank one")
    text = page.locator(".worksheet").inner_text()
    assert "Acme" not in text
    assert "☐ Client" in text
    assert "Read their news" in text, "what the author wrote is there"
    assert not page.locator("[name=i-have-read-their-last-report]").is_checked()
    assert page.locator("[data-list=the-log] [data-blank]:visible").count() == 7
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.get_by_label("Customer").first.input_value() == "Acme"
    assert page.locator(".on-paper").count() == 0


def test_a_letter_alone(page: Page, sheets: Sheets) -> None:
    page.goto(sheets.url())
    page.evaluate("void (window.print = () => dispatchEvent(new Event('beforeprint')))")
    page.get_by_role("button", name="Print this alone").click()
    page.locator(".block.alone").wait_for()
    page.emulate_media(media="print")
    assert page.locator(".letter").is_visible()
    assert not page.get_by_text("Where they stand").first.is_visible()


@pytest.mark.parametrize("width", [320, 390, 700, 1000, 1280])
def test_it_fits(page: Page, sheets: Sheets, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(sheets.url())
    risks = page.locator("[data-block=if-it-goes-wrong]")
    risks.get_by_role("button", name="Add a row", exact=True).click()
    page.locator(".stages").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    others = "[type=checkbox], [type=radio], .letter .fill"  # the last: blanks in a sentence
    controls = page.locator(f".sheet :is(button, select, input):not({others}):visible")
    small = controls.evaluate_all(
        "(all) => all.filter((one) => one.getBoundingClientRect().height < 43.5)"
        ".map((one) => one.outerHTML)"
    )
    assert not small


WATCH_SHIFTS = """window.shifts = [];
new PerformanceObserver((list) => shifts.push(...list.getEntries().map((one) => one.value)))
    .observe({ type: 'layout-shift' });"""
DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_jumps_when_its_script_comes(page: Page, sheets: Sheets, width: int) -> None:
    """Layout shift as https://web.dev/articles/cls has it: at most a thousandth of the view."""
    page.set_viewport_size({"width": width, "height": 800})
    page.add_init_script(WATCH_SHIFTS)
    held: list[Route] = []
    page.route("**/sheet.js", lambda route: held.append(route))
    page.goto(sheets.url(), wait_until="commit")
    until(page, "performance.getEntriesByName('first-contentful-paint').length")
    comes(page, lambda: len(held), 1)
    held[0].continue_()
    page.locator(".sheet.live").wait_for()

    def stages() -> int:
        page.mouse.wheel(0, 1)  # whoever is there has the plan too
        return page.locator(".stages").count()

    comes(page, stages, 1)
    page.evaluate(DRAWN)
    assert sum(page.evaluate("shifts")) < 0.001
