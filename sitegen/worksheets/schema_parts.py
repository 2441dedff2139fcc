"""Pieces that both schemas of worksheets are made of."""

from __future__ import annotations

from typing import Any

from sitegen.worksheets.kinds import UNITS

DRAFT = "https://json-schema.org/draft/2020-12/schema"
ID = "^[a-z0-9]+(-[a-z0-9]+)*$"
KEY = "^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$"  # of plans and of rows that the planner made
DAY = "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
WORDS: Schema = {"type": "string", "minLength": 1}
TRUE: Schema = {"const": True}
COUNT: Schema = {"type": "integer", "minimum": 1}
DAYS: Schema = {"type": "array", "items": {"$ref": "#/$defs/day"}, "uniqueItems": True}
WORKDAYS: Schema = {
    "type": "array",
    "items": {"type": "integer", "minimum": 1, "maximum": 7},
    "uniqueItems": True,
}
BASICS: Schema = {
    "id": {"type": "string", "pattern": ID},
    "key": {"type": "string", "pattern": KEY},
    "day": {"type": "string", "pattern": DAY},
    "duration": {
        "description": "So many working days, or weeks to the same weekday.",
        "type": "array",
        "prefixItems": [{"type": "number"}, {"enum": list(UNITS)}],
        "items": False,
        "minItems": 2,
    },
    "follows": {
        "description": "Steps that come first, and how long after them.",
        "type": "array",
        "items": {
            "type": "object",
            "properties": {"id": {"$ref": "#/$defs/key"}, "lag": {"$ref": "#/$defs/duration"}},
            "required": ["id"],
        },
    },
}


def ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def many(name: str) -> Schema:
    return {"type": "array", "items": ref(name)}


def record(properties: Schema, *required: str) -> Schema:
    return {"type": "object", "properties": properties, "required": list(required)}


def closed_record(properties: Schema, *required: str, rules: list[Schema] | None = None) -> Schema:
    schema = {**record(properties, *required), "additionalProperties": False}
    return {**schema, "allOf": rules} if rules else schema


def mapping(keys: str, values: Schema) -> Schema:
    names = {"propertyNames": ref(keys)} if keys else {}
    return {"type": "object", **names, "additionalProperties": values}


def sequence(*items: Schema) -> Schema:
    return {
        "type": "array",
        "prefixItems": list(items),
        "items": False,
        "minItems": len(items),
    }


def when(
    key: str, values: tuple[str, ...], required: list[str], otherwise: tuple[str, ...] = ()
) -> Schema:
    """``required`` goes with some values of ``key``; ``otherwise`` may not stand with others."""
    rule: Schema = {
        "if": {"properties": {key: {"enum": list(values)}}, "required": [key]},
        "then": {"required": required},
    }
    return {**rule, "else": {"properties": dict.fromkeys(otherwise, False)}} if otherwise else rule
