"""``[[name]]``, ``[[name#part]]`` and ``[[name|label]]``: links to an entry by its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sitegen.markdown.markup import escape
from sitegen.markdown.writer import Writer
from sitegen.model import Link

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_WIKILINK = re.compile(r"\[\[([^\[\]|\n#]*)(?:#([^\[\]|\n]*))?(?:\|([^\[\]\n]*))?\]\](?![(\[])")


def wikilink(state: StateInline, silent: bool) -> bool:
    """An inline rule, before that of links. ``[[1]](url)`` stays a link with brackets."""
    if not state.src.startswith("[[", state.pos):
        return False
    match = _WIKILINK.match(state.src, state.pos, state.posMax)
    if match is None or not (match[1].strip() or match[2]):
        return False
    if not silent:
        _push(state, match)
    state.pos = match.end()
    return True


def _push(state: StateInline, match: re.Match[str]) -> None:
    token = state.push("wikilink_open", "a", 1)
    token.meta = {
        "target": match[1].strip(),
        "fragment": (match[2] or "").strip(),
        "source": match[0][2:-2],
    }
    if match[3] and match[3].strip():
        _tokenize_label(state, match)
    else:
        name = state.push("wikilink_title", "", 0)
        name.content = match[1].strip() or (match[2] or "").strip()
        name.meta = token.meta
    state.push("wikilink_close", "a", -1)


def _tokenize_label(state: StateInline, match: re.Match[str]) -> None:
    end, label = state.posMax, match[3]
    state.pos, state.posMax = match.end(3) - len(label.lstrip()), match.end(3)
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    if state.tokens[-1].type == "text":
        state.tokens[-1].content = state.tokens[-1].content.rstrip()
    state.posMax = end


def wikilink_open(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    meta = tokens[i].meta
    meta["place"] = writer.places.find([("[[", meta["source"])])
    return f'<a href="{_hole(writer, "href", tokens[i])}">'


def wikilink_title(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    """The title of the target; a link within the page shows the name of the section."""
    token = tokens[i]
    writer.seen.append(token.content)
    if not token.meta["target"]:
        return escape(token.content)
    return _hole(writer, "title", token)


def _hole(writer: Writer, role: str, token: Token) -> str:
    meta = token.meta
    return writer.hole(Link(role, "name", meta["target"], meta["fragment"], *meta["place"]))
