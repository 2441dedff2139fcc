"""What the names in a formula stand for, and what was meant where there is no such name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from sitegen.errors import did_you_mean, suggestion
from sitegen.worksheets.formula_rules import TEXT, TYPES, Part
from sitegen.worksheets.formula_tokens import FormulaFault, Token
from sitegen.worksheets.kinds import FUNCTIONS

_READABLE = "a formula reads numbers, texts, dates and ticks"
_NONE: Mapping[str, Sequence[str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Names:
    """What a formula may read: the kind of each field, and of each column of each list.

    ``options`` are the answers that a field may have; a comparison with another text is a fault.
    """

    fields: Mapping[str, str]
    lists: Mapping[str, Mapping[str, str]]
    options: Mapping[str, Sequence[str]] = field(default_factory=lambda: _NONE)

    def columns(self) -> Iterable[str]:
        return (f"{name}.{column}" for name, columns in self.lists.items() for column in columns)


def resolve(token: Token, names: Names) -> Part:
    """The field or column that a name stands for; raises :class:`FormulaFault`."""
    name, dot, column = token.text.partition(".")
    if dot:
        kind = _column_kind(token, name, column, names)
        part = Part(("column", name, column), "", token.column, token.shown, many=True)
    elif name in names.fields:
        kind = names.fields[name]
        part = Part(("field", name), "", token.column, token.shown)
    else:
        raise _unknown(token, names)
    if kind not in TYPES:
        raise part.fault(f"is of the kind `{kind}`, which has no value to read", _READABLE)
    return Part(part.tree, TYPES[kind], part.column, part.words, part.many)


def _column_kind(token: Token, name: str, column: str, names: Names) -> str:
    columns = names.lists.get(name)
    if columns is not None and column in columns:
        return columns[column]
    hint = suggestion(token.text, names.columns())
    if columns is None:
        hint = hint or _known("lists", names.lists)
        raise FormulaFault(f"there is no list `{name}`", token.column, hint)
    hint = hint or _known("columns", columns)
    raise FormulaFault(f"the list `{name}` has no column `{column}`", token.column, hint)


def _unknown(token: Token, names: Names) -> FormulaFault:
    name = token.text
    message = f"there is no field `{name}`"
    if name in names.lists:
        columns = ", ".join(f"`{name}.{column}`" for column in names.lists[name])
        return FormulaFault(
            f"`{name}` is a list", token.column, f"name one of its columns: {columns}"
        )
    if name in FUNCTIONS:
        return FormulaFault(message, token.column, f"the function is written `{name}()`")
    return FormulaFault(message, token.column, _meant(name, names))


def _meant(name: str, names: Names) -> str:
    columns = [column for column in names.columns() if column.endswith(f".{name}")]
    near = f"did you mean `{columns[0]}`?" if columns else suggestion(name, names.fields)
    if "-" not in name:
        return near or _known("fields", names.fields)
    minus = f"a minus needs spaces around it: `{_apart(name, names)}`"
    return f"{near} ({minus})" if near else minus


def _apart(name: str, names: Names) -> str:
    """The name with a minus where one may be meant: after the longest part that is a name."""
    places = [at for at, sign in enumerate(name) if sign == "-"]
    known = [at for at in places if name[:at] in names.fields]
    at = known[-1] if known else places[0]
    return f"{name[:at]} - {name[at + 1 :]}"


def _known(what: str, names: Iterable[str], most: int = 8) -> str:
    known = [f"`{name}`" for name in names]
    listed = ", ".join(known[:most]) + (" …" if len(known) > most else "")
    return f"the {what} are {listed}" if known else f"this worksheet has no {what} to read"


def check_option(left: Part, right: Part, names: Names) -> None:
    """Raises a fault where a field is compared with a text that it can never be."""
    for part, other in ((left, right), (right, left)):
        if not (isinstance(part.tree, tuple) and part.tree[0] == "field" and other.type == TEXT):
            continue
        options = names.options.get(str(part.tree[1]), ())
        if options and isinstance(other.tree, tuple) and other.tree[0] == "text":
            text = str(other.tree[1])
            if text not in options:
                raise _no_option(part, other, text, options)


def _no_option(part: Part, other: Part, text: str, options: Sequence[str]) -> FormulaFault:
    near = did_you_mean(text, options)
    known = ", ".join(f'"{option}"' for option in options)
    hint = f'did you mean "{near[0]}"?' if near else f"the answers are {known}"
    return FormulaFault(f'{part.words} is never "{text}"', other.column, hint)


def circle(reads: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Computed fields that read each other in a circle, in order; empty if there are none.

    ``reads`` holds, for each computed field, the names that its formula reads.
    """
    done: set[str] = set()
    for start in reads:
        path = [start]
        ahead = [iter(reads[start])]
        while path:
            following = next(ahead[-1], None)
            if following is None:
                done.add(path.pop())
                ahead.pop()
            elif following in path:
                return tuple(path[path.index(following) :])
            elif following in reads and following not in done:
                path.append(following)
                ahead.append(iter(reads[following]))
    return ()
