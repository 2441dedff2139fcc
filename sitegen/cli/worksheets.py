"""``worksheet`` and ``plans``: what authors do for readers' answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sitegen.cli import options as shared
from sitegen.text import plural


@click.group()
def worksheet() -> None:
    """Accept what changed in worksheets."""


@worksheet.command()
@shared.site_options
def lock(source: Path | None, as_json: bool) -> None:
    """Write down what readers may have answered, in worksheets.lock.json; commit that file.

    From then on a build fails if an edit would lose their answers. It says what readers will see
    of the edits that are accepted now.
    """
    from sitegen.accept import accept
    from sitegen.config import LOCK_NAME

    config = shared.find_config(source)
    done = accept(config, shared.clock())
    if as_json:
        shared.say_json({"ok": True, "written": done.written, "changes": list(done.said)})
        return
    for sentence in done.said:
        click.echo(f"  {sentence}")
    words = f"{plural(done.count, 'worksheet')} locked in {LOCK_NAME}."
    click.echo(words if done.written else f"{LOCK_NAME} is up to date.")


@click.group()
def plans() -> None:
    """Read plans that readers filled in."""


@plans.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False, allow_dash=True),
    default=None,
    help="Where to write the plan; `-` shows it. Else beside the PDF.",
)
@shared.failing
def read(file: Path, output: Path | None, as_json: bool) -> None:
    """Read the filled PDF FILE of a worksheet as a plan, which the worksheet's page can open."""
    import json

    plan = _plan_in(file)
    text = json.dumps(plan, ensure_ascii=False, indent=1) + "\n"
    if str(output) == "-":
        click.echo(text, nl=False)
        return
    target = output or file.with_name(f"{file.stem}.plan.json")
    _write_new(target, text, overwrite=output is not None)
    if as_json:
        shared.say_json({"ok": True, "written": str(target)})
    else:
        click.echo(f"{target}: open it on the worksheet's page, under “Open a plan”.")


def _plan_in(file: Path) -> dict[str, Any]:
    from sitegen.errors import BuildFailed, Location, Problem
    from sitegen.pdf import read_file

    place = Location(str(file))
    try:
        return read_file(file)
    except ModuleNotFoundError as fault:
        message, hint = f"{fault.name} is not installed", "run `pip install 'sitegen[pdf]'`"
        raise BuildFailed([Problem("no-pdf", message, place, hint)]) from None
    except (ValueError, OSError) as fault:
        words = str(getattr(fault, "strerror", None) or fault)
        message, _, hint = (words[:1].lower() + words[1:]).rstrip(".").partition(". ")
        raise BuildFailed([Problem("bad-pdf", message, place, hint)]) from None


def _write_new(target: Path, text: str, overwrite: bool) -> None:
    """Writes the plan. Raises BuildFailed rather than replace a file that nobody named."""
    from sitegen.errors import BuildFailed, Location, Problem

    try:
        with target.open("w" if overwrite else "x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        place, hint = Location(str(target)), "name another file with --output"
        message = "there is a file of this name already"
        raise BuildFailed([Problem("exists", message, place, hint)]) from None
    except OSError as fault:
        message = f"the file can't be made: {(fault.strerror or str(fault)).lower()}"
        raise BuildFailed([Problem("cannot-write", message, Location(str(target)))]) from None
