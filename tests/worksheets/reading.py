"""How bodies of worksheets are looked at in tests."""

from __future__ import annotations

import json
from collections import Counter
from html.parser import HTMLParser
from typing import Any

from sitegen.model import Body

CONTROLS = ("input", "select", "textarea", "output")


class Page(HTMLParser):
    """The ids of a page, and its widgets as their attributes; a template is a document apart."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.widgets: list[dict[str, str]] = []
        self.labels: set[str] = set()
        self._templates, self._inside = 0, False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "template":
            self._templates, self._inside = self._templates + 1, True
        if "id" in found:
            self.ids.append(found["id"] + f" in template {self._templates}" * self._inside)
        if tag == "label" and "for" in found:
            self.labels.add(found["for"])
        if tag in CONTROLS and found.get("id", "").startswith("ws__"):
            self.widgets.append({"tag": tag, **found})

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._inside = False

    def repeated_ids(self) -> list[str]:
        return [name for name, count in Counter(self.ids).items() if count > 1]

    def own_widgets(self, name: str) -> list[dict[str, str]]:
        """The widgets of a field that do not repeat its answer elsewhere."""
        return [one for one in self.widgets if one["name"] == name and "data-repeat" not in one]


def page_of(body: Body) -> Page:
    return Page("x".join(body.content.chunks))


def definition_of(body: Body) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(body.sheet)
    return found


def show_definition(body: Body) -> str:
    """The definition for people: each block, field and list on a line of its own."""
    lines = []
    for kind, items in definition_of(body).items():
        lines += [f"{kind[:-1]} {_compact(item)}" for item in items if kind != "lists"]
        for item in items if kind == "lists" else ():
            columns, rows = item.pop("columns"), item.pop("rows", ())
            lines.append(f"list {_compact(item)}")
            lines += [f"  column {_compact(column)}" for column in columns]
            lines += [f"  row {_compact(row)}" for row in rows]
    return "\n".join(lines)


def _compact(item: dict[str, Any]) -> str:
    return json.dumps(item, ensure_ascii=False)
