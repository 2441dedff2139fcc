"""What the marks of one step say: `` `2d` ``, `` `after 1 +1w` ``, ``@me``, ``{#id}``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from sitegen.worksheets.faults import Fault
from sitegen.worksheets.ids import is_id
from sitegen.worksheets.settle import is_day

WORDS = ("after", "by", "every", "remind")
_UNITS = {"d": "d", "day": "d", "days": "d", "w": "w", "week": "w", "weeks": "w"}
_LENGTH = re.compile(r"(\d{1,4})[ \t]*([a-z]+)", re.IGNORECASE)
_LAG = re.compile(r"[ \t]*\+[ \t]*(\d{1,4})[ \t]*([a-z]+)$", re.IGNORECASE)
_WHO = re.compile(r"(?<![^\s(])@(\w[\w.-]*\w|\w)")
_BRACES = re.compile(r"[ \t]*\{([^{}\n]*)\}")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_RHYTHMS = ("day", "workday", "week", "month", "quarter", "year")
_EVERY = (*_DAYS, *_RHYTHMS)
_MOST = 3660


@dataclass(frozen=True, slots=True)
class After:
    """A step that must be done before, as the author names it, and how long after it."""

    name: str
    at: int
    lag: tuple[int, str] | None = None


@dataclass(slots=True)
class Step:
    """What the marks of one step say. ``at`` offsets count from the start of its code span."""

    dur: tuple[int, str] | None = None
    after: list[After] = field(default_factory=list)
    by: str = ""
    every: str = ""
    remind: tuple[int, str] | None = None
    who: str = ""
    id: str = ""
    was: str = ""
    id_at: int = 0
    faults: list[Fault] = field(default_factory=list)

    def fault(
        self, at: int, message: str, hint: str = "", word: str = "", known: tuple[str, ...] = ()
    ) -> None:
        self.faults.append(Fault(at, message, hint, word, known))


def read_code(step: Step, code: str, at: int) -> bool:
    """Read a code span into ``step``; False if it is code and no mark."""
    text = code.strip()
    at += len(code) - len(code.lstrip())
    word, _, rest = text.partition(" ")
    if length := _LENGTH.fullmatch(text):
        _set_length(step, length, at)
    elif word == "after" or (word == "After" and rest[:1].isdigit()):
        _after(step, rest, at + 6)
    elif is_day(text) or (word in ("due", "until") and any(sign.isdigit() for sign in rest)):
        step.fault(at, f"there is no mark `{text[:60]}`", "write it like `by 2027-03-31`")
    elif word == "by":
        _by(step, rest.strip(), at)
    elif word == "every":
        _every(step, rest, at)
    elif word == "remind":
        _remind(step, rest.strip(), at)
    elif word.lower() != "after" and _is_slip(word):
        hint = f"known are {', '.join(f'`{known}`' for known in WORDS)} and lengths such as `2d`"
        step.fault(at, f"there is no mark `{word}`", hint, word.lower(), WORDS)
    else:
        return False
    return True


def _is_slip(word: str) -> bool:
    from sitegen.errors import slip_for

    return 1 < len(word) < 10 and slip_for(word.lower(), WORDS) != ""


def _length(step: Step, amount: str, unit: str, at: int) -> tuple[int, str] | None:
    known = _UNITS.get(unit.lower())
    if known is None:
        hint = "write days as `2d` and weeks as `2w`; a month is `4w`"
        step.fault(at, f"there is no unit `{unit}`", hint)
        return None
    if int(amount) > _MOST:
        step.fault(at, f"{amount}{known} is longer than ten years", "write a shorter time")
        return None
    return int(amount), known


def _set_length(step: Step, match: re.Match[str], at: int) -> None:
    length = _length(step, match[1], match[2], at)
    if step.dur is not None:
        step.fault(at, "a step has one length", "keep one")
    elif length:
        step.dur = length


def _after(step: Step, text: str, at: int) -> None:
    """``after 1``, ``after 1, invite +1w``."""
    if not text.strip():
        hint = "write the number of an earlier step, or its id: `after 1`"
        step.fault(at - 6, "it is not said after which step", hint)
        return
    for part in re.split(r"(,)", text):
        if part != ",":
            _one_after(step, part, at)
        at += len(part)


def _one_after(step: Step, part: str, at: int) -> None:
    at += len(part) - len(part.lstrip())
    lag_match = _LAG.search(part)
    lag = _length(step, lag_match[1], lag_match[2], at) if lag_match else None
    name = (part[: lag_match.start()] if lag_match else part).strip()
    if is_id(name):
        step.after.append(After(name, at, lag))
    else:
        hint = "write `after 1`, `after invite`, or `after 1 +1w`"
        step.fault(at, f"`{name[:60]}` names no step", hint)


def _by(step: Step, text: str, at: int) -> None:
    if not text:
        step.fault(at, "it is not said by which day", "write it like `by 2027-03-31`")
    elif not is_day(text):
        step.fault(at, f"`{text[:60]}` is no date", "write it like `by 2027-03-31`")
    elif step.by:
        step.fault(at, "a step has one date to be done by", "keep one")
    else:
        step.by = text


def _every(step: Step, text: str, at: int) -> None:
    """Days of the week are shortened, ``every monday, thu`` to ``mon thu``."""
    words = re.findall(r"[^\s,]+", text.lower())
    days = [word[:3] if word[:3] in _DAYS and word[-3:] == "day" else word for word in words]
    days = ["workday" if word in ("weekday", "workdays", "weekdays") else word for word in days]
    wrong = [word for word in days if word not in _EVERY]
    if wrong or not days:
        message = (
            f"`every {text.strip()[:60]}` is no rhythm" if days else "it is not said how often"
        )
        hint = "write `every mon`, `every mon thu`, `every day`, `every week` or `every month`"
        step.fault(at, message, hint)
    elif len(days) > 1 and not set(days) <= set(_DAYS):
        step.fault(at, "only days of the week can be combined", "keep one: `every week`")
    else:
        step.every = " ".join(dict.fromkeys(days))


def _remind(step: Step, text: str, at: int) -> None:
    match = _LENGTH.fullmatch(text)
    if match is None:
        step.fault(at, "it is not said how long before", "write `remind 1d`")
    else:
        step.remind = _length(step, match[1], match[2], at)


def read_text(step: Step, text: str, source: str = "") -> str:
    """Read ``@who`` and braces into ``step``; the text without them.

    The text was typeset: faults are placed by what stands in its ``source``.
    """
    source = source or text
    for match in _BRACES.finditer(text):
        for word in match[1].split():
            _brace(step, word, max(source.find(word, source.find("{")), 0))
    text = _BRACES.sub("", text)
    names = _WHO.findall(text)
    if names and (step.who or len(names) > 1):
        at = max(source.rfind(f"@{names[-1]}"), 0)
        step.fault(at, "a step is of one person", "keep one `@name`")
    if names:
        step.who = step.who or names[0]
        text = _WHO.sub("", text)
    return text


def _brace(step: Step, word: str, at: int) -> None:
    if word.startswith("#") and is_id(word[1:]):
        step.id, step.id_at = word[1:], at
    elif word.startswith("was:") and is_id(word[4:]):
        step.was = word[4:]
    elif word.startswith(("#", "was:")):
        hint = "use small letters, digits and single hyphens: `{#first-call}`"
        step.fault(at, f"`{word[:60]}` names no id", hint)
    else:
        hint = "braces in a step hold `#id` or `was:old-id`; times stand in code, such as `2d`"
        step.fault(at, f"there is no attribute `{word[:60]}` for a step", hint)
