"""From a form's HTML to that of a paper sheet: each question with its blank, set to be read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, tostring

from sitegen.pdf.blanks import FORMATS, Blank, fit_controls
from sitegen.pdf.kinds import Definition, Kinds
from sitegen.pdf.tables import fit_tables
from sitegen.pdf.tidy import tidy
from sitegen.pdf.tree import (
    Parents,
    append,
    body_of,
    classes,
    elements,
    make,
    parents,
    replace,
    text_of,
    unwrapped,
)

_LOOSE = " \t\n.,;:"  # what may stand around a blank and says nothing without it


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet that is ready to be set: a whole HTML document, and its blanks by name."""

    html: str
    blanks: Mapping[str, Blank]


def paper(
    definition: Definition, content: str, title: str, language: str, site_title: str, url: str
) -> Paper:
    """The document for a form's inner HTML. A pure function: no file, no host, no clock."""
    body = body_of(content)
    tidy(body, url)
    kinds = Kinds(definition)
    found = fit_controls(body, kinds)
    _fit_asks(body, kinds)
    _fit_results(body)
    _fit_letters(body)
    fit_tables(body, kinds)
    main = make("main", *_head(title, site_title, body), *unwrapped(body))
    page = make("body", _margin("sheet-title", title), _margin("sheet-address", url), main)
    meta = make("meta", charset="utf-8")
    author = make("meta", name="author", content=site_title)
    head = make("head", meta, make("title", title), author)
    root = make("html", head, page, lang=language)
    return Paper("<!DOCTYPE html>" + tostring(root, encoding="unicode", method="html"), found)


def _margin(class_: str, text: str) -> Element:
    """Words that the style sheet moves to the margin of each page."""
    return make("div", text, class_=class_)


def _head(title: str, site_title: str, body: Element) -> list[Element]:
    head = make("header", make("p", site_title, class_="site"), make("h1", title))
    star = next((el for el in elements(body) if "needed" in classes(el) and el.get("title")), None)
    if star is not None:
        head.append(make("p", f"{text_of(star)} {star.get('title')}", class_="key"))
    return [head]


# --------------------------------------------------------------------------- questions


def _fit_asks(body: Element, kinds: Kinds) -> None:
    """Puts what is asked and its blank beside each other, or one below the other if it is long."""
    letters = [el for el in elements(body) if "letter" in classes(el)]
    in_letters = {el for letter in letters for el in elements(letter)}
    for ask in [el for el in elements(body) if "ask" in classes(el) and el not in in_letters]:
        kind = ask.get("data-kind", "text")
        if ask.tag == "fieldset":
            _fit_choices(ask)
            continue
        control = next((el for el in ask.iter() if "blank" in classes(el)), None)
        if control is None:
            continue
        ask.set("class", f"ask kind-{kind}")
        if kind == "tick":
            continue
        after = _explained(kind, kinds.options(control.get("name", "")))
        if ask.tag != "span" and _is_plain(ask, control):
            _pair(ask, control, after)
        elif after is not None:
            parent = parents(ask)[control]
            replace(parent, control, control, after)


def _explained(kind: str, options: list[str]) -> Element | None:
    """What the blank on paper does not show by itself: how to write, or what to choose from."""
    if kind == "choose" and options:
        return make("span", " / ".join(options), class_="choice")
    return make("span", FORMATS[kind], class_="unit") if kind in FORMATS else None


def _is_plain(ask: Element, control: Element) -> bool:
    """Whether an ask is words and then one blank, perhaps with a unit, and nothing else."""
    rest = [child for child in ask if child is not control]
    loose = [ask.text, *(child.tail for child in ask)]
    return (
        control in list(ask)
        and all(
            child.tag == "label" or set(classes(child)) & {"hint", "unit", "needed"}
            for child in rest
        )
        and not any(text and text.strip(_LOOSE) for text in loose)
    )


def _pair(ask: Element, control: Element, after: Element | None) -> None:
    words, slot = make("div", class_="words"), make("div", class_="slot")
    for child in list(ask):
        child.tail = None
        ask.remove(child)
        (slot if child is control or "unit" in classes(child) else words).append(child)
    if after is not None:
        slot.append(after)
    ask.text = None
    ask.extend((words, slot))


def _fit_choices(ask: Element) -> None:
    """A group of choices as plain blocks: the question, then the choices in a row."""
    row = make("div", class_="choices")
    for child in list(ask):
        if child.tag == "label":
            ask.remove(child)
            child.tail = None
            row.append(child)
        elif child.tag == "legend":
            child.tag = "div"
            child.set("class", "words")
    ask.tag = "div"
    ask.append(row)


def _fit_results(body: Element) -> None:
    """A result can't work itself out on paper: it becomes a line to write it on."""
    above = parents(body)
    for output in [el for el in elements(body) if el.tag == "output"]:
        for before in above[output]:
            if "result-label" in classes(before):
                before.tail = None  # the label's width is the space between them
        replace(above[output], output, make("span", class_="drawn line"))


def _strip_stop(control: Element, above: Parents) -> None:
    """Takes the punctuation from the start of what follows a control, or an ask around it."""
    element = control
    if not (element.tail or "").strip() and "ask" in classes(above[element]):
        element = above[element]
    element.tail = (element.tail or "").lstrip(".,;:")


def _fit_letters(body: Element) -> None:
    """Below each blank of a letter stands in small print what belongs there."""
    for letter in [el for el in elements(body) if "letter" in classes(el)]:
        above = parents(letter)
        for control in [el for el in elements(letter) if "blank" in classes(el)]:
            caption = make("span", control.get("title", ""), class_="caption")
            slot = make("span", class_="gap")
            if control.tag == "textarea":  # it stands alone, and so would the full stop after it
                _strip_stop(control, above)
            replace(above[control], control, slot)
            append(slot, control)
            append(slot, caption)
