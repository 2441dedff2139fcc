"""``serve``, and what ``build --watch`` does."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitegen.cli import options as shared
from sitegen.text import plural

if TYPE_CHECKING:
    from sitegen.config import Config
    from sitegen.serve import Outcome
    from sitegen.wanted import Wanted
    from sitegen.watch import Watcher


@click.command()
@click.option(
    "-H",
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="Where to listen. Anything but this machine lets others in.",
)
@click.option(
    "-p",
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port, or the first free one after it.",
)
@click.option("-O", "--open", "open_", is_flag=True, help="Open the site in a browser.")
@click.option("--poll", is_flag=True, help="Look for changes: for network disks.")
@shared.shown_options
@shared.site_options
def serve(
    source: Path | None, host: str, port: int, open_: bool, poll: bool,
    drafts: bool, future: bool, expired: bool, as_json: bool,
) -> None:  # fmt: skip
    """Show the site in a browser, and again after every save.

    What is served is built apart from the output folder, which stays as it is. Mistakes show in
    the browser, over the last good page, and here.
    """
    from sitegen.serve import App, Channel, Server, Session, live_config, run
    from sitegen.wanted import Wanted
    from sitegen.watch import Watcher

    config = shared.find_config(source)
    channel = Channel(time.time_ns() // 1_000_000)
    state = config.root / f"{config.state}/live"
    app = App(state / "output", config.base_path, channel, frozenset({host.lower()}))
    with _clean_end(), _sole(state):
        server = _server(Server, app, host, port)
        address = f"http://{'localhost' if host in _OWN else _bracketed(host)}:{server.port}"
        _say_where(address + config.base_path, server.port, port, host)

        def settings() -> Config:
            return live_config(shared.find_config(config.root), address)

        chosen = shared.shown(drafts, future, expired)
        wanted = Wanted(shared.clock(), chosen, os.cpu_count() or 1, live=True)
        session = Session(settings, shared.clock, wanted)
        watcher = Watcher(config, poll)
        _say_polling(watcher, poll)
        server.start()
        if open_:
            click.launch(f"{address}{config.base_path}/")
        try:
            run(session, watcher, channel, teller(session))
        finally:
            channel.close()
            server.stop()
            watcher.close()
            session.close()


_OWN = ("127.0.0.1", "localhost", "::1")


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _server(make: Callable[..., Any], app: Any, host: str, port: int) -> Any:
    try:
        return make(app, host, port)
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise click.UsageError(f"can't listen at {host}:{port}: {reason}") from None


def _say_where(address: str, got: int, asked: int, host: str) -> None:
    if asked and got != asked:
        click.echo(f"Port {asked} is taken; this is {got}.", err=True)
    click.echo(f"Serving at {address}/ (Ctrl-C ends it)")
    if host not in _OWN:
        click.echo("Others on your network can see it.", err=True)


def _say_polling(watcher: Watcher, asked: bool) -> None:
    if watcher.polling and not asked:
        click.echo("The system can't tell of changes here; looking twice a second.", err=True)


def watch_and_build(config: Config, overrides: dict[str, Any], wanted: Wanted, poll: bool) -> None:
    """Builds into the output folder after every change, until it is interrupted."""
    from sitegen.cli.make import alone
    from sitegen.serve import Channel, Session, run
    from sitegen.watch import Watcher

    def settings() -> Config:
        return shared.find_config(config.root, **overrides)

    class Locked(Session):
        def build(self, changed: Iterable[Path] = ()) -> Outcome:
            with alone(config):
                return super().build(changed)

    with _clean_end():
        watcher = Watcher(config, poll)
        _say_polling(watcher, poll)
        session = Locked(settings, shared.clock, wanted)
        click.echo("Watching (Ctrl-C ends it)")
        try:
            run(session, watcher, Channel(), teller(session))
        finally:
            watcher.close()
            session.close()


def teller(session: Any) -> Callable[[Outcome], None]:
    """Says in the terminal what each build came to: new problems once, and what changed."""
    state = {"failing": False}

    def said(outcome: Outcome) -> None:
        shared.report(session.news(outcome))
        errors = [problem for problem in outcome.problems if problem.is_error]
        if errors and outcome.built is None:
            state["failing"] = True
            click.echo(f"{plural(len(errors), 'error')}; the last good pages stay.", err=True)
        elif outcome.changed or state["failing"]:
            state["failing"] = False
            count = len(outcome.changed)
            click.echo(f"{plural(count, 'file')} changed." if count else "All is well again.")

    return said


@contextmanager
def _clean_end() -> Iterator[None]:
    """Ctrl-C and SIGTERM end the command quietly, by the exit codes that shells expect."""

    def terminate(number: int, frame: Any) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, terminate)
    try:
        yield
    except KeyboardInterrupt:
        click.echo("\nDone.", err=True)
        sys.exit(128 + signal.SIGINT)
    finally:
        signal.signal(signal.SIGTERM, before)


def _sole(state: Path) -> Any:
    """One server for one site: two would build into the same folder."""
    from sitegen.cli.make import locked

    def taken() -> None:
        raise click.UsageError("this site is being served already; end that one first")

    return locked(state / "lock", f"{state.parent.name}/{state.name}", taken)
