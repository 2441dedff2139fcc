"""Callouts: ``::: tip Optional title`` to ``:::``, nested by more colons or by pairing.

``::: wisdom`` and ``::: questions`` are written in the same way and become something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sitegen.errors import suggestion
from sitegen.markdown.markup import escape
from sitegen.markdown.writer import Writer
from sitegen.model import Finding

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

KINDS = ("note", "tip", "warning", "danger", "example", "question")
OTHERS = ("questions", "wisdom")

_OPENING = re.compile(r"(:{3,})[ \t]*\{?\.?([^\s:{}]+)\}?(?:[ \t]+(.*))?$")
_CLOSING = re.compile(r"(:{3,})[ \t]*$")
_QUOTED = re.compile(r'^"([^"]*)"$')
_FENCE = re.compile(r"(`{3,}|~{3,})(.*)$")


def callout(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A block rule. A callout that nothing closes ends with what it stands in."""
    if not state.src.startswith(":::", state.bMarks[start] + state.tShift[start]):
        return False
    match = None if state.is_code_block(start) else _OPENING.match(_line(state, start))
    if match is None or silent:
        if match is None and not silent:
            _report_unopened(state, start)
        return match is not None
    last, closed = _last_line(state, start, end, len(match[1]))
    if not closed:
        _report_unclosed(state, start, match[1])
    _push(state, start, last, match)
    state.line = last + closed
    return True


def _line(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]


def _last_line(state: StateBlock, start: int, end: int, colons: int) -> tuple[int, bool]:
    """The line after the content, and whether that line closes the callout.

    Nested callouts and fenced code are passed over.
    """
    nested, fence = [colons], ""
    for line in range(start + 1, end):
        if state.sCount[line] < state.blkIndent and not state.isEmpty(line):
            return line, False
        text = _line(state, line)
        if text[:3] not in (":::", "```", "~~~"):
            continue
        if mark := _FENCE.match(text):
            fence = _after_fence(fence, mark)
        elif not fence:
            _count(nested, text)
            if not nested:
                return line, True
    return end, False


def _count(nested: list[int], text: str) -> None:
    """Open or close a callout: the innermost of as many colons, else one of fewer."""
    colons = len(text) - len(text.lstrip(":"))
    if _OPENING.match(text):
        nested.append(colons)
    elif _CLOSING.match(text) and colons in nested:
        while nested.pop() != colons:
            pass
    elif _CLOSING.match(text) and colons > nested[-1]:
        nested.pop()


def _after_fence(fence: str, mark: re.Match[str]) -> str:
    if not fence:
        return mark[1]
    closes = mark[1].startswith(fence) and not mark[2].strip()
    return "" if closes else fence


def _column(state: StateBlock, line: int) -> int:
    at = state.bMarks[line] + state.tShift[line]
    return at - state.src.rfind("\n", 0, at)


def _push(state: StateBlock, start: int, last: int, match: re.Match[str]) -> None:
    kind = _kind(state, start, match)
    name = kind if kind in OTHERS else "callout"
    token = state.push(f"{name}_open", "aside", 1)
    token.info, token.map = kind, [start, last]
    title = _QUOTED.sub(r"\1", (match[3] or "").strip())
    if kind == "wisdom":
        token.meta = {"given": title, "column": _column(state, start)}
    elif kind == "questions":
        _push_title(state, start, title, "heading", "h2")
    elif title:
        _push_title(state, start, title, "callout_title", "p")
        token.meta["title"] = True
    outer = state.parentType, state.lineMax
    state.parentType, state.lineMax = "callout", last
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax = outer
    state.push(f"{name}_close", "aside", -1)


def _push_title(state: StateBlock, line: int, title: str, name: str, tag: str) -> None:
    state.push(f"{name}_open", tag, 1).map = [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = title, [line, line + 1], []
    state.push(f"{name}_close", tag, -1)


def name_questions(tokens: Sequence[Token], title: str) -> None:
    """Give questions that have no title of their own the usual one."""
    for i, token in enumerate(tokens):
        if token.type == "questions_open" and not tokens[i + 2].content:
            tokens[i + 2].content = title


def _kind(state: StateBlock, line: int, match: re.Match[str]) -> str:
    kind, known = match[2].lower(), (*KINDS, *OTHERS)
    if kind in known:
        return kind
    column = _column(state, line) + match.start(2)
    message = f"there is no callout `{match[2]}`"
    hint = suggestion(kind, known) or f"known are {', '.join(known)}"
    state.env["findings"].append(Finding("unknown-callout", message, line + 1, column, hint))
    return "note"


def _report_unclosed(state: StateBlock, line: int, colons: str) -> None:
    column = _column(state, line)
    hint = f"end it with a line `{colons}`; an outer callout needs more colons than an inner one"
    message = "this callout is not closed"
    state.env["findings"].append(Finding("unclosed-callout", message, line + 1, column, hint))


def _report_unopened(state: StateBlock, line: int) -> None:
    if _CLOSING.match(_line(state, line)):
        message = "there is no callout that this line could end"
        place = line + 1, _column(state, line)
        finding = Finding("unopened-callout", message, *place, severity="warning")
        state.env["findings"].append(finding)


def callout_open(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    kind = tokens[i].info
    opening = f'<aside class="callout callout-{kind}" role="note">\n'
    if tokens[i].meta:
        return opening
    title = getattr(writer.phrases, kind)
    return f'{opening}<p class="callout-title">{escape(title)}</p>\n'
