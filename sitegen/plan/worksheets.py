"""What a site has beside the pages of its worksheets: gallery, plans, today, PDFs, schemas."""

from __future__ import annotations

import json
from collections.abc import Iterator

from sitegen import urls
from sitegen.model import Page
from sitegen.plan.pages import page_at
from sitegen.sheets import pdf_url
from sitegen.site import Site
from sitegen.templates import Templates

SHEETS = ("worksheets", "plans", "today")


def worksheet_pages(site: Site, templates: Templates, pdfs: bool) -> Iterator[Page]:
    """Nothing for a site without worksheets; pages that the theme has no template for are left.

    ``pdfs`` says whether PDFs can be made.
    """
    if not site.worksheets:
        return
    for kind in SHEETS:
        if templates.has(f"{kind}.html"):
            yield page_at(f"/{kind}/", kind, f"{kind}.html", in_sitemap=True)
    yield from _schemas(site)
    if pdfs:
        for entry in site.worksheets:
            url = pdf_url(entry)
            yield Page(urls.output_path(url), url, "pdf", "file", "", (entry.id,), entry.source)


def _schemas(site: Site) -> Iterator[Page]:
    """What worksheets and saved plans are, for programs that read them."""
    from sitegen.worksheets.schemas import definition_schema, plan_schema

    for name, schema in (("worksheet-1", definition_schema), ("plan-1", plan_schema)):
        url = f"/schemas/{name}.json"
        lines = json.dumps(schema(site.config.base_url), indent=1, ensure_ascii=False).split("\n")
        yield Page(urls.output_path(url), url, "text", "file", "", tuple(lines))
