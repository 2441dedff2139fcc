"""What templates can ask of an entry that is a worksheet, or that has one in its text."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from sitegen.model import Entry, Link
from sitegen.render.reading import Reading
from sitegen.sheets import (
    Part,
    definition,
    in_page,
    own_anchors,
    own_ids,
    parts,
    pdf_url,
    with_currency,
)
from sitegen.text import html


class WorksheetView:
    """The worksheet's part of an entry's view."""

    __slots__ = ("_entry", "_reading")

    def __init__(self, entry: Entry, reading: Reading) -> None:
        self._entry, self._reading = entry, reading

    @property
    def form(self) -> Markup:
        """What stands within a worksheet's form, with ids of its own."""
        return self.block("")

    def block(self, id: str, embedded: bool = False) -> Markup:
        """One block of a worksheet's form; all of them for an empty ``id``.

        Where it is ``embedded`` in another text, headings' ids differ from those of that text.
        """
        entry, reading = self._entry, self._reading
        prose = reading.prose(entry, "content", block=id)
        found = own_ids(
            with_currency(prose, reading.config("worksheets").currency), entry.worksheet
        )
        if embedded:
            url = html(reading.press.href(entry.url))
            found = own_anchors(found, entry.worksheet, reading.body(entry).anchors, url)
        return Markup(found)

    @property
    def definition(self) -> Markup:
        """A worksheet's definition as JSON for a ``script`` element."""
        return Markup(in_page(self.plain_definition))

    @property
    def plain_definition(self) -> dict[str, Any]:
        """A worksheet's definition, as the schema ``worksheet/1`` has it."""
        for key in ("base_url", "language", "worksheets"):
            self._reading.config(key)
        body = self._reading.body(self._entry)
        return definition(self._reading.press.site, self._entry, body)

    @property
    def embeds_worksheet(self) -> bool:
        """Whether a worksheet stands in the text."""
        links = self._reading.body(self._entry).content.links
        return any(link.role == "worksheet" for link in links)

    @property
    def parts(self) -> list[Part]:
        """What each block of a worksheet asks, in words."""
        return list(parts(self.plain_definition))

    @property
    def pdf(self) -> str:
        """The address of a worksheet's PDF, or an empty string."""
        url = pdf_url(self._entry)
        self._reading.names.add(("link", self._entry.id, "path", url))
        found = self._reading.press.target(self._entry.id, Link("href", "path", url, "", 1, 1))
        return "" if found.fault else self._reading.press.href(url)
