"""The blog's filled-in examples: plans by the schema, with answers that their sheets ask for."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from sitegen.markdown import MarkdownOptions
from sitegen.worksheets import parse
from sitegen.worksheets.schemas import plan_schema
from tests.support import REPOSITORY

EXAMPLES = sorted((REPOSITORY / "data" / "examples").glob("*.json"))
PLANS = Draft202012Validator(
    plan_schema("https://example.org/"), format_checker=FormatChecker(("date",))
)


def asked(sheet: str) -> dict[str, Any]:
    """What a worksheet of this repository asks for."""
    text = (REPOSITORY / "content" / "worksheets" / f"{sheet}.md").read_text("utf-8")
    body = text.split("---\n", 2)[2]
    found: dict[str, Any] = json.loads(parse(body, MarkdownOptions()).sheet)
    return found


def test_every_sheet_has_one() -> None:
    sheets = (REPOSITORY / "content" / "worksheets").glob("*.md")
    assert [path.stem for path in EXAMPLES] == sorted(path.stem for path in sheets)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_fit_their_sheets(path: Path) -> None:
    plan, sheet = json.loads(path.read_text("utf-8")), asked(path.stem)
    assert [fault.message for fault in PLANS.iter_errors(plan)] == []
    assert plan["worksheet"]["id"] == path.stem
    fields = {field["id"]: field for field in sheet["fields"]}
    assert set(plan["values"]) <= set(fields)
    for id, answer in plan["values"].items():
        assert answer["v"] in fields[id].get("options", [answer["v"]]), id
    lists = {found["id"]: found for found in sheet["lists"]}
    for id, rows in plan["lists"].items():
        columns = {column["id"]: column for column in lists[id]["columns"]}
        written = {row["id"] for row in lists[id].get("rows", [])}
        here = written | {row["id"] for row in rows}
        for row in rows:
            assert set(row["cells"]) <= set(columns), row["id"]
            assert row.get("from", row["id"]) == row["id"]
            assert ("from" in row) == (row["id"] in written), row["id"]
            follows = row["cells"].get("after", {}).get("v") or []
            assert {step["id"] for step in follows} <= here
            for column, cell in row["cells"].items():
                options = columns[column].get("options", [cell["v"]])
                assert cell["v"] in options, (row["id"], column)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 3
    for path in EXAMPLES:
        assert not re.search(r"@\w+\.\w|https?://", path.read_text("utf-8")), "nobody real is in it"
