"""Code in colours, as classes of Pygments."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pygments.formatters import HtmlFormatter
    from pygments.lexer import Lexer

_LONGEST = 60_000  # some lexers are slow on long lines or odd text


def highlight(code: str, language: str, lines: Sequence[int]) -> str | None:
    """``code`` as HTML, with ``lines`` marked; ``None`` if it can't be coloured."""
    lexer = _lexer(language) if len(code) <= _LONGEST else None
    if lexer is None:
        return None
    import pygments

    try:
        html = pygments.highlight(code, lexer, _formatter(tuple(lines)))
    except Exception:  # a lexer that fails on some text must not fail the post
        return None
    return str(html)


@lru_cache(maxsize=64)
def _lexer(language: str) -> Lexer | None:
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False)
    except (ClassNotFound, ValueError):
        return None


@lru_cache(maxsize=16)
def _formatter(lines: tuple[int, ...]) -> HtmlFormatter[str]:
    from pygments.formatters import HtmlFormatter

    return HtmlFormatter(nowrap=True, hl_lines=list(lines))
