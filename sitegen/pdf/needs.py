"""Whether this machine can make PDFs, found out without loading what makes them."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from importlib.util import find_spec

PACKAGES = ("weasyprint", "pypdf")
LIBRARIES = ("gobject-2.0", "pango-1.0", "pangoft2-1.0", "fontconfig", "harfbuzz-subset")


def available() -> str:
    """Nothing where PDFs can be made, else a problem's sentence that says what is missing."""
    return missing(PACKAGES, LIBRARIES, _installed, _loads)


def missing(
    packages: Iterable[str],
    libraries: Iterable[str],
    installed: Callable[[str], bool],
    loads: Callable[[str], bool],
) -> str:
    """The sentence of :func:`available`, for what ``installed`` and ``loads`` can't find."""
    if wanted := [name for name in packages if not installed(name)]:
        return (
            f"worksheets have no PDFs: {_and(wanted)} {_is(wanted)} not installed; "
            "run `pip install 'sitegen[pdf]'`"
        )
    if wanted := [name for name in libraries if not loads(name)]:
        return (
            f"worksheets have no PDFs: the system has no {_or(wanted)} library; install Pango "
            "(on Debian libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0)"
        )
    return ""


def _installed(package: str) -> bool:
    return find_spec(package) is not None


def _loads(library: str) -> bool:
    """Whether the system's loader finds a library under a name that WeasyPrint will try."""
    for name in _file_names(library, sys.platform):
        with suppress(OSError):
            ctypes.CDLL(name)
            return True
    return False


def _file_names(library: str, platform: str) -> tuple[str, ...]:
    if platform == "darwin":
        return (f"lib{library}.0.dylib", f"lib{library}.dylib", f"lib{library}.1.dylib")
    return (f"lib{library}.so.0", f"lib{library}.so.1")


def _and(names: list[str]) -> str:
    return " and ".join(names)


def _or(names: list[str]) -> str:
    return " or ".join(names)


def _is(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are"
