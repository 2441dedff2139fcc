"""An author changes a worksheet whose plans are in readers' browsers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.sheets import SHEETS, Sheets, kept, rows, serving_sheets, sheet
from tests.browser.waiting import comes

if TYPE_CHECKING:
    from playwright.sync_api import Page

BEFORE = """- Customer: ____
- Budget: ____
- How sure are you? ____ {number #sure}
- Wishes: ____ {2 lines}

## Steps {steps}

1. [ ] Read `1d`
2. [ ] Write `1d`

## Risks

| Risk   | Answer |
| ------ | ------ |
| Rain   | ____   |
| Wind   | ____   |
| …      |        |
"""
AFTER = """- Who is the customer? ____ {#customer}
- Money: ____ {was:budget}
- How sure are you? ____ {date #sure}
- Place: ____

## Steps {steps}

1. [ ] Listen `1d`
2. [ ] Read all of it `1d` {#read}
3. [ ] Write `1d`

## Risks

| Risk   | Answer |
| ------ | ------ |
| Snow   | ____   |
| Rain   | ____   |
| …      |        |
"""


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Sheets]:
    """A site that the test may edit."""
    with serving_sheets(
        tmp_path, {**SHEETS, "content/worksheets/edited.md": sheet("edited", BEFORE)}
    ) as found:
        yield found


def test_answers_outlive_the_authors_edits(page: Page, own: Sheets) -> None:
    page.goto(own.url("edited"))
    page.get_by_label("Customer").fill("Acme")
    page.get_by_label("Budget").fill("A lot")
    page.get_by_label("How sure are you?").fill("80")
    page.get_by_label("Wishes").fill("Peace\nand quiet")
    page.get_by_label("Answer: Rain").fill("umbrella")
    page.get_by_label("Answer: Wind").fill("hat")
    page.locator("[name=steps__write__text]").fill("Write it down")
    own.edit("edited", sheet("edited", AFTER, version=2))
    page.reload()
    assert page.get_by_label("Who is the customer?").input_value() == "Acme", "the same id"
    assert page.get_by_label("Money").input_value() == "A lot", "was:"
    assert page.get_by_label("How sure are you?").input_value() == "", "another kind"
    steps = page.locator("[data-list=steps] tr:not([data-blank]) [name$=__text]")
    assert steps.evaluate_all("(all) => all.map((one) => one.value)") == [
        "Listen", "Read all of it", "Write it down",
    ]  # fmt: skip
    assert rows(page, "risks")[:2] == ["snow", "rain"]
    assert page.get_by_label("Answer: Rain").input_value() == "umbrella"
    wind = page.locator("[data-list=risks] tr:not([data-blank])").last.locator("textarea")
    assert wind.evaluate_all("(all) => all.map((one) => one.value)") == ["Wind", "hat"]

    gone = page.locator(".kept")
    both = ["How sure are you?", "Wishes"]
    comes(page, lambda: sorted(gone.locator("dt").all_inner_texts()), both)
    assert "80" in gone.locator("dd").all_inner_texts()
    page.get_by_role("button", name="Take away").click()
    with page.expect_download() as found:
        page.get_by_role("button", name="All of it as text").click()
    text = Path(found.value.path()).read_text("utf-8")
    assert "## Answers whose question has gone" in text
    assert "Peace" in text
    page.keyboard.press("Escape")

    sure = gone.locator("div").filter(has_text="How sure are you?")
    sure.get_by_role("button", name="Remove for good").click()
    comes(page, gone.locator("dt").all_inner_texts, ["Wishes"])
    page.get_by_role("button", name="Undo", exact=True).first.click()
    comes(page, lambda: sorted(gone.locator("dt").all_inner_texts()), both)


def test_a_question_that_comes_back_has_its_answer(page: Page, own: Sheets) -> None:
    page.goto(own.url("edited"))
    page.get_by_label("Wishes").fill("Peace")
    own.edit("edited", sheet("edited", AFTER, version=2))
    page.reload()
    page.get_by_label("Place").fill("Here")
    own.edit("edited", sheet("edited", BEFORE + "\n- Place: ____\n", version=3))
    page.reload()
    assert page.get_by_label("Wishes").input_value() == "Peace"
    assert page.get_by_label("Place").input_value() == "Here"
    assert page.locator(".kept").is_hidden()


def test_an_answer_that_is_no_longer_offered(page: Page, own: Sheets) -> None:
    choice = "- Stage: ____ {choose: %s}\n"
    own.edit("edited", sheet("edited", choice % "Early | Late"))
    page.goto(own.url("edited"))
    page.get_by_label("Stage", exact=True).select_option("Early")
    own.edit("edited", sheet("edited", choice % "Soon | Late", version=2))
    page.reload()
    assert page.get_by_label("Stage", exact=True).input_value() == "Early"
    assert len(kept(page, "edited")) == 1
