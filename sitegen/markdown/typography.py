"""Printer's marks for typed ones: quotes by language, dashes, the ellipsis, the apostrophe."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sitegen.markdown.quotes import Quotes

if TYPE_CHECKING:
    from markdown_it.token import Token

APOSTROPHE = "\u2019"
_TYPED = re.compile(r"""['"]|--|\.\.\.""")
_QUOTE = re.compile(r"""(['"])""")
_ELLIPSIS = re.compile(r"(?<!\.)\.{3}(?!\.)")
_EM_DASH = re.compile(r"(?<!-)---(?!-)")
_EN_DASH = re.compile(r"(?<![^\s])--(?!\S)|(?<=[^\s-])--(?=[^\s-])")
_DEEPEST = 40  # opening marks still waiting for a closing one


class _Open:
    """An opening mark: where it stands, so that it can be set when its partner comes."""

    __slots__ = ("at", "double", "level", "pieces")

    def __init__(self, pieces: list[str], at: int, double: bool, level: int) -> None:
        self.pieces = pieces
        self.at = at
        self.double = double
        self.level = level


def typeset(tokens: Sequence[Token], quotes: Quotes) -> None:
    """Change the text of inline tokens in place; code, URLs and raw HTML stay as they are."""
    for token in tokens:
        if token.type == "inline" and token.children and _TYPED.search(token.content):
            typeset_inline(token.children, quotes)


def typeset_inline(tokens: list[Token], quotes: Quotes) -> None:
    """Change the text of the inline tokens of one block."""
    waiting: list[_Open] = []
    changed: list[tuple[Token, list[str]]] = []
    automatic = False  # within <https://...>, whose text is the URL
    for i, token in enumerate(tokens):
        if token.info == "auto":
            automatic = token.nesting > 0
        if token.type != "text" or automatic or not token.content:
            continue
        while waiting and waiting[-1].level > token.level:
            waiting.pop()
        pieces = _QUOTE.split(_dashes(token.content))
        if len(pieces) > 1:
            _set_quotes(tokens, i, pieces, waiting, quotes)
            changed.append((token, pieces))
        else:
            token.content = pieces[0]
    for token, pieces in changed:
        token.content = "".join(pieces)


def _dashes(text: str) -> str:
    if "--" in text:
        text = _EN_DASH.sub("\u2013", _EM_DASH.sub("\u2014", text))
    return _ELLIPSIS.sub("\u2026", text) if "..." in text else text


def _set_quotes(
    tokens: list[Token], i: int, pieces: list[str], waiting: list[_Open], quotes: Quotes
) -> None:
    for at in range(1, len(pieces), 2):
        before = pieces[at - 1][-1:] or (pieces[at - 2][-1:] if at > 1 else _before(tokens, i))
        after = pieces[at + 1][:1] or (pieces[at + 2][:1] if at + 2 < len(pieces) else "")
        after = after or _after(tokens, i)
        if pieces[at] == "'" and before.isalnum() and after.isalnum():
            pieces[at] = APOSTROPHE
            continue
        opens, closes = _directions(pieces[at], before, after)
        if not (closes and _close(pieces, at, tokens[i].level, waiting, quotes)):
            _open_or_leave(pieces, at, tokens[i].level, waiting, opens)


def _directions(mark: str, before: str, after: str) -> tuple[bool, bool]:
    """Whether a mark between these characters may open or close a quotation."""
    space_before, space_after = before.isspace(), after.isspace()
    sign_before, sign_after = _is_sign(before), _is_sign(after)
    opens = not space_after and not (sign_after and not (space_before or sign_before))
    closes = not space_before and not (sign_before and not (space_after or sign_after))
    if mark == '"' and after == '"' and before.isdigit():
        return False, False  # the first of two marks of inches
    if opens and closes:
        return sign_before, sign_after
    return opens, closes


def _close(pieces: list[str], at: int, level: int, waiting: list[_Open], quotes: Quotes) -> bool:
    """Pair the mark with the last one open of its kind, and forget those between."""
    double = pieces[at] == '"'
    for n in range(len(waiting) - 1, -1, -1):
        partner = waiting[n]
        if partner.level < level:
            return False
        if partner.double == double:
            partner.pieces[partner.at] = quotes.open_double if double else quotes.open_single
            pieces[at] = quotes.close_double if double else quotes.close_single
            del waiting[n:]
            return True
    return False


def _open_or_leave(
    pieces: list[str], at: int, level: int, waiting: list[_Open], opens: bool
) -> None:
    double = pieces[at] == '"'
    if opens:
        if len(waiting) >= _DEEPEST:
            del waiting[0]
        waiting.append(_Open(pieces, at, double, level))
    if not double:
        pieces[at] = APOSTROPHE  # as in 'tis and the boys'; a partner may change it yet


def _before(tokens: list[Token], i: int) -> str:
    for j in range(i - 1, -1, -1):
        if tokens[j].type in ("softbreak", "hardbreak"):
            break
        if tokens[j].content:
            return tokens[j].content[-1]
    return " "


def _after(tokens: list[Token], i: int) -> str:
    for j in range(i + 1, len(tokens)):
        if tokens[j].type in ("softbreak", "hardbreak"):
            break
        if tokens[j].content:
            return tokens[j].content[0]
    return " "


def _is_sign(character: str) -> bool:
    return not character.isalnum() and unicodedata.category(character)[0] in "PS"
