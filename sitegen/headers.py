"""The HTTP headers that a site asks its host for, in the form of a ``_headers`` file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

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

SILENT = {
    "connect-src": "'none'",
    "form-action": "'none'",
    "img-src": "'self' data:",
    "media-src": "'self'",
}
"""What the pages of worksheets have instead: what a reader fills in can't be sent anywhere."""


WORKER = {"default-src": "'none'", "script-src": "'self'", "connect-src": "'self'"}
"""What the service worker has: it fetches the site's own pages, and nothing from elsewhere."""


def policy(rules: Mapping[str, str]) -> str:
    """Rules as a Content-Security-Policy."""
    return "; ".join(f"{name} {value}" for name, value in rules.items())


CSP = "Content-Security-Policy"
SECURITY = {
    CSP: policy(POLICY),
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


def silent_policy(given: str) -> str:
    """A Content-Security-Policy, with the rules for pages of worksheets put over its own."""
    rules = [rule.strip() for rule in given.split(";") if rule.strip()]
    kept = [rule for rule in rules if rule.split()[0].lower() not in SILENT]
    return "; ".join([*kept, policy(SILENT)])


def header_rules(
    config: Config, own: str, silent: Iterable[str] = (), worker: bool = False
) -> Iterator[str]:
    """The lines of ``_headers``; ``own`` is the text of the site's own file, which comes last.

    ``silent`` are the paths, as rules write them, of pages that may send nothing; ``worker`` says
    whether there is a service worker.
    """
    wanted = page_headers(config)
    yield "/*"
    yield from (f"  {name}: {value}" for name, value in wanted.items())
    for path in silent:
        yield f"{config.base_path}{path}"
        yield f"  {CSP}: {silent_policy(wanted.get(CSP, ''))}"
    if worker:
        yield f"{config.base_path}/sw.js"
        yield f"  {CSP}: {policy(WORKER)}"
        yield "  Cache-Control: no-cache"
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
