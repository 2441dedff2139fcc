"""Reading a site's own files: what is there, and what a file says. The only way in for text."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from sitegen.errors import BuildFailed, Location, Problem

MAX_TEXT = 8 * 1024 * 1024  # bytes; a long book is about 2 MB, and memory must stay bounded
MAX_DEPTH = 40  # folders below one another

_IGNORED_ENDINGS = ("~", ".swp", ".swo", ".tmp", ".bak", ".orig", ".part", ".crswap")
_IGNORED_NAMES = frozenset({"Thumbs.db", "desktop.ini", "__pycache__", "node_modules"})


Stamp = tuple[int, int, int]
"""Size, time of change in ns, and inode of a file; equal stamps mean that it was not changed."""


class Fault(BuildFailed):
    """A file can't be read; ``problem`` says why. Where no one catches it, the build fails."""

    def __init__(self, problem: Problem) -> None:
        super().__init__([problem])
        self.problem = problem


def is_ignored(name: str) -> bool:
    """Whether a file or folder of this name is an editor's or a system's, not the author's."""
    return name.startswith((".", "#")) or name.endswith(_IGNORED_ENDINGS) or name in _IGNORED_NAMES


def scan(folder: Path, faults: list[Problem], keep_dots: bool = False) -> dict[str, Stamp]:
    """All files below ``folder`` by their path relative to it, with ``/``, sorted by path.

    A folder that does not exist has no files. Symbolic links are followed; those that lead outside
    ``folder``'s own tree, back up it, or nowhere are left out, and so are links to folders in a
    folder that was itself reached by a link: so loops end, and few links can't make many files.
    Hidden files are left out unless ``keep_dots``. A folder that can't be listed, or is too far
    down, is added to ``faults``: taking it for empty would unpublish what it holds.
    """
    found: dict[str, Stamp] = {}
    if folder.is_dir():
        _walk(str(folder), "", os.path.realpath(folder), keep_dots, faults, found)
    return dict(sorted(found.items()))


def _walk(
    folder: str,
    prefix: str,
    top: str,
    keep_dots: bool,
    faults: list[Problem],
    found: dict[str, Stamp],
    linked: bool = False,
) -> None:
    try:
        with os.scandir(folder) as entries:
            items = list(entries)
    except OSError as fault:
        shown = f"{os.path.basename(top)}/{prefix}"
        faults.append(unreadable(fault, shown, "the folder can't be listed"))
        return
    for item in items:
        name = item.name
        if is_ignored(name) and not (keep_dots and name.startswith(".") and name != ".git"):
            continue
        try:
            link = item.is_symlink()
            if link and not _inside(item.path, top):
                continue
            if item.is_dir():
                below = f"{prefix}{name}/"
                if link and linked:
                    continue
                if below.count("/") > MAX_DEPTH:
                    faults.append(_too_deep(f"{os.path.basename(top)}/{below}"))
                    continue
                _walk(item.path, below, top, keep_dots, faults, found, linked or link)
                continue
            info = item.stat()
        except OSError:
            continue
        if stat.S_ISREG(info.st_mode):
            found[prefix + name] = (info.st_size, info.st_mtime_ns, info.st_ino)


def _too_deep(shown: str) -> Problem:
    message = f"folders may be {MAX_DEPTH} deep, and this one is deeper"
    return Problem("folder-too-deep", message, Location(shown), "move it up")


def _inside(link: str, top: str) -> bool:
    """Whether a link leads to something below ``top`` that does not hold the link itself."""
    target = os.path.realpath(link) + os.sep
    here = os.path.realpath(os.path.dirname(link)) + os.sep
    return target.startswith(top + os.sep) and not here.startswith(target)


def stamp_of(path: Path) -> Stamp | None:
    """The stamp of a plain file; None for anything else, and where nothing is."""
    try:
        info = path.lstat()
    except OSError:
        return None
    return (info.st_size, info.st_mtime_ns, info.st_ino) if stat.S_ISREG(info.st_mode) else None


def read_bytes(path: Path, shown: str) -> bytes:
    """The file's bytes. Raises Fault, which calls the file ``shown``, if it can't be read."""
    try:
        return path.read_bytes()
    except OSError as fault:
        raise Fault(unreadable(fault, shown, "the file can't be read")) from None


def unreadable(fault: OSError, shown: str, what: str) -> Problem:
    """The problem that ``what`` happened to ``shown`` for the system's reason."""
    reason = (fault.strerror or str(fault)).lower()
    hint = "check its permissions" if isinstance(fault, PermissionError) else ""
    return Problem("unreadable", f"{what}: {reason}", Location(shown), hint)


def read_text(path: Path, shown: str, size: int = 0) -> str:
    """The file's text, with ``\\n`` line ends and no byte order mark.

    Raises Fault if it can't be read, is larger than MAX_TEXT, or is not UTF-8.
    """
    if size > MAX_TEXT:
        raise _too_large(shown, size)
    data = read_bytes(path, shown)
    if len(data) > MAX_TEXT:
        raise _too_large(shown, len(data))
    return decode(data, shown)


def _too_large(shown: str, size: int) -> Fault:
    return Fault(
        Problem(
            "file-too-large",
            f"the file has {size / 1e6:.0f} MB; text files may have {MAX_TEXT / 1e6:.0f} MB",
            Location(shown),
            "split it into several entries, or put it into static/ to publish it as it is",
        )
    )


def decode(data: bytes, shown: str) -> str:
    """``data`` as text with ``\\n`` line ends. Raises Fault that names the first bad byte."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        before = data[: fault.start]
        line = before.count(b"\n") + 1
        column = len(before.rpartition(b"\n")[2].decode("utf-8", "replace")) + 1
        raise Fault(
            Problem(
                "not-utf8",
                f"the file is not UTF-8: byte 0x{data[fault.start]:02x} can't be read",
                Location(shown, line, column),
                "save the file with the encoding UTF-8",
            )
        ) from None
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text
