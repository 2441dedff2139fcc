"""Posts that say nearly the same.

Of each post the shingles (runs of four words) that begin with certain words are kept, one in eight
or so: the same words are certain in all posts, so that equal passages give equal shingles. That is
Broder, "On the resemblance and containment of documents" (1997), with a sample that needs no
sorting. The work grows with the number of posts, whatever they hold.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Iterator

from sitegen.errors import WARNING, Location, Problem
from sitegen.pipeline import Prepared

MOST = 10_000  # posts that are compared, the newest ones
_LENGTH = 4  # words of a shingle
_ONE_IN = 8
_LEAST = 6  # shingles that two posts must share, or chance would do
_ALIKE = 0.5  # of all their shingles: some nine words in ten are the same
_NEIGHBOURS = 8  # earlier posts with one shingle that a post is compared with
_WORD = re.compile(r"\w+")


class Numbers(dict[str, int]):
    """A number for each word, the same in every run."""

    def __missing__(self, word: str) -> int:
        number = self[word] = zlib.crc32(word.encode("utf-8", "replace"))
        return number


def near_duplicate_posts(ready: Prepared) -> Iterator[Problem]:
    """Each post that is nearly another, with the older one that it is most like."""
    numbers = Numbers()
    seen: dict[int, list[int]] = {}
    sizes: list[int] = []
    posts = ready.site.posts[:MOST][::-1]
    for index, entry in enumerate(posts):
        shingles = shingles_of(ready.press.bodies.text(entry), numbers)
        sizes.append(len(shingles))
        shared: Counter[int] = Counter()
        for shingle in shingles:
            earlier = seen.setdefault(shingle, [])
            shared.update(earlier[-_NEIGHBOURS:])
            earlier.append(index)
        if found := _most_alike(shared, len(shingles), sizes):
            other, part = posts[found[0]], found[1]
            message = f"about {part:.0%} of this text stands in `{other.id}` too"
            hint = "make them one, with an alias for the address that goes, or say what differs"
            place = Location(entry.source, entry.body_line, 1)
            also = (Location(other.source, other.body_line, 1),)
            yield Problem("near-duplicate-posts", message, place, hint, WARNING, also=also)


def shingles_of(text: str, numbers: dict[str, int]) -> frozenset[int]:
    """A sample of the shingles of a text."""
    found = [numbers[word] for word in _WORD.findall(text.lower())]
    starts = (at for at in range(len(found) - _LENGTH + 1) if not found[at] % _ONE_IN)
    return frozenset(hash(tuple(found[at : at + _LENGTH])) for at in starts)


def _most_alike(shared: Counter[int], size: int, sizes: list[int]) -> tuple[int, float] | None:
    """The earlier text that is most like this one, and how much of this one it holds."""
    alike = [
        (count / (size + sizes[other] - count), -other, count)
        for other, count in shared.items()
        if count >= _LEAST
    ]
    best = max(alike, default=(0.0, 0, 0))
    return (-best[1], best[2] / size) if best[0] >= _ALIKE else None
