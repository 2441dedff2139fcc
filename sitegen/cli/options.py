"""What several commands share: their options, the site's settings, the clock, how they fail."""

from __future__ import annotations

import functools
import os
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from sitegen.config import Config
    from sitegen.errors import Problem
    from sitegen.wanted import Shown

OK, FAILED, USAGE, FOUND = 0, 1, 2, 3
"""Exit codes: fine; content or build error; wrong call; `check` found problems."""

_SOURCE = click.option(
    "-s", "--source", type=click.Path(path_type=Path, file_okay=False), default=None,
    help="The site's folder.  [default: this folder, or the nearest one above with settings]",
)  # fmt: skip
_JSON = click.option("--json", "as_json", is_flag=True, help="Say it as JSON, for scripts.")
_SHOWN = (
    click.option("-D", "--drafts", is_flag=True, help="Include drafts."),
    click.option("-F", "--future", is_flag=True, help="Include posts with a date to come."),
    click.option("-E", "--expired", is_flag=True, help="Include expired posts."),
)
_BUILD = (
    click.option("-o", "--output", default=None, help="The folder to build into."),
    click.option("-b", "--base-url", default=None, help="Where the site will be."),
    *_SHOWN,
    click.option("-j", "--jobs", type=click.IntRange(1), default=None,
                 help="How many processes to use.  [default: one per core]"),
    click.option("--strict", is_flag=True, help="Take warnings for errors."),
    click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems."),
    click.option("-v", "--verbose", is_flag=True, help="Name every file written or removed."),
)  # fmt: skip


def site_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --source and --json, and turns a failed build into words and an exit code."""
    return _SOURCE(failing(function))


def failing(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds --json, and turns a failed build into words and an exit code."""

    @functools.wraps(function)
    def wrapped(**options: Any) -> Any:
        from sitegen.errors import BuildFailed

        try:
            return function(**options)
        except BuildFailed as failure:
            fail(failure.problems, options.get("as_json", False))

    return _JSON(wrapped)


def build_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Adds the options of commands that build."""
    for option in reversed(_BUILD):
        function = option(function)
    return function


def shown_options(function: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed(_SHOWN):
        function = option(function)
    return function


def find_config(source: Path | None, **overrides: Any) -> Config:
    """The settings of the site in ``source``, or around this folder. Raises BuildFailed."""
    from sitegen.errors import BuildFailed
    from sitegen.settings import find_root, load_config
    from sitegen.values import is_full_address

    root = source or find_root(Path.cwd()) or Path.cwd()
    if not root.is_dir():
        raise click.UsageError(f"there is no folder {root}")
    wanted = {key: value for key, value in overrides.items() if value is not None}
    if not is_full_address(wanted.get("base_url", "https://example.org/")):
        raise click.UsageError("--base-url takes a full web address, like https://example.org/")
    config, problems = load_config(root.resolve(), **{**_from_host(), **wanted})
    if problems:
        raise BuildFailed(problems)
    return config


def _from_host() -> dict[str, Any]:
    """On Netlify's previews, the preview's own address, hidden from search engines."""
    preview = os.environ.get("CONTEXT", "production") != "production"
    address = os.environ.get("DEPLOY_PRIME_URL", "")
    return {"base_url": address.rstrip("/") + "/", "noindex": True} if preview and address else {}


def clock() -> datetime:
    """The time of this run: SOURCE_DATE_EPOCH (reproducible-builds.org) if set, else now."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError):
            raise click.UsageError("SOURCE_DATE_EPOCH must be seconds since 1970") from None
    return datetime.now(UTC)


def shown(drafts: bool, future: bool, expired: bool) -> Shown:
    from sitegen.wanted import Shown

    return Shown(drafts=drafts, scheduled=future, expired=expired)


def report(problems: Iterable[Problem]) -> None:
    """Prints problems to the error stream, each as it stands in the guide."""
    from sitegen.errors import describe

    for problem in problems:
        text = describe(problem)
        head, _, rest = text.partition("\n")
        colour = "red" if problem.is_error else "yellow"
        click.secho(head, fg=colour, err=True)
        if rest:
            click.echo(rest, err=True)


def fail(problems: Iterable[Problem], as_json: bool, code: int = FAILED) -> NoReturn:
    """Reports the problems, and ends with ``code``."""
    from sitegen.text import plural

    found = tuple(problems)
    if as_json:
        say_json({"ok": False, "problems": [problem.as_dict() for problem in found]})
    else:
        report(found)
        errors = sum(problem.is_error for problem in found)
        parts = [plural(errors, "error")] if errors else []
        parts += [plural(len(found) - errors, "warning")] if len(found) > errors else []
        click.echo(" and ".join(parts) + "; nothing was written.", err=True)
    sys.exit(code)


def say_json(value: object) -> None:
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))
