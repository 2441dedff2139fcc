"""Feeds: Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from sitegen.config import Author
from sitegen.model import Page
from sitegen.render.reading import Reading
from sitegen.render.views import EntryView, term_view, views
from sitegen.text import html, xml

EPOCH = "1970-01-01T00:00:00+00:00"


def render_atom(page: Page, reading: Reading) -> bytes:
    """An Atom feed with absolute URLs. Ids are the entries' addresses, so they stay the same."""
    return "\n".join(_atom(page, reading)).encode("utf-8") + b"\n"


def _atom(page: Page, reading: Reading) -> Iterator[str]:
    title, home = _about(page, reading)
    entries = views(page.subject[2], reading)
    own = reading.press.absolute(page.url)
    newest = max(entries, key=_moment, default=None)
    yield '<?xml version="1.0" encoding="utf-8"?>'
    yield f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{xml(reading.config("language"))}">'
    yield f"<title>{xml(title)}</title>"
    if subtitle := reading.config("tagline") or reading.config("description"):
        yield f"<subtitle>{xml(subtitle)}</subtitle>"
    yield f"<id>{xml(own)}</id>"
    yield f'<link rel="self" type="application/atom+xml" href="{xml(own)}"/>'
    yield f'<link rel="alternate" type="text/html" href="{xml(home)}"/>'
    yield f"<updated>{_changed(newest) if newest else EPOCH}</updated>"
    author = reading.config("author") or reading.config("title")
    yield f"<author><name>{xml(author)}</name></author>"
    yield "<generator>sitegen</generator>"
    for entry in entries:
        yield from _atom_entry(entry, reading)
    yield "</feed>"


def _atom_entry(entry: EntryView, reading: Reading) -> Iterator[str]:
    yield f'<entry xml:lang="{xml(entry.language)}">' if entry.language else "<entry>"
    yield f"<title>{xml(_title(entry))}</title>"
    yield f"<id>{xml(entry.permalink)}</id>"
    yield f'<link rel="alternate" type="text/html" href="{xml(entry.permalink)}"/>'
    if entry.date:
        yield f"<published>{entry.date.isoformat()}</published>"
    yield f"<updated>{_changed(entry)}</updated>"
    for author in _authors(entry, reading):
        uri = f"<uri>{xml(author.url)}</uri>" if author.url else ""
        email = f"<email>{xml(author.email)}</email>" if author.email else ""
        yield f"<author><name>{xml(author.name)}</name>{uri}{email}</author>"
    for taxonomy in ("categories", "tags"):
        scheme = xml(reading.press.absolute(f"/{taxonomy}/"))
        for term in entry.terms(taxonomy):
            label = xml(term.name)
            yield f'<category term="{xml(term.slug)}" scheme="{scheme}" label="{label}"/>'
    if entry.description:
        yield f"<summary>{xml(entry.description)}</summary>"
    yield f'<content type="html">{xml(_content(entry, reading))}</content>'
    yield "</entry>"


def render_json(page: Page, reading: Reading) -> bytes:
    """A JSON Feed 1.1 with absolute URLs."""
    title, home = _about(page, reading)
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": home,
        "feed_url": reading.press.absolute(page.url),
        "description": reading.config("tagline") or reading.config("description"),
        "language": reading.config("language"),
        "authors": [{"name": reading.config("author") or reading.config("title")}],
        "items": [_json_item(entry, reading) for entry in views(page.subject[2], reading)],
    }
    return json.dumps(_filled(feed), ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def _json_item(entry: EntryView, reading: Reading) -> dict[str, Any]:
    image = entry.image
    return _filled(
        {
            "id": entry.permalink,
            "url": entry.permalink,
            "title": _title(entry),
            "summary": entry.description,
            "content_html": _content(entry, reading) or " ",
            "image": reading.press.site.config.origin + image if image.startswith("/") else image,
            "date_published": entry.date.isoformat() if entry.date else "",
            "date_modified": entry.updated.isoformat() if entry.updated else "",
            "authors": [
                _filled({"name": author.name, "url": author.url})
                for author in _authors(entry, reading)
            ],
            "tags": [term.name for kind in ("categories", "tags") for term in entry.terms(kind)],
            "language": entry.language,
        }
    )


def _title(entry: EntryView) -> str:
    return f"Worksheet: {entry.title}" if entry.worksheet else str(entry.title)


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value or key == "items"}


def _authors(entry: EntryView, reading: Reading) -> list[Author]:
    """An entry's own authors, with what the settings say of them."""
    known = reading.config("authors")
    return [
        replace(known.get(term.slug, Author()), name=term.name) for term in entry.terms("authors")
    ]


def _about(page: Page, reading: Reading) -> tuple[str, str]:
    """The feed's title and the page that it follows."""
    reading.config("base_url")
    taxonomy, slug = page.subject[:2]
    site_title = reading.config("title")
    if not taxonomy:
        return site_title, reading.press.absolute("/")
    term = term_view(taxonomy, slug, reading)
    name = term.name if term else slug
    return f"{name} · {site_title}", reading.press.absolute(f"/{taxonomy}/{slug}/")


def _changed(entry: EntryView) -> str:
    moment = entry.updated or entry.date
    return moment.isoformat() if moment else EPOCH


def _moment(entry: EntryView) -> float:
    """When the entry changed last, to compare; texts would go wrong where clocks are put back."""
    moment = entry.updated or entry.date
    return moment.timestamp() if moment else 0.0


def _content(entry: EntryView, reading: Reading) -> str:
    """The entry's HTML; headings' and footnotes' own links lead to its page, not into the feed."""
    if entry.worksheet:
        return reading.press.embedded(reading, entry.id, "", True, 0)
    part = "content" if reading.config("feeds").content == "full" else "excerpt"
    text = reading.prose(entry._entry, part, absolute=True)
    return text.replace(' href="#', f' href="{html(entry.permalink)}#')
