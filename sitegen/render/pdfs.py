"""Worksheets as PDFs that can be filled in."""

from __future__ import annotations

from sitegen.model import Page
from sitegen.render.reading import Reading
from sitegen.render.views import EntryView
from sitegen.sheets import with_currency


def render_pdf(page: Page, reading: Reading) -> bytes:
    """The PDF of one worksheet. It is planned only where PDFs can be made."""
    from sitegen.pdf import make_pdf

    entry = reading.entry(page.subject[0])
    assert entry is not None, "a PDF is planned only if the worksheet is there"
    view = EntryView(entry, reading)
    prose = reading.prose(entry, "content", absolute=True)
    return make_pdf(
        view.plain_definition,
        with_currency(prose, reading.config("worksheets").currency),
        entry.title,
        entry.language or reading.config("language"),
        reading.config("title"),
        view.permalink,
    )
