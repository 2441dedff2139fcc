"""Makes each control of a form one that a PDF can have: named, described, and of a fit size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from sitegen.pdf.kinds import Kinds, cell_of
from sitegen.pdf.tree import Parents, classes, elements, make, parents, replace, text_of

DAY_FORMAT = "YYYY-MM-DD"
FORMATS: Mapping[str, str] = {"date": DAY_FORMAT, "time": "HH:MM"}

_CONTROLS = ("input", "select", "textarea")
_KEPT = ("id", "name", "class", "aria-label", "aria-required", "placeholder", "maxlength")
_LINE = 15  # points, from one line of an answer to the next
_MOST_LINES = 40  # more would not fit on a page
_LONGEST_TIP = 300


@dataclass(frozen=True, slots=True)
class Blank:
    """What is known of all widgets of one name, for the PDF's field.

    ``tip`` is read out and shown for the field, ``kind`` is the worksheet's kind.
    """

    tip: str
    kind: str
    required: bool = False


def fit_controls(body: Element, kinds: Kinds) -> dict[str, Blank]:
    """Changes the controls within ``body``; returns what is known of each name.

    Afterwards a control has a ``title`` (its tooltip in the PDF) and the class ``blank``. One
    without a name becomes an empty box; one that can't share its name's field, a line.
    """
    above = parents(body)
    labels = {el.get("for"): el for el in elements(body) if el.tag == "label" and el.get("for")}
    found: dict[str, Blank] = {}
    types: dict[str, str] = {}
    for control in [el for el in elements(body) if el.tag in _CONTROLS]:
        name = control.get("name", "")
        if not name:
            replace(above[control], control, make("span", class_=f"drawn {_type(control)}"))
            continue
        kind = kinds.kind(name)
        control = _of_kind(control, above, kind, kinds.options(name))
        if types.setdefault(name, _type(control)) != _type(control):
            replace(above[control], control, make("span", class_="drawn line"))
            continue
        tip, group = _tips(control, labels, above, kind)
        needed = control.attrib.pop("aria-required", "") == "true" or _in_needed(control, above)
        before = found.get(name)
        found[name] = Blank(
            before.tip if before else group,
            kind,
            needed or (before is not None and before.required),
        )
        _dress(control, kind, tip)
    return found


def _type(control: Element) -> str:
    """What sort of field a control becomes: two of one name must agree in it."""
    if control.tag == "select":
        return "choice"
    type_ = control.get("type", "") if control.tag == "input" else ""
    return type_ if type_ in ("checkbox", "radio") else "text"


def _of_kind(control: Element, above: Parents, kind: str, options: list[str]) -> Element:
    """The control; a choice in the place of a line that repeats one; a line for a short text."""
    if kind == "choose" and control.tag != "select" and options:
        wanted = make("select", make("option", value=""))
        for option in options:
            wanted.append(make("option", option, value=option))
    elif kind == "text" and control.tag == "textarea" and cell_of(control.get("name", "")) is None:
        wanted = make("input", type="text")
        if text := text_of(control):
            wanted.set("value", text)
    else:
        return control
    for name in _KEPT:
        if control.get(name) is not None:
            wanted.set(name, control.attrib[name])
    parent = above[control]
    replace(parent, control, wanted)
    above[wanted] = parent
    return wanted


def _tips(
    control: Element, labels: Mapping[str | None, Element], above: Parents, kind: str
) -> tuple[str, str]:
    """What a widget is called, and what its field is: for one of several, its question."""
    label = labels.get(control.get("id")) if control.get("id") else None
    label = _around(control, above, "label") if label is None else label
    own = control.get("aria-label") or (_words(label) if label is not None else "")
    own = own or control.get("placeholder") or control.get("title") or control.attrib["name"]
    question = own
    group = _around(control, above, "fieldset") if control.get("type") == "radio" else None
    if group is not None:
        legend = next((_words(el) for el in elements(group) if el.tag == "legend"), "")
        question = legend or own
        own = f"{legend}: {own}" if legend else own
    if kind in FORMATS:
        own = question = f"{own} ({FORMATS[kind]})"
    return own[:_LONGEST_TIP], question[:_LONGEST_TIP]


def _words(label: Element) -> str:
    """A label's text without the star of what is worth answering first, and without its end."""
    words = text_of(label)
    for mark in elements(label):
        if "needed" in classes(mark):
            words = words.replace(text_of(mark), "", 1)
    return words.strip().removesuffix(":").strip()


def _around(element: Element, above: Parents, tag: str) -> Element | None:
    at: Element | None = element
    while at is not None and at.tag != tag:
        at = above.get(at)
    return at


def _in_needed(control: Element, above: Parents) -> bool:
    group = _around(control, above, "fieldset")
    return group is not None and group.get("aria-required") == "true"


def _dress(control: Element, kind: str, tip: str) -> None:
    """Gives a control the attributes that make its field, and the class that its style goes by."""
    control.set("title", tip)
    control.set("class", " ".join((*classes(control), "blank", f"kind-{kind}")))
    for name in ("aria-label", "aria-describedby", "placeholder"):
        control.attrib.pop(name, None)
    if control.tag == "input" and _type(control) == "text":
        control.set("type", "text")
    elif control.tag == "input" and not control.get("value"):
        control.set("value", "yes")
    elif control.tag == "select":
        for option in control.iter("option"):
            option.set("value", option.get("value", text_of(option)))
            option.text = option.get("value") and option.text  # no space that a font may lack
    elif control.tag == "textarea" and cell_of(control.get("name", "")) is None:
        rows = control.get("rows", "")
        lines = min(int(rows), _MOST_LINES) if rows.isdecimal() and len(rows) < 4 else 2
        control.set("style", f"min-height: {lines * _LINE + 6}pt")
