"""The schemas take what pages carry and browsers save, and refuse what neither may hold."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from sitegen.worksheets.kinds import COLUMN_KINDS, FIELD_KINDS, LIST_KINDS, STEP_COLUMNS
from sitegen.worksheets.schemas import (
    DEFINITION_PATH,
    PLAN_PATH,
    definition_schema,
    plan_schema,
)
from tests.support import REPOSITORY

BASE = "https://example.org/"
DEFINITIONS = Draft202012Validator(definition_schema(BASE))
PLANS = Draft202012Validator(plan_schema(BASE))

Json = dict[str, Any]

DEFINITION: Json = {
    "format": "worksheet/1",
    "id": "account-plan",
    "version": 1,
    "title": "Account plan",
    "url": "/worksheets/account-plan/",
    "language": "en",
    "currency": "USD",
    "hash": "sha256-LCa0a2j/xo/5m0U8HTBBNBNCLXBkg7+g+YpeiGJm564=",
    "plan": {
        "name": "{customer}",
        "start": "next monday",
        "workdays": [1, 2, 3, 4, 5],
        "holidays": ["2027-01-18"],
    },
    "blocks": [
        {"id": "where-we-stand", "kind": "section", "title": "Where we stand"},
        {"id": "the-plan", "kind": "plan", "title": "The plan", "list": "the-plan"},
        {"id": "timeline", "kind": "timeline", "title": "Timeline", "of": "the-plan"},
    ],
    "fields": [
        {"id": "customer", "kind": "text", "label": "Customer", "required": True, "was": "client"},
        {"id": "stage", "kind": "choose", "label": "Stage", "options": ["Prospect", "Client"]},
        {"id": "chance", "kind": "number", "label": "Chance", "min": 0, "max": 100, "default": 30},
        {
            "id": "growth",
            "kind": "computed",
            "label": "Growth",
            "formula": ["-", ["^", ["+", 1, ["/", ["field", "chance"], 100]], 52], 1],
            "format": "percent",
            "decimals": 1,
        },
    ],
    "lists": [
        {
            "id": "calls",
            "kind": "log",
            "label": "Calls",
            "every": "daily",
            "grows": True,
            "columns": [
                {"id": "day", "kind": "date", "label": "Day", "is": "contact"},
                {"id": "who", "kind": "text", "label": "Who", "private": True},
            ],
        },
        {
            "id": "care",
            "kind": "routine",
            "label": "Care",
            "columns": [{"id": "daily", "kind": "lines", "label": "Daily", "rhythm": "daily"}],
            "rows": [{"id": "house", "cells": {"daily": "Sweep"}, "was": "home"}],
        },
        {
            "id": "the-plan",
            "kind": "plan",
            "label": "The plan",
            "is": "goal",
            "grows": True,
            "columns": [
                {"id": name, "kind": kind, "label": name} for name, kind in STEP_COLUMNS.items()
            ],
            "rows": [
                {"id": "reach", "ask": "Who?", "level": 0, "cells": {"text": "Reach them"}},
                {
                    "id": "first-meeting",
                    "parent": "reach",
                    "level": 1,
                    "cells": {
                        "text": "First meeting",
                        "dur": [0, "d"],
                        "after": [{"id": "invite", "lag": [1, "w"]}, {"id": "letter"}],
                        "remind": [1, "d"],
                    },
                },
            ],
        },
    ],
}

PLAN: Json = {
    "format": "plan/1",
    "id": "k3j9",
    "rev": 17,
    "worksheet": {
        "id": "account-plan",
        "version": 1,
        "title": "Account plan",
        "url": "/worksheets/account-plan/",
        "hash": "sha256-abc",
        "known": {"customer": ["text", "Customer"]},
    },
    "created": "2026-11-21T10:40:00.000Z",
    "updated": "2026-11-21T10:42:10.000Z",
    "name": {"v": "Acme 2027", "t": 0},
    "archived": {"v": False, "t": 0},
    "calendar": {
        "start": {"v": "2027-01-04", "t": 0},
        "workdays": {"v": [1, 2, 3, 4, 5], "t": 0},
        "holidays": {"v": [], "t": 0},
    },
    "values": {"customer": {"v": "Acme", "t": 1795257730000}, "ready": {"v": True, "t": 5}},
    "lists": {
        "the-plan": [
            {
                "id": "invite",
                "from": "invite",
                "order": {"v": "a0", "t": 0},
                "parent": {"v": "reach", "t": 0},
                "gone": {"v": False, "t": 0},
                "cells": {
                    "text": {"v": "Ask", "t": 0},
                    "dur": {"v": [1, "d"], "t": 3},
                    "after": {"v": [{"id": "letter", "lag": [2, "d"]}], "t": 3},
                    "by": {"v": None, "t": 4},
                },
            },
            {"id": "Own7", "order": {"v": "a1", "t": 9}, "cells": {}},
        ]
    },
    "kept": {"old-field": {"label": "Old question", "v": "answer", "since": 1}},
}


def test_the_schemas_are_schemas() -> None:
    for schema, path in (
        (definition_schema(BASE), DEFINITION_PATH),
        (plan_schema(BASE), PLAN_PATH),
    ):
        Draft202012Validator.check_schema(schema)
        assert json.loads(json.dumps(schema)) == schema
        assert schema["$id"] == BASE + path


def test_a_definition_and_a_plan_are_valid() -> None:
    DEFINITIONS.validate(DEFINITION)
    PLANS.validate(PLAN)


def changed(whole: Json, edit: Callable[[Json], object]) -> Json:
    edited = copy.deepcopy(whole)
    edit(edited)
    return edited


@pytest.mark.parametrize(
    ("edit", "place"),
    [
        (lambda d: d.update(format="worksheet/2"), "format"),
        (lambda d: d.update(id="Account plan"), "id"),
        (lambda d: d.update(id="account--plan"), "id"),
        (lambda d: d.update(version=0), "version"),
        (lambda d: d.update(version="1"), "version"),
        (lambda d: d.update(colour="red"), ""),
        (lambda d: d.pop("hash"), ""),
        (lambda d: d.update(currency="dollars"), "currency"),
        (lambda d: d["plan"].update(workdays=[0]), "plan/workdays/0"),
        (lambda d: d["plan"].update(workdays=[]), "plan/workdays"),
        (lambda d: d["plan"].update(holidays=["18 January"]), "plan/holidays/0"),
        (lambda d: d["blocks"][0].update(kind="chapter"), "blocks/0/kind"),
        (lambda d: d["blocks"][2].pop("of"), "blocks/2"),
        (lambda d: d["fields"][0].update(kind="color"), "fields/0/kind"),
        (lambda d: d["fields"][0].update(required=False), "fields/0/required"),
        (lambda d: d["fields"][0].update(options=["A"]), "fields/0"),
        (lambda d: d["fields"][0].update(formula=1), "fields/0"),
        (lambda d: d["fields"][0].update(label=""), "fields/0/label"),
        (lambda d: d["fields"][0].update(default=None), "fields/0/default"),
        (lambda d: d["fields"][0].update({"is": "fallback"}), "fields/0/is"),
        (lambda d: d["fields"][1].pop("options"), "fields/1"),
        (lambda d: d["fields"][1].update(options=["A", "A"]), "fields/1/options"),
        (lambda d: d["fields"][2].update(min="0"), "fields/2/min"),
        (lambda d: d["fields"][3].pop("formula"), "fields/3"),
        (lambda d: d["fields"][3].update(format="euro"), "fields/3/format"),
        (lambda d: d["fields"][3].update(formula=["eval", "1"]), "fields/3/formula"),
        (lambda d: d["fields"][3].update(formula=["+", 1]), "fields/3/formula"),
        (lambda d: d["fields"][3].update(formula=["call", "fetch", 1]), "fields/3/formula"),
        (lambda d: d["fields"][3].update(formula=["+", 1, ["field"]]), "fields/3/formula"),
        (lambda d: d["lists"][1].update(kind="tree"), "lists/1/kind"),
        (lambda d: d["lists"][0].pop("every"), "lists/0"),
        (lambda d: d["lists"][0].update(columns=[]), "lists/0/columns"),
        (lambda d: d["lists"][1].update(every="daily"), "lists/1"),
        (lambda d: d["lists"][0].update({"is": "contact"}), "lists/0/is"),
        (lambda d: d["lists"][0]["columns"][0].update({"is": "goal"}), "lists/0/columns/0/is"),
        (lambda d: d["lists"][2]["rows"][0].update(ask=""), "lists/2/rows/0/ask"),
        (lambda d: d["lists"][1]["columns"][0].update(rhythm="hourly"), "lists/1/columns/0/rhythm"),
        (lambda d: d["lists"][2]["rows"][0].pop("cells"), "lists/2/rows/0"),
        (
            lambda d: d["lists"][2]["rows"][1]["cells"].update(dur=[1, "y"]),
            "lists/2/rows/1/cells/dur",
        ),
    ],
)
def test_a_wrong_definition_is_refused_at_its_place(
    edit: Callable[[Json], object], place: str
) -> None:
    errors = DEFINITIONS.iter_errors(changed(DEFINITION, edit))
    assert ["/".join(map(str, error.absolute_path)) for error in errors] == [place]


@pytest.mark.parametrize(
    ("edit", "place"),
    [
        (lambda p: p.update(format="plan/2"), "format"),
        (lambda p: p.update(id="../x"), "id"),
        (lambda p: p.update(rev=-1), "rev"),
        (lambda p: p.pop("worksheet"), ""),
        (lambda p: p["worksheet"].update(id="Not An Id"), "worksheet/id"),
        (lambda p: p.update(name="Acme"), "name"),
        (lambda p: p["values"].update(customer="Acme"), "values/customer"),
        (lambda p: p["values"].update(customer={"v": "Acme"}), "values/customer"),
        (lambda p: p["values"].update(customer={"v": {"a": 1}, "t": 1}), "values/customer/v"),
        (lambda p: p["values"].update(customer={"v": "A", "t": "now"}), "values/customer/t"),
        (lambda p: p["values"].update(__proto__={"v": 1, "t": 1}), "values"),
        (lambda p: p["calendar"]["start"].update(v="soon"), "calendar/start/v"),
        (lambda p: p["lists"].update(calls={}), "lists/calls"),
        (lambda p: p["lists"]["the-plan"][0].pop("order"), "lists/the-plan/0"),
        (lambda p: p["lists"]["the-plan"][0]["gone"].update(v="no"), "lists/the-plan/0/gone/v"),
        (
            lambda p: p["lists"]["the-plan"][0]["cells"]["dur"].update(v=[1, "d", 2]),
            "lists/the-plan/0/cells/dur/v",
        ),
        (lambda p: p["kept"].update(old="answer"), "kept/old"),
    ],
)
def test_a_wrong_plan_is_refused_at_its_place(edit: Callable[[Json], object], place: str) -> None:
    errors = PLANS.iter_errors(changed(PLAN, edit))
    assert ["/".join(map(str, error.absolute_path)) for error in errors] == [place]


@pytest.mark.parametrize(
    "edit",
    [
        lambda p: p.update(colour="red"),
        lambda p: p["worksheet"].update(author="me"),
        lambda p: p["values"]["customer"].update(by="me"),
        lambda p: p["lists"]["the-plan"][1].update(colour="red"),
        lambda p: p["lists"]["the-plan"][0]["cells"]["after"]["v"][0].update(why="x"),
        lambda p: p.update(backedUp="2026-11-21T10:42:10.000Z"),
        lambda p: p.update(backedUp=None),
        lambda p: p.pop("kept"),
    ],
)
def test_a_plan_may_hold_more_or_less(edit: Callable[[Json], object]) -> None:
    PLANS.validate(changed(PLAN, edit))


def test_every_kind_is_known() -> None:
    for kind in FIELD_KINDS:
        more: Json = {"choose": {"options": ["A"]}, "option": {"options": ["A"]}}.get(kind, {})
        more |= {"formula": 1} if kind == "computed" else {}
        field = {"id": "a", "kind": kind, "label": "A", **more}
        DEFINITIONS.validate({**DEFINITION, "fields": [field]})
    for kind in LIST_KINDS:
        columns = [
            {"id": "a", "kind": kind, "label": "A"} for kind in COLUMN_KINDS if kind != "computed"
        ][:5]
        every = {"every": "any"} if kind == "log" else {}
        one = {"id": "a", "kind": kind, "label": "A", "columns": columns, **every}
        DEFINITIONS.validate({**DEFINITION, "lists": [one]})


def test_every_tree_of_the_vectors_is_a_formula() -> None:
    path = REPOSITORY / "tests" / "vectors" / "formula.json"
    trees = [case["tree"] for case in json.loads(path.read_text()) if "tree" in case]
    for tree in trees:
        field = {"id": "a", "kind": "computed", "label": "A", "formula": tree}
        DEFINITIONS.validate({**DEFINITION, "fields": [field]})
