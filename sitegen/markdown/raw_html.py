"""Raw HTML that an author wrote: its ids are anchors, its relative URLs open references."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sitegen.markdown import references
from sitegen.markdown.links import hole, no_alt
from sitegen.markdown.writer import Writer

if TYPE_CHECKING:
    from markdown_it.token import Token

# Possessive, so that a tag without an end costs its own length and no more.
_TAG = re.compile(
    r"""<!--|<(?P<opaque>script|style|textarea|template|title|xmp|iframe)\b
    |<(?P<name>[a-z][a-z0-9-]*)(?P<attributes>(?:[^<>"']|"[^"]*"|'[^']*')*+)>""",
    re.IGNORECASE | re.VERBOSE,
)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s"'<>/=]+)(?:\s*=\s*(?P<value>"[^"]*"|'[^']*'|[^\s"'=<>`]+))?"""
)
_HAS_ALT = re.compile(r"(?:^|[\s\"'/])alt\s*=", re.IGNORECASE)
_ANY_TAG = re.compile(r"<[^<>]*>")
_ROLES = {
    **dict.fromkeys(("a", "area"), "href"),
    **dict.fromkeys(("img", "source", "video", "audio", "track"), "src"),
}


def raw_html(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    """Raw HTML as it is, but for the holes in it."""
    content = tokens[i].content
    if "=" not in content:
        return content
    places = writer.places
    if tokens[i].map is not None:
        places.window = tokens[i].map
    return _rewrite(writer, content)


def html_block(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    writer.seen.append(_ANY_TAG.sub(" ", tokens[i].content))
    return raw_html(writer, tokens, i)


def ids(content: str) -> Iterator[str]:
    """The ids that raw HTML defines, and the names of its ``<a name>``."""
    if "=" not in content:
        return
    for tag in _tags(content):
        for name, value, _ in _attributes(tag):
            if value and (name == "id" or (name == "name" and tag["name"].lower() == "a")):
                yield value


def _tags(content: str) -> Iterator[re.Match[str]]:
    """The start tags, but not those in comments, scripts and the like."""
    at = 0
    while match := _TAG.search(content, at):
        at = match.end()
        if match["name"]:
            yield match
            continue
        end = _end_of_opaque(content, match)
        if end < 0:
            return
        at = end


def _end_of_opaque(content: str, match: re.Match[str]) -> int:
    if match["opaque"]:
        closing = re.compile(rf"</{match['opaque']}", re.IGNORECASE).search(content, match.end())
        return closing.start() if closing else -1
    return content.find("-->", match.end())


def _attributes(tag: re.Match[str]) -> Iterator[tuple[str, str, tuple[int, int]]]:
    start = tag.start("attributes")
    for match in _ATTRIBUTE.finditer(tag["attributes"]):
        value = match["value"]
        if value is not None:
            bare = value[1:-1] if value[0] in "\"'" else value
            yield match["name"].lower(), bare, (start + match.start("value"), start + match.end())


def _rewrite(writer: Writer, content: str) -> str:
    out: list[str] = []
    done = 0
    for tag in _tags(content):
        role = _ROLES.get(tag["name"].lower())
        if tag["name"].lower() == "img" and not _HAS_ALT.search(tag["attributes"]):
            writer.findings.append(no_alt(*writer.places.find([("", tag[0])], hold=True)))
        for name, value, (start, end) in _attributes(tag):
            reference = references.read_raw(value) if name == role else None
            if role and reference:
                out += (content[done:start], f'"{hole(writer, role, reference, value)}"')
                done = end
    return "".join((*out, content[done:]))
