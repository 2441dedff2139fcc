"""What a blank's name stands for in a worksheet: a field, or a cell of a list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

Definition = Mapping[str, Any]

CELL = "__"  # between the list, the row and the column in the name of a cell's blank


class Cell(NamedTuple):
    """The parts of a cell's name."""

    list: str
    row: str
    column: str


def cell_of(name: str) -> Cell | None:
    """The cell that a blank of this name is in, or None for a field's blank."""
    parts = name.split(CELL)
    return Cell(*parts) if len(parts) == 3 else None


class Kinds:
    """The fields and columns of a definition, by the names of their blanks."""

    def __init__(self, definition: Definition) -> None:
        self._fields: dict[str, Mapping[str, Any]] = {
            field["id"]: field for field in definition.get("fields", ())
        }
        self._columns: dict[tuple[str, str], Mapping[str, Any]] = {
            (found["id"], column["id"]): column
            for found in definition.get("lists", ())
            for column in found["columns"]
        }

    def about(self, name: str) -> Mapping[str, Any]:
        """What the definition says of the blank's field or column; nothing if it has none."""
        cell = cell_of(name)
        if cell is None:
            return self._fields.get(name, {})
        return self._columns.get((cell.list, cell.column), {})

    def kind(self, name: str) -> str:
        return str(self.about(name).get("kind", "text"))

    def options(self, name: str) -> list[str]:
        return [str(option) for option in self.about(name).get("options", ())]
