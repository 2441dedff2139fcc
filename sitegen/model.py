"""The nouns: plain frozen values that the stages hand on to each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sitegen.staging import Staged

NOTHING: Mapping[str, Any] = MappingProxyType({})

# --------------------------------------------------------------------------- parsed text


@dataclass(frozen=True, slots=True)
class Link:
    """An open reference in a body: what the author wrote, resolved when a page is rendered.

    ``role`` says what goes in its place: ``href`` and ``src`` a URL (HTML-escaped), ``title`` the
    escaped title of the target, ``picture`` an image with ``attributes``, which are HTML.
    ``form`` says how to read ``target``: ``path`` is a path relative to the source file, or to the
    content folder where it starts with ``/``; ``name`` is a loose name (a wikilink, Hugo's
    ``ref``): a path, a slug or a title. ``target`` is percent-decoded and is empty for a link
    within the page; ``fragment`` comes without ``#``. ``line`` and ``column`` count from 1 within
    the body.
    """

    role: str
    form: str
    target: str
    fragment: str
    line: int
    column: int
    attributes: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """HTML with holes: one more of ``chunks`` than ``links``; a link fits between each two."""

    chunks: tuple[str, ...] = ("",)
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: its level (1-6), anchor, inner HTML without links, and plain text."""

    level: int
    id: str
    html: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake in a body's text. ``line`` and ``column`` count from 1 within the body."""

    code: str
    message: str
    line: int
    column: int = 1
    hint: str = ""
    severity: str = "error"


@dataclass(frozen=True, slots=True)
class Wisdom:
    """A line worth keeping: its id, its paragraphs as HTML without links, its words, who said it.

    ``line`` counts from 1 within the body.
    """

    id: str
    html: str
    text: str
    who: str
    line: int


@dataclass(frozen=True, slots=True)
class Body:
    """Parsed Markdown: a pure function of the text and the Markdown options.

    ``excerpt`` is what stands before ``<!--more-->``, else the first paragraph; ``opening`` is the
    plain text of the first paragraph; ``anchors`` are all ids that a link can point at; ``words``
    counts the words of the text.

    The body of a worksheet also has ``sheet``, its definition as JSON, without what the front
    matter says; and ``blocks``, each of its blocks alone.
    """

    content: Prose
    excerpt: Prose
    opening: str = ""
    headings: tuple[Heading, ...] = ()
    anchors: frozenset[str] = frozenset()
    words: int = 0
    findings: tuple[Finding, ...] = ()
    sheet: str = ""
    blocks: Mapping[str, Prose] = field(default_factory=dict, hash=False)


# --------------------------------------------------------------------------- the site


@dataclass(frozen=True, slots=True)
class Entry:
    """One content file: validated metadata, where its body is, and where each key stands.

    ``id`` is the file's path below the content folder, with ``/``; it names the entry in links,
    traces and messages. ``kind`` is its first folder (``posts``, ``pages``, or a taxonomy's name
    for a term's own description). ``terms`` maps a taxonomy to the names the author wrote.
    ``date``, ``updated`` and ``expires`` always have a zone. ``url`` starts and ends with ``/``
    (or names a file) and does not contain the base URL's path.

    ``wisdoms`` are the lines of its text that are marked as worth keeping. By ``review_by``
    somebody should have looked whether it still holds.

    A worksheet has an id of its own in ``worksheet``, which readers' answers are kept under, and a
    ``version``; ``minutes`` is how long it takes, ``explained_by`` names posts by their ids, and
    ``plan`` says how a reader's plan begins: ``name``, ``start``, ``workdays``, ``holidays``.

    The description of a term may name the entry to ``start`` with, and that of a reading path has
    a ``route``: the ids of its entries in order.
    """

    id: str
    kind: str
    title: str
    slug: str
    url: str
    source: str
    body_line: int
    body_digest: str
    digest: str = ""
    date: datetime | None = None
    updated: datetime | None = None
    expires: datetime | None = None
    review_by: datetime | None = None
    draft: bool = False
    summary: str = ""
    terms: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NOTHING)
    series_order: float | None = None
    image: str = ""
    image_alt: str = ""
    aliases: tuple[str, ...] = ()
    template: str = ""
    language: str = ""
    toc: bool = False
    noindex: bool = False
    weight: int = 0
    worksheet: str = ""
    version: int = 0
    minutes: int = 0
    explained_by: tuple[str, ...] = ()
    start: str = ""
    route: tuple[str, ...] = ()
    plan: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    wisdoms: tuple[Wisdom, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=lambda: NOTHING)
    marks: Mapping[str, tuple[int, int]] = field(default_factory=lambda: NOTHING)


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a taxonomy: all spellings that share a slug are one term."""

    taxonomy: str
    slug: str
    name: str
    url: str
    entries: tuple[str, ...]
    spellings: tuple[str, ...] = ()
    description: str = ""

    @property
    def count(self) -> int:
        return len(self.entries)


# --------------------------------------------------------------------------- the plan


@dataclass(frozen=True, slots=True)
class Page:
    """One planned output. ``path`` is relative to the output folder, with ``/``.

    ``maker`` names the function that makes it (``template``, ``feed``, ``copy`` ...); ``subject``
    is plain data that says what it is about. ``source`` is the file to blame when two pages
    want the same path.
    """

    path: str
    url: str
    maker: str
    kind: str = ""
    template: str = ""
    subject: tuple[Any, ...] = ()
    source: str = ""
    in_sitemap: bool = False


Name = tuple[Any, ...]
"""The name of an input: its sort, then what it takes to find it again: ``("entry", id)``."""


@dataclass(frozen=True, slots=True)
class Artifact:
    """A rendered page: its bytes, staged or not, or the file to copy; and what it has read."""

    page: Page
    content: bytes | Staged | Path
    trace: tuple[Name, ...]
