"""Fenced and indented code: language, title, marked lines, colours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from markdown_it.common.utils import unescapeAll

from sitegen.markdown import highlight
from sitegen.markdown.markup import escape
from sitegen.markdown.writer import Writer
from sitegen.model import Finding

if TYPE_CHECKING:
    from markdown_it.token import Token

_LANGUAGE = re.compile(r"\s*\{?\.?([^\s{}=\"'`,]+)(?![^\s{},]*=)")
_TITLE = re.compile(r"""\b(?:title|filename|file)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'{}]+))""")
_LINES = re.compile(r"""\{([\d\s,-]+)\}|\bhl_lines\s*=\s*["']([\d\s,-]+)["']""")
_RANGE = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?")
_MOST_LINES = 10_000


class Info(NamedTuple):
    """What stands after the opening fence."""

    language: str
    title: str
    lines: tuple[int, ...]


def read_info(text: str) -> Info:
    """Reads ``python title="x.py" {2-3}``; also ``{.python}`` and ``hl_lines="2 3"``."""
    language, title, lines = _LANGUAGE.match(text), _TITLE.search(text), _LINES.search(text)
    return Info(
        language[1] if language else "",
        (title[1] or title[2] or title[3] or "") if title else "",
        _ranges(lines[1] or lines[2]) if lines else (),
    )


def _ranges(text: str) -> tuple[int, ...]:
    found: list[int] = []
    for match in _RANGE.finditer(text):
        first = int(match[1])
        found += range(first, min(int(match[2] or first), first + _MOST_LINES) + 1)
    return tuple(found[:_MOST_LINES])


def fence(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    token = tokens[i]
    _check_closed(writer, token)
    info = read_info(unescapeAll(token.info)) if token.info else Info("", "", ())
    body = _colour(writer, token.content, info)
    kind = f' class="language-{escape(info.language)}"' if info.language else ""
    block = f'<pre class="highlight" tabindex="0"><code{kind}>{body}</code></pre>\n'
    if not info.title:
        return block
    title = escape(info.title)
    return f'<figure class="code">\n<figcaption>{title}</figcaption>\n{block}</figure>\n'


def _check_closed(writer: Writer, token: Token) -> None:
    """Code without an end takes in all that follows it: legal, and never what was meant."""
    first, after = token.map or (0, 0)
    last = writer.places.line(after - 1).strip(" \t>")
    if after - first < 2 or not last.startswith(token.markup) or last.strip(token.markup[0]):
        hint = f"end it with a line {token.markup}"
        message = "this code is not closed"
        finding = Finding("unclosed-code", message, first + 1, 1, hint, "warning")
        writer.findings.append(finding)


def code_block(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    code = escape(tokens[i].content)
    return f'<pre class="highlight" tabindex="0"><code>{code}</code></pre>\n'


def _colour(writer: Writer, code: str, info: Info) -> str:
    if writer.highlight and info.language:
        html = highlight.highlight(code, info.language, info.lines)
        if html is not None:
            return html
    if not info.lines:
        return escape(code)
    marked = set(info.lines)
    return "".join(
        f'<span class="hll">{escape(line)}</span>' if number in marked else escape(line)
        for number, line in enumerate(code.splitlines(keepends=True), 1)
    )
