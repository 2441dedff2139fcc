"""What can only be said of a worksheet as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator

from sitegen.worksheets.definition import Block, Column, List, Row
from sitegen.worksheets.faults import Spot
from sitegen.worksheets.kinds import NUMBER_KINDS
from sitegen.worksheets.sheet import Sheet


def check(sheet: Sheet) -> None:
    """Old names that are still in use, timelines and curves of nothing."""
    _timelines(sheet)
    for block, spot in sheet.curves:
        _curve(sheet, block, spot)
    _old_names(sheet)
    _old_lists(sheet)


def _timelines(sheet: Sheet) -> None:
    drawn = [name for name, found in sheet.lists.items() if found.kind in ("plan", "steps")]
    for name, spot in sheet.timelines:
        if name in drawn:
            continue
        known = ", ".join(f"`{item}`" for item in drawn)
        hint = f"known are {known}" if known else "end a heading in `{plan}` or `{steps}` first"
        if name in sheet.lists:
            message = f"`{name}` is a table, and has no dates to draw"
            sheet.complain("bad-block", message, spot, hint)
        else:
            message = f"there is no plan `{name}`"
            sheet.complain("bad-block", message, spot, hint, (name, drawn))


def _curve(sheet: Sheet, block: Block, spot: Spot) -> None:
    """A curve needs a date for each row, and numbers: of the rows, or to grow by."""
    found = sheet.lists.get(block.of)
    if found is None:
        hint = "write the id of a log or of a table with dates"
        near = (block.of, list(sheet.lists))
        sheet.complain("bad-block", f"there is no table `{block.of}`", spot, hint, near)
        return
    kinds = {column.kind for column in found.columns}
    if found.kind not in ("grid", "log") or "date" not in kinds:
        message = f"`{block.of}` has no column with a date, so it has no curve"
        sheet.complain("bad-block", message, spot, "write `{date}` in the head of a column")
    elif not block.rate and not kinds & {*NUMBER_KINDS}:
        message = f"`{block.of}` has no column with numbers, so it has no curve"
        sheet.complain("bad-block", message, spot, "write `{number}` in the head of a column")
    for name in filter(None, (block.rate, block.span)):
        field = sheet.field(name)
        if field is None or field.kind not in NUMBER_KINDS:
            message = f"`{name}` is no blank for a number"
            numbers = [one.id for one in sheet.fields() if one.kind in NUMBER_KINDS]
            hint = "write the id of a blank with `{number}` or `{percent}`"
            sheet.complain("bad-block", message, spot, hint, (name, numbers))


def _old_lists(sheet: Sheet) -> None:
    """A list, a column or a row can't have been what another one is now, or was as well."""
    heirs: Counter[str] = Counter()
    for name, found in sheet.lists.items():
        heirs[found.was] += 1
        if found.was and heirs[found.was] > 1:
            _twice(sheet, found.was, sheet.list_spots[name])
        for old in _shared(found.columns) + _shared(found.rows):
            _twice(sheet, old, sheet.list_spots[name])
        parts = ((found.was, sheet.lists), *_old_parts(found))
        for old, taken in parts:
            if old and old in taken:
                message = f"in `{name}`, `was:{old}` names something that is still there"
                hint = "name an id that it had before and that is gone"
                sheet.complain("bad-attribute", message, sheet.list_spots[name], hint)


def _shared(parts: Iterable[Column | Row]) -> list[str]:
    """The old ids that more than one part says it had."""
    heirs = Counter(part.was for part in parts if part.was)
    return [old for old, count in heirs.items() if count > 1]


def _twice(sheet: Sheet, old: str, spot: Spot) -> None:
    message = f"`was:{old}` stands twice"
    sheet.complain("bad-attribute", message, spot, "an old answer goes to one place")


def _old_parts(found: List) -> Iterator[tuple[str, Container[str]]]:
    columns = {column.id for column in found.columns}
    rows = {row.id for row in found.rows}
    yield from ((column.was, columns) for column in found.columns)
    yield from ((row.was, rows) for row in found.rows)


def _old_names(sheet: Sheet) -> None:
    known = {field.id for field in sheet.fields()}
    seen: set[str] = set()
    for old, spot in sheet.old_names():
        if old in known:
            message = f"`was:{old}` names an id that is still there"
            hint = "name an id that this had before and that is gone"
            sheet.complain("bad-attribute", message, spot, hint)
        elif old in seen:
            _twice(sheet, old, spot)
        seen.add(old)
