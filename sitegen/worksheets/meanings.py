"""What a question or a list is about, ``{is:goal}``: the browser's advice goes by it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from sitegen.worksheets.faults import Fault
from sitegen.worksheets.kinds import COLUMN_MEANINGS, FIELD_MEANINGS, LIST_MEANINGS, MEANINGS

MARK = "is:"
_LISTS = {"grid": "a table", "log": "a log", "routine": "a routine", "plan": "a plan"}
_DATE = "write it with a date, after a blank or in the head of a column: `{date is:%s}`"
_HINTS = {
    "goal": "write it after a blank for text, or with `{plan}` or `{steps}` in a heading",
    "fallback": "write it in the heading of a table with blanks",
}


class Places(NamedTuple):
    """The words that one sort of thing takes, each with the kinds that it must be of."""

    called: str
    kinds: Mapping[str, tuple[str, ...]]


FIELD = Places("a blank", MappingProxyType(FIELD_MEANINGS))
COLUMN = Places("a column", MappingProxyType(COLUMN_MEANINGS))
LIST = Places("", MappingProxyType(LIST_MEANINGS))


def unknown(text: str, at: int) -> Fault | None:
    """What is wrong with the word after ``is:``, if it is none of ours."""
    if text in MEANINGS:
        return None
    hint = f"write one of {', '.join(f'`{MARK}{word}`' for word in MEANINGS)}"
    if not text:
        return Fault(at, f"`{MARK}` says nothing", f"{hint}, with no space in it")
    message = f"there is no `{MARK}{text[:60]}`"
    return Fault(at, message, hint, f"{MARK}{text[:60]}", tuple(MARK + word for word in MEANINGS))


def misplaced(word: str, at: int, places: Places, kind: str) -> Fault | None:
    """What is wrong with a known word on something of this kind; "" is a heading without list."""
    if not word or kind in places.kinds.get(word, ()):
        return None
    shown = {"yesno": "yes/no", "computed": "result"}.get(kind, kind)
    what = f"{places.called} for `{shown}`" if places.called else _LISTS.get(kind, kind)
    message = f"`{MARK}{word}` means nothing in {what or 'a heading with no table below it'}"
    return Fault(at, message, _HINTS.get(word) or _DATE % word)
