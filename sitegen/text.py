"""Small facts about text that several stages need."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from html import escape

_NOT_WORD = re.compile(r"[^\w]+")
_SYMBOLS = {"+": " plus ", "#": " sharp ", "&": " and ", "@": " at ", "%": " percent "}
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=4096)
def slugify(text: str) -> str:
    """The part of a URL that stands for ``text``: lower case, words joined by single hyphens.

    Letters and digits of every script stay; ``+ # & @ %`` become words, so that "C++" and "C#"
    stay apart; a leading dot becomes "dot" (".NET"). The same slug comes back for a slug. A text
    with no letter or digit gets a short digest, so the result is never empty.
    """
    lowered = unicodedata.normalize("NFKC", text).casefold().strip()
    if lowered.startswith("."):
        lowered = "dot " + lowered[1:]
    for symbol, word in _SYMBOLS.items():
        if symbol in lowered:
            lowered = lowered.replace(symbol, word)
    lowered = lowered.replace("'", "").replace("\N{RIGHT SINGLE QUOTATION MARK}", "")
    slug = unicodedata.normalize("NFC", _NOT_WORD.sub("-", lowered).replace("_", "-"))
    slug = re.sub("-{2,}", "-", slug).strip("-")
    return (
        slug or "x-" + hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=4).hexdigest()
    )


def squeeze(text: str) -> str:
    """``text`` with every run of white space as one space, none at the ends."""
    return _SPACES.sub(" ", text).strip()


def shorten(text: str, limit: int) -> str:
    """At most ``limit`` characters of ``text``, cut at a word, with an ellipsis where cut."""
    text = squeeze(text)
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    head, space, _ = cut.rpartition(" ")
    return (head if space and len(head) > limit // 2 else cut).rstrip(
        " ,;:.-"
    ) + "\N{HORIZONTAL ELLIPSIS}"


def html(text: str) -> str:
    """``text`` escaped for HTML text and for attributes in double or single quotes."""
    return escape(text, quote=True)


def xml(text: str) -> str:
    """``text`` escaped for XML 1.0; characters that XML forbids are left out."""
    return escape(readable(text), quote=True)


def readable(text: str) -> str:
    """``text`` without control characters and others that neither XML nor HTML allows.

    The allowed set is ``Char`` of XML 1.0, section 2.2.
    """
    return _NOT_XML.sub("", text)


_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plural(count: int, noun: str, many: str = "") -> str:
    """``1 page``, ``2 pages``, ``1,200 pages``."""
    return f"{count:,} {noun if count == 1 else many or noun + 's'}"
