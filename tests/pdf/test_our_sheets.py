"""The worksheets of this repository, from Markdown to a filled PDF and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sitegen import pdf
from sitegen.markdown import MarkdownOptions
from sitegen.pdf.kinds import Kinds, cell_of
from sitegen.worksheets import parse
from sitegen.worksheets.schemas import plan_schema
from tests.pdf.filling import fields_of, fill, open_strictly, widgets_of
from tests.pdf.sheets import print_sheet
from tests.support import REPOSITORY

SHEETS = sorted((REPOSITORY / "content" / "worksheets").glob("*.md"))
NOW = 1_795_257_730_123
EXAMPLES: dict[str, Any] = {
    "number": ("1,250.5", 1250.5),
    "money": ("$ 1,250.50", 1250.5),
    "percent": ("12 %", 12),
    "days": ("3", 3),
    "date": ("2027-3-31", "2027-03-31"),
    "duration": ("2 weeks", [2, "w"]),
    "tick": ("/on", True),
    "yesno": ("/0", "yes"),
}
VALID = Draft202012Validator(plan_schema("https://example.org/"))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.usefixtures("_pdfs"),
    pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem),
]


def _printed(path: Path) -> tuple[dict[str, Any], bytes]:
    text = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    body = parse(text, MarkdownOptions())
    facts = {"format": "worksheet/1", "id": path.stem, "version": 1, "title": path.stem}
    place = {"url": f"/worksheets/{path.stem}/", "language": "en", "hash": "sha256-0"}
    definition = {**facts, **place, **json.loads(body.sheet)}
    return definition, print_sheet(definition, "/elsewhere/".join(body.content.chunks))


def _example(name: str, field: Any, kinds: Kinds) -> tuple[str, Any]:
    """Something to write into a field, and the answer that it is."""
    kind = kinds.kind(name)
    if kind == "option" and "/Opt" in field:
        return "/0", field["/Opt"][0]
    if kind == "choose" or field["/FT"] == "/Ch":
        return field["/Opt"][1][0], field["/Opt"][1][0]
    text, value = EXAMPLES.get(kind, (f"about {name}", f"about {name}"))
    return text, value


def test_what_is_written_on_it_comes_back(path: Path) -> None:
    definition, data = _printed(path)
    kinds, fields = Kinds(definition), fields_of(data)
    assert all(kinds.about(name) for name in fields), "a field that the definition does not know"
    assert all(field["/TU"] for field in fields.values())

    examples = {name: _example(name, field, kinds) for name, field in fields.items()}
    plan = pdf.read_pdf(fill(data, {name: text for name, (text, _) in examples.items()}), NOW)

    VALID.validate(plan)
    assert plan["kept"] == {}
    written = {name: value for name, (_, value) in examples.items() if cell_of(name) is None}
    assert {name: stamp["v"] for name, stamp in plan["values"].items()} == written
    asked = {f["id"] for f in definition.get("fields", ()) if f["kind"] != "computed"}
    assert asked == set(written)
    cells = [value for name, (_, value) in examples.items() if cell_of(name) is not None]
    found = [
        stamp["v"]
        for rows in plan["lists"].values()
        for row in rows
        for stamp in row["cells"].values()
        if stamp["t"] == NOW
    ]
    assert sorted(map(repr, found)) == sorted(map(repr, cells))


def test_no_blank_lies_outside_its_page_or_on_another(path: Path) -> None:
    _, data = _printed(path)
    places: dict[int, list[list[float]]] = {}
    for field in fields_of(data).values():
        for widget in widgets_of(field):
            places.setdefault(widget.raw_get("/P").idnum, []).append(list(widget["/Rect"]))
    width, height = open_strictly(data).pages[0].mediabox.upper_right
    for page in places.values():
        for left, bottom, right, top in page:
            assert 0 < left < right < width
            assert 0 < bottom < top < height
        for index, one in enumerate(page):
            assert not [other for other in page[:index] if _overlap(one, other)]


def _overlap(one: list[float], other: list[float]) -> bool:
    slack = 0.5  # points: neighbours share an edge
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > slack
        and min(one[3], other[3]) - max(one[1], other[1]) > slack
    )
