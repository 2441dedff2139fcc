"""The schema of a saved plan, which a newer page or another program may have written.

It asks for what a reader needs and leaves room for the rest, as readers keep unknown keys.
"""

from __future__ import annotations

from sitegen.worksheets.kinds import PLAN_FORMAT
from sitegen.worksheets.schema_parts import (
    BASICS,
    DAYS,
    DRAFT,
    TEXT,
    WORDS,
    WORKDAYS,
    Schema,
    mapping,
    record,
    ref,
)

PATH = "schemas/plan-1.json"  # below the site's address


def plan_schema(base_url: str) -> Schema:
    """The schema of a saved plan; ``base_url`` ends with a slash. Unknown keys are allowed."""
    day_stamp, text_stamp = _stamp(ref("day")), _stamp(TEXT)
    moment = {"type": "string", "format": "date-time"}
    row = {
        "id": ref("key"),
        "from": {"description": "The author's row that it was.", **ref("key")},
        "order": _stamp(WORDS),
        "parent": _stamp({"anyOf": [ref("key"), {"const": ""}, {"type": "null"}]}),
        "gone": _stamp({"type": "boolean"}),
        "cells": mapping("key", _stamp(ref("cell"))),
    }
    kept = {"label": TEXT, "v": {}, "since": {"type": "integer", "minimum": 0}}
    calendar = {"start": day_stamp, "workdays": _stamp(WORKDAYS), "holidays": _stamp(DAYS)}
    worksheet = {
        "id": ref("id"),
        "version": {"type": "integer", "minimum": 0},
        "title": TEXT,
        "url": {"type": "string", "format": "uri-reference"},
        "hash": TEXT,
    }
    properties = {
        "format": {"const": PLAN_FORMAT},
        "id": ref("key"),
        "rev": {"type": "integer", "minimum": 0},
        "worksheet": record(worksheet, "id", "version"),
        "created": moment,
        "updated": moment,
        "backedUp": {"anyOf": [moment, {"type": "null"}]},
        "name": text_stamp,
        "archived": _stamp({"type": "boolean"}),
        "calendar": record(calendar),
        "values": mapping("key", _stamp(ref("answer"))),
        "lists": mapping("key", {"type": "array", "items": record(row, "id", "order", "cells")}),
        "kept": mapping("", record(kept, "label", "v")),
    }
    required = ("format", "id", "rev", "worksheet", "created", "updated", "name", "values", "lists")
    answer: Schema = {"type": ["string", "number", "boolean", "null"]}
    cell: Schema = {"anyOf": [ref("answer"), ref("duration"), ref("follows")]}
    return {
        "$schema": DRAFT,
        "$id": base_url + PATH,
        "title": "Plan",
        "description": "What a planner has answered in one worksheet. Unknown keys are kept.",
        **record(properties, *required),
        "$defs": {**BASICS, "answer": answer, "cell": cell},
    }


def _stamp(value: Schema) -> Schema:
    """A value that can change: ``t`` is when it did, in milliseconds; 0 is the author's word."""
    return record({"v": value, "t": {"type": "integer", "minimum": 0}}, "v", "t")
