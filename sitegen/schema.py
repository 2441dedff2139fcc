"""The settings as a JSON Schema, for editors that check and complete TOML."""

from __future__ import annotations

import dataclasses
import typing
from typing import Any

from sitegen.config import Config, public_fields

_NAMES = {str: "string", bool: "boolean", int: "integer"}


def schema() -> dict[str, Any]:
    """The settings as a JSON Schema (draft 2020-12), for editors."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "sitegen.toml",
        **_object_schema(Config),
    }


def _object_schema(cls: Any) -> dict[str, Any]:
    hints = typing.get_type_hints(cls)
    properties = {
        field.name: {
            **_type_schema(hints[field.name], field.metadata.get("choices", ())),
            "description": field.metadata.get("doc", ""),
        }
        for field in public_fields(cls)
    }
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _type_schema(wanted: Any, choices: tuple[str, ...] = ()) -> dict[str, Any]:
    origin, arguments = typing.get_origin(wanted), typing.get_args(wanted)
    if wanted is Any:
        return {}
    if wanted in _NAMES:
        plain: dict[str, Any] = {"type": _NAMES[wanted]}
        return {**plain, "enum": list(choices)} if choices else plain
    if origin is tuple:
        return {"type": "array", "items": _type_schema(arguments[0], choices)}
    if dataclasses.is_dataclass(wanted):
        return _object_schema(wanted)
    return {"type": "object", "additionalProperties": _type_schema(arguments[1])}
