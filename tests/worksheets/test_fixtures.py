"""Worksheets by example: see ``fixtures/``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from jsonschema import Draft202012Validator

from sitegen.markdown import MarkdownOptions
from sitegen.model import Body
from sitegen.worksheets import parse
from sitegen.worksheets.schemas import definition_schema
from tests.markdown.cases import Case as Mistake
from tests.markdown.cases import read_cases, show, show_finding
from tests.worksheets.reading import definition_of, page_of, show_definition

FIXTURES = Path(__file__).parent / "fixtures"
BASE = "https://example.com/"


class Case(NamedTuple):
    """One sheet: its text, its definition, its HTML."""

    file: str
    title: str
    source: str
    definition: str
    html: str

    def __str__(self) -> str:
        return f"{self.file}: {self.title}"

    def body(self, html: str = "trusted") -> Body:
        return parse(self.source, MarkdownOptions(html))


def read_sheets() -> Iterator[Case]:
    """All blocks of all fixture files: title, text, definition, HTML."""
    for path in sorted(FIXTURES.glob("*.md")):
        blocks = path.read_text(encoding="utf-8").split("\n.\n")
        for title, source, definition, html in zip(*(blocks[n::4] for n in range(4)), strict=False):
            yield Case(path.stem, title.strip(), source + "\n", definition, html)


SHEETS = list(read_sheets())
MISTAKES = list(read_cases(FIXTURES / "invalid"))


@pytest.mark.parametrize("case", SHEETS, ids=str)
def test_definition(case: Case) -> None:
    body = case.body()
    assert [show_finding(finding) for finding in body.findings] == []
    assert show_definition(body) == case.definition


@pytest.mark.parametrize("case", SHEETS, ids=str)
def test_html(case: Case) -> None:
    assert show(case.body().content) == case.html


@pytest.mark.parametrize("case", SHEETS, ids=str)
def test_a_sanitiser_changes_nothing_of_ours(case: Case) -> None:
    trusted, sanitised = case.body().content, case.body("sanitised").content
    assert sanitised.links == trusted.links
    assert _loose("".join(sanitised.chunks)) == _loose("".join(trusted.chunks))


def _loose(html: str) -> list[str]:
    """The HTML but for ways of writing the same."""
    for written, same in (("&quot;", '"'), ('=""', ""), ("\u00a0", "&nbsp;")):
        html = html.replace(written, same)
    return sorted(html.replace(">", " > ").split())


@pytest.mark.parametrize("case", SHEETS, ids=str)
def test_definitions_are_as_the_schema_says(case: Case) -> None:
    about = {"format": "worksheet/1", "id": "x", "version": 1, "title": "X", "url": "/x/"}
    more = {"language": "en", "hash": "sha256-x"}
    definition = {**about, **more, **definition_of(case.body())}
    errors = Draft202012Validator(definition_schema(BASE)).iter_errors(definition)
    assert [error.message for error in errors] == []


@pytest.mark.parametrize("case", SHEETS, ids=str)
def test_every_widget_has_a_name_for_those_who_can_not_see_it(case: Case) -> None:
    page = page_of(case.body())
    assert page.repeated_ids() == []
    for widget in page.widgets:
        radio_or_box = widget.get("type") in ("radio", "checkbox")  # the label is around them
        named = widget["id"] in page.labels or "aria-label" in widget or radio_or_box
        assert named or widget["tag"] == "output", widget


@pytest.mark.parametrize("case", MISTAKES, ids=str)
def test_findings(case: Mistake) -> None:
    findings = parse(case.source, MarkdownOptions()).findings
    assert "\n".join(map(show_finding, findings)) == case.expected
