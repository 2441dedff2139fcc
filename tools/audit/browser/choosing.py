"""Which pages a browser looks at: every one to fill in, and of each other kind the longest."""

from __future__ import annotations

import re

from tools.audit.site import Site

_BODY = re.compile(r'<body[^>]*\bclass="([^"]*)"')
_SHEET = '<form class="worksheet"'


def has_sheet(site: Site, path: str) -> bool:
    """Say whether a page has a worksheet on it, its own or one within a text."""
    return _SHEET in site.text(path)


def chosen(site: Site) -> list[str]:
    """Return paths of pages, in order. A kind is a folder at the top and the body's classes."""
    found: set[str] = set()
    longest: dict[tuple[str, str], str] = {}
    for path in site.with_suffix(".html"):
        text = site.text(path)
        body = _BODY.search(text)
        if _SHEET in text:
            found.add(path)
        elif body:  # a page that only leads on has none
            kind = (path.partition("/")[0] if "/" in path else "", body[1])
            if kind not in longest or len(text) > len(site.text(longest[kind])):
                longest[kind] = path
    return sorted(found.union(longest.values()))
