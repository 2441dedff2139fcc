"""What a heading's braces make of the block below it: ``## The plan {plan #next-year}``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.worksheets.faults import Fault
from sitegen.worksheets.ids import is_id
from sitegen.worksheets.kinds import LOG_RHYTHMS
from sitegen.worksheets.meanings import unknown

if TYPE_CHECKING:
    from markdown_it.token import Token

_PLAIN = ("plan", "steps", "letter", "questions", "routine")
KNOWN = (*_PLAIN, "log:", "timeline", "curve", "is:")
_WORD = re.compile(r"\S+")


@dataclass(slots=True)
class Heading:
    """A heading's attributes.

    ``every`` is a log's rhythm, ``of`` what a timeline or a curve shows, ``is_`` what its list is
    about. ``rate`` and ``span`` name the numbers by which a curve grows, and for how long.
    """

    kind: str = "section"
    id: str = ""
    was: str = ""
    every: str = ""
    of: str = ""
    rate: str = ""
    span: str = ""
    is_: str = ""
    at: int = 0
    of_at: int = 0
    is_at: int = 0
    faults: list[Fault] = field(default_factory=list)

    def fault(self, at: int, message: str, hint: str = "") -> None:
        self.faults.append(Fault(at, message, hint))


def read(braces: list[tuple[int, str]]) -> Heading:
    """What all the braces at the end of a heading say."""
    said = Heading()
    for offset, text in braces:
        words = [(offset + match.start(), match[0]) for match in _WORD.finditer(text)]
        if not words:
            said.fault(offset, "these braces are empty", "take them out")
        while words:
            at, word = words.pop(0)
            _word(said, at, word, words)
    return said


def _word(said: Heading, at: int, word: str, rest: list[tuple[int, str]]) -> None:
    if word.startswith("#"):
        said.id = _id(said, at, word[1:], f"`{word[:60]}` is no id", "`{#the-plan}`")
    elif word.startswith("was:"):
        said.was = _id(said, at, word[4:], f"`{word[:60]}` names no id", "`{was:old-plan}`")
    elif word.startswith("is:"):
        _is(said, at, word[3:])
    elif word in _PLAIN:
        _kind(said, at, word)
    elif word == "log" or word.startswith("log:"):
        _log(said, at, word, rest)
    elif word == "timeline" or word.startswith("timeline:"):
        _timeline(said, at, rest)
    elif word == "curve" or word.startswith("curve:"):
        _curve(said, at, rest)
    else:
        message = f"there is no attribute `{word[:60]}` for a heading"
        hint = f"known are {', '.join(f'`{known}`' for known in KNOWN)} and `#id`"
        said.faults.append(Fault(at, message, hint, word[:60], KNOWN))
        if word.endswith(":"):
            rest.clear()


def _id(said: Heading, at: int, text: str, message: str, example: str) -> str:
    if is_id(text):
        return text
    said.fault(at, message, f"use small letters, digits and single hyphens: {example}")
    return ""


def _is(said: Heading, at: int, text: str) -> None:
    if fault := unknown(text, at):
        said.faults.append(fault)
    elif said.is_:
        said.fault(at, "`is:` is said twice", "keep one")
    else:
        said.is_, said.is_at = text, at


def _kind(said: Heading, at: int, kind: str) -> None:
    if said.kind not in ("section", kind):
        message = f"a block is of one kind, and this one is `{said.kind}` already"
        said.fault(at, message, "give the other one a heading of its own")
    else:
        said.kind, said.at = kind, at


def _log(said: Heading, at: int, word: str, rest: list[tuple[int, str]]) -> None:
    _kind(said, at, "log")
    at, rhythm = (at + 4, word[4:]) if word[4:] else rest.pop(0) if rest else (at, "")
    if rhythm in LOG_RHYTHMS:
        said.every = rhythm
        return
    said.every = "any"
    hint = "write `{log: daily}`, `{log: weekly}` or `{log: any}`"
    message = f"there is no rhythm `{rhythm}`" if rhythm else "the log's rhythm is missing"
    said.faults.append(Fault(at, message, hint, rhythm, LOG_RHYTHMS))


def _timeline(said: Heading, at: int, rest: list[tuple[int, str]]) -> None:
    _kind(said, at, "timeline")
    said.of_at, said.of = _named("of", rest)
    if not said.of:
        message = "the timeline does not say what it shows"
        said.fault(at, message, "write `{timeline of ID}`, with the id of a plan or of steps")


def _curve(said: Heading, at: int, rest: list[tuple[int, str]]) -> None:
    _kind(said, at, "curve")
    said.of_at, said.of = _named("of", rest)
    if not said.of:
        hint = "write `{curve of ID}`, with the id of a log or a table with dates"
        said.fault(at, "the curve does not say what it shows", hint)
    elif rest and rest[0][1] in ("at", "over"):
        _, said.rate = _named("at", rest)
        _, said.span = _named("over", rest)
        if not (said.rate and said.span):
            hint = "write `{curve of ID at RATE over WEEKS}`, with the ids of two numbers"
            said.fault(at, "the curve does not say how it grows", hint)


def _named(before: str, rest: list[tuple[int, str]]) -> tuple[int, str]:
    """The id that stands next, with or without this word before it; where it is."""
    if rest and rest[0][1] == before:
        rest.pop(0)
    return rest.pop(0) if rest and is_id(rest[0][1]) else (0, "")


_BEGINS = "|".join((*_PLAIN, "log", "timeline", "curve"))
MEANT = re.compile(rf"\{{[ \t]*(?:#|was:|is:|(?:{_BEGINS})\b)[^{{}}]*(\}}?)")


def check_rest(said: Heading, text: str) -> None:
    """Complain of braces that are left in a heading when those at its end are taken."""
    match = MEANT.search(text)
    if match and match[1]:
        said.fault(match.start(), "braces stand at the end of a heading", "move them there")
    elif match:
        said.fault(match.start(), "these braces are not closed", "end them with `}`")


def take_braces(inline: Token) -> list[tuple[int, str]]:
    """Take the braces from the end of an inline text that is not parsed yet, with their places."""
    content = inline.content.rstrip()
    found: list[tuple[int, str]] = []
    while content.endswith("}"):
        start = content.rfind("{")
        text = content[start + 1 : -1]
        if start < 0 or "}" in text or "\n" in text:
            break
        found.insert(0, (start + 1, text))
        content = content[:start].rstrip()
    if found:
        inline.content = content
    return found
