"""The tables of a form, set for paper: widths that fit what is written in each column."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from sitegen.pdf.blanks import FORMATS
from sitegen.pdf.kinds import CELL, Kinds
from sitegen.pdf.tree import classes, elements, make, parents

_SHORT = 9  # rows, with the head: a table of so many is not cut where a page ends


def fit_tables(body: Element, kinds: Kinds) -> None:
    """Gives each table columns with classes by kind, and says once, at the top, how to write."""
    for table in [el for el in elements(body) if el.tag == "table" and el.get("data-list")]:
        for header, name in _headers(table):
            kind = kinds.kind(name)
            header.set("class", f"kind-{kind} column-{header.get('data-column')}")
            options = kinds.options(name)
            words = " / ".join(options) if kind == "choose" else FORMATS.get(kind, "")
            if words:
                header.append(make("span", words, class_="format"))
    above = parents(body)
    for table in [el for el in elements(body) if el.tag == "table"]:
        if len(list(table.iter("tr"))) <= _SHORT:
            frame = above[table]
            frame.set("class", " ".join((*classes(frame), "short")))


def _headers(table: Element) -> Iterator[tuple[Element, str]]:
    """The head cells of a table's columns, each with the name of a blank in its column."""
    for header in table.iter("th"):
        if header.get("data-column"):
            yield header, CELL.join((table.get("data-list", ""), "", header.get("data-column", "")))
