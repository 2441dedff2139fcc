"""A PDF that somebody has filled in becomes the plan that the page would have saved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sitegen import pdf
from tests.pdf.filling import fill
from tests.pdf.sheets import DEFINITION

NOW = 1_795_257_730_123  # a Saturday: 2026-11-21 10:42 in UTC

ANSWERS = {
    "customer": "Müller & Söhne — Łódź",
    "stage": "Client",
    "worry": "Prices\nThe second plant",
    "last": "2026-11-5",
    "worth": "€ 12,500.50",
    "calls": "12",
    "ready": "/on",
    "how": "/1",
    "trouble__leaves__then": "Call the other two",
    "trouble__new-2__if-this": "Fire",
    "trouble__new-2__check-on": "2027-01-31",
    "the-plan__read__text": "Read it twice",
    "the-plan__read__dur": "2 weeks",
    "the-plan__call__done": "/on",
    "the-plan__new-1__text": "Send flowers",
}


@pytest.fixture(scope="module")
def plan(sheet: bytes) -> dict[str, Any]:
    return pdf.read_pdf(fill(sheet, ANSWERS), NOW)


@pytest.fixture(scope="module")
def blank(sheet: bytes) -> dict[str, Any]:
    return pdf.read_pdf(sheet, NOW)


def _row(plan: dict[str, Any], list: str, start: str) -> dict[str, Any]:
    (row,) = (row for row in plan["lists"][list] if row["id"].startswith(start))
    return dict(row)


def test_answers_come_back_as_values_of_their_kinds(plan: dict[str, Any]) -> None:
    assert {name: stamp["v"] for name, stamp in plan["values"].items()} == {
        "customer": "Müller & Söhne — Łódź",
        "stage": "Client",
        "worry": "Prices\nThe second plant",
        "last": "2026-11-05",
        "worth": 12500.5,
        "calls": 12,
        "ready": True,
        "how": "By mail",
    }
    assert {stamp["t"] for stamp in plan["values"].values()} == {NOW}


def test_the_plan_says_which_sheet_it_is_of(plan: dict[str, Any]) -> None:
    keys = ("id", "version", "title", "url", "hash")
    assert plan["worksheet"] == {key: DEFINITION[key] for key in keys}
    assert plan["format"] == "plan/1"
    assert plan["created"] == plan["updated"] == "2026-11-21T10:42:10.123Z"
    assert plan["name"] == {"v": "Müller & Söhne — Łódź, Client", "t": 0}
    assert plan["calendar"] == {
        "start": {"v": "2026-11-23", "t": 0},
        "workdays": {"v": [1, 2, 3, 4], "t": 0},
        "holidays": {"v": ["2027-01-01"], "t": 0},
    }


def test_a_grid_keeps_the_authors_rows_and_gets_the_planners(plan: dict[str, Any]) -> None:
    leaves, fire = plan["lists"]["trouble"]
    assert (leaves["id"], leaves["from"]) == ("leaves", "leaves")
    assert leaves["cells"] == {"then": {"v": "Call the other two", "t": NOW}}
    assert "from" not in fire
    assert fire["cells"] == {
        "if-this": {"v": "Fire", "t": NOW},
        "check-on": {"v": "2027-01-31", "t": NOW},
    }
    assert leaves["order"]["v"] < fire["order"]["v"]


def test_in_a_plan_only_what_was_changed_has_a_time(plan: dict[str, Any]) -> None:
    read = _row(plan, "the-plan", "read")
    assert read["parent"] == {"v": "learn", "t": 0}
    assert read["cells"]["text"] == {"v": "Read it twice", "t": NOW}
    assert read["cells"]["dur"] == {"v": [2, "w"], "t": NOW}
    call = _row(plan, "the-plan", "call")
    assert call["cells"]["text"] == {"v": "Call", "t": 0}
    assert call["cells"]["done"] == {"v": True, "t": NOW}
    assert call["cells"]["after"] == {"v": [{"id": "read", "lag": [1, "w"]}], "t": 0}
    flowers = plan["lists"]["the-plan"][-1]
    assert flowers["cells"] == {"text": {"v": "Send flowers", "t": NOW}}
    assert flowers["parent"]["v"] == "learn"
    assert flowers["order"]["v"] > call["order"]["v"] > read["order"]["v"]


def test_a_blank_sheet_is_a_plan_with_suggestions_only(blank: dict[str, Any]) -> None:
    assert blank["values"] == {"calls": {"v": 10, "t": 0}}
    assert [row["id"] for row in blank["lists"]["trouble"]] == ["leaves"]
    assert [row["id"] for row in blank["lists"]["the-plan"]] == ["learn", "read", "call"]
    assert all(
        stamp["t"] == 0
        for rows in blank["lists"].values()
        for row in rows
        for stamp in row["cells"].values()
    )
    assert blank["kept"] == {}


def test_what_fits_no_question_is_kept(sheet: bytes) -> None:
    answers = {"last": "around Easter", "worth": "a lot", "the-plan__read__dur": "a while"}
    plan = pdf.read_pdf(fill(sheet, answers), NOW)
    assert set(plan["values"]) == {"calls"}
    kept = {name: (entry["label"], entry["v"]) for name, entry in plan["kept"].items()}
    assert kept == {
        "last": ("We last spoke on", "around Easter"),
        "worth": ("Worth a year", "a lot"),
        "the-plan__read__dur": ("Days: Read it", "a while"),
    }
    assert {entry["since"] for entry in plan["kept"].values()} == {3}
    assert _row(plan, "the-plan", "read")["cells"]["dur"] == {"v": [1, "d"], "t": 0}


def test_a_suggestion_can_be_taken_out(sheet: bytes) -> None:
    plan = pdf.read_pdf(fill(sheet, {"calls": "", "the-plan__read__text": ""}), NOW)
    assert plan["values"]["calls"] == {"v": None, "t": NOW}
    assert _row(plan, "the-plan", "read")["cells"]["text"] == {"v": None, "t": NOW}


def test_the_same_file_is_the_same_plan_and_another_is_another(sheet: bytes) -> None:
    one, other = fill(sheet, {"customer": "Acme"}), fill(sheet, {"customer": "Apex"})
    assert pdf.read_pdf(one, NOW) == pdf.read_pdf(one, NOW)
    assert pdf.read_pdf(one, NOW)["id"] != pdf.read_pdf(other, NOW)["id"]


def test_a_file_is_as_old_as_it_says(sheet: bytes, tmp_path: Path) -> None:
    import os

    path = tmp_path / "filled.pdf"
    path.write_bytes(fill(sheet, {"customer": "Acme"}))
    os.utime(path, ns=(0, NOW * 1_000_000))
    assert pdf.read_file(path) == pdf.read_pdf(path.read_bytes(), NOW)


def test_plans_are_json(plan: dict[str, Any]) -> None:
    assert json.loads(json.dumps(plan)) == plan
