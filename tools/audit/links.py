"""Internal links and anchors: each reference names a file that is there, and an id in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from tools.audit.report import Problem, Report
from tools.audit.site import Site

PLAIN = frozenset({"href", "src", "poster", "action", "formaction", "data", "cite", "xlink:href"})
LISTS = frozenset({"srcset", "imagesrcset"})
META = frozenset({"og:url", "og:image", "twitter:image"})
CSS_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)""", re.IGNORECASE)
CSS_IMPORT = re.compile(r"""@import\s+(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
SRCSET_COMMA = re.compile(r",\s+|,$")
REFRESH = re.compile(r"""^\s*\d+\s*[;,]\s*url\s*=\s*["']?([^"']+)""", re.IGNORECASE)

Attributes = Mapping[str, str]


@dataclass
class Document(HTMLParser):
    """One HTML or SVG file: the ids it has and the references it makes, as written."""

    text: str
    ids: set[str] = field(default_factory=set)
    references: list[str] = field(default_factory=list)
    base: str = ""
    in_style: bool = False

    def __post_init__(self) -> None:
        """Parse the text; HTML is never refused, however broken."""
        HTMLParser.__init__(self)
        self.feed(self.text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what one tag names and refers to."""
        attributes = {name: value or "" for name, value in attrs}
        self.in_style = tag == "style"
        if "id" in attributes:
            self.ids.add(attributes["id"])
        if tag == "a" and "name" in attributes:
            self.ids.add(attributes["name"])
        if tag == "base":
            self.base = attributes.get("href", "")
        elif tag == "meta":
            self.references.extend(in_meta(attributes))
        else:
            self.references.extend(in_attributes(attributes))

    def handle_data(self, data: str) -> None:
        """Note what a style element refers to."""
        if self.in_style:
            self.references.extend(in_css(data))

    def handle_endtag(self, tag: str) -> None:
        """Note that a style element is over."""
        self.in_style = False


def in_attributes(attributes: Attributes) -> Iterator[str]:
    """Yield the references in one tag's attributes."""
    for name, value in attributes.items():
        if name in PLAIN:
            yield value.strip()
        elif name in LISTS:
            yield from (part.split()[0] for part in SRCSET_COMMA.split(value) if part.strip())
        elif name == "style":
            yield from in_css(value)


def in_meta(attributes: Attributes) -> Iterator[str]:
    """Yield the address in a meta tag: where it redirects to, or what is shown when shared."""
    content = attributes.get("content", "")
    if attributes.get("http-equiv", "").lower() == "refresh" and (target := REFRESH.match(content)):
        yield target[1].strip()
    if (attributes.get("property") or attributes.get("name")) in META:
        yield content


def in_css(text: str) -> Iterator[str]:
    """Yield the references in a style sheet."""
    text = CSS_COMMENT.sub("", text)
    for pattern in (CSS_URL, CSS_IMPORT):
        for match in pattern.finditer(text):
            yield next((group for group in match.groups() if group is not None), "")


def check(site: Site) -> Report:
    """Follow every reference in the site's HTML, SVG and CSS that stays on the site."""
    documents = {path: Document(site.text(path)) for path in site.with_suffix(".html", ".svg")}
    references = {path: document.references for path, document in documents.items()}
    references |= {path: list(in_css(site.text(path))) for path in site.with_suffix(".css")}
    ids = {path: document.ids for path, document in documents.items()}
    problems = [
        Problem(path, message)
        for path, found in references.items()
        for message in broken(site, address(site, path, documents), found, ids)
    ]
    problems += [
        Problem(path, f"{reference!r} is relative, and this page is shown at any address")
        for path in documents.keys() & {"404.html"}
        for reference in references[path]
        if is_relative(reference)
    ]
    total = sum(map(len, references.values()))
    looked_at = f"{total:,} references in {len(references):,} files"
    return Report("links", looked_at, tuple(dict.fromkeys(problems)))


def address(site: Site, path: str, documents: Mapping[str, Document]) -> str:
    """Return what a file's relative references start from."""
    base = documents[path].base if path in documents else ""
    return urljoin(site.url(path), base)


def broken(
    site: Site, start: str, references: Iterable[str], ids: Mapping[str, set[str]]
) -> Iterator[str]:
    """Yield a sentence for each reference that leads nowhere."""
    for reference in references:
        try:
            url, fragment = urldefrag(urljoin(start, reference))
            own = site.owns(url)
        except ValueError as error:
            yield f"{reference!r} is not a URL: {error}"
            continue
        if own and (message := site.missing(url) or lost(fragment, ids.get(site.file(url)))):
            yield f"{reference!r}: {message}"


def lost(fragment: str, ids: set[str] | None) -> str:
    """Return what is wrong with a fragment, or nothing. ``None``: the file has no ids to know."""
    fragment = fragment.partition(":~:")[0]
    if ids is None or fragment in ("", "top") or fragment in ids or unquote(fragment) in ids:
        return ""
    return f"no element has the id {unquote(fragment)!r}"


def is_relative(reference: str) -> bool:
    """Say whether a reference means another address on each page that holds it."""
    parts = urlsplit(reference)
    return not parts.scheme and not parts.netloc and bool(parts.path) and parts.path[0] != "/"
