"""Plans that come and go: several on one sheet, as files out, as files in."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.sheets import Sheets, kept, upload
from tests.browser.waiting import until

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page


def begun(page: Page, sheets: Sheets, customer: str = "Acme") -> dict[str, Any]:
    """A plan with an answer, as it is stored."""
    page.goto(sheets.url())
    page.get_by_label("Customer").first.fill(customer)
    return kept(page)[-1]


def opened(page: Page, content: Any) -> str:
    """Opens a file, and gives what the page says of it."""
    text = content if isinstance(content, str) else json.dumps(content)
    page.get_by_role("button", name="Take away").click()
    page.set_input_files("[data-show=file]", upload(text))
    until(page, "!document.querySelector('.notice').hidden")
    return page.locator("[data-show=notice]").inner_text()


def customer(page: Page) -> str:
    return page.get_by_label("Customer").first.input_value()


def menu(page: Page, action: str) -> None:
    page.get_by_role("button", name="Plans:").click()
    page.get_by_role("button", name=action).click()


def take_back(page: Page) -> None:
    page.locator(".notice").get_by_role("button", name="Undo").click()


def test_several_plans_of_one_sheet(page: Page, sheets: Sheets) -> None:
    begun(page, sheets)
    menu(page, "New plan")
    assert customer(page) == ""
    page.get_by_label("Customer").first.fill("Beta")
    menu(page, "Duplicate")
    assert [plan["name"]["v"] for plan in kept(page)] == ["Acme", "Beta", "Beta (copy)"]
    page.get_by_label("Customer").first.fill("Gamma")
    page.get_by_role("button", name="Plans:").click()
    assert page.locator(".choices [aria-current=true]").inner_text().startswith("Beta (copy)")
    page.get_by_label("Name of this plan").fill("Third")
    page.keyboard.press("Escape")
    assert page.get_by_role("button", name="Plans: Third").is_visible()
    menu(page, "Acme")
    assert customer(page) == "Acme"
    page.reload()
    assert customer(page) == "Acme", "the plan that was open is open again"
    values = [plan["values"]["customer"]["v"] for plan in kept(page)]
    assert values == ["Acme", "Beta", "Gamma"]


def test_archive_and_delete_can_be_taken_back(page: Page, sheets: Sheets) -> None:
    begun(page, sheets)
    menu(page, "Delete")
    assert [kept(page), customer(page)] == [[], ""]
    take_back(page)
    assert [len(kept(page)), customer(page)] == [1, "Acme"]
    menu(page, "Archive")
    assert [kept(page)[0]["archived"]["v"], customer(page)] == [True, ""]
    take_back(page)
    assert [kept(page)[0]["archived"]["v"], customer(page)] == [False, "Acme"]


def test_a_plan_goes_out_and_comes_in(page: Page, sheets: Sheets) -> None:
    begun(page, sheets)
    page.get_by_role("button", name="Take away").click()
    with page.expect_download() as found:
        page.get_by_role("button", name="Download this plan").last.click()
    assert found.value.suggested_filename == "account-acme.plan.json"
    text = Path(found.value.path()).read_text("utf-8")
    page.evaluate("localStorage.clear(), sessionStorage.clear()")
    page.reload()
    assert customer(page) == ""
    assert "Opened: “Acme”" in opened(page, text)
    assert customer(page) == "Acme"


def test_tables_as_csv_and_all_as_text(page: Page, sheets: Sheets) -> None:
    begun(page, sheets)
    page.get_by_label("Then I will: My contact leaves").fill('=1+1, "call"')
    page.get_by_role("button", name="Take away").click()
    with page.expect_download() as found:
        page.get_by_role("button", name="Table: If it goes wrong").click()
    lines = Path(found.value.path()).read_text("utf-8").splitlines()
    assert lines[0] == "If this happens,Then I will,Check on"
    assert lines[1] == 'My contact leaves,"\'=1+1, ""call""",'
    with page.expect_download() as found:
        page.get_by_role("button", name="All of it as text").click()
    assert "**Customer:** Acme" in Path(found.value.path()).read_text("utf-8")


@pytest.mark.parametrize("agreed", [True, False])
def test_a_file_of_a_plan_that_is_here(page: Page, sheets: Sheets, agreed: bool) -> None:
    plan = begun(page, sheets)
    later = plan["values"]["customer"]["t"] + 1000
    plan["values"]["worth"] = {"v": 9, "t": later}
    plan["values"]["customer"] = {"v": "An older name", "t": 1}
    asked: list[str] = []

    def reply(dialog: Dialog) -> None:
        asked.append(dialog.message)
        if agreed:
            dialog.accept()
        else:
            dialog.dismiss()

    page.on("dialog", reply)
    opened(page, plan)
    assert "here already" in asked[0]
    assert customer(page) == "Acme", "the later answer stays"
    assert page.get_by_label("Worth a year").input_value() == ("9" if agreed else "")
    assert len(kept(page)) == 1


def test_a_plan_of_another_sheet(page: Page, sheets: Sheets) -> None:
    plan = begun(page, sheets)
    page.goto(sheets.url("brief"))
    plan["id"] = "another"
    assert "(Account)" in opened(page, plan)
    assert len(kept(page)) == 2, "it is among the plans of its own sheet"
    assert kept(page, "brief") == []


HARM = '<img src=x onerror="window.harm=1"><script>window.harm=1</script>'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("not JSON at all", "no plan"),
        ("", "no plan"),
        ({"format": "something/1"}, "no plan"),
        ({"format": "plan/1", "id": "../../x", "worksheet": {"id": "account"}}, "no plan"),
        ({"format": "plan/7", "id": "a", "worksheet": {"id": "account"}}, "newer"),
        (f'{{"format": "plan/1", "pad": "{"x" * 5_100_000}"}}', "large"),
    ],
    ids=["words", "nothing", "foreign", "id", "newer", "huge"],
)
def test_files_that_are_no_plans(page: Page, sheets: Sheets, content: Any, words: str) -> None:
    before = begun(page, sheets)
    assert words in opened(page, content)
    assert [customer(page), kept(page)] == ["Acme", [before]]


def test_a_file_with_markup_and_prototypes(page: Page, sheets: Sheets) -> None:
    plan = begun(page, sheets)
    plan.update(
        id="harm",
        name={"v": HARM, "t": 1},
        kept={"x": {"label": HARM, "v": HARM, "since": 1, "t": 1}},
    )
    plan["values"] = {"customer": {"v": HARM, "t": 1}}
    plan["lists"]["if-it-goes-wrong"].append(
        {"id": "own", "order": {"v": "b00", "t": 1}, "cells": {"then-i-will": {"v": HARM, "t": 1}}}
    )
    text = json.dumps(plan).replace(
        '"values": {', '"__proto__": {"harm": 1}, "values": {"__proto__": {"harm": 1}, '
    )
    opened(page, text)
    assert customer(page) == HARM
    page.locator(".kept").wait_for()
    assert HARM in page.locator(".kept").inner_text()
    page.get_by_role("button", name="Plans:").click()
    assert page.locator("[data-show=choices]").inner_text().count(HARM) == 1
    assert page.evaluate("[window.harm, ({}).harm, document.querySelector('.sheet img')]") == [
        None,
        None,
        None,
    ]
    assert "__proto__" not in str(kept(page))
