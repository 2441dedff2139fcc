"""Formulas are read last, when all names are known."""

from __future__ import annotations

from sitegen.worksheets.faults import Spot
from sitegen.worksheets.formula import FormulaFault, Names, circle, parse_formula
from sitegen.worksheets.sheet import Pending, Sheet

_SHOWN = 8  # names of a circle


def resolve(sheet: Sheet) -> None:
    """Read the formulas of all computed fields; complain of those that can't be worked out."""
    names = Names(
        fields={field.id: field.kind for field in sheet.fields()},
        lists={
            name: {column.id: column.kind for column in found.columns}
            for name, found in sheet.lists.items()
        },
        options={field.id: field.options for field in sheet.fields() if field.options},
    )
    reads: dict[str, tuple[str, ...]] = {}
    for pending in sheet.formulas:
        reads[pending.id] = _read(sheet, pending, names)
    spots = {pending.id: pending.spot for pending in sheet.formulas}
    while (around := circle(reads)) and not sheet.faults.full:
        if len(around) == 1:
            message = f"`{around[0]}` is worked out from itself"
        else:
            message = f"these are worked out from each other: {', '.join(around[:_SHOWN])}"
        sheet.complain("bad-formula", message, spots[around[0]], "ask for one of them instead")
        for name in around:
            reads[name] = ()


def _read(sheet: Sheet, pending: Pending, names: Names) -> tuple[str, ...]:
    try:
        formula = parse_formula(pending.source, names)
    except FormulaFault as fault:
        spot = Spot(pending.spot.token, pending.spot.offset + max(fault.column - 1, 0))
        sheet.complain("bad-formula", fault.message, spot, fault.hint)
        return ()
    field = sheet.field(pending.id)
    if field and field.formula is None:
        sheet.change(
            pending.id, formula=formula.tree, format=formula.format, decimals=formula.decimals
        )
    return formula.reads
