"""The schema of a definition: ours alone, so every key is known."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.worksheets.kinds import (
    BLOCK_KINDS,
    CHOICE_KINDS,
    COLUMN_KINDS,
    COLUMN_MEANINGS,
    DEFINITION_FORMAT,
    FIELD_KINDS,
    FIELD_MEANINGS,
    FORMATS,
    FUNCTIONS,
    LIST_KINDS,
    LIST_MEANINGS,
    LOG_RHYTHMS,
    RHYTHMS,
)
from sitegen.worksheets.schema_parts import (
    BASICS,
    COUNT,
    DAYS,
    DRAFT,
    TEXT,
    TRUE,
    WORDS,
    WORKDAYS,
    Schema,
    closed_record,
    many,
    mapping,
    ref,
    sequence,
    when,
)

PATH = "schemas/worksheet-1.json"  # below the site's address


def definition_schema(base_url: str) -> Schema:
    """The schema of the definition in a worksheet's page; ``base_url`` ends with a slash."""
    properties = {
        "format": {"const": DEFINITION_FORMAT},
        "id": ref("id"),
        "version": COUNT,
        "title": WORDS,
        "url": {"type": "string", "format": "uri-reference"},
        "language": WORDS,
        "currency": {"type": "string", "pattern": "^[A-Z]{3}$"},
        "hash": {"type": "string", "pattern": "^sha256-[A-Za-z0-9+/_=-]+$"},
        "plan": _planning(),
        "blocks": many("block"),
        "fields": many("field"),
        "lists": many("list"),
    }
    required = ("format", "id", "version", "title", "url", "language", "hash")
    return {
        "$schema": DRAFT,
        "$id": base_url + PATH,
        "title": "Worksheet",
        "description": "What a worksheet asks, in the order of its text.",
        **closed_record(properties, *required),
        "$defs": {
            **BASICS,
            "block": _block(),
            "field": closed_record(
                _answer(FIELD_KINDS, FIELD_MEANINGS), "id", "kind", "label", rules=_kind_rules()
            ),
            "column": _column(),
            "list": _list(),
            "row": _row(),
            "formula": _formula(),
        },
    }


def _planning() -> Schema:
    """How a new plan begins: its name, its first day, its working days."""
    return closed_record(
        {"name": TEXT, "start": TEXT, "workdays": {**WORKDAYS, "minItems": 1}, "holidays": DAYS}
    )


def _block() -> Schema:
    return closed_record(
        {
            "id": ref("id"),
            "kind": {"enum": list(BLOCK_KINDS)},
            "title": TEXT,
            "list": ref("id"),
            "of": ref("id"),
            "rate": ref("id"),
            "span": ref("id"),
        },
        "id",
        "kind",
        "title",
        rules=[
            when("kind", ("timeline", "curve"), required=["of"]),
            when("kind", ("curve",), required=[], otherwise=("rate", "span")),
        ],
    )


def _answer(kinds: tuple[str, ...], meanings: Iterable[str]) -> Schema:
    """The keys that fields and columns share."""
    return {
        "id": ref("id"),
        "was": ref("id"),
        "is": {"enum": list(meanings)},
        "kind": {"enum": list(kinds)},
        "label": WORDS,
        "block": ref("id"),
        "required": TRUE,
        "min": {"type": "number"},
        "max": {"type": "number"},
        "maxlength": COUNT,
        "default": {"type": ["string", "number", "boolean"]},
        "unit": WORDS,
        "example": WORDS,
        "lines": COUNT,
        "options": {"type": "array", "items": WORDS, "minItems": 1, "uniqueItems": True},
        "shared": TRUE,
        "private": TRUE,
        "formula": ref("formula"),
        "format": {"enum": list(FORMATS)},
        "decimals": {"type": "integer", "minimum": 0, "maximum": 6},
    }


def _kind_rules() -> list[Schema]:
    """Choices have options and computed fields a formula, and nothing else has."""
    return [
        when("kind", CHOICE_KINDS, required=["options"], otherwise=("options",)),
        when(
            "kind",
            ("computed",),
            required=["formula"],
            otherwise=("formula", "format", "decimals"),
        ),
    ]


def _column() -> Schema:
    answer = _answer(COLUMN_KINDS, COLUMN_MEANINGS)
    properties = {**answer, "rhythm": {"enum": list(RHYTHMS)}}
    return closed_record(properties, "id", "kind", "label", rules=_kind_rules())


def _list() -> Schema:
    return closed_record(
        {
            "id": ref("id"),
            "was": ref("id"),
            "is": {"enum": list(LIST_MEANINGS)},
            "kind": {"enum": list(LIST_KINDS)},
            "label": TEXT,
            "block": ref("id"),
            "every": {"enum": list(LOG_RHYTHMS)},
            "grows": TRUE,
            "columns": {**many("column"), "minItems": 1},
            "rows": many("row"),
        },
        "id",
        "kind",
        "label",
        "columns",
        rules=[when("kind", ("log",), required=["every"], otherwise=("every",))],
    )


def _row() -> Schema:
    """A row that the author wrote: what is in ``cells`` is a text, a time, or who comes first."""
    cell = {
        "anyOf": [
            {"type": ["string", "number", "boolean"]},
            ref("duration"),
            ref("follows"),
        ]
    }
    return closed_record(
        {
            "id": ref("id"),
            "was": ref("id"),
            "ask": WORDS,
            "parent": ref("id"),
            "level": {"type": "integer", "minimum": 0},
            "cells": mapping("id", cell),
        },
        "id",
        "cells",
    )


def _formula() -> Schema:
    """A tree as :mod:`sitegen.worksheets.formula` makes it."""
    tree = ref("formula")
    return {
        "description": "A formula, read: a number, or an array that begins with what to do.",
        "anyOf": [
            {"type": "number"},
            sequence({"const": "text"}, TEXT),
            sequence({"const": "field"}, ref("id")),
            sequence({"const": "column"}, ref("id"), ref("id")),
            sequence({"const": "-"}, tree),
            sequence({"enum": [*"+-*/^", "=", "!=", "<", "<=", ">", ">="]}, tree, tree),
            {
                "type": "array",
                "prefixItems": [{"const": "call"}, {"enum": list(FUNCTIONS)}],
                "items": tree,
                "minItems": 2,
            },
        ],
    }
