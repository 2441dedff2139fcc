"""Pages of what is on two tags at once, for themes that have a template for them."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.model import Page
from sitegen.plan.pages import page_at
from sitegen.site import Site
from sitegen.templates import Templates

TEMPLATE = "narrowed.html"


def pair_pages(site: Site, templates: Templates) -> Iterator[Page]:
    """One for each of the site's pairs: see ``Site.pairs``."""
    if templates.has(TEMPLATE):
        for pair in site.pairs:
            yield page_at(pair_url(*pair), "narrowed", TEMPLATE, "tags", pair)


def pair_url(one: str, other: str) -> str:
    """The address of the page of two tags, given in the order of their slugs."""
    return f"/tags/{one}/{other}/"
