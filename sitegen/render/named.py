"""Plain things that templates list: addresses with titles, feeds, the headings of a text."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from markupsafe import Markup

from sitegen.model import Heading
from sitegen.plan import FEED_FILES
from sitegen.render.reading import Reading


class Named(NamedTuple):
    """Something with a title and an address: a menu item, a crumb, a feed."""

    title: str
    url: str
    type: str = ""


def feeds(reading: Reading, base: str, title: str) -> list[Named]:
    """The feeds at a URL path, with what each is called."""
    kinds = {
        "atom": ("Atom", "application/atom+xml"),
        "json": ("JSON Feed", "application/feed+json"),
    }
    return [
        Named(
            f"{title} ({kinds[name][0]})",
            reading.press.href(base + FEED_FILES[name]),
            kinds[name][1],
        )
        for name in reading.config("feeds").formats
    ]


def outline(headings: Iterable[Heading]) -> list[dict[str, Any]]:
    """Headings as a tree: each a mapping of id, html, text, level and its children."""
    top: list[dict[str, Any]] = []
    open_: list[dict[str, Any]] = []
    for heading in headings:
        node = {"id": heading.id, "html": Markup(heading.html), "text": heading.text,
                "level": heading.level, "children": []}  # fmt: skip
        while open_ and open_[-1]["level"] >= heading.level:
            open_.pop()
        (open_[-1]["children"] if open_ else top).append(node)
        open_.append(node)
    return top
