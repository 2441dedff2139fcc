"""The index in segments of a hundred entries each, made once and kept by digest, like bodies.

An edit touches one segment; the files that readers load are put together from all of them.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any, NamedTuple

from sitegen import digest
from sitegen.bodies import Bodies
from sitegen.memo import Memo
from sitegen.parallel import spread
from sitegen.search.index import SHARDS, Fragments, encode, fragments
from sitegen.search.parts import part
from sitegen.site import Site, newest

SEGMENT = 100  # entries
TEXTS = {True: 10, False: 50}  # entries whose texts are in one file, by whether texts are whole
_PARALLEL_FROM = 2  # segments

Layout = tuple[tuple[tuple[str, ...], ...], int, bool]
"""The ids of each segment's entries, how many shards there are, and whether texts are whole."""


def searched(site: Site) -> Layout:
    """What can be searched: everything public that search engines may show, oldest first.

    So a new post has the highest number, and leaves those of the others as they are.
    """
    wanted = site.config.search
    public = (entry for entry in site.entries.values() if entry.id not in site.states)
    ids = [entry.id for entry in sorted(public, key=newest) if not entry.noindex]
    segments = tuple(tuple(ids[at : at + SEGMENT]) for at in range(0, len(ids), SEGMENT))
    return segments, (1 if len(ids) <= wanted.one_file else SHARDS), len(ids) <= wanted.full_text


class Head(NamedTuple):
    """What is asked of a segment in every build."""

    digest: str
    lengths: bytes
    texts: tuple[str, ...]


class Segments:
    """The segments of one site. ``layout`` is what :func:`searched` gave when it was planned."""

    def __init__(self, site: Site, bodies: Bodies, layout: Layout) -> None:
        self.site, self.bodies = site, bodies
        self.ids, self.shards, self.full = layout
        config = site.config
        self._settings = (self.shards, self.full, config.base_url, config.date_format)
        self._keys: dict[int, str] = {}

    @property
    def _memo(self) -> Memo:
        return self.bodies.memo

    def key(self, number: int) -> str:
        """The digest of everything that makes this segment what it is."""
        found = self._keys.get(number)
        if found is None:
            entries, key_of = self.site.loaded.entries, self.bodies.key_of
            read = [(*entries.mark(id), key_of(*entries.body(id) or ("", "", False)))
                    for id in self.ids[number]]  # fmt: skip
            mark = digest.of_value((number, self._settings, read))
            found = self._keys[number] = f"search-{mark}"
        return found

    def keys(self) -> list[str]:
        """Under which digests the memo has what is known of all segments."""
        keys = [self.key(number) for number in range(len(self.ids))]
        return [name for key in keys for name in (key, f"{key}-words", f"{key}-texts")]

    # ------------------------------------------------------------------ what is in them

    def head(self, number: int) -> Head:
        found: Head = Head(*self._get(number, ""))
        return found

    def words(self, number: int) -> Fragments:
        """The segment's part of every shard."""
        found: Fragments = self._get(number, "-words")
        return found

    def texts(self, number: int) -> Fragments:
        """What hits show, in files of so many entries each."""
        found: Fragments = self._get(number, "-texts")
        return found

    def _get(self, number: int, what: str) -> Any:
        name = self.key(number) + what
        found = self._memo.body(name)
        if found is None:
            made = self._make([number])
            self._memo.keep_bodies(made)
            found = made[name]
        return found

    # ------------------------------------------------------------------ making them

    def prepare(self) -> None:
        """Makes the segments that the memo does not hold, on all cores. Bodies are parsed."""
        held = self._memo.has_body
        missing = [number for number in range(len(self.ids)) if not held(self.key(number))]
        if not missing:
            return
        jobs = self.bodies.jobs if len(missing) >= _PARALLEL_FROM and self._memo.path else 1
        if jobs > 1:
            self._memo.save()  # what is not saved can't be read by another process
        parent = os.getpid()

        def work(some: Sequence[int]) -> dict[str, Any]:
            if os.getpid() != parent:
                self._memo.reopen()
            return self._make(some)

        for made in spread(work, missing, jobs):
            self._memo.keep_bodies(made)

    def _make(self, numbers: Sequence[int]) -> dict[str, Any]:
        """Segments as the memo keeps them."""
        made: dict[str, Any] = {}
        for number in numbers:
            entries = [entry for id in self.ids[number] if (entry := self.site.find(id))]
            parts = [part(self.site, entry, self.bodies.get(entry), self.full) for entry in entries]
            words, lengths = fragments(parts, number * SEGMENT, self.shards)
            size = TEXTS[self.full]
            texts = tuple(
                encode([one.shown for one in parts[at : at + size]])
                for at in range(0, len(parts), size)
            )
            marks = tuple(digest.of_bytes(text)[:12] for text in texts)
            whole = digest.of_bytes(b"\0".join((*words, lengths, repr(marks).encode())))
            key = self.key(number)
            made |= {key: (whole, lengths, marks), f"{key}-words": words, f"{key}-texts": texts}
        return made
