"""URLs and the output paths that they stand for."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, unquote, urlsplit

_SAFE = "/-._~!$&'()*+,;=:@"
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_WEB_SCHEMES = frozenset({"http", "https", "mailto", "tel", "sms", "geo", "xmpp", "matrix"})
_PLACEHOLDER = re.compile(r":([a-z_]+)")

# Names that Windows reserves whatever their ending: "Naming Files, Paths, and Namespaces".
_RESERVED = re.compile(
    r"(con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])(\..*)?", re.I
)
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f\x7f\ud800-\udfff]')

PERMALINK_PARTS = ("year", "month", "day", "slug", "category", "title")


def encode(path: str) -> str:
    """A URL path percent-encoded; ``/`` and what else a path may hold stay as they are."""
    return quote(path, safe=_SAFE, errors="replace")


def decode(path: str) -> str:
    return unquote(path, errors="replace")


def has_scheme(url: str) -> bool:
    """Whether ``url`` leads away by itself: ``https:…``, ``mailto:…`` or ``//host``."""
    return url.startswith("//") or _SCHEME.match(url) is not None


def is_safe(url: str) -> bool:
    """Whether a URL from metadata may stand in a page: a web scheme or none, nothing hidden.

    Browsers drop tabs and line ends inside a URL and skip leading control characters (URL
    Standard, section 4.4), so a URL with any of those is refused.
    """
    if re.search(r"[\x00-\x20\x7f]", url):
        return False
    try:
        scheme = urlsplit(url).scheme.lower()
    except ValueError:
        return False
    return scheme in _WEB_SCHEMES or not _SCHEME.match(url)


def base_path(base_url: str) -> str:
    """The path of the base URL without a slash at its end: ``""`` or ``"/blog"``."""
    return encode(decode(urlsplit(base_url).path)).rstrip("/")


def output_path(url: str) -> str:
    """The file below the output folder that a server sends for ``url`` (not percent-encoded)."""
    path = url.lstrip("/")
    return path + "index.html" if not path or path.endswith("/") else path


def as_folder(url: str) -> str:
    """``/x`` as ``/x/``: without an ending it would be sent as a download. ``/x.html`` stays."""
    return url if url.endswith("/") or "." in url.rpartition("/")[2] else f"{url}/"


def path_fault(path: str) -> str:
    """Why ``path`` can't be published on every system, or an empty string if it can."""
    parts = path.split("/")
    if path.startswith("/") or ".." in parts:
        return "leaves the output folder"
    if "" in parts or "." in parts:
        return "has an empty part"
    return next(filter(None, map(_part_fault, parts)), "")


@lru_cache(maxsize=1024)  # most paths end alike and begin alike
def _part_fault(part: str) -> str:
    if _RESERVED.fullmatch(part):
        return f"has the part `{part}`, which Windows reserves"
    if found := _FORBIDDEN.search(part):
        return f"has the character {found.group()!r}, which not every system allows"
    if part.endswith((".", " ")):
        return f"has the part `{part}`, which ends in a dot or a space"
    if len(part.encode("utf-8", "replace")) > 240:
        return "has a part longer than 240 bytes"
    return ""


def permalink_fault(pattern: str) -> str:
    """Why ``pattern`` is not a permalink pattern, or an empty string if it is one."""
    if not pattern.startswith("/"):
        return "a permalink starts with `/`"
    unknown = [name for name in _PLACEHOLDER.findall(pattern) if name not in PERMALINK_PARTS]
    if unknown:
        return f"`:{unknown[0]}` is not one of {', '.join(':' + name for name in PERMALINK_PARTS)}"
    return ""


def expand(pattern: str, parts: dict[str, str]) -> str:
    """``/:year/:slug/`` with its placeholders filled from ``parts``; unknown ones stay."""
    return _PLACEHOLDER.sub(lambda found: parts.get(found[1], found[0]), pattern)
