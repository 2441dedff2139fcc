"""Blanks in a line of text: ``____ {date}``, ``[insert name here]``, `` `= worth * 2` ``.

Rules of the Markdown parser, so that code, links and raw HTML come first, as they do everywhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.worksheets.attributes import Attributes, read
from sitegen.worksheets.faults import Fault

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

SHORTEST = 4
_RUN = re.compile(r"_{2,}")
_INSERT = re.compile(r"\[insert[ \t]+([^\[\]\n]{1,80}?)[ \t]+here\](?![\[(])", re.IGNORECASE)
_RESULT = re.compile(r"`=([^`\n]*)`(?!`)")
_BRACES = re.compile(r"[ \t\u00a0]*\{([^{}\n]*)(\}?)")
_COMMON_HINT = "put a space on each side of it, and no mark such as a comma or a bracket next to it"


@dataclass(slots=True)
class Blank:
    """A blank as it stands in a text: where, in which form, and what its braces say.

    ``words`` are the name in ``[insert name here]``, or the formula of a result.
    """

    form: str
    at: int
    words: str = ""
    words_at: int = 0
    text: str = ""
    said: Attributes = field(default_factory=Attributes)
    faults: list[Fault] = field(default_factory=list)


def enable(md: MarkdownIt) -> None:
    """Let ``md`` read blanks."""
    md.inline.ruler.before("backticks", "result", result)
    md.inline.ruler.before("emphasis", "blank", blank)
    md.inline.ruler.before("link", "insert", insert)


def blank(state: StateInline, silent: bool) -> bool:
    """An inline rule: four or more underscores, with spaces around."""
    match = _RUN.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    start, end = match.span()
    free = _is_free(state.src[start - 1 : start]), _is_free(state.src[end : end + 1])
    if end - start < SHORTEST and free != (True, True):
        return False
    found = Blank("blank", start)
    if end - start < SHORTEST:
        message = "a blank has four underscores at least"
        found.faults.append(Fault(start, message, "write `____`"))
    elif free != (True, True):
        message = "this blank touches what is beside it, and would not be seen as one elsewhere"
        found.faults.append(Fault(start, message, _COMMON_HINT))
    _push(state, found, end, silent)
    return True


def _is_free(beside: str) -> bool:
    return not beside or beside.isspace()


def insert(state: StateInline, silent: bool) -> bool:
    """An inline rule: ``[insert your name here]``; only letters make a blank of it."""
    match = _INSERT.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    found = Blank("insert", match.start(), match[1], match.start(1))
    _push(state, found, match.end(), silent)
    return True


def result(state: StateInline, silent: bool) -> bool:
    """An inline rule: code that begins with ``=``."""
    if state.src[state.pos - 1 : state.pos] == "`":
        return False
    match = _RESULT.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    found = Blank("result", match.start(), match[1], match.start(1))
    _push(state, found, match.end(), silent)
    return True


def _push(state: StateInline, found: Blank, end: int, silent: bool) -> None:
    start = state.pos
    if silent:
        state.pos = braces_end(state.src, end, state.posMax)
        return
    state.pos = _read_braces(state, found, end)
    found.text = state.src[start : state.pos]
    token = state.push("blank", "", 0)
    token.content, token.meta = found.text, {"blank": found}


def braces_end(text: str, at: int, last: int) -> int:
    """Where the braces that follow a blank end."""
    while (match := _BRACES.match(text, at, last)) and match[2]:
        at = match.end()
    return at


def _read_braces(state: StateInline, found: Blank, at: int) -> int:
    while match := _BRACES.match(state.src, at, state.posMax):
        if not match[2]:
            message, hint = "these braces are not closed", "end them with `}` on the same line"
            found.faults.append(Fault(match.start(1) - 1, message, hint))
            break
        read(match[1], found.said, match.start(1))
        at = match.end()
    return at
