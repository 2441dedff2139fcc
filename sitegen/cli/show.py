"""``list`` and ``config``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitegen.cli import options as shared

if TYPE_CHECKING:
    from sitegen.model import Entry
    from sitegen.site import Site

_KINDS = ("posts", "worksheets", "drafts", "scheduled", "expired", "tags", "categories")


@click.command("list")
@click.argument("what", type=click.Choice(_KINDS), default="posts")
@click.option("--next", "next_", is_flag=True, help="Of `scheduled`, only what comes next, if any.")
@shared.site_options
def list_(source: Path | None, what: str, next_: bool, as_json: bool) -> None:
    """List posts, worksheets, drafts, scheduled or expired entries, tags or categories."""
    if next_:
        if what != "scheduled":
            raise click.UsageError("--next goes with `scheduled`")
        _say_next(_site(source, public=False), as_json)
        return
    rows = _LISTS[what](_site(source, public=what in ("tags", "categories")))
    if as_json:
        shared.say_json(rows)
        return
    for row in rows:
        click.echo("  ".join(str(value) for value in row.values() if value != ""))
    if not rows:
        click.echo(_NONE.get(what, f"There are no {what}."))


_NONE = {"scheduled": "Nothing is scheduled.", "expired": "Nothing has expired."}


def _say_next(site: Site, as_json: bool) -> None:
    """The entry that comes up next, and when, with seconds and zone; nothing if there is none."""
    found = ((entry.date, entry) for entry in site.entries.values()
             if entry.date and _state(site, entry) == "scheduled")  # fmt: skip
    first = min(found, key=lambda pair: (pair[0], pair[1].id), default=None)
    row = first and {"date": first[0].isoformat(), "title": first[1].title, "file": first[1].source}
    if as_json:
        shared.say_json(row)
    elif row:
        click.echo("  ".join(row.values()))


def _site(source: Path | None, public: bool) -> Site:
    """The site with all its entries, or with those alone that are public now."""
    from sitegen.errors import BuildFailed
    from sitegen.load import load
    from sitegen.memo import Memo
    from sitegen.site import Site
    from sitegen.survey import Survey
    from sitegen.wanted import Shown

    config = shared.find_config(source)
    loaded = load(config, Memo(None), Survey())
    errors = [problem for problem in loaded.problems if problem.is_error]
    if errors:
        raise BuildFailed(errors)
    return Site(config, loaded, shared.clock(), Shown(not public, not public, not public))


def _with_state(state: str) -> Callable[[Site], list[dict[str, Any]]]:
    def rows(site: Site) -> list[dict[str, Any]]:
        filed = (*site.posts, *site.worksheets, *site.pages)
        found = [entry for entry in filed if _state(site, entry) == state]
        if state == "scheduled":
            found.reverse()  # what comes next stands first
        return _entries(found)

    return rows


def _state(site: Site, entry: Entry) -> str:
    return site.states.get(entry.id, "")


def _posts(site: Site) -> list[dict[str, Any]]:
    return _entries(entry for entry in site.posts if not _state(site, entry))


def _worksheets(site: Site) -> list[dict[str, Any]]:
    return [
        {
            "id": entry.worksheet,
            "version": entry.version,
            "title": entry.title,
            "file": entry.source,
        }
        for entry in site.worksheets
        if not _state(site, entry)
    ]


def _entries(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    return [
        {
            "date": f"{entry.date:%Y-%m-%d %H:%M}" if entry.date else "no date",
            "title": entry.title,
            "file": entry.source,
        }
        for entry in entries
    ]


def _terms(taxonomy: str) -> Callable[[Site], list[dict[str, Any]]]:
    def rows(site: Site) -> list[dict[str, Any]]:
        terms = sorted(site.terms[taxonomy].values(), key=lambda term: (-term.count, term.slug))
        return [{"count": term.count, "name": term.name, "url": term.url} for term in terms]

    return rows


_LISTS: dict[str, Callable[[Site], list[dict[str, Any]]]] = {
    "posts": _posts,
    "worksheets": _worksheets,
    "drafts": _with_state("draft"),
    "scheduled": _with_state("scheduled"),
    "expired": _with_state("expired"),
    "tags": _terms("tags"),
    "categories": _terms("categories"),
}


@click.group()
def config() -> None:
    """Show the settings, or their schema."""


@config.command()
@shared.site_options
def show(source: Path | None, as_json: bool) -> None:
    """Show every setting with the value it has."""
    import dataclasses

    from sitegen.config import public_fields

    found = shared.find_config(source)
    values = {field.name: getattr(found, field.name) for field in public_fields(type(found))}
    if as_json:
        plain = {key: _plain(value) for key, value in values.items()}
        shared.say_json(plain)
        return
    for field in dataclasses.fields(found):
        if field.name in values:
            click.echo(f"{field.name} = {_toml(_plain(values[field.name]))}")
            click.secho(f"  {field.metadata['doc']}", dim=True)


def _plain(value: Any) -> Any:
    import dataclasses

    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {key: _plain(item) for key, item in vars(value).items() if item is not None}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    return {key: _plain(item) for key, item in value.items()} if isinstance(value, dict) else value


def _toml(value: Any) -> str:
    """Plain data as a TOML value on one line."""
    import json

    if isinstance(value, dict):
        pairs = (f"{_toml_key(key)} = {_toml(item)}" for key, item in value.items())
        return "{ " + ", ".join(pairs) + " }" if value else "{}"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _toml_key(key: str) -> str:
    import json

    bare = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    return key if bare else json.dumps(key)


@config.command()
def schema() -> None:
    """Print the JSON Schema of the settings."""
    from sitegen.schema import schema as settings_schema

    shared.say_json(settings_schema())
