"""Features by example: see ``fixtures/``."""

from __future__ import annotations

import pytest

from sitegen.markdown import MarkdownOptions, parse
from tests.markdown.cases import FIXTURES, Case, read_cases, show, show_finding

CASES = list(read_cases(FIXTURES))
MISTAKES = list(read_cases(FIXTURES / "invalid"))


def options_for(case: Case) -> MarkdownOptions:
    """The name of a fixture file says what its options are."""
    if case.file.startswith("quotes-"):
        return MarkdownOptions(language=case.file.removeprefix("quotes-"))
    return MarkdownOptions(html="sanitised" if case.file == "sanitised" else "trusted")


@pytest.mark.parametrize("case", CASES, ids=str)
def test_html(case: Case) -> None:
    assert show(parse(case.source, options_for(case)).content) == case.expected


@pytest.mark.parametrize("case", MISTAKES, ids=str)
def test_findings(case: Case) -> None:
    findings = parse(case.source, options_for(case)).findings
    assert "\n".join(map(show_finding, findings)) == case.expected


@pytest.mark.parametrize("case", CASES, ids=str)
def test_sanitising_keeps_what_the_renderer_makes(case: Case) -> None:
    """Only raw HTML and URLs of data differ: the sanitiser knows all our own tags and classes."""
    if case.file in ("sanitised", "links", "headings", "inline", "quotes-en"):
        return
    trusted = parse(case.source, options_for(case)).content
    sanitised = parse(case.source, MarkdownOptions("sanitised", language=_language(case))).content
    assert sanitised.links == trusted.links
    assert _loose("".join(sanitised.chunks)) == _loose("".join(trusted.chunks))


def _language(case: Case) -> str:
    return options_for(case).language


def _loose(html: str) -> list[str]:
    """The HTML but for ways of writing the same: the order of attributes, optional escapes."""
    for written, same in (("&quot;", '"'), ('=""', ""), ("\u00a0", "&nbsp;")):
        html = html.replace(written, same)
    return sorted(html.replace(">", " > ").split())
