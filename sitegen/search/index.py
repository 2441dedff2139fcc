"""The inverted index of some entries, as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sitegen.search.parts import FIELDS, Part
from sitegen.search.words import words

SHARDS = 32
Fragments = tuple[bytes, ...]
_Places = dict[str, list[list[int]]]


def fragments(parts: Sequence[Part], start: int, shards: int) -> tuple[Fragments, bytes]:
    """The index of ``parts``, whose first one has the number ``start``; and their lengths.

    There is one fragment for each shard: ``[start, {word: places}]``. The places of a word are a
    list for each field, of the entries it stands in there, as often as it does, counted from
    ``start``; empty lists at the end are left out. A term (``slug/taxonomy``) is a word without
    fields: its places are just entries. The lengths are, for each field, how many
    different words each entry has there.
    """
    found: list[_Places] = [{} for _ in range(shards)]
    lengths: list[list[int]] = [[] for _ in FIELDS]
    everything: _Places = {}
    terms: dict[str, list[int]] = {}
    for number, part in enumerate(parts):
        for field, text in enumerate(part.fields):
            some = words(text)
            lengths[field].append(len(set(some)))
            for word in some:
                places = everything.get(word)
                if places is None:
                    places = everything[word] = [[] for _ in FIELDS]
                places[field].append(number)
        for term in part.terms:
            terms.setdefault(term, []).append(number)
    for word, places in everything.items():
        while not places[-1]:
            places.pop()
        found[shard_of(word, shards)][word] = places
    made: list[dict[str, Any]] = [dict(one) for one in found]
    for term, numbers in terms.items():
        made[shard_of(term, shards)][term] = numbers
    return tuple(encode([start, dict(sorted(one.items()))]) for one in made), encode(lengths)


def shard_of(word: str, shards: int) -> int:
    """Which shard a word is in: by its first letter, whatever alphabet that is of."""
    return ord(word[0]) % shards


def encode(value: Any) -> bytes:
    """JSON without spaces."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")
