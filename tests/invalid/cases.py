"""Cases of invalid input: one readable file each, with the exact words that are printed for it.

A case may begin with a sentence about it. Then come sections, each under a line of its own::

    --- file: content/posts/a.md      a file, its text as it stands here
    --- bytes: content/posts/b.md     a file, written as the inside of a Python bytes literal
    --- folder: output/.git           an empty folder
    --- link: content/loop -> .       a symbolic link
    --- empty output                  nothing was published before
    --- run: build --strict           the command, if it is not ``build``
    === exit 1                        how it ends
    what stands on the error stream, to the letter

A site without a settings file gets CONFIG.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

from tests.support import CONFIG

FOLDER = Path(__file__).parent / "cases"
_SECTION = re.compile(r"(?:---|===) (file|bytes|folder|link|empty|run|exit):? ?(.*)\n")


@dataclass
class Case:
    """One case as it stands in its file."""

    path: Path
    head: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)
    links: dict[str, str] = field(default_factory=dict)
    command: list[str] = field(default_factory=lambda: ["build"])
    exit_code: int = 1
    expected: str = ""
    empty_output: bool = False

    @property
    def name(self) -> str:
        return self.path.stem

    def accept(self, exit_code: int, said: str) -> None:
        """Rewrites what the case expects."""
        self.path.write_text(f"{self.head}=== exit {exit_code}\n{said}", "utf-8")


def read_case(path: Path) -> Case:
    case = Case(path)
    text = path.read_text("utf-8")
    case.head = text.partition("=== exit")[0]
    parts = _SECTION.split(text)
    for kind, what, body in zip(parts[1::3], parts[2::3], parts[3::3], strict=True):
        _read_section(case, kind, what, body)
    if (
        not case.files.keys() & {"sitegen.toml", "pyproject.toml"}
        and "no-settings" not in case.name
    ):
        case.files["sitegen.toml"] = CONFIG.encode()
    return case


def _read_section(case: Case, kind: str, what: str, body: str) -> None:
    if kind == "file":
        case.files[what] = body.encode()
    elif kind == "bytes":
        case.files[what] = _bytes(body)
    elif kind == "folder":
        case.folders.append(what)
    elif kind == "link":
        place, _, target = what.partition(" -> ")
        case.links[place] = target
    elif kind == "empty":
        case.empty_output = True
    elif kind == "run":
        case.command = shlex.split(what)
    else:
        case.exit_code, case.expected = int(what), body


def _bytes(body: str) -> bytes:
    return body.encode().decode("unicode_escape").encode("latin-1")


def lay_out(case: Case, root: Path) -> None:
    """Writes the case's files below ``root``."""
    for name in case.folders:
        (root / name).mkdir(parents=True)
    for name, content in case.files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for name, target in case.links.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(target)


CASES = [read_case(path) for path in sorted(FOLDER.glob("*.txt"))]
