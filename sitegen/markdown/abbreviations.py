"""``*[CRM]: customer relationship management``: every CRM in the text is an abbreviation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sitegen.markdown.markup import escape
from sitegen.markdown.writer import Writer

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

_DEFINITION = re.compile(r"\*\[([^\[\]\n]{1,80})\]:[ \t]*(\S.*?)[ \t]*$")
_MOST = 300  # the search tries them all at each word


def definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A block rule: one line, which shows nothing itself."""
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("*[", begin) or state.is_code_block(start):
        return False
    match = _DEFINITION.match(state.src[begin : state.eMarks[start]])
    if match is None:
        return False
    if not silent:
        known = state.env.setdefault("abbreviations", {})
        if len(known) < _MOST:
            known.setdefault(match[1], match[2])
        state.line = start + 1
    return True


def expand(tokens: Sequence[Token], known: dict[str, str]) -> None:
    """Make ``abbr`` tokens of the defined words in inline text."""
    longest_first = sorted(known, key=len, reverse=True)
    words = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    for token in tokens:
        if token.type == "inline" and token.children and words.search(token.content):
            token.children = [
                part for child in token.children for part in _split(child, words, known)
            ]


def _split(token: Token, words: re.Pattern[str], known: dict[str, str]) -> Iterator[Token]:
    if token.type != "text":
        yield token
        return
    at = 0
    for match in words.finditer(token.content):
        yield token.copy(content=token.content[at : match.start()])
        yield token.copy(type="abbr", content=match[0], info=known[match[0]])
        at = match.end()
    yield token.copy(content=token.content[at:])


def abbr(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    token = tokens[i]
    writer.seen.append(token.content)
    return f'<abbr title="{escape(token.info)}">{escape(token.content)}</abbr>'
