"""Sheets that no sensible author writes: they print, and nothing in them reaches out."""

from __future__ import annotations

import gc
import tempfile
from html import escape
from pathlib import Path
from typing import Any

import pytest

from sitegen import pdf
from sitegen.pdf.paper import paper
from tests.pdf.filling import fields_of, open_strictly
from tests.pdf.sheets import URL, print_sheet

pytestmark = pytest.mark.usefixtures("_pdfs")


def _definition(*fields: dict[str, Any]) -> dict[str, Any]:
    facts = {"format": "worksheet/1", "id": "odd", "version": 1, "title": "Odd", "url": "/odd/"}
    return {**facts, "language": "en", "hash": "sha256-0", "fields": list(fields), "lists": []}


def _ask(name: str, label: str) -> str:
    return (
        f'<li class="ask" data-field="{name}" data-kind="text"><label for="ws__{name}">'
        f'{escape(label)}</label> <input id="ws__{name}" name="{name}"></li>'
    )


def _field(name: str, label: str) -> dict[str, Any]:
    return {"id": name, "kind": "text", "label": label}


@pytest.mark.parametrize(
    "label",
    [
        "<script>alert(1)</script>",
        '"quoted" & <b>bold</b> (paren) \\ slash',
        "]]> --> %PDF endstream endobj",
        "שלום, 你好, 😀",
        "e\u0301 and \u202e backwards",
        "W" * 3000,
        "word " * 600,
    ],
)
def test_any_label(label: str) -> None:
    data = print_sheet(_definition(_field("a", label)), f"<ul>{_ask('a', label)}</ul>")
    assert fields_of(data)["a"]["/TU"] == " ".join(label.split())[:300]
    assert pdf.read_pdf(data, 0)["values"] == {}


def test_three_hundred_blanks() -> None:
    names = [f"field-{number}" for number in range(300)]
    fields = [_field(name, f"Question {name}") for name in names]
    asks = "".join(_ask(name, f"Question {name}") for name in names)
    data = print_sheet(_definition(*fields), f'<ul class="asks">{asks}</ul>')
    assert list(fields_of(data)) == names
    assert len(data) < 300_000


def test_a_sheet_reads_no_file_and_asks_no_host(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hunter2")
    address = secret.as_uri()
    content = f"""
    <link rel="attachment" href="{address}"><a rel="attachment" href="{address}">here</a>
    <img src="{address}" alt="a picture"><iframe src="{address}"></iframe>
    <object data="{address}"></object><style>@import "{address}"; p {{ background: url({address}) }}
    </style><p style="background: url({address})">text</p><svg><image href="{address}"/></svg>
    <a href="javascript:alert(1)">run</a><form action="{address}"><button>Send</button></form>"""
    html = paper(_definition(), content, "Odd", "en", "Site", URL).html
    assert "secret" not in html
    assert "javascript" not in html
    assert "a picture" in html
    data = print_sheet(_definition(), content)
    assert not open_strictly(data).attachments
    assert b"hunter2" not in data


def test_of_drawings_a_curve_stays_and_nothing_that_fetches() -> None:
    curve = """<figure data-curve="c"><svg viewBox="0 0 9 9"><path d="M0 0H9" style="fill:url(x)"/>
        <image href="file:///etc/passwd"/><text x="1" y="2">67<a href="/y">!</a></text>
        <svg><path d="M9"/></svg></svg></figure><p><svg><path d="M1"/></svg>.</p>"""
    html = paper(_definition(), curve, "Odd", "en", "Site", URL).html
    assert '<svg viewBox="0 0 9 9"><path d="M0 0H9">' in html
    assert html.count("<path") == 1
    assert not [sign for sign in ("fill:url", "image", "passwd") if sign in html]


def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    gc.disable()  # a forked build ends without collecting
    try:
        print_sheet(_definition(), "<p>text</p>")
        assert list(tmp_path.iterdir()) == []
    finally:
        gc.enable()


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<li class=ask><label><label><input name=a>",
        "<table data-list=x><tr><td><input name=a></table></table>",
        "<select name=a></select><textarea name=a>b</textarea><input name=a type=checkbox>",
        '<input name="a" maxlength="-1"><textarea name="b" rows="99999999999"></textarea>',
        "<fieldset class=ask><input type=radio name=a></fieldset>",
        "<div class=letter><input name=a></div>",
        "<!-- <input name=a> --><p class=ask>no blank</p>",
    ],
)
def test_html_that_is_not_as_agreed(content: str) -> None:
    assert open_strictly(print_sheet(_definition(_field("a", "A")), content)).pages
