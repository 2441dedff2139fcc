"""The HTML of one widget: a field's own, one that repeats it, or a cell."""

from __future__ import annotations

from sitegen.markdown.markup import attributes, escape
from sitegen.worksheets.definition import GROUPS, Field
from sitegen.worksheets.phrases import Phrases

_TYPES = {"date": "date", "time": "time", "email": "email", "phone": "tel", "url": "url"}
_MODES = {"number": "decimal", "money": "decimal", "percent": "decimal", "days": "numeric"}
Pairs = list[tuple[str, "str | int"]]


def control(field: Field, element: str, name: str, more: Pairs, words: Phrases) -> str:
    """An ``input``, ``select`` or ``textarea`` for an answer to ``field``.

    A text of one line is a ``textarea`` too: it grows where an ``input`` would cut it off.
    """
    pairs: Pairs = [("id", element), ("name", name), *more]
    if field.required:
        pairs.append(("aria-required", "true"))
    kind = field.kind
    if kind in ("lines", "text"):
        return textarea(field, field.lines or 1, pairs)
    if kind == "choose" or kind in GROUPS:
        return _select(field, pairs, words)
    if kind == "tick":
        checked = " checked" * (field.default is True)
        return f'<input type="checkbox"{attributes(pairs)} value="yes"{checked}>'
    if kind == "computed":
        pairs += [("data-format", field.format)] if field.format else []
        return f"<output{attributes(pairs)}></output>"
    return _input(field, pairs)


def _input(field: Field, pairs: Pairs) -> str:
    kind = field.kind
    before: Pairs = [("type", _TYPES.get(kind, "text"))]
    if kind in _MODES:
        before.append(("inputmode", _MODES[kind]))
    if not field.shared:
        pairs = [*pairs, ("autocomplete", "off")]
    if field.maxlength:
        pairs = [*pairs, ("maxlength", field.maxlength)]
    if field.default is not None:
        pairs = [*pairs, ("value", str(field.default))]
    return f"<input{attributes([*before, *pairs])}>"


def textarea(field: Field, rows: int, pairs: Pairs) -> str:
    """A text of several lines; one row where it may grow."""
    if not field.shared:
        pairs = [*pairs, ("autocomplete", "off")]
    if field.maxlength:
        pairs = [*pairs, ("maxlength", field.maxlength)]
    text = escape(str(field.default)) if field.default is not None else ""
    return f'<textarea rows="{rows}"{attributes(pairs)}>{text}</textarea>'


def _select(field: Field, pairs: Pairs, words: Phrases) -> str:
    """A choice, and beside it what can be chosen, for a sheet printed without an answer."""
    options = [(option, option) for option in field.options]
    if field.kind == "yesno":
        options = [("yes", words.yes), ("no", words.no)]
    shown = "".join(
        f'<option value="{escape(value)}"{" selected" * (value == field.default)}>'
        f"{escape(text)}</option>"
        for value, text in options
    )
    nothing = '<option value="">&nbsp;</option>'  # an empty one is no valid HTML
    paper = "".join(f"<span>{escape(text)}</span> " for _, text in options).strip()
    return (
        f"<select{attributes(pairs)}>{nothing}{shown}</select>"
        f'<span class="on-blank" aria-hidden="true">{paper}</span>'
    )


def radio(field: Field, element: str, value: str, repeat: bool = False) -> str:
    """One of the buttons of a group."""
    pairs: Pairs = [("id", element), ("name", field.id), ("value", value)]
    pairs += [("data-repeat", "")] if repeat else []
    return f'<input type="radio"{attributes(pairs)}{" checked" * (field.default == value)}>'


def unit(field: Field) -> str:
    """What stands after a widget: its unit, or the sign of its kind."""
    if field.unit:
        return f' <span class="unit">{escape(field.unit)}</span>'
    if field.kind == "percent":
        return ' <span class="unit">%</span>'
    if field.kind == "money":
        return ' <span class="unit" data-currency></span>'
    return ""
