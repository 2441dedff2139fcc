"""The pages of lines worth keeping: one with all of them, and one for each."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.errors import Location, Problem
from sitegen.markdown.wisdom import url
from sitegen.model import Entry, Page, Wisdom
from sitegen.plan.pages import page_at
from sitegen.site import Site
from sitegen.templates import Templates

ALL = "/wisdom/"


def wisdom_pages(site: Site, templates: Templates) -> Iterator[Page]:
    """Nothing for a site without such lines."""
    if not site.wisdoms:
        return
    yield page_at(ALL, "wisdoms", templates.first("wisdoms.html", "default.html"), in_sitemap=True)
    template = templates.first("wisdom.html", "default.html")
    for id, (_, entry) in site.wisdoms.items():
        public = not entry.noindex and entry.id not in site.states
        yield page_at(url(id), "wisdom", template, id, source=entry.source, in_sitemap=public)


def repeated_wisdoms(site: Site) -> Iterator[Problem]:
    """Lines in two texts that have one id, and so would have one address."""
    for entry in site.everything():
        for wisdom in entry.wisdoms:
            kept, first = site.wisdoms.get(wisdom.id, (wisdom, entry))
            if first.id != entry.id:
                message = f"a wisdom in another text has the id `{wisdom.id}` too"
                hint = "keep one of them, or give one an id: `::: wisdom {#another-id}`"
                also = (_place(first, kept),)
                place = _place(entry, wisdom)
                yield Problem("wisdom-clash", message, place, hint, also=also)


def _place(entry: Entry, wisdom: Wisdom) -> Location:
    return Location(entry.source, entry.body_line + wisdom.line - 1, 1)
