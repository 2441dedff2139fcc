"""Feeds: Atom by feedparser and the rules of RFC 4287, JSON Feed by the rules of version 1.1."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser

from tools.audit.dates import is_rfc_3339
from tools.audit.links import Document
from tools.audit.report import Problem, Report
from tools.audit.site import Site

ATOM = "{http://www.w3.org/2005/Atom}"
JSON_FEED = "https://jsonfeed.org/version/1.1"


def check(site: Site) -> Report:
    """Read every feed of the site; a site without one is a problem."""
    atom = [path for path in site.with_suffix(".xml") if is_atom(site.data(path))]
    jsons = [path for path in site.with_suffix(".json") if is_json_feed(site.text(path))]
    problems = [Problem(path, message) for path in atom for message in atom_problems(site, path)]
    problems += [Problem(path, message) for path in jsons for message in json_problems(site, path)]
    if not atom and not jsons:
        problems.append(Problem(".", "no feed"))
    looked_at = f"{len(atom):,} Atom, {len(jsons):,} JSON"
    return Report("feeds", looked_at, tuple(dict.fromkeys(problems)))


def is_atom(data: bytes) -> bool:
    """Say whether a file is meant as an Atom feed, well-formed or not."""
    return b"<feed" in data[:500] and ATOM[1:-1].encode() in data[:1000]


def is_json_feed(text: str) -> bool:
    """Say whether a file is meant as a JSON Feed, valid or not."""
    return "jsonfeed.org/version" in text[:1000]


# ------------------------------------------------------------------ Atom


def atom_problems(site: Site, path: str) -> Iterator[str]:
    """Yield a sentence for each rule that an Atom feed breaks."""
    data = site.data(path)
    parsed = feedparser.parse(data)
    if parsed.bozo:
        yield f"feedparser: {parsed.bozo_exception}"
    try:
        feed = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        yield f"not well-formed: {error}"
        return
    yield from element_problems(site, feed, "feed")
    hrefs = [link.get("href") for link in feed.iterfind(f"{ATOM}link") if link.get("rel") == "self"]
    if hrefs != [site.url(path)]:
        yield f"link rel=self should be {site.url(path)}, and is {hrefs}"
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        yield from element_problems(site, entry, f"entry {value(entry, 'title')!r}")
    yield from repeated(value(entry, "id") for entry in entries)


def element_problems(site: Site, element: ElementTree.Element, name: str) -> Iterator[str]:
    """Yield what is wrong with the parts that a feed and an entry have in common."""
    for part in ("id", "title", "updated"):
        if not value(element, part):
            yield f"{name}: no {part}"
    if not urlsplit(value(element, "id")).scheme:
        yield f"{name}: the id is not an absolute IRI"
    for part in ("updated", "published"):
        if (text := value(element, part)) and not is_rfc_3339(text):
            yield f"{name}: {part} {text!r} is not an RFC 3339 date"
    links = [link.get("href", "") for link in element.iterfind(f"{ATOM}link")]
    if not links:
        yield f"{name}: no link"
    yield from address_problems(site, name, links)
    for part in ("content", "summary"):
        for child in element.iterfind(f"{ATOM}{part}"):
            if child.get("type") == "html":
                yield from content_problems(site, name, child.text or "")


def value(element: ElementTree.Element, part: str) -> str:
    """Return the text of a child element, or nothing."""
    return (element.findtext(f"{ATOM}{part}") or "").strip()


# ------------------------------------------------------------------ JSON Feed


def json_problems(site: Site, path: str) -> Iterator[str]:
    """Yield a sentence for each rule that a JSON Feed breaks."""
    try:
        feed = json.loads(site.data(path))
    except ValueError as error:
        yield f"not JSON: {error}"
        return
    if not isinstance(feed, dict):
        yield "not an object"
        return
    if feed.get("version") != JSON_FEED:
        yield f"version should be {JSON_FEED}"
    if not is_text(feed.get("title")):
        yield "no title"
    if feed.get("feed_url", site.url(path)) != site.url(path):
        yield f"feed_url should be {site.url(path)}, and is {feed['feed_url']}"
    yield from common_problems(site, feed, "feed", ("home_page_url", "feed_url", "icon", "favicon"))
    items = feed.get("items")
    if not isinstance(items, list):
        yield "items is not a list"
        return
    for item in items:
        yield from item_problems(site, item)
    yield from repeated(str(item.get("id")) for item in items if isinstance(item, dict))


def item_problems(site: Site, item: Any) -> Iterator[str]:
    """Yield what is wrong with one item."""
    if not isinstance(item, dict):
        yield f"an item is not an object: {item!r:.60}"
        return
    name = f"item {item.get('title') or item.get('id')!r}"
    if not is_text(item.get("id")):
        yield f"{name}: the id is not a text"
    if not is_text(item.get("content_html")) and not isinstance(item.get("content_text"), str):
        yield f"{name}: neither content_html nor content_text"
    for key in ("date_published", "date_modified"):
        if key in item and not (isinstance(item[key], str) and is_rfc_3339(item[key])):
            yield f"{name}: {key} {item[key]!r} is not an RFC 3339 date"
    tags = item.get("tags", [])
    if not isinstance(tags, list) or not all(map(is_text, tags)):
        yield f"{name}: tags is not a list of texts"
    yield from common_problems(site, item, name, ("url", "image", "banner_image"))
    yield from content_problems(site, name, str(item.get("content_html", "")))


def common_problems(
    site: Site, thing: dict[str, Any], name: str, keys: tuple[str, ...]
) -> Iterator[str]:
    """Yield what is wrong with the addresses, authors and language of a feed or an item."""
    yield from address_problems(site, name, [str(thing[key]) for key in keys if key in thing])
    authors = thing.get("authors", [])
    known = {"name", "url", "avatar"}
    if not isinstance(authors, list) or not all(
        isinstance(author, dict) and known & author.keys() for author in authors
    ):
        yield f"{name}: authors is not a list of objects with a name, url or avatar"
    if not is_text(thing.get("language", "en")):
        yield f"{name}: language is not a text"


def is_text(thing: object) -> bool:
    """Say whether ``thing`` is a string with something in it."""
    return isinstance(thing, str) and thing != ""


# ------------------------------------------------------------------ both


def address_problems(site: Site, name: str, urls: Iterable[str]) -> Iterator[str]:
    """Yield a sentence for each address that is not absolute, or on this site and not there."""
    for url in urls:
        if urlsplit(url).scheme not in ("http", "https", "mailto"):
            yield f"{name}: the address {url!r} is not absolute"
        elif site.owns(url) and (message := site.missing(url)):
            yield f"{name}: {url}: {message}"


def content_problems(site: Site, name: str, html: str) -> Iterator[str]:
    """Yield a sentence for each address in a text that is relative: a reader shows it elsewhere."""
    for url in Document(html).references:
        parts = urlsplit(url)
        if url and not parts.scheme and not parts.netloc:
            yield f"{name}: {url!r} in the text is not absolute"
        elif site.owns(url) and (message := site.missing(url)):
            yield f"{name}: {url} in the text: {message}"


def repeated(ids: Iterable[str]) -> Iterator[str]:
    """Yield a sentence for each id that stands more than once."""
    for name, count in Counter(ids).items():
        if count > 1:
            yield f"the id {name!r} stands {count} times"
