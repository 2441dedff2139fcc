"""Changes of a worksheet in words: what is wrong with them, and what readers will see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sitegen.config import LOCK_NAME
from sitegen.errors import Location, Problem, did_you_mean
from sitegen.worksheets.lock_changes import (
    ADDED,
    LIST_LOSSLESS,
    LOSSLESS,
    MOVED,
    RELABELLED,
    REMOVED,
    RETYPED,
    Change,
    compare,
)
from sitegen.worksheets.lock_text import Lock

NOTHING: Mapping[str, Location] = {}
GONE = "Answers whose question has gone"
"""What the page calls the place where answers without a question are kept."""


def problems(
    lock: Lock,
    definitions: Mapping[str, Mapping[str, Any]],
    places: Mapping[str, Location],
    shown: str = LOCK_NAME,
    hidden: Mapping[str, Location] = NOTHING,
) -> tuple[Problem, ...]:
    """What in these worksheets would lose readers' answers, each with what to write instead.

    ``definitions`` (with ``version``) and ``places`` (where each says its version) are by the
    worksheet's id; ``shown`` is how messages call the lock file, ``hidden`` says what keeps others
    from readers. A worksheet that was never locked has no problem.
    """
    found: list[Problem] = []
    for name, locked in lock.worksheets.items():
        if name in hidden and name not in definitions:
            found.append(_hidden(name, hidden[name], shown))
        elif name not in definitions:
            found.append(_gone(name, lock, definitions, shown))
        else:
            found += _of_sheet(locked, definitions[name], places[name], shown)
    return tuple(found)


def _hidden(name: str, place: Location, shown: str) -> Problem:
    message = f"the worksheet `{name}` is no longer public: readers can't get at their answers"
    hint = "publish it again; or, if it is meant to go, run `sitegen worksheet lock`"
    return Problem("worksheet-gone", message, place, hint, also=(Location(shown),))


def _gone(
    name: str, lock: Lock, definitions: Mapping[str, Mapping[str, Any]], shown: str
) -> Problem:
    message = f"the worksheet `{name}` is gone, and with it the way to readers' answers"
    near = did_you_mean(name, [new for new in definitions if new not in lock.worksheets])
    renamed = f"if it is `{near[0]}` now, write `worksheet: {name}` there again; " if near else ""
    hint = f"{renamed}if it is meant to go, run `sitegen worksheet lock`"
    return Problem("worksheet-gone", message, Location(shown), hint)


def _of_sheet(
    locked: Mapping[str, Any], current: Mapping[str, Any], place: Location, shown: str
) -> Iterator[Problem]:
    old, new = locked["version"], current["version"]
    if new < old:
        message = f"this worksheet's version is {new}, but readers already have version {old}"
        hint = f"write `version: {old}`, or `version: {old + 1}` if questions were dropped"
        yield Problem("worksheet-version", message, place, hint, also=(Location(shown),))
    changes = compare(locked, current)
    for change in changes:
        if change.orphans:
            message, hint = _orphan(change, changes)
            hint += f", write `version: {max(old, new) + 1}`"
            yield Problem("orphaned-answers", message, place, hint, also=(Location(shown),))


# --------------------------------------------------------------------------- mistakes


_WHERE = {
    "field": "at the blank that asks it now",
    "list": "at the heading over the table or list that holds them now",
    "column": "in the header of the column that holds them now",
}
_CALLED = {"field": "question", "list": "list", "column": "column"}


def _orphan(change: Change, changes: Sequence[Change]) -> tuple[str, str]:
    """What a change would lose, and what to write; the version's number follows the hint."""
    name = f"`{change.id}`"
    if change.what == "option":
        message = f"{name} no longer offers `{change.before}`, which readers may have chosen"
        return message, f"keep `{change.before}` as an option; or, if it is gone for good"
    if change.happened == RETYPED:
        message = f"{name} was `{change.before}` and is `{change.after}` now: answers would be lost"
        hint = f"make it `{change.before}` again, or give the new one an id of its own; or, if the "
        return message, hint + "old answers are not needed"
    called = _CALLED[change.what]
    message = f"the {called} {name} (“{change.label}”) is gone: readers' answers would be lost"
    mark = f"`{{was:{change.id.rpartition('.')[2]}}}`"
    heir = _heir(change, changes)
    where = f"at `{heir.id}` (“{heir.label}”), if that is the same" if heir else _WHERE[change.what]
    return message, f"write {mark} {where}; or, if it is gone for good"


def _heir(lost: Change, changes: Iterable[Change]) -> Change | None:
    """The new thing that is probably the lost one by another name."""
    table = LIST_LOSSLESS if lost.what == "list" else LOSSLESS
    fitting = (lost.before, *table.get(lost.before, ()))
    siblings = [change for change in changes if change.what == lost.what and _in(change, lost)]
    new = {c.id: c for c in siblings if c.happened == ADDED and c.after in fitting}
    near = did_you_mean(lost.id, new)
    if near:
        return new[near[0]]
    alone = len(new) == 1 and sum(change.happened == REMOVED for change in siblings) == 1
    return next(iter(new.values())) if alone else None


def _in(change: Change, other: Change) -> bool:
    """Whether two columns are of one list; fields and lists always belong together."""
    return change.id.rpartition(".")[0] == other.id.rpartition(".")[0]


# --------------------------------------------------------------------------- what readers see


def what_readers_see(changes: Iterable[Change]) -> list[str]:
    """What the changes mean for those who have filled the worksheet in, a sentence for each."""
    return [_sentence(change) for change in changes]


def _sentence(change: Change) -> str:
    label = f"“{change.label}”"
    if change.what == "option":
        return _option_sentence(change, label)
    noun = _CALLED[change.what]
    if change.happened == ADDED:
        return f"There is a new {noun}, {label}."
    if change.happened == MOVED:
        return f"What they wrote under `{change.before}` is now under {label}."
    if change.happened == RELABELLED:
        return f"The {noun} “{change.before}” is called {label} now; answers stay."
    if change.happened == RETYPED and not change.loses:
        return f"The {noun} {label} changes from {change.before} to {change.after}; answers stay."
    if not change.loses:
        return f"The result {label} is gone; nothing was answered there."
    went = f"changes from {change.before} to {change.after}" if change.after else "is gone"
    return f"The {noun} {label} {went}; what they wrote is kept under “{GONE}”."


def _option_sentence(change: Change, label: str) -> str:
    if change.happened == ADDED:
        return f"{label} offers “{change.after}” as well."
    return f"{label} no longer offers “{change.before}”; who chose it must choose again."
