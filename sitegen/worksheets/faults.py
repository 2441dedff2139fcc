"""Mistakes in an author's text, where they are, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.errors import suggestion
from sitegen.model import Finding

if TYPE_CHECKING:
    from markdown_it.token import Token

MOST = 200  # findings in one text; the nearest word is looked for in each


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake ``at`` an offset in a small text. ``word`` is a slip for one of ``known``."""

    at: int
    message: str
    hint: str = ""
    word: str = ""
    known: tuple[str, ...] = ()
    severity: str = "error"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in the inline text of a token, before any of it is parsed."""

    token: Token
    offset: int = 0


class Faults:
    """Collects the mistakes in one text; places are looked up only for mistakes."""

    def __init__(self, text: str) -> None:
        self.findings: list[Finding] = []
        self._text = text
        self._lines: list[str] = []

    @property
    def full(self) -> bool:
        """Whether there are so many already that further ones are dropped."""
        return len(self.findings) >= MOST

    def complain(
        self,
        code: str,
        message: str,
        spot: Spot,
        hint: str = "",
        near: tuple[str, Iterable[str]] = ("", ()),
        severity: str = "error",
    ) -> None:
        """Add a finding. ``near`` is a wrong word and the right ones."""
        if not self.full:
            if near[0]:
                hint = suggestion(near[0], near[1]) or hint
            self.findings.append(Finding(code, message, *self.place(spot), hint, severity))

    def place(self, spot: Spot) -> tuple[int, int]:
        """The line and column of a spot, from 1."""
        token = spot.token
        first = token.map[0] if token.map else 0
        if "at" in token.meta:  # a cell of a table
            return first + 1, token.meta["at"] + spot.offset + 1
        content = token.content
        if not content:  # of a whole list or quotation only the lines are known
            text = self.line(first)
            return first + 1, len(text) - len(text.lstrip()) + 1
        start = content.rfind("\n", 0, spot.offset) + 1
        line = first + content.count("\n", 0, start)
        end = content.find("\n", start)
        words = content[start : end if end >= 0 else len(content)]
        column = self.line(line).find(words.strip())
        indent = len(words) - len(words.lstrip())
        return line + 1, max(column, 0) + max(spot.offset - start - indent, 0) + 1

    def line(self, number: int) -> str:
        """A line of the source, counted from 0."""
        self._lines = self._lines or self._text.split("\n")
        return self._lines[number] if number < len(self._lines) else ""
