"""A small definition, to be locked and then edited."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sitegen.worksheets.locked import lock_of

Json = dict[str, Any]


def field(name: str, kind: str = "text", label: str = "", **more: Any) -> Json:
    return {"id": name, "kind": kind, "label": label or name.replace("-", " ").capitalize(), **more}


def grid(name: str, *columns: Json, kind: str = "grid", **more: Any) -> Json:
    return field(name, kind, columns=list(columns), **{"grows": True, **more})


def sheet() -> Json:
    return {
        "id": "account-plan",
        "version": 1,
        "fields": [
            field("customer"),
            field("stage", "choose", options=["Prospect", "Client", "Dormant"]),
            field("chance", "number"),
            field("value", "computed", formula=1),
        ],
        "lists": [
            grid("calls", field("who"), field("when", "date"), kind="log"),
            grid("the-plan", field("text", "lines"), kind="plan"),
        ],
    }


def locked(definition: Json) -> Json:
    return dict(lock_of({"account-plan": definition}).worksheets["account-plan"])


def edited(edit: Callable[[Json], object]) -> Json:
    definition = sheet()
    edit(definition)
    return definition
