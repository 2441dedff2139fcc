"""The little language between braces: ``{number 0-100 #chance required e.g. 40}``."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from sitegen.worksheets.borrowed import CURLY, hint_for, takes_the_rest
from sitegen.worksheets.faults import Fault
from sitegen.worksheets.ids import is_id
from sitegen.worksheets.meanings import unknown

KINDS = ("text", "number", "money", "percent", "date", "time", "days", "email", "phone", "url")
_SPELLINGS = {"yes/no": "yesno", "yesno": "yesno", "tick": "tick", "lines": "lines"}
FLAGS = ("required", "shared", "private")
_VALUED = ("choose:", "e.g.", "default=", "unit=", "max=", "is:")
KNOWN = (*KINDS, "lines", "yes/no", "tick", *FLAGS, *_VALUED)

_WORD = re.compile(r'[\w-]+="[^"]*"|\S+')
_LINES = re.compile(r"(\d{1,4})[ \t]+lines?(?!\S)")
_NUMBER = r"-?\d+(?:\.\d+)?"
_RANGE = re.compile(rf"({_NUMBER})(?:-|\.\.|\u2013)({_NUMBER})")
_RANGE_LIKE = re.compile(r"-?[\d.,]+(?:-|\.\.|\u2013)\S*|\S+(?:-|\.\.|\u2013)\d[\d.,]*")
_MOST_LINES = 40
_MOST_OPTIONS = 200
_LONGEST = 4000


@dataclass(slots=True)
class Attributes:
    """What one blank's braces say; the meaning is not checked yet."""

    kind: str = ""
    id: str = ""
    was: str = ""
    is_: str = ""
    flags: set[str] = field(default_factory=set)
    range: tuple[float, float] | None = None
    least: str | None = None
    most: str | None = None
    lines: int | None = None
    default: str | None = None
    unit: str = ""
    example: str = ""
    options: tuple[str, ...] = ()
    at: dict[str, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, at: int, message: str, hint: str = "") -> None:
        self.faults.append(Fault(at, message, hint))


def read(text: str, into: Attributes | None = None, offset: int = 0) -> Attributes:
    """What stands between braces. Further braces of the same blank add to the first."""
    said = into or Attributes()
    if len(text) > _LONGEST:
        said.fault(offset, "so much can't stand in braces", "write less")
        return said
    at = 0
    while match := _WORD.search(text, at):
        at, word = match.end(), match[0]
        place = offset + match.start()
        if curly := CURLY.match(text, match.start()):
            at = curly.end()
            _curly(said, curly[1], curly[2], offset + curly.end(1) + 1)
        elif lines := _LINES.match(text, match.start()):
            at = lines.end()
            _lines(said, int(lines[1]), place)
        elif word == "choose:" or word.startswith("choose:"):
            _choose(said, text[match.start() + 7 :], place)
            break
        elif word == "e.g." or word.startswith("e.g."):
            _example(said, text[match.start() + 4 :].strip(), place)
            break
        elif not _word(said, word, place) and takes_the_rest(word, text[at:]):
            break
    return said


def _curly(said: Attributes, name: str, value: str, at: int) -> None:
    hint = f'write `{name}="{value[:60]}"`'
    said.fault(at, "only straight double quotes hold words together", hint)


def _set(said: Attributes, name: str, at: int) -> bool:
    """Note that an attribute was given; a second time is a mistake."""
    if name in said.at:
        what = {"#": "an id", "was:": "`was:`", "range": "a range"}.get(name, f"`{name}`")
        said.fault(at, f"{what} is said twice", "keep one")
        return False
    said.at[name] = at
    return True


def _kind(said: Attributes, kind: str, at: int) -> None:
    if said.kind and said.kind != kind:
        said.fault(at, f"a blank has one kind, and this one is `{said.kind}` already", "keep one")
    else:
        said.kind = kind
        said.at.setdefault("kind", at)


def _lines(said: Attributes, count: int, at: int) -> None:
    _kind(said, "lines", at)
    if not 1 <= count <= _MOST_LINES:
        said.fault(at, f"{count} lines are no answer", f"write a number from 1 to {_MOST_LINES}")
    elif _set(said, "lines", at):
        said.lines = count


def _example(said: Attributes, text: str, at: int) -> None:
    if not text:
        said.fault(at, "the example is missing", "write it after `e.g.`: `{e.g. 10 calls}`")
    elif _set(said, "e.g.", at):
        said.example = text
        _swallowed(said, text, "e.g. 10 calls", at)


def _choose(said: Attributes, text: str, at: int) -> None:
    """The options, up to the end of the braces; ``/`` parts them where ``|`` would end a cell."""
    _kind(said, "choose", at)
    if not _set(said, "choose:", at):
        return
    text = _trailing(said, text, at + 7)
    sign = "|" if "|" in text else " / "
    options = [option.strip() for option in text.replace("\\|", "|").split(sign)]
    said.options = tuple(dict.fromkeys(option for option in options if option))
    if len(said.options) < 2:
        hint = "write them with a bar between them: `{choose: A | B}`"
        said.fault(at, "a choice needs two options at least", hint)
    elif len(said.options) > _MOST_OPTIONS:
        message = f"more than {_MOST_OPTIONS} options are too many to choose from"
        said.fault(at, message, "ask for a text")
        said.options = said.options[:_MOST_OPTIONS]
    elif len(said.options) < len(options):
        said.fault(at, "an option is empty or stands twice", "take it out")
    else:
        _swallowed(said, said.options[-1], "choose: A | B", at)


def _swallowed(said: Attributes, text: str, form: str, at: int) -> None:
    """Options and examples go on to the end of the braces; a word there may not be meant so."""
    words = text.split()
    if len(words) > 1 and (words[-1] in FLAGS or words[-1].startswith("is:")):
        message = f"`{words[-1]}` is read as a part of `{text[-60:]}`"
        hint = f"if it is not, give it braces of its own: `{{{form}}} {{{words[-1]}}}`"
        said.faults.append(Fault(at, message, hint, severity="warning"))


_TRAILING = re.compile(r"""[ \t]+(#\S+|was:\S+|is:\S+|default="[^"]*"|default=\S+)[ \t]*$""")


def _trailing(said: Attributes, text: str, at: int) -> str:
    """Take ``#id``, ``was:``, ``is:`` and ``default=`` from the end of a list of options."""
    while match := _TRAILING.search(text[-300:]):
        start = max(len(text) - 300, 0) + match.start()
        _word(said, match[1], at + start + 1)
        text = text[:start]
    return text


def _word(said: Attributes, word: str, at: int) -> bool:
    """Read one word; False if there is none such."""
    name, equals, value = word.partition("=")
    if word in KINDS or word in _SPELLINGS:
        _kind(said, _SPELLINGS.get(word, word), at)
    elif word in FLAGS:
        if _set(said, word, at):
            said.flags.add(word)
    elif word.startswith("#"):
        _id(said, word[1:], at)
    elif word.startswith("was:"):
        _was(said, word[4:], at)
    elif word.startswith("is:"):
        _is(said, word[3:], at)
    elif equals and name in _VALUES:
        if _set(said, name, at):
            _VALUES[name](said, value.strip('"'))
    elif match := _RANGE.fullmatch(word):
        _range(said, number(match[1]), number(match[2]), at)
    elif _RANGE_LIKE.fullmatch(word):
        said.fault(at, f"`{word}` is no range of numbers", "write it like `0-100`")
    else:
        theirs = hint_for(word)
        hint = theirs or f"known are {', '.join(f'`{known}`' for known in KNOWN)}"
        message = f"there is no attribute `{word[:60]}`"
        said.faults.append(Fault(at, message, hint, word[:60], () if theirs else KNOWN))
        return False
    return True


def _id(said: Attributes, text: str, at: int) -> None:
    if not is_id(text):
        hint = "use small letters, digits and single hyphens: `#next-call`"
        said.fault(at, f"`#{text[:60]}` is no id", hint)
    elif _set(said, "#", at):
        said.id = text


def _was(said: Attributes, text: str, at: int) -> None:
    if not is_id(text):
        said.fault(at, f"`was:{text[:60]}` names no id", "write the old id: `was:next-call`")
    elif _set(said, "was:", at):
        said.was = text


def _is(said: Attributes, text: str, at: int) -> None:
    if fault := unknown(text, at):
        said.faults.append(fault)
    elif _set(said, "is:", at):
        said.is_ = text


def _range(said: Attributes, low: float, high: float, at: int) -> None:
    if low >= high:
        hint = "write the smaller number first: `0-100`"
        said.fault(at, "the range is empty", hint)
    elif _set(said, "range", at):
        said.range = low, high


def number(text: str) -> float:
    """A whole number where it is one, so that the JSON says ``100``."""
    value = float(text)
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


def _set_least(said: Attributes, value: str) -> None:
    said.least = value


def _set_most(said: Attributes, value: str) -> None:
    said.most = value


def _set_default(said: Attributes, value: str) -> None:
    said.default = value


def _set_unit(said: Attributes, value: str) -> None:
    said.unit = value


_VALUES: dict[str, Callable[[Attributes, str], None]] = {
    "min": _set_least,
    "max": _set_most,
    "default": _set_default,
    "unit": _set_unit,
}
