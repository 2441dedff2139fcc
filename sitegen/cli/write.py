"""``init``, ``new`` and ``publish``: the commands that write into the author's folders."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from sitegen.cli import options as shared


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", default="", help="The site's name.")
@shared.failing
def init(folder: Path, title: str, as_json: bool) -> None:
    """Start a new site in FOLDER: settings, a first post, a page about you.

    Files that are there already stay as they are.
    """
    from sitegen.scaffold import start_site

    made = start_site(folder, title, shared.clock())
    if as_json:
        shared.say_json({"ok": True, "made": made})
        return
    for name in made:
        click.echo(f"  {folder / name}")
    click.echo(f"Now: cd {shlex.quote(str(folder))} && sitegen serve")


@click.group()
def new() -> None:
    """Start a new post, page or worksheet from an archetype."""


_EDIT = click.option("--edit", is_flag=True, help="Open it in your editor.")


@new.command()
@click.argument("title")
@click.option("--draft/--no-draft", default=True, help="Whether it starts as a draft.")
@_EDIT
@shared.site_options
def post(title: str, draft: bool, edit: bool, source: Path | None, as_json: bool) -> None:
    """Start a new post called TITLE; its date is today's in the site's zone."""
    _start("post", title, draft, edit, source, as_json)


@new.command()
@click.argument("title")
@_EDIT
@shared.site_options
def page(title: str, edit: bool, source: Path | None, as_json: bool) -> None:
    """Start a new page called TITLE."""
    _start("page", title, False, edit, source, as_json)


@new.command()
@click.argument("title")
@_EDIT
@shared.site_options
def worksheet(title: str, edit: bool, source: Path | None, as_json: bool) -> None:
    """Start a new worksheet called TITLE, from a sheet that shows what there is."""
    _start("worksheet", title, False, edit, source, as_json)


def _start(
    kind: str, title: str, draft: bool, edit: bool, source: Path | None, as_json: bool
) -> None:
    from sitegen.scaffold import start_entry

    if not title.strip():
        raise click.UsageError("the title is empty")
    config = shared.find_config(source)
    path = start_entry(config, kind, title, draft, shared.clock())
    if as_json:
        shared.say_json({"ok": True, "made": [str(path)]})
    else:
        click.echo(path)
    if edit:
        click.edit(filename=str(path))


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@shared.site_options
def publish(file: Path, source: Path | None, as_json: bool) -> None:
    """Publish the draft FILE: it loses its mark, and its date becomes now.

    A date to come stays: then the post is scheduled.
    """
    from sitegen.scaffold import publish_draft

    config = shared.find_config(source or _site_of(file))
    said = publish_draft(config, file.resolve(), shared.clock())
    if as_json:
        shared.say_json({"ok": True, "file": str(file), "date": said.isoformat()})
    else:
        click.echo(f"{file}: published with the date {said:%Y-%m-%d %H:%M}")


def _site_of(file: Path) -> Path | None:
    from sitegen.settings import find_root

    return find_root(file.resolve().parent)
