"""A worksheet as a PDF that can be filled in, and the way back from a filled one.

``available`` says whether this machine can make PDFs; ``make_pdf`` makes one; ``read_pdf`` and
``read_file`` turn a filled one into a plan. What they need is imported when they are called.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sitegen.pdf.needs import available

__all__ = ["available", "make_pdf", "read_file", "read_pdf"]


def make_pdf(
    definition: Mapping[str, Any],
    content: str,
    title: str,
    language: str,
    site_title: str,
    url: str,
) -> bytes:
    """The worksheet as a tagged PDF with fields; the same arguments give the same bytes.

    ``content`` is the form's inner HTML, ``url`` the full address of the worksheet's page. Call it
    only where :func:`available` has nothing to say.
    """
    from sitegen.pdf.finish import finish
    from sitegen.pdf.paper import paper
    from sitegen.pdf.typeset import typeset

    sheet = paper(definition, content, title, language, site_title, url)
    return finish(typeset(sheet.html), sheet, definition, url)


def read_pdf(data: bytes, now: int) -> dict[str, Any]:
    """The answers in a filled PDF as a plan, by the schema ``plan/1``.

    ``now`` is when it was filled in, in milliseconds since 1970. Raises ValueError, in words for
    the person who has the file, for anything that is not a readable sheet of ours.
    """
    from sitegen.pdf.read import read

    return read(data, now)


def read_file(path: str | Path) -> dict[str, Any]:
    """As :func:`read_pdf`, for a file: its answers are as old as the file is."""
    path = Path(path)
    return read_pdf(path.read_bytes(), path.stat().st_mtime_ns // 1_000_000)
