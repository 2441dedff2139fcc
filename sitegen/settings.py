"""From a TOML file to checked settings."""

from __future__ import annotations

import dataclasses
import re
import tomllib
import typing
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sitegen.config import BUILT_IN_TAXONOMIES, Config, public_fields
from sitegen.errors import Location, Problem, in_order, line_of, suggestion
from sitegen.source import Fault, read_text
from sitegen.values import CHECKS, Complain

FILES = ("sitegen.toml", "pyproject.toml")


def find_root(start: Path) -> Path | None:
    """The nearest folder, from ``start`` upwards, that holds a site's settings."""
    for folder in (start, *start.parents):
        if (folder / "sitegen.toml").is_file():
            return folder
        project = folder / "pyproject.toml"
        if project.is_file() and "[tool.sitegen" in project.read_text("utf-8", "replace"):
            return folder
    return None


def load_config(root: Path, **overrides: Any) -> tuple[Config, tuple[Problem, ...]]:
    """The settings of the site in ``root``, with ``overrides`` put over those of the file.

    Problems name the line of the key. Where a value is wrong its default stands in, so that the
    rest can be checked too.
    """
    for name in FILES:
        path = root / name
        if not path.is_file():
            continue
        try:
            text = read_text(path, name)
        except Fault as fault:
            return Config(root=root, file=name, **overrides), (fault.problem,)
        prefix = ("tool", "sitegen") if name == "pyproject.toml" else ()
        if prefix and "[tool.sitegen" not in text:
            continue
        values, problems = _read_file(name, text, prefix)
        return Config(root=root, file=name, **{**values, **overrides}), problems
    missing = Problem(
        "no-settings",
        f"{root.name or root} has no `sitegen.toml`, nor a `[tool.sitegen]` in its pyproject.toml",
        Location("sitegen.toml"),
        "run `sitegen init .` to make one, or name the site's folder with --source",
    )
    return Config(root=root, **overrides), (missing,)


def _read_file(
    name: str, text: str, prefix: tuple[str, ...]
) -> tuple[dict[str, Any], tuple[Problem, ...]]:
    problems: list[Problem] = []

    def complain(path: tuple[str, ...], code: str, message: str, hint: str) -> None:
        line, column = locate(text, (*prefix, *path))
        place = Location(name, line, column)
        problems.append(Problem(code, message, place, hint, excerpt=line_of(text, line)))

    try:
        table: Any = read_toml(name, text)
    except Fault as fault:
        return {}, (fault.problem,)
    for key in prefix:
        table = table.get(key, {}) if isinstance(table, dict) else table
    if not isinstance(table, dict):
        complain((), "bad-setting", "`[tool.sitegen]` must be a table, and stand there once", "")
        return {}, tuple(problems)
    return read(table, complain), in_order(problems)


def read_toml(name: str, text: str) -> dict[str, Any]:
    """The table in a TOML text. Raises Fault, which calls the file ``name``."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise Fault(_syntax_problem(name, text, "nested too deep (at line 1, column 1)")) from None
    except ValueError as fault:  # also for a number with thousands of digits
        raise Fault(_syntax_problem(name, text, str(fault))) from None


def _syntax_problem(name: str, text: str, message: str) -> Problem:
    found = re.search(r" \(at line (\d+), column (\d+)\)", message)
    line, column = (int(found[1]), int(found[2])) if found else (text.count("\n") + 1, 1)
    words = re.sub(r" \(at .*\)$", "", message)
    place = Location(name, line, column)
    return Problem("bad-toml", f"not valid TOML: {words}", place, excerpt=line_of(text, line))


_HEADER = re.compile(r"\s*\[\[?\s*(.+?)\s*\]\]?\s*(#.*)?$")
_ASSIGNMENT = re.compile(r"(\s*)([\w\"'.-]+)\s*=")


def locate(text: str, path: tuple[str, ...]) -> tuple[int, int]:
    """Line and column, from 1, where a key of a TOML text stands, else where its table starts.

    tomllib keeps no positions. This reads headers and assignments line by line, which is exact
    but for keys inside inline tables: for those it gives the line of the table.
    """
    table: tuple[str, ...] = ()
    best, place = 0, (1, 1)
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            table = _split_key(header[1])
            name, column = table, line.index("[") + 1
        elif assignment := _ASSIGNMENT.match(line):
            name, column = table + _split_key(assignment[2]), len(assignment[1]) + 1
        else:
            continue
        if len(name) > best and path[: len(name)] == name:
            best, place = len(name), (number, column)
    return place


def _split_key(key: str) -> tuple[str, ...]:
    return tuple(part.strip(" \t\"'") for part in key.split("."))


# --------------------------------------------------------------------------- reading a table


def read(table: Mapping[str, Any], complain: Complain) -> dict[str, Any]:
    """Checked settings from a TOML table, ready for :class:`Config`. Faults go to ``complain``."""
    values = _read_fields(Config, _with_built_in(table), (), complain)
    for check in CHECKS:
        check(values, complain)
    return values


def _with_built_in(table: Mapping[str, Any]) -> Mapping[str, Any]:
    """The table, with what it leaves unsaid of a built-in taxonomy that it changes."""
    given = table.get("taxonomies")
    if not isinstance(given, dict):
        return table
    full = {
        name: {**dataclasses.asdict(BUILT_IN_TAXONOMIES[name]), **kind}
        if name in BUILT_IN_TAXONOMIES and isinstance(kind, dict)
        else kind
        for name, kind in given.items()
    }
    return {**table, "taxonomies": full}


def _read_fields(
    cls: Any, table: Mapping[str, Any], path: tuple[str, ...], complain: Complain
) -> dict[str, Any]:
    hints = typing.get_type_hints(cls)
    known = {field.name: field for field in public_fields(cls)}
    values: dict[str, Any] = {}
    for key, raw in table.items():
        field = known.get(key)
        if field is None:
            hint = suggestion(key, known) or f"known keys: {', '.join(sorted(known))}"
            complain((*path, key), "unknown-setting", f"there is no setting `{key}`", hint)
            continue
        try:
            values[key] = _convert(hints[key], raw, (*path, key), complain)
            _check_choice(field, values[key], (*path, key), complain)
        except TypeError as fault:
            complain((*path, key), "bad-setting", f"`{key}` must be {fault}", _doc(field))
    return values


def _doc(field: dataclasses.Field[Any]) -> str:
    return str(field.metadata.get("doc", ""))


_PLAIN: dict[Any, str] = {str: "a text", bool: "true or false", int: "a whole number"}


def _convert(wanted: Any, raw: Any, path: tuple[str, ...], complain: Complain) -> Any:
    """``raw`` as the type ``wanted``. Raises TypeError that says in words what is wanted."""
    origin, arguments = typing.get_origin(wanted), typing.get_args(wanted)
    if wanted is Any:
        return raw
    if wanted in _PLAIN:
        if type(raw) is not wanted:
            raise TypeError(f"{_PLAIN[wanted]}, not {_describe(raw)}")
        return raw
    if origin is tuple:
        if not isinstance(raw, list):
            raise TypeError(f"a list, not {_describe(raw)}")
        return tuple(_convert(arguments[0], item, path, complain) for item in raw)
    if not isinstance(raw, dict):
        raise TypeError(f"a table, not {_describe(raw)}")
    if dataclasses.is_dataclass(wanted):
        return typing.cast(Any, wanted)(**_read_fields(wanted, raw, path, complain))
    return {key: _convert(arguments[1], raw[key], (*path, key), complain) for key in raw}


_DESCRIBED: dict[type, str] = {
    str: "a text", bool: "a true/false", int: "a number", float: "a number", list: "a list",
    dict: "a table",
}  # fmt: skip


def _describe(raw: Any) -> str:
    return _DESCRIBED.get(type(raw), "a date")


def _check_choice(
    field: dataclasses.Field[Any], value: Any, path: tuple[str, ...], complain: Complain
) -> None:
    choices = field.metadata.get("choices", ())
    for item in value if isinstance(value, tuple) else (value,):
        if choices and item not in choices:
            hint = suggestion(str(item), choices) or f"one of: {', '.join(choices)}"
            complain(path, "bad-setting", f"`{field.name}` can't be `{item}`", hint)
