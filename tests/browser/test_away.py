"""What leaves a worksheet: report, calendar, files with days, links, codes."""

from __future__ import annotations

import csv
import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.away import begin, plan_in, take
from tests.browser.waiting import until
from tests.js.test_javascript import node
from tests.support import REPOSITORY

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser.sheets import Sheets

QR = REPOSITORY / "tools" / "node_modules" / "qr"


def words(dialog: Locator) -> str:
    return dialog.locator("textarea").input_value()


def read_ics(page: Page, button: Locator) -> tuple[str, Any]:
    icalendar = pytest.importorskip("icalendar")
    with page.expect_download() as found:
        button.click()
    text = Path(found.value.path()).read_bytes().decode()
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    return found.value.suggested_filename, {str(event["SUMMARY"]): event for event in events}


def test_nothing_is_loaded_before_it_is_asked_for(page: Page, visits: Sheets) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    begin(page, visits.url("visit"))
    scripts = ("report-view", "advice", "calendar-view", "share", "bring", "lean-qr")
    late = {"away.css", *(f"{name}.js" for name in scripts)}
    assert late.intersection(asked) == set()
    take(page, "What is going on?")
    assert late.intersection(asked) == {"report-view.js", "away.css"}


def test_a_report_in_two_forms(page: Page, visits: Sheets) -> None:
    begin(page, visits.url("visit"))
    page.get_by_label("What I think of them").fill("Stingy")
    dialog = take(page, "What is going on?")
    assert words(dialog).startswith("Acme. None of 2 steps is done yet. Next: “Ask for an intro")
    assert "“First meeting” on Mon, Jan 11" in words(dialog)
    assert "Stingy" not in words(dialog)
    dialog.get_by_label("Markdown").check()
    assert words(dialog).startswith("**Acme**\n- None of 2 steps is done yet.\n- Next:")
    dialog.get_by_label("Text").check()
    dialog.locator("textarea").fill("All is well & calm.")
    address = dialog.get_by_role("link", name="Mail").get_attribute("href") or ""
    mail = parse_qs(urlsplit(address).query)
    assert mail["body"] == ["All is well & calm."], "as the planner has changed it"
    assert mail["subject"][0].startswith("Acme: none of 2 steps")


@pytest.mark.parametrize("allowed", [True, False])
def test_a_report_is_copied_by_keyboard_alone(page: Page, visits: Sheets, allowed: bool) -> None:
    if allowed:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    else:
        page.add_init_script("delete Clipboard.prototype.writeText")
    begin(page, visits.url("visit"))
    page.get_by_role("button", name="Take away").focus()
    page.keyboard.press("Enter")
    while page.evaluate("document.activeElement.dataset.do") != "report":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("dialog[open][data-show=report]").wait_for()
    while page.evaluate("document.activeElement.dataset.at") != "copy":
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    said = page.locator("dialog[open] [role=status]")
    said.filter(has_text="Copied." if allowed else "by hand").wait_for()
    report = words(page.locator("dialog[open]"))
    if allowed:
        assert page.evaluate("navigator.clipboard.readText()") == report
    else:
        assert page.evaluate("getSelection().toString()") == report, "selected, to copy by hand"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.do") == "take", "back where one was"


def test_days_are_said_as_the_sheet_speaks(page: Page, visits: Sheets) -> None:
    page.clock.set_fixed_time("2027-01-04T10:00:00")
    page.goto(visits.url("besuch"))
    report = words(take(page, "What is going on?"))
    assert "“Frau Klein anrufen” heute" in report
    assert report.endswith("due on Mo., 25. Jan.")


def test_a_calendar_file_and_the_next_one(page: Page, visits: Sheets) -> None:
    begin(page, visits.url("visit"))
    dialog = take(page, "Calendar file")
    button = dialog.get_by_role("button", name="Download the calendar file")
    name, first = read_ics(page, button)
    assert name == "visit-acme.ics"
    assert sorted(first) == ["Ask for an introduction (Acme)", "First meeting (Acme)"]
    assert plan_in(page)["exported"].startswith("2027-01-04")
    page.clock.set_fixed_time("2027-01-05T10:00:00")
    dialog.get_by_label("A day to confirm").check()
    _, second = read_ics(page, button)
    confirm = second["Confirm: First meeting (Acme)"]
    assert str(confirm["DTSTART"].dt) == "2027-01-11", "the working day before"
    assert str(second["First meeting (Acme)"]["DTSTART"].dt) == "2027-01-12", "a late step moves it"
    meeting = "First meeting (Acme)"
    assert first[meeting]["UID"] == second[meeting]["UID"]
    assert second[meeting]["SEQUENCE"] > first[meeting]["SEQUENCE"]
    assert plan_in(page)["exported"].startswith("2027-01-04"), "when it was first"
    page.keyboard.press("Escape")
    page.locator("[data-row=first-meeting] [data-do=remove]").click()
    page.get_by_text("Row removed.").wait_for()
    page.reload()
    dialog = take(page, "Calendar file")
    assert dialog.get_by_text("has gone to a calendar before").is_visible()
    _, third = read_ics(page, dialog.get_by_role("button", name="Download"))
    assert third[meeting]["STATUS"] == "CANCELLED"


def test_a_calendar_of_all_plans(page: Page, visits: Sheets) -> None:
    page.clock.set_fixed_time("2027-01-04T10:00:00")
    page.goto(visits.plans)
    page.get_by_role("button", name="Calendar file of all plans").click()
    page.get_by_text("No plan has a step with a date yet").wait_for()
    begin(page, visits.url("visit"))
    page.goto(visits.url("note"))
    page.get_by_label("Subject").fill("Soap")
    page.goto(visits.plans)
    _, events = read_ics(page, page.get_by_role("button", name="Calendar file of all plans"))
    assert len(events) == 2
    page.get_by_text("2 events of 2 plans are in the file").wait_for()
    assert plan_in(page)["exported"].startswith("2027-01-04")


def test_a_sheet_without_days_offers_no_calendar(page: Page, visits: Sheets) -> None:
    page.goto(visits.url("note"))
    page.get_by_role("button", name="Take away").click()
    page.get_by_role("button", name="A link with it").wait_for()
    assert not page.get_by_role("button", name="Calendar file").is_visible()
    assert not page.get_by_role("button", name="What is going on?").is_visible()


def test_files_say_when_each_step_is_due(page: Page, visits: Sheets) -> None:
    begin(page, visits.url("visit"))
    page.get_by_role("button", name="Take away").click()
    with page.expect_download() as found:
        page.get_by_role("button", name="Table: The plan").click()
    rows = list(csv.DictReader(Path(found.value.path()).read_text("utf-8").splitlines()))
    assert [row["Level"] for row in rows] == ["0", "1", "1"]
    assert [row["Planned to"] for row in rows] == ["2027-01-11", "2027-01-04", "2027-01-11"]
    with page.expect_download() as found:
        page.get_by_role("button", name="All of it as text").click()
    text = Path(found.value.path()).read_text("utf-8")
    assert "- [ ] First meeting (Days: 0d; After: Ask for an introduction +1w" in text
    assert "Planned from: 2027-01-11; Planned to: 2027-01-11)" in text
    assert "Level" not in text


def test_a_link_says_what_it_holds(page: Page, visits: Sheets) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    begin(page, visits.url("visit"))
    page.get_by_label("What I think of them").fill("Stingy")
    dialog = take(page, "A link with it")
    dialog.get_by_text("What is in it").click()
    link = dialog.get_by_label("Link,").input_value()
    assert link.startswith(visits.url("visit") + "#p1.")
    assert f"Link, {len(link)} characters" in dialog.inner_text()
    assert "marked as private are left out" in dialog.inner_text()
    assert "Acme" in dialog.locator(".reading").inner_text()
    assert "Stingy" not in dialog.locator(".reading").inner_text()
    dialog.get_by_label("With what is marked as private").check()
    dialog.locator(".reading").get_by_text("Stingy").wait_for()
    assert not dialog.get_by_text("marked as private are left out").is_visible()
    dialog.get_by_role("button", name="Copy the link").click()
    dialog.get_by_text("Copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") != link, "another one by now"
    page.keyboard.press("Escape")
    take(page, "A link with it")
    assert not dialog.get_by_label("With what is marked as private").is_checked()


def test_a_long_link_is_warned_of_and_has_no_code(page: Page, visits: Sheets) -> None:
    begin(page, visits.url("visit"))
    dialog = take(page, "A link with it")
    assert not dialog.get_by_text("This link is long").is_visible()
    page.keyboard.press("Escape")
    noise = " ".join(str(n * n * 7919 % 99991) for n in range(900))
    page.get_by_label("What we want").fill(noise)
    take(page, "A link with it")
    assert dialog.get_by_text("This link is long").is_visible()
    assert not dialog.get_by_role("button", name="QR code").is_visible()
    assert dialog.get_by_text("too much in this plan for a QR code").is_visible()


@pytest.mark.skipif(not (node() and QR.is_dir()), reason="no reader of QR codes: make test gets it")
def test_a_code_leads_to_the_link(page: Page, visits: Sheets) -> None:
    """What is drawn is read by a program that shares nothing with the one that drew it."""
    begin(page, visits.url("visit"))
    dialog = take(page, "A link with it")
    dialog.get_by_role("button", name="QR code").click()
    picture = dialog.get_by_role("img", name="QR code of this link")
    size = int((picture.get_attribute("viewBox") or "").split()[2])
    drawn = json.dumps({"size": size, "path": picture.locator("path").get_attribute("d")})
    reader = REPOSITORY / "tests" / "browser" / "read_qr.js"
    ran = subprocess.run(
        [node(), str(reader)], input=drawn, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == dialog.get_by_label("Link,").input_value()


@pytest.mark.parametrize("name", ["What is going on?", "Calendar file", "A link", "Steps from"])
@pytest.mark.parametrize("width", [320, 1280])
def test_dialogs_fit(page: Page, visits: Sheets, name: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    begin(page, visits.url("visit"))
    dialog = take(page, name)
    box = dialog.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert dialog.evaluate("(dialog) => dialog.scrollWidth <= dialog.clientWidth")
    sizes = dialog.locator(":is(button, a.button, summary, select):visible").evaluate_all(
        "(all) => all.map((one) => one.getBoundingClientRect().height)"
    )
    assert min(sizes) >= 43.5, "large enough for a thumb"


def test_a_part_that_cannot_be_loaded(page: Page, built_visits: Sheets) -> None:
    """It says so, and works once it can be."""
    page.route("**/report-view.js", lambda route: route.abort())
    begin(page, built_visits.url("visit"))
    page.get_by_role("button", name="Take away").click()
    page.get_by_role("button", name="What is going on?").click()
    until(page, "document.querySelector('[data-show=notice]').textContent.includes('online')")
