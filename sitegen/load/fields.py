"""The metadata that an entry may have: each field's names, and how its value is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from zoneinfo import ZoneInfo

from sitegen import urls
from sitegen.load import planning
from sitegen.load.dates import parse_date
from sitegen.load.yaml import Node, Scalar, Sequence, plain_value
from sitegen.model import NOTHING
from sitegen.text import readable, squeeze

Reader = Callable[[Node, ZoneInfo], Any]
"""Reads one node. Raises ValueError that says in words what is wrong with it."""


def _text(node: Node, zone: ZoneInfo) -> str:
    if not isinstance(node, Scalar):
        raise ValueError("must be a text")
    return "" if node.plain and node.text in ("~", "null") else squeeze(readable(node.text))


def _texts(node: Node, zone: ZoneInfo) -> tuple[str, ...]:
    """A list, or one text with commas between its parts."""
    if isinstance(node, Sequence):
        parts = [_text(item, zone) for item in node.items]
    elif isinstance(node, Scalar):
        parts = [squeeze(part) for part in _text(node, zone).split(",")]
    else:
        raise ValueError("must be a list of texts")
    return tuple(dict.fromkeys(part for part in parts if part))


def _flag(node: Node, zone: ZoneInfo) -> bool:
    word = _text(node, zone).lower()
    if word in ("true", "yes", "on", "1"):
        return True
    if word in ("false", "no", "off", "0", ""):
        return False
    raise ValueError(f"must be true or false, not `{word}`")


def _number(node: Node, zone: ZoneInfo) -> float:
    word = _text(node, zone)
    try:
        number = float(word)
    except ValueError:
        raise ValueError(f"must be a number, not `{word}`") from None
    if abs(number) > 1e9 or number != number:
        raise ValueError(f"must be an everyday number, not `{word}`")
    return number


def _whole(node: Node, zone: ZoneInfo) -> int:
    number = _number(node, zone)
    if number != int(number):
        raise ValueError(f"must be a whole number, not `{_text(node, zone)}`")
    return int(number)


def _date(node: Node, zone: ZoneInfo) -> Any:
    word = _text(node, zone)
    return parse_date(word, zone) if word else None


def _status(node: Node, zone: ZoneInfo) -> bool:
    word = _text(node, zone).lower()
    if word not in ("draft", "published", "publish", "hidden", ""):
        raise ValueError(f"must be draft or published, not `{word}`")
    return word in ("draft", "hidden")


def _url(node: Node, zone: ZoneInfo) -> str:
    word = _text(node, zone)
    if not urls.is_safe(urls.encode(word)):
        raise ValueError(f"`{word}` is not a web address")
    return word


def _permalink(node: Node, zone: ZoneInfo) -> str:
    word = _text(node, zone)
    if fault := urls.permalink_fault(word):
        raise ValueError(f"`{word}`: {fault}")
    return word


def _aliases(node: Node, zone: ZoneInfo) -> tuple[str, ...]:
    paths = tuple(urls.decode(path) for path in _texts(node, zone))
    for path in paths:
        if not path.startswith("/") or path.startswith("//"):
            raise ValueError(f"`{path}` must be a path that starts with `/`")
    return paths


def _language(node: Node, zone: ZoneInfo) -> str:
    word = _text(node, zone)
    if word and not word.replace("-", "").isalnum():
        raise ValueError(f"`{word}` is not a language tag such as en or pt-BR")
    return word


FIELDS: dict[str, tuple[Reader, tuple[str, ...]]] = {
    "title": (_text, ()),
    "slug": (_text, ()),
    "date": (_date, ("published", "publish_date")),
    "updated": (_date, ("lastmod", "modified")),
    "expires": (_date, ("expiry", "expirydate")),
    "review_by": (_date, ()),
    "draft": (_flag, ()),
    "status": (_status, ()),
    "summary": (_text, ("excerpt", "description")),
    "series_order": (_number, ("series_part", "part")),
    "image": (_url, ("cover",)),
    "image_alt": (_text, ("cover_alt",)),
    "aliases": (_aliases, ("redirect_from", "alias")),
    "permalink": (_permalink, ("url",)),
    "template": (_text, ("layout",)),
    "language": (_language, ("lang",)),
    "toc": (_flag, ()),
    "noindex": (_flag, ()),
    "weight": (_whole, ("order",)),
    "extra": (lambda node, zone: plain_value(node), ()),
}
"""Each field's canonical name, how it is read, and the other names it goes by."""

WORKSHEET_FIELDS: dict[str, tuple[Reader, tuple[str, ...]]] = {
    "worksheet": (planning.worksheet_id, ()),
    "version": (planning.version, ()),
    "plan": (planning.plan, ()),
    "minutes": (planning.minutes, ()),
    "explained_by": (_texts, ("explained",)),
}
"""The fields that an entry has only if it has the first of them."""

TERM_FIELDS: dict[str, tuple[Reader, tuple[str, ...]]] = {
    "start": (_text, ()),
    "route": (_texts, ()),
}
"""The fields that only the description of a term has: they name entries."""

TAXONOMY_NAMES = {
    "tags": ("tag", "keywords"),
    "categories": ("category",),
    "series": (),
    "authors": ("author",),
}
"""The built-in taxonomies and the other names that an entry may call them by."""


def names(taxonomies: Iterable[str], own: Mapping[str, Any] = NOTHING) -> dict[str, str]:
    """Every name that metadata may use, to the canonical one; ``own`` are fields of a sort."""
    fields = {**FIELDS, **own}
    known = {alias: name for name, (_, aliases) in fields.items() for alias in (name, *aliases)}
    for taxonomy in taxonomies:
        for alias in (taxonomy, *TAXONOMY_NAMES.get(taxonomy, ())):
            known[alias] = taxonomy
    return known


def reader(name: str) -> Reader:
    """How the field of this canonical name is read; a taxonomy's name reads as a list."""
    found = FIELDS.get(name) or WORKSHEET_FIELDS.get(name) or TERM_FIELDS.get(name)
    return found[0] if found else _texts
