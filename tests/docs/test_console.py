"""What the documentation tells people to type works, and answers as it says.

Blocks of the language ``console`` are typed in, line by line after ``$``, and what is printed is
compared with the lines below; ``...`` stands for anything. A block with a title is a file: it is
written before what follows is typed. The README and the tutorial begin in an empty folder, how-to
guides in a new site. Blocks of the language ``sh`` are not run.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.docs.reading import PAGES, Block, blocks, read
from tests.support import NOW, REPOSITORY, problems, run

FROM_EMPTY = [REPOSITORY / "README.md", *sorted((PAGES / "tutorial").glob("*.md"))]
IN_A_SITE = sorted((PAGES / "how-to").glob("*.md"))


class Step(NamedTuple):
    """One command and what it should print."""

    command: str
    shown: str
    line: int


def steps(block: Block) -> Iterator[Step]:
    parts = re.split(r"^\$ ", block.text, flags=re.M)
    line = block.line + 1
    for part in parts[1:]:
        command, _, shown = part.partition("\n")
        yield Step(command, shown, line)
        line += part.count("\n")


class Terminal:
    """A shell in a folder, with ``sitegen`` on its path. It remembers where it is."""

    def __init__(self, place: Path, tools: Path) -> None:
        self.place = place
        self.tools = tools
        program = tools / "sitegen"
        program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m sitegen "$@"\n')
        program.chmod(0o755)

    def type(self, command: str) -> tuple[str, int]:
        """What the command prints, and how it ends."""
        where = self.tools / "where"
        done = subprocess.run(
            ["sh", "-c", f"{command}\nended=$?; pwd > {shlex.quote(str(where))}; exit $ended"],
            cwd=self.place, env=self.environment(), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
            check=False,
        )  # fmt: skip
        self.place = Path(where.read_text("utf-8").rstrip("\n"))
        return done.stdout, done.returncode

    def environment(self) -> dict[str, str]:
        hidden = ("CONTEXT", "DEPLOY_PRIME_URL")
        return {
            **{key: value for key, value in os.environ.items() if key not in hidden},
            "PATH": f"{self.tools}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(REPOSITORY),
            "PYTHONUTF8": "1",
            "SOURCE_DATE_EPOCH": str(int(NOW.timestamp())),
            "LC_ALL": "C.UTF-8",
        }


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    for name in ("place", "tools"):
        (tmp_path / name).mkdir()
    return Terminal(tmp_path / "place", tmp_path / "tools")


def follow(page: Path, terminal: Terminal) -> None:
    """Does what a page says, from its top to its end."""
    for block in blocks(read(page)):
        if block.language == "console":
            for step in steps(block):
                check(page, step, *terminal.type(step.command))
        elif block.title:
            target = terminal.place / block.title
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.text, "utf-8")


def check(page: Path, step: Step, printed: str, ended: int) -> None:
    where = f"{page.name}:{step.line}: $ {step.command}\n{printed}"
    wanted = "".join(".*?" if part == "..." else re.escape(part) for part in _parts(step.shown))
    assert re.fullmatch(wanted, printed, re.S), where
    assert bool(ended) == ("error[" in step.shown), where


def _parts(shown: str) -> list[str]:
    return re.split(r"(\.\.\.)", shown)


def name_of(page: Path) -> str:
    return page.relative_to(REPOSITORY).as_posix()


@pytest.mark.parametrize("page", FROM_EMPTY, ids=name_of)
def test_from_an_empty_folder(page: Path, terminal: Terminal) -> None:
    follow(page, terminal)


@pytest.mark.parametrize("page", IN_A_SITE, ids=name_of)
def test_in_a_new_site(page: Path, terminal: Terminal) -> None:
    assert run(terminal.place, "init", ".", "--title", "My site").exit_code == 0
    follow(page, terminal)
    assert problems(terminal.place, base_url="https://example.org/") == []


def test_every_block_is_of_a_known_sort() -> None:
    """A console block without a command, or one with a prompt in a language that isn't run."""
    for page in (*FROM_EMPTY, *PAGES.rglob("*.md")):
        for block in blocks(read(page)):
            typed = block.text.startswith("$ ")
            assert typed == (block.language == "console"), f"{page.name}:{block.line}"
