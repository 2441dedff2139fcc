"""From the texts in a sheet's blanks to a plan, by the schema ``plan/1``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sitegen.pdf.answers import Misfit, answer, clean
from sitegen.pdf.begin import Stamp, calendar, moment, name_for, next_place, plan_name, untouched
from sitegen.pdf.kinds import CELL, Definition, cell_of
from sitegen.worksheets.kinds import PLAN_FORMAT, STEP_COLUMNS

Plan = dict[str, Any]

_STEPS = ("plan", "steps")


def plan_of(definition: Definition, written: Mapping[str, str], data: bytes, now: int) -> Plan:
    """The plan of a sheet that was filled in at ``now``, in milliseconds since 1970.

    Its id comes from ``data``: the same file is the same plan. What the author suggested, and
    nobody changed, has the time 0. An answer that does not fit its question is in ``kept``.
    """
    try:
        return _Filled(definition, written, data, now).plan()
    except (KeyError, TypeError, AttributeError):
        raise ValueError("This PDF is damaged: the sheet's own facts are not whole.") from None


class _Filled:
    """One filled sheet, while its plan is put together."""

    def __init__(
        self, definition: Definition, written: Mapping[str, str], data: bytes, now: int
    ) -> None:
        self.definition, self.written, self.now = definition, written, now
        self.id = name_for(data)
        self.kept: dict[str, Any] = {}

    def plan(self) -> Plan:
        definition = self.definition
        made = moment(self.now)
        values = dict(self._values())
        return {
            "format": PLAN_FORMAT,
            "id": self.id,
            "rev": 1,
            "worksheet": {
                key: definition[key] for key in ("id", "version", "title", "url", "hash")
            },
            "created": made,
            "updated": made,
            "name": untouched(plan_name(definition, values)),
            "archived": untouched(False),
            "calendar": calendar(definition, self.now),
            "values": values,
            "lists": {found["id"]: self._rows(found) for found in definition.get("lists", ())},
            "kept": self.kept,
        }

    def _values(self) -> Iterator[tuple[str, Stamp]]:
        for field in self.definition.get("fields", ()):
            if field["kind"] != "computed" and field["id"] in self.written:
                stamp = self._stamp(
                    field["id"], field["kind"], field["label"], field.get("default")
                )
                if stamp is not None:
                    yield field["id"], stamp

    def _stamp(self, name: str, kind: str, label: str, suggested: Any) -> Stamp | None:
        """What stands in a blank; nothing for one that was empty and still is."""
        text = self.written[name]
        try:
            value = answer(text, kind)
        except Misfit:
            self._keep(name, label, text)
            return None if suggested is None else untouched(suggested)
        if kind == "tick" and value is None and suggested:
            value = False
        if value == suggested or (value is None and not suggested):
            return None if value is None else untouched(value)
        return {"v": value, "t": self.now}

    def _keep(self, name: str, label: str, text: str) -> None:
        since = self.definition["version"]
        kept = {"label": label, "v": clean(text), "since": since, "kind": "text", "t": self.now}
        self.kept[name] = kept

    # ----------------------------------------------------------------- lists

    def _rows(self, found: Mapping[str, Any]) -> list[dict[str, Any]]:
        """The author's rows, in the author's order, then those that the planner wrote."""
        places: dict[str, int] = {}
        authors = {row["id"]: row for row in found.get("rows", ())}
        rows = []
        for id, row in authors.items():
            parent = row.get("parent", "")
            order = next_place(places, parent)
            cells = dict(self._cells(found, id, row["cells"]))
            rows.append(
                {
                    "id": id,
                    "from": id,
                    "order": untouched(order),
                    "parent": untouched(parent),
                    "gone": untouched(False),
                    "cells": cells,
                }
            )
        above = _last_item(found)  # that the empty rows stand below
        for id in self._blank_rows(found, authors):
            cells = dict(self._cells(found, id, {}))
            if cells:
                rows.append(self._own_row(found, id, above, next_place(places, above), cells))
        return rows

    def _own_row(
        self, found: Mapping[str, Any], id: str, parent: str, order: str, cells: dict[str, Stamp]
    ) -> dict[str, Any]:
        own = name_for(f"{self.id} {found['id']} {id}".encode())
        return {
            "id": own,
            "order": {"v": order, "t": self.now},
            "parent": {"v": parent, "t": self.now},
            "gone": untouched(False),
            "cells": cells,
        }

    def _blank_rows(self, found: Mapping[str, Any], authors: Mapping[str, Any]) -> list[str]:
        """The rows on the sheet that the author left empty, in the sheet's order."""
        cells = map(cell_of, self.written)
        rows = (cell.row for cell in cells if cell is not None and cell.list == found["id"])
        return [row for row in dict.fromkeys(rows) if row not in authors]

    def _cells(
        self, found: Mapping[str, Any], row: str, given: Mapping[str, Any]
    ) -> Iterator[tuple[str, Stamp]]:
        """A row's cells. In a plan the author's words are suggestions, in a grid they are fixed."""
        is_plan = found["kind"] in _STEPS
        for column in [*found["columns"], *_unseen(found, given)]:
            id, name = column["id"], CELL.join((found["id"], row, column["id"]))
            suggested = given.get(id) if is_plan else None
            if name not in self.written:
                if suggested is not None:
                    yield id, untouched(suggested)
                continue
            label = f"{column['label']}: {_first_words(given) or found['label']}"
            stamp = self._stamp(name, column["kind"], label, suggested)
            if stamp is not None:
                yield id, stamp


def _last_item(found: Mapping[str, Any]) -> str:
    """The last item of an outline; nothing for a list that has no items."""
    items = [row["id"] for row in found.get("rows", ()) if not row.get("parent")]
    return items[-1] if found["kind"] == "plan" and items else ""


def _unseen(found: Mapping[str, Any], given: Mapping[str, Any]) -> Iterator[Mapping[str, str]]:
    """Columns that a plan's steps may have and that the definition does not list."""
    known = {column["id"] for column in found["columns"]}
    for id in given:
        if id not in known and id in STEP_COLUMNS:
            yield {"id": id, "kind": STEP_COLUMNS[id], "label": id}


def _first_words(cells: Mapping[str, Any]) -> str:
    return next((words for words in cells.values() if isinstance(words, str)), "")[:80]
