"""How a page that a template makes is planned."""

from __future__ import annotations

from sitegen import urls
from sitegen.model import Page


def page_at(url: str, kind: str, template: str, *subject: object, **more: object) -> Page:
    """The page at ``url`` (a folder or a file), of this kind, about ``subject``."""
    return Page(
        urls.output_path(url),
        url,
        "template",
        kind,
        template,
        subject,
        **more,  # type: ignore[arg-type]
    )
