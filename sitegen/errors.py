"""What can be wrong with a site, as values.

A :class:`Problem` says what is wrong, where, and what to do about it. Stages collect problems
and go on; only :class:`BuildFailed` stops a build, and it carries all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

ERROR = "error"
WARNING = "warning"
NOTICE = "notice"  # good to know, and nothing to mend: no build fails for it
ADVICE = "advice"  # of a finding that only `check` speaks of, as a warning


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a source file. ``line`` and ``column`` count from 1; 0 means "not known"."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if not self.line:
            return self.path
        return f"{self.path}:{self.line}:{self.column or 1}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, for a person to read and for a script to act on.

    ``code`` is stable and lower-case with hyphens; ``message`` is one sentence without a full
    stop; ``hint`` says what to do; ``excerpt`` is the source line, when there is one; ``also``
    names the other places involved (the second of two colliding files, say).
    """

    code: str
    message: str
    location: Location
    hint: str = ""
    severity: str = ERROR
    excerpt: str = ""
    also: tuple[Location, ...] = ()

    @property
    def is_error(self) -> bool:
        return self.severity == ERROR

    @property
    def is_notice(self) -> bool:
        return self.severity == NOTICE

    def as_dict(self) -> dict[str, object]:
        """The problem as JSON-ready data, for ``--json``."""
        return {
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "path": self.location.path,
            "line": self.location.line,
            "column": self.location.column,
            "hint": self.hint,
            "excerpt": self.excerpt,
            "also": [str(place) for place in self.also],
        }


class BuildFailed(Exception):
    """The site can't be built as it stands; ``problems`` says why, all of them at once."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{p.location}: {p.message}" for p in self.problems))


_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def describe(problem: Problem) -> str:
    """``path:line:column: error[code]: message``, then the source line, a mark, and a hint.

    Control characters, which could move a terminal's cursor, are shown as a replacement.
    """
    lines = [f"{problem.location}: {problem.severity}[{problem.code}]: {problem.message}"]
    if problem.excerpt and problem.location.line:
        lines += _excerpt(problem.excerpt, problem.location)
    lines += [f"  also: {place}" for place in problem.also]
    if problem.hint:
        lines.append(f"  hint: {problem.hint}")
    return "\n".join(_CONTROL.sub("\N{REPLACEMENT CHARACTER}", line) for line in lines)


def _excerpt(source: str, location: Location, width: int = 100) -> list[str]:
    column = max(location.column, 1)
    # A long line is shown around the mark, so that both sides of it can be read.
    start = max(0, column - width * 2 // 3) if column > width * 2 // 3 else 0
    shown = source[start : start + width].rstrip("\n").replace("\t", " ")
    number = str(location.line)
    return [f"  {number} | {shown}", f"  {' ' * len(number)} | {' ' * (column - 1 - start)}^"]


def line_of(text: str, line: int) -> str:
    """Line ``line`` (from 1) of ``text`` without its line end; empty where there is none."""
    lines = text.split("\n", line)
    return lines[line - 1].rstrip("\r") if 0 < line <= len(lines) else ""


_ALIKE = 0.75  # by difflib's ratio: a slip or two in a word of six letters


def did_you_mean(word: str, candidates: Iterable[str], count: int = 1) -> list[str]:
    """The ``count`` candidates nearest to ``word``, nearest first; none if all are far off."""
    import difflib

    known = {candidate.casefold(): candidate for candidate in candidates}
    near = difflib.get_close_matches(word.casefold(), known, n=count, cutoff=_ALIKE)
    return [known[name] for name in near]


def slip_for(word: str, candidates: Iterable[str]) -> str:
    """The candidate that ``word`` is a slip of the finger for, or an empty string.

    Stricter than :func:`did_you_mean`: letters swapped, doubled, missed or wrong, but no longer
    name (``image_url``) and no other word (``subtitle``).
    """
    for candidate in did_you_mean(word, candidates, 3):
        if sorted(word) == sorted(candidate) or _differences(word, candidate) <= 2:
            return candidate
    return ""


def _differences(word: str, other: str) -> int:
    """How many letters must be put in, taken out or changed to make one word the other."""
    import difflib

    blocks = difflib.SequenceMatcher(None, word.casefold(), other.casefold(), False)
    spans = (op[1:] for op in blocks.get_opcodes() if op[0] != "equal")
    return sum(max(a_end - a_start, b_end - b_start) for a_start, a_end, b_start, b_end in spans)


def suggestion(word: str, candidates: Iterable[str], count: int = 1) -> str:
    """ "did you mean `x`?" as a hint, or an empty string."""
    near = did_you_mean(word, candidates, count)
    return f"did you mean {' or '.join(f'`{name}`' for name in near)}?" if near else ""


def sort_key(problem: Problem) -> tuple[str, int, int, str]:
    """Orders problems as a reader would fix them: by file, then from the top."""
    place = problem.location
    return (place.path, place.line, place.column, problem.code)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems without repeats, by file and line."""
    return tuple(sorted(dict.fromkeys(problems), key=sort_key))
