"""Which program this is. Another version may make other bytes from the same site."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sitegen import __version__, digest

_DEPENDENCIES = ("jinja2", "markdown-it-py", "mdit-py-plugins", "pygments", "nh3", "pyyaml")


@lru_cache(maxsize=1)
def engine_digest() -> str:
    """The digest of this program's files and of the versions of what it builds with."""
    here = Path(__file__).parent
    files = [digest.of_bytes(path.read_bytes()) for path in sorted(here.rglob("*.py"))]
    return digest.of_value((__version__, files, [_version(name) for name in _DEPENDENCIES]))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
