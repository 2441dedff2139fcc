"""Readable fixtures, and how bodies are shown in them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sitegen.model import Finding, Link, Prose

HERE = Path(__file__).parent
FIXTURES = HERE / "fixtures"


class Case(NamedTuple):
    """One block of a fixture file."""

    file: str
    title: str
    source: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file}: {self.title}"


def read_cases(folder: Path) -> Iterator[Case]:
    """All blocks of all fixture files in a folder."""
    for path in sorted(folder.glob("*.md")):
        blocks = path.read_text(encoding="utf-8").split("\n.\n")
        for title, source, expected in zip(blocks[::3], blocks[1::3], blocks[2::3], strict=False):
            yield Case(path.stem, title.strip(), source + "\n", expected.strip("\n"))


def show(prose: Prose) -> str:
    """The HTML with its holes in readable form."""
    shown = prose.chunks[0]
    for link, chunk in zip(prose.links, prose.chunks[1:], strict=True):
        shown += _show_link(link) + chunk
    return shown.strip("\n")


def _show_link(link: Link) -> str:
    fragment = f"#{link.fragment}" if link.fragment else ""
    place = f"@{link.line}:{link.column}"
    return f"{{{{{link.role} {link.form} {link.target}{fragment} {place}{link.attributes}}}}}"


def show_finding(finding: Finding) -> str:
    text = f"{finding.line}:{finding.column} {finding.severity}[{finding.code}] {finding.message}"
    return f"{text} -- {finding.hint}" if finding.hint else text
