"""What a worksheet is to its readers: the definition that its page carries."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from sitegen.config import Config
from sitegen.errors import Location, Problem, suggestion
from sitegen.links import href
from sitegen.model import Body, Entry
from sitegen.site import Site

FORMAT = "worksheet/1"
EMBEDDED = "ws__"  # what ids within a form begin with, until it is known whose form it is
_START = "today"
_CURRENCY = re.compile(r' data-currency(?:="")?>(?=</span>)')
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥"}  # others share a sign, or are less known
_WORKDAYS = [1, 2, 3, 4, 5]


def definition(site: Site, entry: Entry, body: Body) -> dict[str, Any]:
    """The worksheet as plain data, by the schema ``worksheet/1``: what its script works from.

    ``hash`` stands for all the rest, so that a page can tell when the sheet has changed.
    """
    config = site.config
    found = {
        "format": FORMAT,
        "id": entry.worksheet,
        "version": entry.version,
        "title": entry.title,
        "url": href(site, entry.url),
        "language": entry.language or config.language,
        "currency": config.worksheets.currency,
        "plan": _plan(entry, config),
        **json.loads(body.sheet or "{}"),
    }
    text = json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    found["hash"] = _integrity(text.encode("utf-8"))
    return found


def brief(data: Mapping[str, Any]) -> dict[str, Any]:
    """As much of a definition as a page needs that shows plans of many worksheets for one day.

    That is logs, routines, and what the author says a question ``is`` about.
    """
    fields = [field for field in data.get("fields", ()) if "is" in field]
    lists = [
        found
        for found in data.get("lists", ())
        if found["kind"] in ("log", "routine")
        or any("is" in part for part in (found, *found["columns"]))
    ]
    wanted = ("id", "title", "url", "language", "currency")
    bare = [{**found, "rows": []} if found["kind"] == "log" else found for found in lists]
    return {**{key: data[key] for key in wanted}, "fields": fields, "lists": bare}


def _plan(entry: Entry, config: Config) -> dict[str, Any]:
    given = entry.plan
    return {
        "name": given.get("name") or entry.title,
        "start": given.get("start", _START),
        "workdays": list(given.get("workdays", _WORKDAYS)),
        "holidays": list(given.get("holidays", config.worksheets.holidays)),
    }


def _integrity(data: bytes) -> str:
    """A digest in the form of Subresource Integrity: ``sha256-`` and base64."""
    return "sha256-" + base64.b64encode(hashlib.sha256(data).digest()).decode("ascii")


def pdf_url(entry: Entry) -> str:
    """Where a worksheet's PDF is, if it has one: beside its page."""
    return f"{entry.url.rpartition('/')[0]}/{entry.worksheet}.pdf"


def in_page(data: Mapping[str, Any]) -> str:
    """JSON that can stand in a ``script`` element: it ends none and starts no comment."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def with_currency(html: str, currency: str) -> str:
    """A form's HTML with the sign of the currency behind its amounts; its code if it has none."""
    sign = _SIGNS.get(currency, currency)
    return _CURRENCY.sub(lambda mark: f"{mark[0]}{sign}", html)


def own_ids(html: str, worksheet: str) -> str:
    """A form's HTML with ids that are its own among the forms of a page."""
    return html.replace(f'="{EMBEDDED}', f'="{worksheet}__').replace(
        f" {EMBEDDED}", f" {worksheet}__"
    )


_TAG = re.compile(r"<[A-Za-z][^<>]*>")
_ID = re.compile(r'( id=| aria-(?:labelledby|describedby)=| href=(?="#))"(#?)([^"]*)"')


def own_anchors(html: str, worksheet: str, anchors: Collection[str], url: str) -> str:
    """A form's HTML whose headings have ids of their own in the text that it is embedded in.

    Links to what is not in ``html`` lead to the worksheet's page, which is at ``url``.
    """
    found = (match for tag in _TAG.findall(html) for match in _ID.finditer(tag))
    there = {match[3] for match in found if match[1] == " id="}

    def attribute(match: re.Match[str]) -> str:
        start, sign, value = match.groups()
        if value not in anchors:
            return match[0]
        if value not in there:
            return f'{start}"{url}#{value}"' if sign else match[0]
        return f'{start}"{sign}{worksheet}.{value}"'

    return _TAG.sub(lambda tag: _ID.sub(attribute, tag[0]), html)


def misplaced(site: Site) -> Iterator[Problem]:
    """Worksheets that share an id, and posts that they name and that are not there."""
    first: dict[str, Entry] = {}
    for entry in site.worksheets:
        other = first.setdefault(entry.worksheet, entry)
        if other is not entry:
            place = Location(entry.source, *entry.marks.get("worksheet", (1, 1)))
            message = f"there is another worksheet `{entry.worksheet}`"
            hint = "give one of them another id; a reader's answers are kept under it"
            yield Problem("worksheet-clash", message, place, hint, also=(Location(other.source),))
        yield from _unexplained(site, entry)


def _unexplained(site: Site, entry: Entry) -> Iterator[Problem]:
    known = site.loaded.entries
    for id in entry.explained_by:
        if id not in known and id not in site.broken:
            place = Location(entry.source, *entry.marks.get("explained_by", (1, 1)))
            hint = suggestion(id, known) or "write its path in the content folder"
            yield Problem("broken-link", f"`explained_by`: nothing is at `{id}`", place, hint)


class Part(NamedTuple):
    """What one block of a worksheet asks, in words."""

    block: str
    title: str
    questions: list[str]


def parts(data: Mapping[str, Any]) -> Iterator[Part]:
    """The blocks of a worksheet that ask something: for feeds, where no form works."""
    for block in data.get("blocks", ()):
        asked = [*_labels(data.get("fields", ()), block["id"])]
        for found in data.get("lists", ()):
            if found.get("block") == block["id"]:
                asked.append(" · ".join(str(column["label"]) for column in found["columns"]))
        if asked:
            yield Part(block["id"], str(block.get("title", "")), asked)


def _labels(fields: Iterable[Mapping[str, Any]], block: str) -> Iterator[str]:
    for field in fields:
        if field.get("block") == block and field["kind"] != "computed":
            yield str(field["label"])
