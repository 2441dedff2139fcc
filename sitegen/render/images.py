"""Pictures in pages: with their size, in the versions that a browser can choose from."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from sitegen.model import Entry
from sitegen.pictures import Facts, Version, Versions
from sitegen.render.press import Press
from sitegen.text import html

SIZES = "(min-width: 46rem) 42rem, 100vw"
"""How wide a picture in a text is shown, where neither the settings nor the theme say."""

_MAKERS = frozenset({"copy", "picture", "drawing"})


def file_at(press: Press, url: str) -> str:
    """The file that is published at a URL path, as messages show it; empty for anything else."""
    page = press.plan.pages.get(url.partition("?")[0].lstrip("/"))
    return page.source if page and page.maker in _MAKERS else ""


def cannot_show(name: str, facts: Facts) -> str:
    """That a picture can't be shown, and why."""
    return f"the picture `{name}` can't be shown: {facts.fault}"


def plain(src: str, attributes: str, facts: Facts | None, loading: str) -> str:
    """An ``img``; ``src`` and ``attributes`` are HTML."""
    size = f' width="{facts.width}" height="{facts.height}"' if facts and facts.width else ""
    return f'<img src="{src}"{attributes}{size}{loading} decoding="async">'


LAZY, EAGER = ' loading="lazy"', ' fetchpriority="high"'


def responsive(press: Press, name: str, src: str, attributes: str, loading: str, sizes: str) -> str:
    """The picture ``name`` with its versions; as it is where it has none.

    While somebody writes there are no versions, but the elements are those that will be there.
    """
    pictures = press.pictures
    facts, found = pictures.facts(name), pictures.versions(name)
    if not (found.fallback or pictures.has_versions(name)):
        return plain(src, attributes, facts, loading)
    fallback = html(press.href(found.fallback.url)) if found.fallback else src
    sources = "".join(_sources(press, found, html(sizes)))
    return f"<picture>{sources}{plain(fallback, attributes, facts, loading)}</picture>"


def _sources(press: Press, found: Versions, sizes: str) -> Iterator[str]:
    for form, some in groupby(found.offered, key=lambda version: version.format):
        listed = ", ".join(_candidate(press, version) for version in some)
        yield f'<source type="image/{form}" srcset="{listed}" sizes="{sizes}">'


def _candidate(press: Press, version: Version) -> str:
    return f"{html(press.href(version.url))} {version.width}w"


def places_of(press: Press, name: str) -> Iterator[tuple[Entry, int, int]]:
    """Where texts show the picture that is this file: entry, line and column within its body."""
    for entry in press.site.everything():
        for link in press.bodies.get(entry).content.links:
            if link.role == "picture" and file_at(press, press.target(entry.id, link).url) == name:
                yield entry, link.line, link.column
