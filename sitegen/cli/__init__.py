"""The command line. Commands import what they need when they run, so that help is instant."""

from __future__ import annotations

import importlib
from typing import Any

import click

from sitegen import __version__

_COMMANDS = {
    "init": ("sitegen.cli.write", "init"),
    "new": ("sitegen.cli.write", "new"),
    "publish": ("sitegen.cli.write", "publish"),
    "build": ("sitegen.cli.make", "build"),
    "serve": ("sitegen.cli.live", "serve"),
    "check": ("sitegen.cli.check", "check"),
    "clean": ("sitegen.cli.make", "clean"),
    "list": ("sitegen.cli.show", "list_"),
    "worksheet": ("sitegen.cli.worksheets", "worksheet"),
    "plans": ("sitegen.cli.worksheets", "plans"),
    "config": ("sitegen.cli.show", "config"),
}
_ABOUT = {
    "init": "Start a new site in a folder.",
    "new": "Start a new post, page or worksheet from an archetype.",
    "publish": "Publish a draft: it gets its date.",
    "build": "Build the site into its output folder.",
    "serve": "Show the site in a browser, live while you write.",
    "check": "Look for problems; write nothing.",
    "clean": "Remove what builds have made.",
    "list": "List posts, drafts, worksheets, tags and more.",
    "worksheet": "Accept what changed in worksheets.",
    "plans": "Read plans that readers filled in.",
    "config": "Show the settings, or their schema.",
}


class _Lazy(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name]
        found: click.Command = getattr(importlib.import_module(module), name)
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS:
            from sitegen.errors import suggestion

            hint = suggestion(args[0], _COMMANDS)
            ctx.fail(f"there is no command `{args[0]}`" + (f"; {hint}" if hint else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_ABOUT.items()))


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="sitegen")
def command(**options: Any) -> None:
    """Turn a folder of Markdown into a website.

    Start with `sitegen init my-site`, then `sitegen build` in that folder.
    """
