"""A small worksheet with one of everything, as the parser and the page hand it to the PDF."""

from __future__ import annotations

from typing import Any

from sitegen import pdf

URL = "https://example.org/blog/worksheets/account-plan/"

COLUMNS = [
    {"id": "if-this", "kind": "text", "label": "If this happens"},
    {"id": "then", "kind": "text", "label": "Then I will"},
    {"id": "check-on", "kind": "date", "label": "Check on"},
]
STEP_COLUMNS = [
    {"id": "done", "kind": "tick", "label": "Done"},
    {"id": "text", "kind": "lines", "label": "Step"},
    {"id": "who", "kind": "text", "label": "Who"},
    {"id": "dur", "kind": "duration", "label": "Days"},
    {"id": "after", "kind": "follows", "label": "After"},
    {"id": "pin", "kind": "date", "label": "Start"},
]

DEFINITION: dict[str, Any] = {
    "format": "worksheet/1",
    "id": "account-plan",
    "version": 3,
    "title": "Account plan",
    "url": "/blog/worksheets/account-plan/",
    "language": "en",
    "currency": "EUR",
    "hash": "sha256-AbC=",
    "plan": {
        "name": "{customer}, {stage}",
        "start": "next monday",
        "workdays": [1, 2, 3, 4],
        "holidays": ["2027-01-01"],
    },
    "blocks": [{"id": "stand", "kind": "section", "title": "Where we stand"}],
    "fields": [
        {"id": "customer", "kind": "text", "label": "Customer", "required": True, "maxlength": 80},
        {"id": "stage", "kind": "choose", "label": "Stage", "options": ["Prospect", "Client"]},
        {"id": "worry", "kind": "lines", "label": "What worries them?"},
        {"id": "last", "kind": "date", "label": "We last spoke on"},
        {"id": "worth", "kind": "money", "label": "Worth a year"},
        {"id": "calls", "kind": "number", "label": "Calls", "default": 10},
        {"id": "ready", "kind": "tick", "label": "I am ready"},
        {"id": "how", "kind": "option", "label": "How?", "options": ["By phone", "By mail"]},
        {"id": "weighted", "kind": "computed", "label": "Weighted", "formula": 1},
    ],
    "lists": [
        {
            "id": "trouble",
            "kind": "grid",
            "label": "If it goes wrong",
            "grows": True,
            "columns": COLUMNS,
            "rows": [{"id": "leaves", "cells": {"if-this": "My contact leaves"}}],
        },
        {
            "id": "the-plan",
            "kind": "plan",
            "label": "The plan",
            "grows": True,
            "columns": STEP_COLUMNS,
            "rows": [
                {"id": "learn", "level": 0, "cells": {"text": "Learn"}},
                {"id": "read", "parent": "learn", "cells": {"text": "Read it", "dur": [1, "d"]}},
                {
                    "id": "call",
                    "parent": "learn",
                    "cells": {"text": "Call", "after": [{"id": "read", "lag": [1, "w"]}]},
                },
            ],
        },
    ],
}

_ASKS = """
<p>Begin with <a href="../../posts/listen/#how">what they need</a>.</p>
<section class="block" data-block="stand" aria-labelledby="stand">
<div class="heading heading-2"><h2 id="stand">Where we stand</h2>
<a class="anchor" href="#stand">#</a></div>
<ul class="asks">
<li class="ask" data-field="customer" data-kind="text"><label for="ws__customer">Customer
<abbr class="needed" title="worth answering first">*</abbr></label>
<input type="text" id="ws__customer" name="customer" maxlength="80" aria-required="true"></li>
<li class="ask" data-field="stage" data-kind="choose"><label for="ws__stage">Stage</label>
<select id="ws__stage" name="stage"><option value=""></option><option>Prospect</option>
<option value="Client">Client</option></select></li>
<li class="ask" data-field="worry" data-kind="lines"><label for="ws__worry">What worries them?
</label> <span class="hint" id="ws__worry--hint">e.g. A second plant</span>
<textarea id="ws__worry" name="worry" rows="3"></textarea></li>
<li class="ask" data-field="last" data-kind="date"><label for="ws__last">We last spoke on:</label>
<input type="date" id="ws__last" name="last"></li>
<li class="ask" data-field="worth" data-kind="money"><label for="ws__worth">Worth a year</label>
<input type="text" id="ws__worth" name="worth"> <span class="unit">€</span></li>
<li class="ask" data-field="calls" data-kind="number"><label for="ws__calls">Calls</label>
<input type="text" id="ws__calls" name="calls" value="10"></li>
<li class="ask" data-field="ready" data-kind="tick"><label><input type="checkbox" id="ws__ready"
name="ready" value="yes"> I am ready</label></li></ul>
<fieldset class="ask" data-field="how" data-kind="option"><legend>How?</legend>
<label><input type="radio" id="ws__how--1" name="how" value="By phone"> By phone</label>
<label><input type="radio" id="ws__how--2" name="how" value="By mail"> By mail</label></fieldset>
<p class="result" data-field="weighted"><span class="result-label">Weighted:</span>
<output id="ws__weighted" name="weighted">…</output></p>
<button type="button">Add a row</button><script>alert(1)</script></section>
"""

_LETTER = """
<section class="block" data-block="boss"><h2 id="boss">To my boss</h2>
<div class="letter" data-letter><p>I saw <input class="fill" id="ws__customer--2" name="customer"
data-repeat placeholder="customer" aria-label="customer">, a <input class="fill" name="stage"
id="ws__stage--2" data-repeat placeholder="stage" aria-label="stage">.</p></div></section>
"""


def _trouble_row(row: str, first: str) -> str:
    name = f"trouble__{row}"
    about = f": {first}" if first else ""
    words = f'<textarea rows="1" name="{name}__if-this" aria-label="If this happens"></textarea>'
    return f"""<tr data-row="{row}">
<th scope="row" data-column="if-this">{first or words}</th>
<td data-column="then"><textarea rows="1" name="{name}__then" aria-label="Then I will{about}">
</textarea></td><td data-column="check-on"><input type="date" name="{name}__check-on"
aria-label="Check on{about}"></td></tr>"""


def _step(row: str, text: str, days: str = "") -> str:
    name = f"the-plan__{row}"
    return f"""<tr class="step" data-row="{row}" data-level="1">
<td data-column="done"><input type="checkbox" name="{name}__done" value="yes" aria-label="Done">
</td><td data-column="text">
<textarea rows="1" name="{name}__text" aria-label="Step">{text}</textarea></td>
<td data-column="who"><textarea rows="1" name="{name}__who" aria-label="Who"></textarea></td>
<td data-column="dur"><input name="{name}__dur" value="{days}" aria-label="Days"></td>
<td data-column="pin"><input type="date" name="{name}__pin" aria-label="Start"></td></tr>"""


def _table(list: str, columns: list[dict[str, str]], rows: list[str]) -> str:
    heads = "".join(f'<th scope="col" data-column="{c["id"]}">{c["label"]}</th>' for c in columns)
    return f"""<table class="grid" data-list="{list}"><thead><tr>{heads}</tr></thead>
<tbody>{"".join(rows)}</tbody></table>
<template data-row-of="{list}"><tr><td><input name="{list}__ROW__then"></td></tr></template>"""


CONTENT = (
    _ASKS
    + _table(
        "trouble",
        COLUMNS,
        [
            _trouble_row("leaves", "My contact leaves"),
            *(_trouble_row(f"new-{n}", "") for n in (1, 2)),
        ],
    )
    + _table(
        "the-plan",
        [column for column in STEP_COLUMNS if column["id"] != "after"],
        [
            '<tr class="item" data-row="learn"><td></td><td data-column="text" colspan="4">'
            '<textarea rows="1" name="the-plan__learn__text" aria-label="Item">Learn</textarea>'
            "</td></tr>",
            _step("read", "Read it", "1d"),
            _step("call", "Call"),
            _step("new-1", ""),
        ],
    )
    + _LETTER
)


def print_sheet(definition: dict[str, Any], content: str) -> bytes:
    """A sheet as the build would print it."""
    title = str(definition["title"])
    return pdf.make_pdf(definition, content, title, "en", "The Monday Plan", URL)
