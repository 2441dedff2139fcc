"""The documentation as tests read it: its code blocks, and the names in its tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sitegen.markdown.code import read_info
from tests.support import REPOSITORY

PAGES = REPOSITORY / "docs" / "pages"
REFERENCE = PAGES / "reference"

_FENCE = re.compile(r"(`{3,}|~{3,})(.*)")
_NAMES = re.compile(r"`([^`]+)`")


class Block(NamedTuple):
    """A code block: its language, its title (the name of a file), its text and its line."""

    language: str
    title: str
    text: str
    line: int


def read(path: Path) -> str:
    return path.read_text("utf-8")


def blocks(text: str, *languages: str) -> list[Block]:
    """The fenced blocks of a text; only those in ``languages``, if any are named."""
    return [block for block in _blocks(text) if not languages or block.language in languages]


def _blocks(text: str) -> Iterator[Block]:
    fence, start, inside = "", 0, list[str]()
    info = read_info("")
    for number, line in enumerate(text.split("\n"), 1):
        found = _FENCE.fullmatch(line)
        if not fence and found:
            fence, start, info, inside = found[1], number, read_info(found[2]), []
        elif fence and line.rstrip() == fence:
            yield Block(info.language, info.title, "\n".join([*inside, ""]), start)
            fence = ""
        elif fence:
            inside.append(line)


def section(text: str, heading: str) -> str:
    """What stands below a heading of the second level, up to the next."""
    parts = re.split(r"^## ", text, flags=re.M)
    return next(part for part in parts if part.partition("\n")[0] == heading)


def rows(text: str) -> Iterator[list[str]]:
    """The cells of all rows of all tables, without their headings."""
    lines = text.split("\n")
    for line, after in zip(lines, [*lines[1:], ""], strict=True):
        if line.startswith("|") and not line.startswith("|---") and not after.startswith("|---"):
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip("|"))]


def names(cell: str) -> list[str]:
    """The words in code in one cell."""
    return _NAMES.findall(cell)


def first_names(text: str) -> list[str]:
    """The words in code in the first cells of all tables."""
    return [name for cells in rows(text) for name in names(cells[0])]
