"""The words of a text as a search compares them. ``scripts/search/words.js`` does the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from html import unescape

from sitegen.text import squeeze

LONGEST = 40  # characters of a word that count; what is longer is no word that anybody types
# Signs above and below letters, which Python does not count among letters.
_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0963"
    "\u0971-\u0dff\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ebc\u0ec8-\u0ece\u0f71-\u0f84"
    "\u102b-\u103e\u17b4-\u17d3\u3099\u309a"
)
# Scripts that put no spaces between words: of these, each two neighbours are a word.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\U00020000-\U0003ffff"
)
_DROPPED = "\u0300-\u036f\u05b0-\u05c7\u0640\u064b-\u065f\u0670"  # accents, points of vowels
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l",
     "\u0131": "i", "\u03c2": "\u03c3", "\xad": ""}
)  # fmt: skip
_INLINE = (
    "a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub"
    "|time|u|var|wbr"
)
_PLAIN = re.compile("[a-z0-9]+")


def words(text: str) -> list[str]:
    """All words of a text, folded: small letters without accents, each as often as it stands.

    Single letters of the Latin alphabet are left out.
    """
    if text.isascii():
        found = _PLAIN.findall(text.lower())
    else:
        text = fold(text)
        found = _word().findall(text)
        if _unspaced().search(text):
            found = [part for word in found for part in _parts(word)]
    return [word[:LONGEST] for word in found if len(word) > 1 or not "a" <= word <= "z"]


def fold(text: str) -> str:
    """The text in small letters, without accents."""
    text = text.lower()
    if text.isascii():
        return text
    bare = _dropped().sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare).translate(_LETTERS)


def _parts(word: str) -> Iterator[str]:
    """The word; where it is written in a script without spaces, each two neighbours."""
    for run in _runs().findall(word):
        if len(run) > 1 and _unspaced().match(run):
            yield from (run[at : at + 2] for at in range(len(run) - 1))
        else:
            yield run


# Compiled when first needed, for that takes longer than some builds should.


@cache
def _word() -> re.Pattern[str]:
    return re.compile(rf"(?:[^\W_]|[{_MARKS}])+")


@cache
def _dropped() -> re.Pattern[str]:
    return re.compile(f"[{_DROPPED}]+")


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{_UNSPACED}]")


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(f"[{_UNSPACED}]+|[^{_UNSPACED}]+")


# --------------------------------------------------------------------------- from HTML


def plain(html: str) -> str:
    """The words that HTML shows, with single spaces. What is within one word stays one word."""
    html = _within().sub("", _unseen().sub(" ", html))
    text = squeeze(unescape(_tag().sub(" ", _end().sub(_DOT, html))))
    return _DOTS.sub(_DOT, text).removesuffix(_DOT.rstrip())


_DOT = " \N{MIDDLE DOT} "  # between what stands apart and has no full stop
_DOTS = re.compile(f"(?:{_DOT}|{_DOT.strip()} ){{2,}}")


@cache
def _unseen() -> re.Pattern[str]:
    """Comments, what is no text, and the signs that are links to headings."""
    form = r"<!--.*?-->|<(script|style|svg|template)\b.*?</\1\s*>|<a class=\"anchor\".*?</a>"
    return re.compile(form, re.S | re.I)


@cache
def _within() -> re.Pattern[str]:
    return re.compile(rf"</?(?:{_INLINE})\b{_REST}", re.I)


@cache
def _end() -> re.Pattern[str]:
    return re.compile(r"</(?:h[1-6]|label|legend|td|th|dt|option|figcaption|summary|button)\s*>")


@cache
def _tag() -> re.Pattern[str]:
    return re.compile(rf"</?[a-z!?]{_REST}", re.I)


_REST = r"""[^<>"']*+(?:(?:"[^"<]*+"|'[^'<]*+')[^<>"']*+)*+>"""
