"""Links and images: those within the site become holes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sitegen.markdown import references
from sitegen.markdown.markup import attributes, escape, plain
from sitegen.markdown.references import Reference
from sitegen.markdown.writer import Writer
from sitegen.model import Finding, Link

if TYPE_CHECKING:
    from markdown_it.token import Token

_BEFORE_TARGET = ("](", "](<")


def link_open(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    attrs = tokens[i].attrs
    url = destination(writer, "href", str(attrs["href"]))
    title = f' title="{escape(str(attrs["title"]))}"' if "title" in attrs else ""
    return f'<a href="{url}"{title}>'


def link_close(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    writer.places.release()
    return "</a>"


def image(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    """An image that a browser may load when it comes into view."""
    token = tokens[i]
    url = destination(writer, "src", str(token.attrs["src"]))
    pairs: list[tuple[str, str | int | float]] = [("alt", plain(token.children or ()))]
    if "title" in token.attrs:
        pairs.append(("title", token.attrs["title"]))
    return f'<img src="{url}"{attributes(pairs)} loading="lazy" decoding="async">'


def destination(writer: Writer, role: str, url: str) -> str:
    """``url`` for an attribute: escaped, or a mark if it is an open reference."""
    reference = references.read(url)
    if reference is None:
        if not url:
            writer.findings.append(_empty(writer, role))
        return escape(url)
    line, column = _place(writer, role, url)
    return writer.hole(Link(role, *reference, line, column))


def hole(writer: Writer, role: str, reference: Reference, source: str) -> str:
    """A mark for ``reference``, which the author wrote as ``source``."""
    line, column = writer.places.find([("", source)])
    return writer.hole(Link(role, *reference, line, column))


def _place(writer: Writer, role: str, url: str) -> tuple[int, int]:
    places, hold = writer.places, role == "href"
    texts = dict.fromkeys((unquote(url), url))
    return (
        places.search([(before, text) for text in texts for before in _BEFORE_TARGET], hold)
        or places.definition(url)
        or places.find([("", text) for text in texts], hold)
    )


def _empty(writer: Writer, role: str) -> Finding:
    line, column = writer.places.find([("](", "")], hold=True)
    what = "image has no file" if role == "src" else "link leads nowhere"
    hint = "write a path between the parentheses"
    return Finding("empty-link", f"this {what}", line, column, hint, "warning")
