"""What of one entry can be searched, and what of it a hit shows."""

from __future__ import annotations

from typing import Any, NamedTuple

from sitegen.dates import format_date
from sitegen.links import href
from sitegen.model import Body, Entry, Prose
from sitegen.search.words import plain
from sitegen.site import Site
from sitegen.text import slugify, squeeze

FIELDS = ("text", "title", "headings", "topics")
"""What can be searched, in the order of the index."""


_SHOWN = ("categories", "tags")


class Part(NamedTuple):
    """One entry: its ``fields`` as texts, its terms as ``slug/taxonomy``, and what a hit shows."""

    fields: tuple[str, ...]
    terms: tuple[str, ...]
    shown: tuple[Any, ...]


def part(site: Site, entry: Entry, body: Body, full: bool) -> Part:
    """What can be searched of ``entry``; only the beginning of its text unless ``full``."""
    text = plain(_html(body.content)) if full else body.opening
    text = squeeze(f"{entry.summary} {text}")
    names = [name for found in entry.terms.values() for name in found]
    headings = " ".join(heading.text for heading in body.headings)
    terms = [f"{slugify(name)}/{taxonomy}" for taxonomy, some in entry.terms.items()
             for name in some]  # fmt: skip
    date = format_date(entry.date, site.config.date_format) if entry.date else ""
    topics = [name for taxonomy in _SHOWN for name in entry.terms.get(taxonomy, ())]
    shown = (entry.title, href(site, entry.url), entry.kind, date, topics, text)
    return Part((text, entry.title, headings, " ".join(names)), tuple(dict.fromkeys(terms)), shown)


def _html(prose: Prose) -> str:
    """The HTML, with the name that a link without words of its own is written by."""
    pieces = [prose.chunks[0]]
    for link, chunk in zip(prose.links, prose.chunks[1:], strict=True):
        if link.role == "title" and link.form == "name":
            pieces.append(link.target)
        pieces.append(chunk)
    return "".join(pieces)
