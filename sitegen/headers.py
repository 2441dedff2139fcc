"""The HTTP headers that a site asks its host for, in the form of a ``_headers`` file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitegen.config import Config

POLICY = {
    "default-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data: https:",
    "media-src": "'self' https:",
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
"""The Content-Security-Policy of every page. Pictures and sound may come from elsewhere."""

SECURITY = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=31536000",
}

IMMUTABLE = "public, max-age=31536000, immutable"


def page_headers(config: Config) -> dict[str, str]:
    """The headers of every response: ours, with the site's own put over them."""
    wanted = dict(SECURITY)
    if config.noindex:
        wanted["X-Robots-Tag"] = "noindex"
    names = {name.lower(): name for name in wanted}
    for name, value in config.headers.items():
        wanted.pop(names.get(name.lower(), name), None)
        if value:
            wanted[name] = value
    return wanted


def header_rules(config: Config, own: str) -> Iterator[str]:
    """The lines of ``_headers``; ``own`` is the text of the site's own file, which comes last."""
    yield "/*"
    yield from (f"  {name}: {value}" for name, value in page_headers(config).items())
    yield f"{config.base_path}/assets/*"
    yield f"  Cache-Control: {IMMUTABLE}"
    for name, kind in (
        ("feed.xml", "application/atom+xml"),
        ("feed.json", "application/feed+json"),
    ):
        yield f"{config.base_path}/*/{name}"
        yield f"  Content-Type: {kind}; charset=utf-8"
        yield f"{config.base_path}/{name}"
        yield f"  Content-Type: {kind}; charset=utf-8"
    yield from own.splitlines()


def headers_for(rules: str, path: str) -> Iterator[tuple[str, str]]:
    """The headers that a ``_headers`` file gives to a URL path; of equal names the last counts.

    The form is Netlify's: a line with a path (``*`` stands for anything, ``:name`` for one part),
    then indented lines ``Name: value``.
    """
    applies = False
    for line in rules.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line[0].isspace():
            pattern = re.sub(r":\w+", "[^/]+", re.escape(line.strip()).replace(r"\*", ".*"))
            applies = re.fullmatch(pattern, path) is not None
        elif applies:
            name, _, value = line.strip().partition(":")
            yield name, value.strip()
