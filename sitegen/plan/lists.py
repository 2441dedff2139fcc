"""How a long list is cut into pages whose addresses never change their contents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Slice(NamedTuple):
    """One page of a list. ``number`` is 0 for the newest page, else its number from the oldest.

    ``newer`` and ``older`` are the URLs of the neighbours, or empty.
    """

    number: int
    ids: tuple[str, ...]
    url: str
    newer: str
    older: str


def cut(ids: Sequence[str], size: int, url: str) -> list[Slice]:
    """``ids`` (newest first) in pages of ``size``.

    Pages are numbered from the oldest and, once full, never change: a new entry touches only the
    page at ``url`` itself, which holds from ``size`` to ``2 * size - 1`` entries. So a link to
    page 3 keeps showing what it showed, and an incremental build has little to do.
    """
    full = full_pages(len(ids), size)
    front = len(ids) - full * size
    slices = [Slice(0, tuple(ids[:front]), url, "", _numbered(url, full))]
    for number in range(full, 0, -1):
        start = front + (full - number) * size
        newer = url if number == full else _numbered(url, number + 1)
        part = tuple(ids[start : start + size])
        slices.append(
            Slice(number, part, _numbered(url, number), newer, _numbered(url, number - 1))
        )
    return slices


def full_pages(count: int, size: int) -> int:
    """How many numbered pages a list of ``count`` has beside its front page."""
    return max(count // size - 1, 0)


def _numbered(url: str, number: int) -> str:
    return f"{url}page/{number}/" if number else ""
