"""Links and images: those within the site become holes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sitegen.errors import ADVICE
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
    """An image that a browser may load when it comes into view; a hole for one of this site."""
    token = tokens[i]
    url, alt = str(token.attrs["src"]), plain(token.children or ())
    pairs: list[tuple[str, str | int | float]] = [("alt", alt)]
    if "title" in token.attrs:
        pairs.append(("title", token.attrs["title"]))
    shown, reference = attributes(pairs), references.read(url)
    is_silent = not alt.strip() and "decorative" not in token.meta
    place = _place(writer, "src", url) if url and (reference or is_silent) else (1, 1)
    if url and is_silent:
        writer.findings.append(no_alt(*place))
    if reference:
        return writer.hole(Link("picture", *reference, *place, shown))
    url = destination(writer, "src", url)
    return f'<img src="{url}"{shown} loading="lazy" decoding="async">'


def no_alt(line: int, column: int) -> Finding:
    """That an image has no words, as far as anybody can tell by mistake."""
    message = "this image has no words for those who can't see it"
    hint = "say between the brackets what it shows; an ornament is `![](…){decorative}`"
    return Finding("no-alt", message, line, column, hint, ADVICE)


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
