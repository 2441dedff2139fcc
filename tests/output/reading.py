"""Built sites with a tiny theme of their own, and their pages read as a browser would."""

from __future__ import annotations

import json
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from tests.output.changing import TEMPLATES
from tests.support import site, text

SETTINGS = """title = "Test & co"
tagline = "In one line"
description = "What it is about."
base_url = "https://example.org/"
author = "The editors"
theme = "tiny"
"""


def tiny(tmp_path: Path, files: Mapping[str, str | bytes], settings: str = "") -> Path:
    """A site in the tiny theme. ``settings`` come first, so they may hold no table."""
    theme: dict[str, str | bytes] = {
        f"themes/tiny/templates/{name}": text for name, text in TEMPLATES.items()
    }
    theme["themes/tiny/theme.toml"] = '[options]\naccent = { type = "string", default = "red" }\n'
    theme["themes/tiny/static/style.css"] = "body {}\n"
    plain, bracket, tables = settings.partition("[")
    keys = {line.partition(" =")[0] for line in plain.splitlines()}
    kept = [line for line in SETTINGS.splitlines() if line.partition(" =")[0] not in keys]
    config = "\n".join([*kept, plain]) + bracket + tables
    return site(tmp_path, {**theme, **files}, config)


class Page(HTMLParser):
    """What a page says of itself in its head, and where it links to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.title = ""
        self.language = ""
        self.metas: dict[str, str] = {}
        self.many: list[tuple[str, str]] = []
        self.links: list[dict[str, str]] = []
        self.hrefs: list[str] = []
        self.sources: list[str] = []
        self.data: list[Any] = []
        self._in = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._in = tag
        if tag == "html":
            self.language = given.get("lang", "")
        if tag == "meta" and "content" in given:
            name = given.get("name") or given.get("property") or given.get("http-equiv", "")
            self.many.append((name, given["content"]))
            self.metas.setdefault(name, given["content"])
        if tag == "link":
            self.links.append(given)
        if tag == "a" and "href" in given:
            self.hrefs.append(given["href"])
        if tag == "img":
            self.sources.append(given.get("src", ""))

    def handle_endtag(self, tag: str) -> None:
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in == "title":
            self.title += data
        if self._in == "script" and data.strip():
            self.data.append(json.loads(data))

    def all(self, name: str) -> list[str]:
        """The contents of every meta element of this name."""
        return [content for given, content in self.many if given == name]

    def link(self, rel: str) -> str:
        """Where the one link element of this relation leads; empty if there is none."""
        found = [link["href"] for link in self.links if link.get("rel") == rel]
        assert len(found) < 2, f"{rel} stands there {len(found)} times"
        return found[0] if found else ""

    def graph(self, kind: str) -> dict[str, Any]:
        """The one thing of this type in the page's JSON-LD."""
        found = [item for data in self.data for item in data["@graph"] if item["@type"] == kind]
        assert len(found) == 1, f"{kind} stands there {len(found)} times"
        return dict(found[0])

    def kinds(self) -> list[str]:
        return [item["@type"] for data in self.data for item in data["@graph"]]


def page(root: Path, path: str) -> Page:
    """One published page, by its path or its folder's URL (``posts/one/``)."""
    return Page(text(root, path + "index.html" if path.endswith("/") or not path else path))
