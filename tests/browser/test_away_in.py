"""What comes to a worksheet: plans in links, the author's example, outlines from elsewhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.away import begin, plan_in, take
from tests.browser.sheets import Sheets, kept, rows
from tests.support import REPOSITORY

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Locator, Page, Route

PACK = """async ([plan, base]) => {
  const { pack } = await import(`${base}/share.js`);
  const definition = JSON.parse(document.querySelector(".definition").textContent);
  return pack(plan, definition, { private: true });
}"""
SOURCES = REPOSITORY / "themes" / "plain" / "scripts" / "sheets"
HARM = '<img src=x onerror="window.harm=1"><script>window.harm=1</script>'


def source(route: Route) -> None:
    """The module as it is written: what is published hides the names of what it exports."""
    name = route.request.url.rpartition("/")[2]
    route.fulfill(path=SOURCES / name, content_type="text/javascript")


def link_of(page: Page, change: dict[str, Any] | None = None) -> str:
    """The fragment of a link with the plan that is open, with some changes."""
    plan = {**plan_in(page), **(change or {})}
    page.route("**/sources/*.js", source)
    found: str = page.evaluate(PACK, [plan, "/sources"])
    return found


def follow(page: Page, url: str) -> Locator:
    """Opens a link as from a mail; what is shown of it."""
    page.goto("about:blank")
    page.goto(url)
    page.locator("dialog[open][data-show=preview]").wait_for()
    return page.locator("dialog[open]")


def test_a_plan_from_a_link_is_kept_beside_the_others(page: Page, visits: Sheets) -> None:
    begin(page, visits.url("visit"))
    fragment = link_of(page)
    page.get_by_label("Customer").first.fill("Acme, changed since")
    before = kept(page, "visit")
    dialog = follow(page, visits.url("visit") + fragment)
    assert "Somebody sent you this plan" in dialog.inner_text()
    assert dialog.locator("dd").all_text_contents() == ["Acme"]
    assert "First meeting Mon, Jan 11" in dialog.inner_text()
    assert kept(page, "visit") == before, "looking changes nothing"
    dialog.get_by_role("button", name="Keep this plan").press("Enter")
    assert page.url == visits.url("visit"), "the plan is out of the address"
    names = sorted(plan["values"]["customer"]["v"] for plan in kept(page, "visit"))
    assert names == ["Acme", "Acme, changed since"]
    assert len({plan["id"] for plan in kept(page, "visit")}) == 2
    assert page.get_by_label("Customer").first.input_value() == "Acme"
    page.locator(".notice").get_by_role("button", name="Undo").click()
    assert kept(page, "visit") == before
    assert page.get_by_label("Customer").first.input_value() == "Acme, changed since"


def test_a_plan_from_a_link_is_let_go(page: Page, visits: Sheets) -> None:
    begin(page, visits.url("visit"))
    fragment = link_of(page)
    page.evaluate("localStorage.clear(), sessionStorage.clear()")
    dialog = follow(page, visits.url("visit") + fragment)
    page.keyboard.press("Escape")
    assert not dialog.is_visible()
    assert page.url == visits.url("visit")
    assert kept(page, "visit") == []
    page.reload()
    page.locator(".sheet.live").wait_for()
    assert not dialog.is_visible()


def test_a_link_in_the_page_that_is_open(page: Page, visits: Sheets) -> None:
    begin(page, visits.url("visit"))
    page.evaluate("(fragment) => (location.hash = fragment)", link_of(page))
    page.get_by_role("button", name="Keep this plan").click()
    assert len(kept(page, "visit")) == 2


@pytest.mark.parametrize("fragment", ["#p1.", "#p1.AAAA", "#p1.%%%", "#p1." + "A" * 9000])
def test_damaged_links(page: Page, visits: Sheets, fragment: str) -> None:
    begin(page, visits.url("visit"))
    before = kept(page, "visit")
    dialog = follow(page, visits.url("visit") + fragment)
    assert "is not complete; ask for it again" in dialog.inner_text()
    assert not dialog.get_by_role("button", name="Keep this plan").is_visible()
    dialog.get_by_role("button", name="Close").last.click()
    assert [kept(page, "visit"), page.url] == [before, visits.url("visit")]


def test_a_link_to_another_sheet(page: Page, visits: Sheets) -> None:
    begin(page, visits.url("visit"))
    fragment = link_of(page)
    dialog = follow(page, visits.url("note") + fragment)
    dialog.get_by_role("link", name="Visit").click()
    page.get_by_role("button", name="Keep this plan").wait_for()
    assert page.url == visits.url("visit") + fragment


def test_a_link_with_markup(page: Page, visits: Sheets) -> None:
    begin(page, visits.url("visit"))
    sheet = {**plan_in(page)["worksheet"], "title": HARM, "url": "javascript:harm=1"}
    stamp = {"v": HARM, "t": 9}
    values = {"customer": stamp, "next-call": stamp, "gone": stamp}
    fragment = link_of(page, {"values": values, "name": stamp, "worksheet": sheet})
    dialog = follow(page, visits.url("visit") + fragment)
    assert dialog.inner_text().count(HARM) >= 3
    assert dialog.locator("h2").inner_text() == HARM
    other = follow(page, visits.url("note") + fragment)
    assert other.locator(".reading a").get_attribute("href") is None
    assert page.evaluate("[window.harm, document.querySelector('.sheet img')]") == [None, None]


def test_see_a_filled_one(page: Page, visits: Sheets) -> None:
    page.clock.set_fixed_time("2027-01-04T10:00:00")
    page.goto(visits.url("visit"))
    page.get_by_role("button", name="See a filled one").press("Enter")
    dialog = page.locator("dialog[open][data-show=preview]")
    dialog.wait_for()
    assert "An example, to look at" in dialog.inner_text()
    assert dialog.locator("dd").all_text_contents() == ["Northfield <b>Foods</b>", "Jan 6, 2027"]
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "See a filled one"
    assert kept(page, "visit") == []
    page.get_by_role("button", name="See a filled one").click()
    dialog.get_by_role("button", name="Begin with a copy of it").click()
    [plan] = kept(page, "visit")
    assert plan["values"]["next-call"]["v"] == "2027-01-06", "moved on by whole weeks"
    assert plan["id"] != "example"
    assert page.get_by_label("Next call").input_value() == "2027-01-06"


def test_no_example_no_button(page: Page, visits: Sheets) -> None:
    page.goto(visits.url("note"))
    page.locator(".sheet.live").wait_for()
    assert page.get_by_role("button", name="See a filled one").count() == 0


MARKDOWN = """- Find out
  1. Call Raj `2d` @me
  2. Visit `0d` `after 1` `by 2027-03-01`
- Win
"""
CSV = 'Step,Owner,Due,Level\n"Call, Raj",me,2027-02-01,0\n=1+1,,,1\n'


def test_an_outline_is_pasted(page: Page, visits: Sheets) -> None:
    begin(page, visits.url("visit"))
    before = rows(page, "the-plan")
    dialog = take(page, "Steps from a list")
    assert dialog.locator("[data-at=add]").get_attribute("aria-disabled") == "true"
    dialog.get_by_label("Or paste it").fill(MARKDOWN)
    cells = dialog.locator("tbody tr:nth-child(3) td").all_text_contents()
    assert cells == ["Visit", "", "0d", "1", "2027-03-01"]
    assert rows(page, "the-plan") == before, "looking changes nothing"
    dialog.get_by_role("button", name="Add 4 rows").press("Enter")
    added = rows(page, "the-plan")[len(before) :]
    texts = [page.locator(f"[data-row='{id}'] textarea").first.input_value() for id in added]
    assert texts == ["Find out", "Call Raj", "Visit", "Win"]
    found = {row["id"]: row for row in plan_in(page)["lists"]["the-plan"]}
    assert found[added[2]]["parent"]["v"] == added[0]
    assert found[added[2]]["cells"]["after"]["v"] == [{"id": added[1]}]
    assert page.evaluate("document.activeElement.value") == "Find out"
    page.locator(".notice").get_by_role("button", name="Undo").click()
    assert rows(page, "the-plan") == before, "one step back for all of it"
    page.get_by_role("button", name="Redo").click()
    assert rows(page, "the-plan") == [*before, *added]


def file(text: str, name: str = "x.csv") -> FilePayload:
    return {"name": name, "mimeType": "text/csv", "buffer": text.encode()}


def test_an_outline_from_a_file(page: Page, visits: Sheets) -> None:
    begin(page, visits.url("visit"))
    before = rows(page, "the-plan")
    dialog = take(page, "Steps from a list")
    dialog.get_by_label("A file").set_input_files(file("x" * 1_000_001))
    dialog.get_by_text("too large to be an outline").wait_for()
    dialog.get_by_label("A file").set_input_files(file(" \n"))
    dialog.get_by_label("A file").set_input_files(file(CSV))
    dialog.get_by_role("button", name="Add 2 rows").click()
    added = rows(page, "the-plan")[len(before) :]
    found = {row["id"]: row["cells"] for row in plan_in(page)["lists"]["the-plan"]}
    first, second = (found[id] for id in added)
    assert [first[column]["v"] for column in ("text", "who", "by")] == [
        "Call, Raj",
        "me",
        "2027-02-01",
    ]
    assert second["text"]["v"] == "=1+1"


def test_a_table_goes_out_and_comes_in(page: Page, visits: Sheets) -> None:
    """What "Table" writes is read again, level by level, without the days that were worked out."""
    begin(page, visits.url("visit"))
    page.get_by_role("button", name="Take away").click()
    with page.expect_download() as out:
        page.get_by_role("button", name="Table: The plan").click()
    text = out.value.path().read_text("utf-8")
    before = rows(page, "the-plan")
    page.get_by_role("button", name="Steps from a list").click()
    dialog = page.locator("dialog[open][data-show=bring]")
    dialog.get_by_label("A file").set_input_files(file(text))
    dialog.get_by_role("button", name="Add 3 rows").click()
    plan = {row["id"]: row for row in plan_in(page)["lists"]["the-plan"]}
    old, new = (
        [
            {
                column: plan[id]["cells"].get(column, {}).get("v")
                for column in ("text", "dur", "who", "pin", "by", "remind")
            }
            for id in ids
        ]
        for ids in (before, rows(page, "the-plan")[len(before) :])
    )
    assert json.dumps(new) == json.dumps(old)
