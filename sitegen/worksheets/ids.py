"""The names that answers are kept under."""

from __future__ import annotations

import hashlib
import re
import unicodedata

from sitegen.text import slugify

RESERVED = frozenset({"constructor", "prototype", "today"})
"""Names that mean something else to the browser or in a formula."""

_PLAIN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ROW = re.compile(r"new-\d+")
_WORDS = 8


def identify(label: str) -> str:
    """The id that ``label`` gives: ``[a-z0-9]+(-[a-z0-9]+)*`` in every language."""
    slug = slugify(label)
    if slug.isascii():
        return slug
    bare = unicodedata.normalize("NFKD", slug)
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    if letters.isascii():
        return slugify(letters)
    return "x-" + hashlib.blake2b(slug.encode("utf-8", "replace"), digest_size=4).hexdigest()


def is_id(text: str) -> bool:
    """Whether an author may give this as an id."""
    return _PLAIN.fullmatch(text) is not None


class RowIds:
    """The ids of one list's rows."""

    def __init__(self) -> None:
        self.taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def claim(self, given: str) -> bool:
        """Take an id that the author gave; False if it is taken or reserved."""
        if given in self.taken or given in RESERVED or _ROW.fullmatch(given):
            return False
        self.taken.add(given)
        return True

    def make(self, words: str, otherwise: str) -> str:
        """An id from a row's first words, or ``row-3`` and the like where it has none."""
        first = " ".join(words.split()[:_WORDS])
        base = identify(first) if first else otherwise
        if base in RESERVED or _ROW.fullmatch(base):
            base = f"{otherwise}-{base}"
        count, name = self._counts.get(base, 1), base
        while name in self.taken:
            count += 1
            name = f"{base}-{count}"
        self._counts[base] = count
        self.taken.add(name)
        return name
