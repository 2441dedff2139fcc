"""Small sites for tests: made from texts, built at a fixed time, with what came of it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from sitegen.build import Built, open_memo
from sitegen.build import build as run_build
from sitegen.cli import command
from sitegen.config import Config
from sitegen.errors import BuildFailed, describe
from sitegen.settings import load_config
from sitegen.wanted import PUBLIC, Shown, Wanted

HERE = Path(__file__).parent
REPOSITORY = HERE.parent
NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
"""When every test happens, unless it says otherwise."""

CONFIG = """title = "Test"
base_url = "https://example.org/"
cards = {draw = false}
worksheets = {pdf = false}
"""
"""Without cards and PDFs: they take a while to make, and are looked at in tests of their own."""


def site(tmp_path: Path, files: Mapping[str, str | bytes], config: str = "") -> Path:
    """A site in a folder of its own: ``files`` by path, and ``config`` as its ``sitegen.toml``.

    Without ``config`` the settings are CONFIG, unless ``files`` hold a settings file.
    """
    root = tmp_path / "site"
    root.mkdir(exist_ok=True)
    write(root, files)
    if config or not any(name in files for name in ("sitegen.toml", "pyproject.toml")):
        write(root, {"sitegen.toml": config or CONFIG})
    return root


def write(root: Path, files: Mapping[str, str | bytes]) -> None:
    """Writes ``files`` by their path below ``root``; texts as UTF-8, line ends as they are."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def post(
    title: str = "A post", body: str = "Some words.\n", date: str = "2026-01-15", **fields: str
) -> str:
    """A post's text; ``fields`` are further lines of front matter, their values as YAML.

    A field that is empty (``date=""``) is left out.
    """
    wanted = {"title": title, "date": date, **fields}
    lines = [f"{key}: {value}" for key, value in wanted.items() if value]
    return "\n".join(["---", *lines, "---", "", body])


def config(root: Path, **settings: Any) -> Config:
    """The site's settings. Raises BuildFailed where they are wrong."""
    found, faults = load_config(root.resolve(), **settings)
    if faults:
        raise BuildFailed(faults)
    return found


def build(
    root: Path,
    now: datetime = NOW,
    shown: Shown = PUBLIC,
    jobs: int = 1,
    strict: bool = False,
    **settings: Any,
) -> Built:
    """Builds the site in ``root`` into its output folder; ``settings`` go over those of its file.

    Raises BuildFailed as the command line does.
    """
    wanted = config(root, **settings)
    with closing(open_memo(wanted)) as memo:
        return run_build(wanted, memo, Wanted(now, shown, jobs, strict=strict))


def problems(root: Path, now: datetime = NOW, **kw: Any) -> list[str]:
    """Everything that is wrong with the site, as it is printed, in the order it is printed."""
    try:
        found = build(root, now, **kw).problems
    except BuildFailed as failure:
        found = failure.problems
    return [describe(problem) for problem in found]


def codes(root: Path, now: datetime = NOW, **kw: Any) -> list[str]:
    """The codes of everything that is wrong with the site, in the order it is printed."""
    return [text.partition("[")[2].partition("]")[0] for text in problems(root, now, **kw)]


def run(root: Path, *args: str, env: Mapping[str, str | None] | None = None) -> Result:
    """Runs the command line within this process, as if from ``root``, at NOW.

    What it prints is in ``result.stdout`` and ``result.stderr``, its end in ``exit_code``.
    """
    with _standing_in(root):
        return CliRunner().invoke(
            command, list(args), env={**_environment(), **(env or {})}, prog_name="sitegen"
        )


def spawn(root: Path, *args: str, **kw: Any) -> subprocess.CompletedProcess[str]:
    """Runs the command line in a process of its own, from ``root``, at NOW."""
    return subprocess.run(
        [sys.executable, "-m", "sitegen", *args],
        cwd=root, env={**os.environ, **_set(_environment())},
        capture_output=True, text=True, encoding="utf-8", errors="replace", check=False, **kw,
    )  # fmt: skip


def _environment() -> dict[str, str | None]:
    return {
        "SOURCE_DATE_EPOCH": str(int(NOW.timestamp())),
        "PYTHONPATH": str(REPOSITORY),
        "CONTEXT": None,
        "DEPLOY_PRIME_URL": None,
    }


def _set(wanted: Mapping[str, str | None]) -> dict[str, str]:
    return {key: value or "" for key, value in wanted.items()}


@contextmanager
def _standing_in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def output(root: Path) -> dict[str, bytes]:
    """The published files: bytes by path, with ``/``; our own marker left out."""
    found = snapshot(root / "output")
    return {name: data for name, data in found.items() if name != ".sitegen" and name[-1] != "/"}


def text(root: Path, path: str) -> str:
    """One published file as text."""
    return (root / "output" / path).read_text("utf-8")


def snapshot(folder: Path) -> dict[str, bytes]:
    """All files below ``folder``: bytes by path. A link shows where it leads; a folder is empty."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = b"-> " + os.fsencode(os.readlink(path))
        elif path.is_dir():
            found[f"{name}/"] = b""
        else:
            found[name] = path.read_bytes()
    return found
