"""What a worksheet asks, as frozen values, and as the JSON that the browser reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, TypeAlias

GROUPS = frozenset({"yesno", "option"})
"""Kinds whose own widget is several radio buttons."""

Value: TypeAlias = "str | float | bool"
"""A default: a text, a number, or whether a box is ticked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question. What has nothing to say is empty, and left out of the JSON.

    ``is_`` (``is`` in the JSON) says what it is about, for the browser's advice.
    """

    id: str
    kind: str
    label: str
    block: str = ""
    required: bool = False
    min: float | None = None
    max: float | None = None
    maxlength: int | None = None
    default: Value | None = None
    unit: str = ""
    example: str = ""
    lines: int | None = None
    options: tuple[str, ...] = ()
    shared: bool = False
    private: bool = False
    was: str = ""
    is_: str = ""
    formula: Any = None
    format: str = ""
    decimals: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Field):
    """One column of a list. ``rhythm`` says how often a routine's column comes round."""

    rhythm: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row that the author wrote. Outline items have a ``level``, what is below them a parent.

    ``ask`` is what an outline item asks for in place of its definition.
    """

    id: str
    was: str = ""
    ask: str = ""
    parent: str = ""
    level: int | None = None
    cells: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """A table with blanks, a plan, or steps."""

    id: str
    kind: str
    label: str
    block: str = ""
    was: str = ""
    is_: str = ""
    every: str = ""
    grows: bool = False
    columns: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One heading and what stands below it. ``list`` or ``of`` names the list that it shows.

    A curve that grows names its ``rate``, in percent, and its ``span``, in rows of its list.
    """

    id: str
    kind: str
    title: str
    list: str = ""
    of: str = ""
    rate: str = ""
    span: str = ""


@dataclass(frozen=True, slots=True)
class Definition:
    """All of a worksheet's text that a plan's answers hang on, in the order of the text."""

    blocks: tuple[Block, ...] = ()
    fields: tuple[Field, ...] = ()
    lists: tuple[List, ...] = ()


def to_json(definition: Definition) -> str:
    """The definition in its one canonical form: equal definitions give equal texts."""
    plain = {name: _plain(getattr(definition, name)) for name in ("blocks", "fields", "lists")}
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _plain(value: Any) -> Any:
    """Plain data, iterated to the depth that values have: formulas are plain already."""
    if is_dataclass(value):
        pairs = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name.rstrip("_"): _plain(item) for name, item in pairs if _says(name, item)}
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return value


def _says(name: str, value: Any) -> bool:
    """Whether a key is written: 0 says something, and so does an unticked box."""
    if name == "default":
        return value is not None
    return value is not None and value is not False and value != "" and value != ()
