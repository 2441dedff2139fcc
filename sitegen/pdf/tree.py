"""Small steps on a tree of HTML elements that the standard library leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

Parents = dict[Element, Element]


def body_of(html: str) -> Element:
    """The ``body`` that a browser would make of a fragment of HTML; nothing is too broken."""
    import tinyhtml5  # type: ignore[import-untyped]

    root: Element = tinyhtml5.parse(html, namespace_html_elements=False)
    for element in elements(root):
        element.tag = element.tag.rpartition("}")[2]  # a drawing is written as it was read
    return next(child for child in root if child.tag == "body")


def elements(root: Element) -> Iterator[Element]:
    """All elements, ``root`` first, without comments. Do not change the tree while iterating."""
    return (element for element in root.iter() if isinstance(element.tag, str))


def parents(root: Element) -> Parents:
    return {child: parent for parent in root.iter() for child in parent}


def classes(element: Element) -> list[str]:
    return element.get("class", "").split()


def text_of(element: Element) -> str:
    """The words within an element, spaces squeezed."""
    return " ".join("".join(map(str, element.itertext())).split())


def make(tag: str, *children: Element | str, **attributes: str) -> Element:
    """A new element; ``class_`` is its class. Text goes before, between and after children."""
    given = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
    element = Element(tag, given)
    for child in children:
        append(element, child)
    return element


def append(parent: Element, child: Element | str) -> None:
    if not isinstance(child, str):
        parent.append(child)
    elif len(parent):
        parent[-1].tail = (parent[-1].tail or "") + child
    else:
        parent.text = (parent.text or "") + child


def replace(parent: Element, old: Element, *new: Element | str) -> None:
    """Puts ``new`` in the place of a child; what follows it stays."""
    rest: list[Any] = list(parent)
    at = rest.index(old)
    tail = old.tail or ""
    old.tail = None
    for child in rest[at:]:
        parent.remove(child)
    for item in (*new, tail, *rest[at + 1 :]):
        _append_whole(parent, item)


def _append_whole(parent: Element, item: Element | str) -> None:
    """Appends an element with the tail it has, or text."""
    if item != "":
        append(parent, item)


def unwrapped(element: Element) -> list[Element | str]:
    """What is within an element: its text, its children, and the text between them."""
    parts: list[Element | str] = [element.text or ""]
    for child in element:
        tail, child.tail = child.tail or "", None
        parts += [child, tail]
    return [part for part in parts if isinstance(part, Element) or part]
