"""``check``."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sitegen import __version__
from sitegen.cli import options as shared
from sitegen.cli.make import progress
from sitegen.text import plural

if TYPE_CHECKING:
    from sitegen.errors import Problem

FEW = 10  # notices of one kind that are shown


@click.command()
@shared.shown_options
@click.option("--external", is_flag=True, help="Try links to other sites, too.")
@click.option("-v", "--verbose", is_flag=True, help=f"Show all notices, not {FEW} of each kind.")
@shared.site_options
def check(
    source: Path | None,
    drafts: bool,
    future: bool,
    expired: bool,
    external: bool,
    verbose: bool,
    as_json: bool,
) -> None:
    """Look for problems, in what is written and in how it is filed; write nothing.

    Ends with 0 if all is well, and with 3 if there is anything to mend. Notices are no problems.
    """
    from sitegen.checks import examine
    from sitegen.checks.visits import Manner

    config = shared.find_config(source)
    agent = f"sitegen/{__version__} (checks links of {config.base_url})"
    problems = examine(
        config,
        shared.clock(),
        shared.shown(drafts, future, expired),
        Manner(agent) if external else None,
        progress(as_json),
    )
    ok = all(problem.is_notice for problem in problems)
    if as_json:
        counts = dict(sorted(Counter(problem.code for problem in problems).items()))
        found = [problem.as_dict() for problem in problems]
        shared.say_json({"ok": ok, "counts": counts, "problems": found})
    else:
        _say(problems, verbose)
    sys.exit(shared.OK if ok else shared.FOUND)


def _say(problems: Sequence[Problem], verbose: bool) -> None:
    """Errors as a build tells them; then what is worth mending, by kind; how much that is."""
    shared.report(problem for problem in problems if problem.is_error)
    rest = sorted((problem for problem in problems if not problem.is_error), key=_by_kind)
    for _, group in groupby(rest, key=_by_kind):
        _say_kind(list(group), verbose)
    notices = sum(problem.is_notice for problem in problems)
    wrong = len(problems) - notices
    parts = [plural(wrong, "problem")] if wrong else []
    parts += [plural(notices, "notice")] if notices else []
    if parts:
        click.echo(f"{' and '.join(parts)} found.", err=True)
    if not wrong:
        click.echo("No problems found.")


def _by_kind(problem: Problem) -> tuple[bool, str]:
    return (problem.is_notice, problem.code)


def _say_kind(group: Sequence[Problem], verbose: bool) -> None:
    """All of one kind; what they have for a hint is said once if it is the same."""
    shown = group if verbose or not group[0].is_notice else group[:FEW]
    if len(group) > 1:
        head = f"{group[0].code}: {plural(len(group), group[0].severity)}"
        click.secho(head, bold=True, err=True)
    alike = len({problem.hint for problem in shown}) == 1
    last = len(shown) - 1
    shared.report(
        problem if i == last or not alike else replace(problem, hint="")
        for i, problem in enumerate(shown)
    )
    if len(shown) < len(group):
        more = len(group) - len(shown)
        click.echo(f"  and {more:,} more; --verbose shows them", err=True)
