"""Sites whose builds are interrupted, and what must hold at every instant of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.output.changing import bring
from tests.support import NOW, REPOSITORY, build, post, snapshot

KILLED = -9
THOROUGH = bool(os.environ.get("THOROUGH"))
Files = Mapping[str, str | bytes]
Tree = dict[str, bytes]

THEME: dict[str, str] = {
    "themes/tiny/theme.toml": 'name = "tiny"\n',
    "themes/tiny/static/style.css": "body {}\n",
    "templates/home.html": "{% for entry in site.recent(9) %}{{ entry.title }} {% endfor %}\n",
    "templates/post.html": "<h1>{{ entry.title }}</h1>{{ entry.content }}{{ entry.url }}\n",
    "templates/page.html": "<h1>{{ entry.title }}</h1>{{ entry.content }}\n",
}
CONFIG = """title = "Test"
base_url = "https://example.org/"
theme = "tiny"
archive = false
cards = {draw = false}
[feeds]
formats = ["json"]
terms = false
"""
OLD: dict[str, str] = {
    **THEME,
    "sitegen.toml": CONFIG,
    "content/posts/stays.md": post("Stays"),
    "content/posts/edited.md": post("Edited", "Old words.\n"),
    "content/posts/goes.md": post("Goes"),
    "content/posts/moves.md": post("Moves"),
    "static/turns": "A file.\n",
    "static/back/again.txt": "In a folder.\n",
    "static/same.txt": "Same.\n",
}
NEW: dict[str, str] = {
    **{name: text for name, text in OLD.items() if name not in ("content/posts/goes.md",)},
    "content/posts/edited.md": post("Edited", "New words.\n"),
    "content/posts/moves.md": post("Moves", slug="moved"),
    "content/posts/added.md": post("Added"),
    "static/turns/into.txt": "In a folder.\n",
    "static/back": "A file.\n",
}
del NEW["static/turns"], NEW["static/back/again.txt"]
OTHER: dict[str, str] = {
    **OLD,
    "content/posts/goes.md": post("Goes", "It comes back.\n"),
    "content/posts/third.md": post("Third"),
    "content/posts/stays.md": post("Stays", "Not as it was.\n"),
    "static/turns/into/deeper.txt": "Deeper.\n",
}
del OTHER["static/turns"], OTHER["content/posts/edited.md"]


def operations(step: int) -> range:
    """Each ``step``-th operation of a build; every single one with ``THOROUGH=1``."""
    return range(1, 1000, 1 if THOROUGH else step)


class Forks:
    """The runner, as long as it is needed."""

    def __enter__(self) -> Forks:
        epoch = str(int(NOW.timestamp()))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.atomic.runner"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=REPOSITORY,
            env={**os.environ, "SOURCE_DATE_EPOCH": epoch, "PYTHONPATH": str(REPOSITORY)},
        )
        return self

    def __exit__(self, *exc: object) -> None:
        self.process.communicate()

    def build(self, root: Path, how: str = "kill", at: int = 0, **more: Any) -> Ended:
        """Builds in a child; :mod:`tests.atomic.runner` says what happens at operation ``at``."""
        order = {"root": str(root), "how": how, "at": at, **more}
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return Ended(**json.loads(self.process.stdout.readline()))


@dataclass
class Ended:
    """How a child ended: exit code (or minus a signal), its words, how much it did to files."""

    code: int
    said: str
    count: int


class Scene:
    """A site before a build, which can be brought back as often as need be."""

    def __init__(self, folder: Path, *stages: Files) -> None:
        """Each of ``stages`` but the last is built; the last is what is to be built next."""
        self.folder, self.root = folder, folder / "site"
        self.root.mkdir(parents=True)
        for files in stages[:-1]:
            bring(self.root, files)
            build(self.root)
        bring(self.root, stages[-1])
        self.new = clean_tree(folder, stages[-1])
        self.keep()

    def keep(self) -> None:
        """What is published and remembered now is where every try begins."""
        shutil.rmtree(self.folder / "kept", ignore_errors=True)
        for name in ("output", ".sitegen"):
            if (self.root / name).exists():
                shutil.copytree(self.root / name, self.folder / "kept" / name)
        self.old = [tree(self.root)]

    def restore(self) -> None:
        for name in ("output", ".sitegen"):
            shutil.rmtree(self.root / name, ignore_errors=True)
            if (self.folder / "kept" / name).exists():
                shutil.copytree(self.folder / "kept" / name, self.root / name)

    def assert_whole(self) -> None:
        """Every page is the old or the new one, and none that stays is missing."""
        found = pages(tree(self.root))
        trees = [pages(each) for each in (*self.old, self.new)]
        for path, data in found.items():
            assert data in [each.get(path) for each in trees], f"{path} is neither old nor new"
        for path in set.intersection(*(set(each) for each in trees)):
            assert path in found, f"{path} is missing"

    def assert_completes(self, folders: bool = True) -> None:
        """The next build makes of it what a clean build makes, and leaves nothing else.

        Without ``folders``, those that are empty do not count.
        """
        assert build(self.root).problems == ()
        found = tree(self.root)
        if folders:
            assert found == self.new
        else:
            files = [{k: v for k, v in each.items() if k[-1] != "/"} for each in (found, self.new)]
            assert files[0] == files[1]


def clean_tree(folder: Path, files: Files) -> Tree:
    """What a build from nothing publishes, marker, folders and all."""
    clean = folder / "clean"
    shutil.rmtree(clean, ignore_errors=True)
    clean.mkdir(parents=True)
    bring(clean, files)
    assert build(clean).problems == ()
    return tree(clean)


def tree(root: Path) -> Tree:
    return snapshot(root / "output") if (root / "output").exists() else {}


def pages(found: Tree) -> Tree:
    """The published files: without folders, the marker, and files that are on their way."""
    return {
        path: data
        for path, data in found.items()
        if not path.endswith(("/", ".sitegen")) and path != ".sitegen"
    }
