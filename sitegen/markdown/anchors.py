"""Headings: their ids, the links to them, and the table of contents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sitegen.markdown import raw_html
from sitegen.markdown.markup import escape, one_line, plain
from sitegen.markdown.unlinked import unlinked
from sitegen.markdown.writer import Writer
from sitegen.model import Finding, Heading

if TYPE_CHECKING:
    from markdown_it.token import Token

_EXPLICIT = re.compile(r"[ \t]*\{#([\w:.-]+)\}[ \t]*$")
_DROPPED = re.compile(r"[^\w\- ]")


def read_explicit_ids(tokens: Sequence[Token]) -> None:
    """Take ``{#my-id}`` from the end of headings whose inline text is not parsed yet."""
    for i, token in enumerate(tokens):
        if token.type == "heading_open":
            match = _EXPLICIT.search(tokens[i + 1].content)
            if match:
                token.attrs["id"] = match[1]
                tokens[i + 1].content = tokens[i + 1].content[: match.start()]


def assign_ids(tokens: Sequence[Token], findings: list[Finding]) -> set[str]:
    """Give every heading an id as GitHub would; returns all ids of the text.

    Beside these they are those in raw HTML and those that wisdoms have already.
    """
    headings = [(token, tokens[i + 1]) for i, token in _headings(tokens)]
    taken = set(_raw_ids(tokens))
    for token, _ in headings:
        if "id" in token.attrs:
            _claim(token, taken, findings)
    for token in tokens:
        if token.type == "wisdom_open" and "id" in token.attrs:
            _claim(token, taken, findings)
    counts: dict[str, int] = {}
    for token, inline in headings:
        if "id" not in token.attrs:
            token.attrs["id"] = _unique(slug(plain(inline.children or ())), taken, counts)
    return taken


def slug(text: str) -> str:
    """The id that GitHub gives a heading with this text."""
    return _DROPPED.sub("", one_line(text).lower()).replace(" ", "-") or "section"


def _headings(tokens: Sequence[Token]) -> Iterable[tuple[int, Token]]:
    return ((i, token) for i, token in enumerate(tokens) if token.type == "heading_open")


def _raw_ids(tokens: Sequence[Token]) -> Iterable[str]:
    for token in tokens:
        if token.type == "html_block":
            yield from raw_html.ids(token.content)
        elif token.type == "inline" and "<" in token.content:
            for child in token.children or ():
                if child.type == "html_inline":
                    yield from raw_html.ids(child.content)


def _claim(token: Token, taken: set[str], findings: list[Finding]) -> None:
    name = str(token.attrs["id"])
    if name in taken:
        line = token.map[0] + 1 if token.map else 1
        findings.append(Finding("duplicate-anchor", f"the id `{name}` is already used", line))
        del token.attrs["id"]
    taken.add(name)


def _unique(name: str, taken: set[str], counts: dict[str, int]) -> str:
    count, unique = counts.get(name, 0), name
    while unique in taken:
        count += 1
        unique = f"{name}-{count}"
    counts[name] = count
    taken.add(unique)
    return unique


def heading_open(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    token, children = tokens[i], tokens[i + 1].children or ()
    level, name = int(token.tag[1]), str(token.attrs["id"])
    heading = Heading(level, name, unlinked(writer, children), one_line(plain(children)))
    writer.heading = heading
    if not heading.text:
        line = token.map[0] + 1 if token.map else 1
        message = "this heading has no text"
        writer.findings.append(Finding("empty-heading", message, line, severity="warning"))
    if token.level == 0:
        writer.headings.append(heading)
    return f'<div class="heading heading-{level}"><{token.tag} id="{escape(name)}">'


def heading_close(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    """The link stands beside the heading: within, every reader of headings would hear it."""
    heading = writer.heading
    label = escape(f"{writer.phrases.section}: {heading.text}")
    link = f'<a class="anchor" href="#{escape(heading.id)}" aria-label="{label}">#</a>'
    return f"</{tokens[i].tag}>{link}</div>\n"
