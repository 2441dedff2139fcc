"""Which program this is. Another version may make other bytes from the same site."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from sitegen import __version__, digest
from sitegen.memo import Memo

_DEPENDENCIES = (
    "jinja2", "markdown-it-py", "mdit-py-plugins", "nh3", "pillow", "py-svg-hush", "pygments",
    "pypdf", "pyyaml", "weasyprint",
)  # fmt: skip
_MATTER = (
    ".py",
    ".css",
    ".woff2",
    ".ttf",
)  # what makes pages and PDFs; templates have digests of their own
_HERE = Path(__file__).resolve().parent


def engine_digest(memo: Memo | None = None) -> str:
    """The digest of this program's files and of the versions of what it builds with.

    With a memo, files whose stamps are as they were are not read again.
    """
    stamps = _stamps()
    if memo is not None:
        known, found = memo.get("engine", ("", ""))
        if known == stamps:
            return str(found)
    own = (path for path in sorted(_HERE.rglob("*")) if path.suffix in _MATTER)
    files = [digest.of_bytes(path.read_bytes()) for path in own]
    found = digest.of_value((__version__, files, [_version(name) for name in _DEPENDENCIES]))
    if memo is not None:
        memo.set("engine", (stamps, found))
    return found


def _stamps() -> str:
    """The stamps of our files, and of the folder in which packages come and go."""
    found = []
    for folder, _, names in os.walk(_HERE):
        for name in names:
            if name.endswith(_MATTER):
                info = os.stat(f"{folder}/{name}")
                found.append((name, info.st_size, info.st_mtime_ns))
    package = find_spec("markupsafe")
    beside = Path(package.origin).parents[1] if package and package.origin else _HERE
    installed = os.stat(beside).st_mtime_ns
    return digest.of_value((sorted(found), installed))


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version  # slow, and seldom needed

    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
