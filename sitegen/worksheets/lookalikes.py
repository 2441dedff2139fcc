"""What looks like a blank, a box or a formula on paper or elsewhere, and is only words here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.markdown.markup import one_line
from sitegen.worksheets.faults import Spot
from sitegen.worksheets.sheet import Sheet

if TYPE_CHECKING:
    from markdown_it.token import Token

_DOTS = re.compile(r"\.{5,}|\u2026[.\u2026]+")
_ESCAPED = re.compile(r"(?:\\_){3,}")
_BOX = re.compile("[\u2610\u2611\u2612\u25a1\u25a2\u274f-\u2752]")
_BROKEN_BOX = re.compile(r"\[(?:_+| {2,})?\](?=\s)|\[[ xX]\](?=[^\s(\[:])")
_BROKEN_OPTION = re.compile(r"\((?:_+|[oO]| {2,})?\)(?=\s)")
_LENGTH = re.compile(r"[(\[\u2018'\u00b4](\d{1,3} ?(?:d|days?|w|weeks?))[)\]\u2019'\u00b4](?=\s|$)")
_FORMULA = re.compile(
    r"(?:^|:[ \t])[ \t]*(=[ \t]*[\w.(]+[ \t]*[*/+^\u00d7\u00f7-][ \t]*[\w(][^`\n]*)"
)
_CONTROL = re.compile(r"<(input|select|textarea|button|form)\b", re.IGNORECASE)

_CODE = re.compile(r"(`+).+?\1", re.DOTALL)
_SLIP = re.compile(r"(?:insert|fill in|enter)[ \t]+(.+)", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\[([^\W\d_][^\[\]\n]{1,79})\](?![(\[:])|\{+([^\W\d_][\w -]{1,59})\}+")


def check(sheet: Sheet, inline: Token, step: bool = False) -> None:
    """Warn of what is in the words of one text; ``step`` says that they are those of a step."""
    source = _CODE.sub(lambda code: " " * len(code[0]), inline.content)
    if match := _BROKEN_BOX.match(source):
        _warn(sheet, inline, match[0], "is no box to tick", "write `[ ]` and a space after it")
    elif match := _BROKEN_OPTION.match(source):
        _warn(sheet, inline, match[0], "is no option", "write `( )` and a space after it")
    elif match := _BOX.match(source):
        _warn(
            sheet, inline, match[0], "is a sign, and can't be ticked", "write `- [ ]` in its place"
        )
    for pattern, what in ((_DOTS, "dots"), (_ESCAPED, "underscores with a `\\` before them")):
        if match := pattern.search(source):
            hint = "write `____`, with a space on each side"
            sheet.complain(
                "bad-blank",
                f"{what} are no blank",
                Spot(inline, match.start()),
                hint,
                severity="warning",
            )
    if step and (match := _LENGTH.search(source)):
        hint = f"put it in code: a backtick, `{match[1]}`, a backtick"
        _warn(sheet, inline, match[0], "is read as words", hint, "bad-step")
    if not step and (match := _FORMULA.search(source)):
        hint = "put a backtick before its `=`, and one at its end"
        _warn(sheet, inline, match[1], "is read as words, and not worked out", hint, "bad-formula")
    for token in inline.children or ():
        if token.type == "html_inline":
            control(sheet, token.content, inline)


def control(sheet: Sheet, html: str, token: Token) -> None:
    """A control of HTML would keep no answer, and a form in a form is none."""
    if match := _CONTROL.search(html):
        at = max(token.content.find(match[0]), 0)
        hint = "write `____`, and what it holds in braces after it: `____ {date}`"
        message = f"`{match[0]}>` keeps no answer"
        sheet.complain("bad-blank", message, Spot(token, at), hint)


def check_letter(sheet: Sheet, inline: Token) -> None:
    """``[insert name]`` is a slip for ``[insert name here]``; ``[name]`` may be one."""
    for token in inline.children or ():
        if token.type != "text":
            continue
        for match in _PLACEHOLDER.finditer(token.content):
            words = one_line(match[1] or match[2])
            if slip := _SLIP.fullmatch(words):
                words = one_line(slip[1])
                hint = f"write `[insert {words if words.lower() != 'here' else 'name'} here]`"
                spot = Spot(inline, max(inline.content.find(match[0]), 0))
                sheet.complain("bad-blank", f"`{match[0]}` is no blank", spot, hint)
            elif match[0] in inline.content:
                hint = f"write `[insert {words} here]`, or put a `\\` before it to keep it as words"
                _warn(sheet, inline, match[0], "is no blank", hint)


def _warn(
    sheet: Sheet, inline: Token, found: str, what: str, hint: str, code: str = "bad-blank"
) -> None:
    spot = Spot(inline, max(inline.content.find(found), 0))
    sheet.complain(code, f"`{found[:60]}` {what}", spot, hint, severity="warning")
