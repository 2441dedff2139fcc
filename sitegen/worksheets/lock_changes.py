"""What happened to a worksheet since it was locked, and what that does to readers' answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from sitegen.worksheets.kinds import CHOICE_KINDS, NUMBER_KINDS

_WORDS = ("text", "lines")

LOSSLESS: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "text": ("lines", "email", "phone", "url"),
        **{
            kind: (*(other for other in NUMBER_KINDS if other != kind), *_WORDS)
            for kind in NUMBER_KINDS
        },
        **dict.fromkeys(("date", "time", "email", "phone", "url"), _WORDS),
        "yesno": ("tick", *_WORDS),
        "tick": ("yesno", *_WORDS),
        "choose": ("option", *_WORDS),
        "option": ("choose", *_WORDS),
    }
)
"""The kinds that a field may change to without losing an answer, by its old kind.

The browser converts by the same table (``tests/vectors/migration-kinds.json`` checks both).
"""

LIST_LOSSLESS: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "grid": ("log", "routine"),
        "log": ("grid", "routine"),
        "routine": ("grid", "log"),
        "steps": ("plan",),
    }
)
"""The same for lists: their columns decide what becomes of the cells."""

ADDED, REMOVED, RETYPED, MOVED, RELABELLED = "added", "removed", "retyped", "moved", "relabelled"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to a ``field``, ``list``, ``column`` or ``option`` (``what``).

    ``id`` is the id now, or the old one of what is gone; a column's is ``list.column``, an
    option's is its field's. ``before`` and ``after`` are ids if it moved, kinds if it was retyped
    (added, removed), labels if relabelled, and options. ``loses`` says that answers lose their
    question; ``accepted``, that the author says so too, by a higher version.
    """

    what: str
    happened: str
    id: str
    label: str
    before: str = ""
    after: str = ""
    loses: bool = False
    accepted: bool = False

    @property
    def orphans(self) -> bool:
        """Whether readers' answers would be orphaned without the author's knowing."""
        return self.loses and not self.accepted


def compare(locked: Mapping[str, Any], current: Mapping[str, Any]) -> list[Change]:
    """What happened to one worksheet: its entry in the lock file against its definition."""
    found = [
        *_fields("field", "", locked["fields"], current.get("fields", ())),
        *_lists(locked["lists"], current.get("lists", ())),
    ]
    accepted = current["version"] > locked["version"]
    return [replace(change, accepted=accepted) for change in found]


def _pairs(
    locked: Mapping[str, Mapping[str, Any]], current: Iterable[Mapping[str, Any]]
) -> Iterator[tuple[str, Mapping[str, Any] | None, Mapping[str, Any] | None]]:
    """Each thing that was or is, by its old id: before (if it was) and now (if it still is).

    An id that is still there keeps its answers, whatever ``was:`` says elsewhere.
    """
    now = {item["id"]: item for item in current}
    heirs = {item["was"]: item for item in current if "was" in item and item["id"] not in locked}
    taken = set()
    for name, before in locked.items():
        after = now.get(name) or heirs.get(name)
        if after is not None:
            taken.add(after["id"])
        yield name, before, after
    for name, item in now.items():
        if name not in taken:
            yield name, None, item


def _fields(
    what: str,
    prefix: str,
    locked: Mapping[str, Mapping[str, Any]],
    current: Sequence[Mapping[str, Any]],
) -> Iterator[Change]:
    for name, before, after in _pairs(locked, current):
        if before is None and after is not None:
            yield Change(what, ADDED, prefix + name, after["label"], after=after["kind"])
        elif before is not None and after is None:
            kind = before["kind"]
            stored = kind != "computed"
            yield Change(what, REMOVED, prefix + name, before["label"], kind, loses=stored)
        elif before is not None and after is not None:
            yield from _kept(what, prefix, name, before, after)


def _kept(
    what: str, prefix: str, name: str, before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[Change]:
    now, label = prefix + after["id"], after["label"]
    if name != after["id"]:
        yield Change(what, MOVED, now, label, prefix + name, now)
    if before["label"] != label:
        yield Change(what, RELABELLED, now, label, before["label"], label)
    kinds = before["kind"], after["kind"]
    if kinds[0] != kinds[1]:
        stored = kinds[0] != "computed"
        loses = stored and kinds[1] not in LOSSLESS.get(kinds[0], ())
        yield Change(what, RETYPED, now, label, *kinds, loses)
    if kinds[0] in CHOICE_KINDS and kinds[1] in CHOICE_KINDS:
        yield from _options(now, label, before.get("options", ()), after.get("options", ()))


def _options(
    name: str, label: str, before: Iterable[str], after: Iterable[str]
) -> Iterator[Change]:
    old, new = dict.fromkeys(before), dict.fromkeys(after)
    yield from (
        Change("option", REMOVED, name, label, option, loses=True)
        for option in old
        if option not in new
    )
    yield from (
        Change("option", ADDED, name, label, after=option) for option in new if option not in old
    )


def _lists(
    locked: Mapping[str, Mapping[str, Any]], current: Sequence[Mapping[str, Any]]
) -> Iterator[Change]:
    for name, before, after in _pairs(locked, current):
        if after is None and before is not None:
            yield Change("list", REMOVED, name, before["label"], before["kind"], loses=True)
        elif after is not None and before is None:
            yield Change("list", ADDED, name, after["label"], after=after["kind"])
        elif after is not None and before is not None:
            yield from _kept_list(name, before, after)


def _kept_list(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    now, label = after["id"], after["label"]
    if name != now:
        yield Change("list", MOVED, now, label, name, now)
    kinds = before["kind"], after["kind"]
    alike = kinds[0] == kinds[1] or kinds[1] in LIST_LOSSLESS.get(kinds[0], ())
    if kinds[0] != kinds[1]:
        yield Change("list", RETYPED, now, label, *kinds, not alike)
    if before["label"] != label:
        yield Change("list", RELABELLED, now, label, before["label"], label)
    if alike:
        yield from _fields("column", f"{now}.", before["columns"], answerable(after))


def answerable(item: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The columns of a list that a reader may write into and an author may change.

    Not those of a plan, which every plan has, nor one in which the author's words fill each row
    there will ever be.
    """
    if item["kind"] in ("plan", "steps"):
        return []
    rows = item.get("rows", ())
    return [
        column
        for column in item.get("columns", ())
        if item.get("grows")
        or not rows
        or any(column["id"] not in row.get("cells", {}) for row in rows)
    ]
