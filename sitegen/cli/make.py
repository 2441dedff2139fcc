"""``build`` and ``clean``."""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitegen.cli import options as shared
from sitegen.text import plural

if TYPE_CHECKING:
    from sitegen.build import Built
    from sitegen.config import Config
    from sitegen.wanted import Progress, Wanted


@click.command()
@shared.build_options
@click.option("-w", "--watch", is_flag=True, help="Build again after every change.")
@click.option("--poll", is_flag=True, help="With --watch, look for changes: for network disks.")
@click.option(
    "--explain",
    default="",
    metavar="PATH",
    help="Say why this page would be rebuilt, or why not; write nothing.",
)
@shared.site_options
def build(
    source: Path | None,
    watch: bool,
    poll: bool,
    explain: str,
    output: str | None,
    base_url: str | None,
    drafts: bool,
    future: bool,
    expired: bool,
    jobs: int | None,
    strict: bool,
    quiet: bool,
    verbose: bool,
    as_json: bool,
) -> None:
    """Build the site into its output folder.

    Pages whose inputs have not changed are left alone. If anything is wrong, all of it is said,
    and what was published before stays as it is.
    """
    from sitegen.build import build as run
    from sitegen.build import open_memo
    from sitegen.wanted import Wanted

    began = time.perf_counter()
    overrides = {"output": output, "base_url": base_url}
    config = shared.find_config(source, **overrides)
    wanted = Wanted(
        shared.clock(),
        shared.shown(drafts, future, expired),
        jobs or os.cpu_count() or 1,
        progress(quiet or as_json),
        strict,
    )
    if watch:
        from sitegen.cli.live import watch_and_build

        watch_and_build(config, overrides, wanted, poll)
        return
    if explain:
        _explain(config, explain, wanted, as_json)
        return
    with alone(config):
        memo = open_memo(config)
        gc.disable()  # a build makes much and throws little away, and ends soon
        try:
            done = run(config, memo, wanted)
        finally:
            gc.freeze()  # what there is now is not looked through again, not even at the end
            gc.enable()
        memo.close()
    _say(done, time.perf_counter() - began, quiet, verbose, as_json)


def alone(config: Config) -> Any:
    """Holds the site's lock, so that builds take turns; says so where another one has it."""

    def waiting() -> None:
        click.echo("Another build of this site is running; waiting for it.", err=True)

    return locked(config.state_dir / "lock", config.state, waiting)


@contextmanager
def locked(path: Path, shown: str, waiting: Callable[[], None]) -> Iterator[None]:
    """Holds a lock file. Raises BuildFailed, which calls its folder ``shown``, if it can't be."""
    from sitegen.errors import BuildFailed, Location, Problem
    from sitegen.lock import exclusive

    with ExitStack() as stack:
        try:
            stack.enter_context(exclusive(path, waiting))
        except OSError as fault:
            reason = (fault.strerror or str(fault)).lower()
            message = f"the folder for what builds remember can't be written: {reason}"
            raise BuildFailed([Problem("cannot-write", message, Location(shown))]) from None
        yield


def _explain(config: Config, name: str, wanted: Wanted, as_json: bool) -> None:
    from sitegen.build import open_memo
    from sitegen.engine import engine_digest
    from sitegen.pipeline import explain

    with alone(config):
        memo = open_memo(config)
        path, reasons, reads = explain(config, memo, wanted, engine_digest(memo), name)
        memo.close()
    if as_json:
        shared.say_json({"ok": True, "path": path, "stale": reasons, "reads": reads})
        return
    click.echo(f"{path} would be rebuilt:" if reasons else f"{path} is fresh. It was made from:")
    for line in reasons or reads:
        click.echo(f"  {line}")


def _say(done: Built, seconds: float, quiet: bool, verbose: bool, as_json: bool) -> None:
    if as_json:
        shared.say_json(
            {
                "ok": True,
                "written": list(done.written),
                "removed": list(done.removed),
                "fresh": done.fresh,
                "seconds": round(seconds, 3),
                "problems": [problem.as_dict() for problem in done.problems],
            }
        )
        return
    shared.report(done.problems)
    if verbose:
        for path in done.written:
            click.echo(f"  wrote   {path}")
        for path in done.removed:
            click.echo(f"  removed {path}")
    if not quiet:
        click.echo(
            f"{plural(len(done.written), 'file')} written, {done.fresh:,} fresh, "
            f"{len(done.removed):,} removed in {seconds:.2f} s"
        )


def progress(silent: bool) -> Progress:
    """A bar for long builds at a terminal; nothing in a pipe, and nothing for quick ones."""
    from sitegen.wanted import no_progress

    if silent or not sys.stderr.isatty():
        return no_progress
    began = time.perf_counter()

    def show(what: str, done: int, total: int) -> None:
        if time.perf_counter() - began < 0.7:
            return
        width = 30
        filled = width * done // max(total, 1)
        bar = "█" * filled + "░" * (width - filled)
        end = "\r\033[K" if done >= total else ""
        click.echo(f"\r{what:<10} {bar} {done:,}/{total:,}{end}", nl=False, err=True)

    return show


@click.command()
@click.option("-o", "--output", default=None, help="The folder that was built into.")
@shared.site_options
def clean(source: Path | None, output: str | None, as_json: bool) -> None:
    """Remove the published files that builds have made, and the memo.

    Files that no build made stay.
    """
    from sitegen.build import open_memo
    from sitegen.engine import engine_digest
    from sitegen.manifest import Manifest
    from sitegen.publish import adopt
    from sitegen.publish import clean as remove

    config = shared.find_config(source, output=output)
    with alone(config):
        memo = open_memo(config)
        manifest = Manifest(memo, engine_digest(memo))
        adopt(config, manifest)
        count = remove(config, manifest)
        memo.close()
        if memo.path is not None:
            memo.path.unlink(missing_ok=True)
    if as_json:
        shared.say_json({"ok": True, "removed": count})
    else:
        click.echo(f"{plural(count, 'file')} removed.")
