"""The command line as a whole: help, suggestions, options, what is imported when."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import sitegen
from sitegen.cli import command
from tests.support import REPOSITORY, run

# Flags that are on unless they are turned off: each has its own way to say no.
ON_BY_DEFAULT = {("new post", "draft")}


def commands(group: click.Group = command, prefix: str = "") -> Iterator[tuple[str, click.Command]]:
    """Every command by its full name, groups too."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found is not None
        yield f"{prefix}{name}", found
        if isinstance(found, click.Group):
            yield from commands(found, f"{prefix}{name} ")


NAMES = [name for name, _ in commands()]


def test_the_commands() -> None:
    wanted = {"init", "new", "new post", "new page", "new worksheet", "build", "serve", "check",
              "list", "publish", "worksheet", "worksheet lock", "plans", "plans read", "clean",
              "config", "config show", "config schema"}  # fmt: skip
    assert set(NAMES) == wanted


def test_every_flag_is_off_by_default() -> None:
    """A flag whose default is not what one thinks is never noticed: cf. mkdocs#4032."""
    flags = {
        (name, option.name): option.get_default(click.Context(found))
        for name, found in commands()
        for option in found.params
        if isinstance(option, click.Option) and option.is_flag
    }
    assert len(flags) > 20
    assert {key for key, default in flags.items() if default is not False} == ON_BY_DEFAULT


def test_options_of_one_name_mean_one_thing() -> None:
    """Everywhere the same letters, and the same help but for the command's own words."""
    letters: dict[str, set[str]] = {}
    for _, found in commands():
        for option in found.params:
            if isinstance(option, click.Option):
                for letter in (opt for opt in option.opts if len(opt) == 2):
                    letters.setdefault(letter, set()).add(str(option.name))
    assert {letter: names for letter, names in letters.items() if len(names) > 1} == {}


def test_every_option_and_command_has_help() -> None:
    for name, found in commands():
        assert found.help, name
        for option in found.params:
            if isinstance(option, click.Option):
                assert option.help, f"{name} {option.opts}"


@pytest.mark.parametrize("name", ["", *NAMES])
@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_of_every_command(tmp_path: Path, name: str, flag: str) -> None:
    result = run(tmp_path, *name.split(), flag)
    assert result.exit_code == 0
    assert result.stdout.startswith(f"Usage: sitegen {name}".rstrip() + " ")
    assert list(tmp_path.iterdir()) == []


def test_the_list_of_commands_says_what_each_is_for(tmp_path: Path) -> None:
    shown = run(tmp_path, "--help").stdout
    for name, _ in commands():
        if " " not in name:
            assert f"\n  {name} " in shown


HEAVY = ("jinja2", "markdown_it", "watchdog", "yaml", "pygments", "nh3", "sqlite3", "tomllib")
ASK = """
import sys
sys.argv = ["sitegen", *{args!r}]
try:
    from sitegen.__main__ import main
    main()
except SystemExit as end:
    assert not end.code, end.code
print("LOADED", [name for name in {heavy!r} if name in sys.modules])
"""


@pytest.mark.parametrize("name", ["", *NAMES])
def test_help_imports_nothing_heavy(name: str) -> None:
    """Help is instant because nothing is imported for it."""
    code = ASK.format(args=[*name.split(), "--help"], heavy=HEAVY)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "LOADED []"
    assert "Usage:" in done.stdout


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("biuld", "build"), ("buld", "build"), ("chek", "check"), ("serv", "serve")],
)
def test_a_mistyped_command_gets_a_suggestion(tmp_path: Path, wrong: str, right: str) -> None:
    result = run(tmp_path, wrong)
    assert result.exit_code == 2
    assert f"there is no command `{wrong}`; did you mean `{right}`?" in result.stderr


def test_an_unknown_command_without_a_near_one(tmp_path: Path) -> None:
    result = run(tmp_path, "frobnicate")
    assert result.exit_code == 2
    assert "there is no command `frobnicate`" in result.stderr
    assert "did you mean" not in result.stderr


def test_the_version(tmp_path: Path) -> None:
    assert run(tmp_path, "--version").stdout == f"sitegen, version {sitegen.__version__}\n"
