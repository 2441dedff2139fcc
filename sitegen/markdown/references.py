"""Which URLs are open references, and what they say."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_NEVER = re.compile(r"(?:javascript|vbscript|data|file):", re.IGNORECASE)
_IGNORED_BY_BROWSERS = re.compile(r"[\t\n\r]|^[\x00- ]+|[\x00- ]+$")

# Pelican: {filename}/posts/x.md, {static}x.png, and the older |filename|x.md
_PELICAN = re.compile(r"(?:\{(?:filename|static|attach)\}|\|(?:filename|static|attach)\|)")

# Hugo: {{< ref "x.md#part" >}} and the same with relref, %, other quotes or none, path=
SHORTCODE = re.compile(
    r"""\{\{(?P<mark>[<%])\s*(?:rel)?ref\s+(?:path\s*=\s*)?
    (?:"(?P<a>[^"\n]*)"|`(?P<b>[^`\n]*)`|(?P<c>[^\s"`<>%]+))[^<>%\n]{0,200}(?P<end>[>%])\}\}""",
    re.VERBOSE,
)


class Reference(NamedTuple):
    """What an open reference names: see ``model.Link``."""

    form: str
    target: str
    fragment: str


def is_external(url: str) -> bool:
    """Whether ``url`` leads out of the site: it has a scheme or a host."""
    return _SCHEME.match(url) is not None or url.startswith("//")


def read(url: str) -> Reference | None:
    """The reference in a link's destination; ``None`` where it is none (external, empty).

    ``url`` may be percent-encoded, as the parser leaves it.
    """
    if not url or is_external(url):
        return None
    if url.startswith(("{{", "%7B%7B")):
        found = shortcode(unquote(url))
        if found:
            return found
    path, _, fragment = url.partition("#")
    target = _decode(path)
    if _NEVER.match(_IGNORED_BY_BROWSERS.sub("", target)):
        return None  # encoded so as not to look like a URL; it must not become one
    if target[:1] in ("{", "|"):
        target = _PELICAN.sub("", target, count=1) if _PELICAN.match(target) else target
    return Reference("path", target, _decode(fragment))


def read_raw(value: str) -> Reference | None:
    """The reference in an attribute of raw HTML, read as a browser would."""
    url = _IGNORED_BY_BROWSERS.sub("", unescape(value))
    if url[:1] in ("/", "\\") and url[1:2] in ("/", "\\"):
        return None
    return read(url)


def shortcode(text: str) -> Reference | None:
    """What Hugo's ``ref`` or ``relref`` names, if ``text`` is one."""
    match = SHORTCODE.fullmatch(text)
    if match is None or (match["mark"] == "<") != (match["end"] == ">"):
        return None
    name, _, fragment = (match["a"] or match["b"] or match["c"] or "").partition("#")
    return Reference("name", name, fragment)


def _decode(text: str) -> str:
    # A file name can't hold NUL, and the code that looks files up should not have to know.
    return unquote(text).replace("\0", "\ufffd") if "%" in text else text
