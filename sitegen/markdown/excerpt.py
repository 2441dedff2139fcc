"""What a list shows of a post: up to ``<!--more-->``, else the first paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sitegen.markdown.markup import one_line, plain

if TYPE_CHECKING:
    from markdown_it.token import Token

_MORE = re.compile(r"\s*<!--\s*more\s*-->\s*", re.IGNORECASE)


def split_at_more(tokens: list[Token]) -> tuple[list[Token], list[Token] | None]:
    """The tokens without the marks, and those before the first mark if there is one."""
    places = [i for i, token in enumerate(tokens) if _is_more(token)]
    if not places:
        return tokens, None
    return [token for token in tokens if not _is_more(token)], tokens[: places[0]]


def first_paragraph(tokens: Sequence[Token]) -> tuple[Sequence[Token], str]:
    """The tokens and the plain text of the first top-level paragraph that has a text."""
    for i, token in enumerate(tokens):
        if token.type == "paragraph_open" and token.level == 0:
            text = one_line(plain(tokens[i + 1].children or ()))
            if text:
                return tokens[i : i + 3], text
    return (), ""


def _is_more(token: Token) -> bool:
    return token.type == "html_block" and token.level == 0 and bool(_MORE.fullmatch(token.content))
