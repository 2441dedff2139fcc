"""Takes out of a form's HTML what has no use on paper, and all that could reach a file or host."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

from sitegen.pdf.tree import classes, elements, parents, replace

_DROPPED = frozenset(
    [
        "audio",
        "base",
        "button",
        "canvas",
        "datalist",
        "dialog",
        "embed",
        "frame",
        "frameset",
        "head",
        "iframe",
        "link",
        "map",
        "meta",
        "noscript",
        "object",
        "picture",
        "script",
        "style",
        "template",
        "title",
        "video",
    ]
)
_UNWRAPPED = frozenset(("form", "details", "summary"))
_KEPT = frozenset(
    [
        "aria-describedby",
        "aria-label",
        "aria-required",
        "checked",
        "class",
        "colspan",
        "dir",
        "for",
        "href",
        "id",
        "lang",
        "maxlength",
        "name",
        "placeholder",
        "reversed",
        "rows",
        "rowspan",
        "scope",
        "selected",
        "start",
        "title",
        "type",
        "value",
    ]
)
_DRAWN = {
    "svg": frozenset(("viewBox",)),
    "path": frozenset(("d", "fill", "stroke", "stroke-width", "stroke-dasharray")),
    "text": frozenset(("fill", "font-size", "text-anchor", "x", "y")),
}
"""What a curve is drawn of; anything else of SVG could fetch."""

_ONLY_SCREENS = frozenset(("anchor", "footnote-back"))
_INSTEAD = frozenset(("on-blank",))  # of a field, where there are none
_SCHEMES = frozenset(("http", "https", "mailto", "tel"))


def tidy(body: Element, url: str) -> None:
    """Changes ``body``: no scripts, buttons, pictures, styles; links absolute, seen from ``url``.

    Of drawings only curves stay.

    A picture leaves its description behind. What WeasyPrint would fetch or attach is gone.
    """
    _drop(body)
    targets = {element.get("id") for element in elements(body)}
    for element in elements(body):
        drawn = _DRAWN.get(element.tag, ())
        for name in [*element.keys()]:
            if name not in _KEPT and name not in drawn and not name.startswith("data-"):
                del element.attrib[name]
        if element.tag == "text":
            element.set("font-family", "Sheet")  # as in sheet.css
        if element.get("href") is not None:
            _mend_link(element, url, targets)


def _drop(body: Element) -> None:
    above = parents(body)
    for element in list(body.iter()):
        parent = above.get(element)
        if parent is None or element not in list(parent):
            continue
        if not isinstance(element.tag, str) or _is_for_screens(element, parent):
            replace(parent, element)
        elif element.tag == "img":
            replace(parent, element, element.get("alt", ""))
        elif element.tag in _UNWRAPPED:
            element.tag = "div"


def _is_for_screens(element: Element, parent: Element) -> bool:
    if element.tag == "svg":
        return parent.tag != "figure" or parent.get("data-curve") is None
    if parent.tag in _DRAWN:
        return element.tag not in _DRAWN
    return (
        element.tag in _DROPPED
        or element.get("hidden") is not None
        or element.get("type", "").lower() in ("hidden", "submit", "reset", "button", "image")
        or (element.tag == "a" and not _ONLY_SCREENS.isdisjoint(classes(element)))
        or not _INSTEAD.isdisjoint(classes(element))
    )


def _mend_link(element: Element, url: str, targets: set[str | None]) -> None:
    href = element.attrib["href"].strip()
    if element.tag != "a":
        del element.attrib["href"]
    elif href.startswith("#") and href[1:] in targets:
        element.set("href", href)
    else:
        try:
            full = urljoin(url, href)
            known = urlsplit(full).scheme in _SCHEMES
        except ValueError:
            known = False
        if known:
            element.set("href", full)
        else:
            del element.attrib["href"]
