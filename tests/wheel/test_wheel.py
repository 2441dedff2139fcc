"""The wheel, as people install it: a new site from it in an empty folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import click
import pytest
import yaml

import sitegen
from tests.output.reading import Page
from tests.support import REPOSITORY

pytestmark = pytest.mark.slow

SOURCES = ("sitegen", "themes", "pyproject.toml", "README.md", "LICENSE")


def pip(*args: str) -> None:
    """Runs this environment's pip, without a network."""
    env = {
        **os.environ,
        "PIP_NO_INDEX": "1",
        "PIP_QUIET": "1",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }
    subprocess.run([sys.executable, "-m", "pip", *args], check=True, env=env)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, made from a copy of the sources without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    source = folder / "source"
    source.mkdir()
    for name in SOURCES:
        found = REPOSITORY / name
        if found.is_dir():
            shutil.copytree(found, source / name, ignore=shutil.ignore_patterns("__pycache__"))
        elif found.is_file():
            shutil.copy(found, source / name)
    if not (source / "README.md").is_file():
        (source / "README.md").write_text("To be written.\n")
    pytest.importorskip("hatchling", reason="what makes wheels is not in this environment")
    pip("wheel", "--no-deps", "--no-build-isolation", "-w", str(folder / "dist"), str(source))
    (made,) = (folder / "dist").glob("*.whl")
    return made


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a fresh environment: the wheel, and our dependencies by a path file."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(subprocess.check_output([python, "-c", ask], text=True).strip())
    pip("--python", str(python), "install", "--no-deps", str(wheel))
    # An editable install of the checkout beside them must not be what is tested.
    (packages / "zz-dependencies.pth").write_text(_dependencies(home) + "\n")
    return python


def _dependencies(home: Path) -> str:
    """A folder of links to every package here but our own: path files in it are not followed."""
    folder = home / "dependencies"
    folder.mkdir()
    places = {Path(click.__file__).parent.parent, Path(yaml.__file__).parent.parent}
    for path in (path for place in sorted(places) for path in place.iterdir()):
        if "sitegen" not in path.name and path.suffix != ".pth":
            (folder / path.name).symlink_to(path)
    return str(folder)


def call(python: Path, folder: Path, *args: str) -> str:
    """Runs a command in a stripped environment; what it prints."""
    env = {"PATH": os.defpath, "HOME": str(folder), "SOURCE_DATE_EPOCH": "1780315200"}
    done = subprocess.run(args, cwd=folder, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_carries_the_program_and_its_themes(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = {path.relative_to(REPOSITORY).as_posix()
               for path in (REPOSITORY / "themes").rglob("*")
               if path.is_file() and not {"scripts", "styles"} & {*path.parts}}  # fmt: skip
    assert {f"sitegen/_themes/{path.removeprefix('themes/')}" for path in shipped} <= names
    own = {path.relative_to(REPOSITORY).as_posix()
           for path in (REPOSITORY / "sitegen").rglob("*")
           if path.is_file() and "__pycache__" not in path.parts}  # fmt: skip
    assert own <= names
    assert not [name for name in names if "/scripts/" in name or "/styles/" in name]
    top = {name.partition("/")[0] for name in names}
    assert top == {"sitegen", f"sitegen-{sitegen.__version__}.dist-info"}


def test_the_command_of_the_wheel_is_the_wheel_s(python: Path, tmp_path: Path) -> None:
    said = call(python, tmp_path, str(python), "-m", "sitegen", "--version")
    assert said == f"sitegen, version {sitegen.__version__}\n"
    ask = "import sitegen; print(sitegen.__file__)"
    assert Path(call(python, tmp_path, str(python), "-c", ask).strip()).is_relative_to(
        python.parent.parent
    )


def test_a_new_site_from_the_wheel(python: Path, tmp_path: Path) -> None:
    command = str(python.parent / "sitegen")
    call(python, tmp_path, command, "init", "site")
    root = tmp_path / "site"
    assert " 0 removed" in call(python, root, command, "build")
    home = Page((root / "output/index.html").read_text("utf-8"))
    assert home.title == "Site"
    assert "/posts/first-post/" in home.hrefs
    sheet = next(link["href"] for link in home.links if link["rel"] == "stylesheet")
    style = root / "output" / sheet.lstrip("/")
    assert style.read_bytes() == (REPOSITORY / "themes/daybook/static/daybook.css").read_bytes()
    for path in ("posts/first-post/index.html", "about/index.html", "feed.xml", "404.html"):
        assert (root / "output" / path).is_file(), path
    assert call(python, root, command, "build").startswith("0 files written")
    assert call(python, root, command, "check") == "No problems found.\n"
