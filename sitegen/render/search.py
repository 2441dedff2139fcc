"""The index that readers' browsers search, put together from segments.

Each file begins with a digest, which the head of the index names too: so a browser knows when it
has one of another edition.
"""

from __future__ import annotations

from sitegen import digest
from sitegen.model import Page
from sitegen.render.reading import Reading
from sitegen.search.index import encode
from sitegen.search.segments import SEGMENT, TEXTS

FORMAT = 1


def render_index(page: Page, reading: Reading) -> bytes:
    """The head: what there is to load, and the lengths of all entries."""
    segments = reading.press.segments
    heads = [reading.segment(number) for number in range(len(segments.ids))]
    told = {
        "format": FORMAT,
        "entries": sum(map(len, segments.ids)),
        "segment": SEGMENT,
        "texts": TEXTS[segments.full],
        "full": segments.full,
        "shards": [_mark(_words(shard, reading)) for shard in range(segments.shards)],
        "files": [mark for head in heads for mark in head.texts],
    }
    lengths = b",".join(head.lengths for head in heads)
    return b'%s,"lengths":[%s]}\n' % (encode(told)[:-1], lengths)


def render_words(page: Page, reading: Reading) -> bytes:
    """One shard: the words that begin with some letters."""
    return _marked(_words(page.subject[0], reading))


def render_texts(page: Page, reading: Reading) -> bytes:
    """What hits show of some entries."""
    number, part = page.subject
    reading.segment(number)
    return _marked(reading.press.segments.texts(number)[part])


def _words(shard: int, reading: Reading) -> bytes:
    segments = reading.press.segments
    numbers = range(len(segments.ids))
    for number in numbers:
        reading.segment(number)
    return b"[%s]" % b",".join(segments.words(number)[shard] for number in numbers)


def _mark(data: bytes) -> str:
    return digest.of_bytes(data)[:12]


def _marked(data: bytes) -> bytes:
    return b'["%s",%s]\n' % (_mark(data).encode(), data)
