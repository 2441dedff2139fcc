"""SVG files: drawings without anything that could run or load, and how large they are.

An SVG that somebody opens is a document of the site, with all that scripts can do there. svg-hush
writes the drawing anew with what it knows to be harmless. What it left out is found by comparing
the two; if that is nothing, the file is published as it is, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.parsers import expat

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
LARGEST = 4 * 1024 * 1024  # bytes
_OWN = (SVG, XLINK, "", "http://www.w3.org/XML/1998/namespace")
XHTML = "http://www.w3.org/1999/xhtml"
_INERT = re.compile(r"[\w\s.,%#+-]*")  # no address, and nothing that could be called
_ACTS = re.compile(r"on|href|src|style|attributeName|to$|from$|by$|values|begin|end", re.I)
_IMPORT = re.compile(rb"@import[^;<]*;")  # svg-hush would leave half of it
_AWAY = re.compile(r"//|\\|@import|javascript:")
_WITHIN = re.compile(r"/\*.*?\*/|url\(\s*['\"]?data:[^)]*\)", re.S)  # comments, and data in place
_QUOTED = re.compile(r"""url\(\s*(['"]?)([^'"()]*)\1\s*\)""")
_DATA = {
    "image": ["png", "jpeg", "gif", "webp", "avif"],
    "font": ["woff2", "woff", "ttf", "otf"],
    "application": ["font-woff", "font-woff2", "x-font-ttf", "x-font-woff"],
}
_AS_WIDE = 1200  # pixels: what a drawing gets that only says its proportions
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:e[0-9]+)?)\s*(px|pt|pc|mm|cm|in|)\s*", re.I)
_UNITS = {"": 1.0, "px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}
_LARGEST_LENGTH = 100_000.0


class Drawing(NamedTuple):
    """``data`` is the drawing to publish, None if the file can be published as it is.

    ``taken`` names what was taken out and deserves a word, ``line`` and ``column`` where the first
    of it stands. ``fault`` says why the file is no drawing.
    """

    width: int = 0
    height: int = 0
    data: bytes | None = None
    taken: tuple[str, ...] = ()
    line: int = 0
    column: int = 0
    fault: str = ""
    hint: str = ""


class Node(NamedTuple):
    """One element: its namespace and name, its attributes by name, and where it begins.

    ``rules`` are the pieces of a style sheet's text.
    """

    space: str
    name: str
    attributes: dict[str, str]
    line: int
    column: int
    rules: list[str]


def read_drawing(data: bytes) -> Drawing:
    """What is in an SVG file."""
    if len(data) > LARGEST:
        fault = f"it has {len(data) / 1e6:.0f} MB; an SVG may have {LARGEST / 1e6:.0f} MB"
        return Drawing(fault=fault, hint="make it simpler, or save it as PNG")
    try:
        nodes, instructions = _nodes(data)
    except (expat.ExpatError, ValueError) as fault:
        words = str(fault).partition(": line ")[0]
        line = getattr(fault, "lineno", 0)
        where = f" in line {line}" if line else ""
        return Drawing(fault=f"it is not well-formed XML{where}: {words}",
                       hint="save it again from the program that made it")  # fmt: skip
    width, height = _size(nodes[0])
    if not instructions and not any(node.space for node in nodes):
        return Drawing(width, height)  # to browsers this is no drawing, nor anything that can run
    return _filtered(data, nodes, instructions)._replace(width=width, height=height)


def _filtered(data: bytes, nodes: list[Node], instructions: bool) -> Drawing:
    from py_svg_hush import filter_svg

    try:
        clean = filter_svg(_IMPORT.sub(b"", data), _DATA)
        left, _ = _nodes(clean)
    except (ValueError, expat.ExpatError):
        hint = f'its first element must be <svg xmlns="{SVG}">'
        return Drawing(fault="it is not an SVG drawing", hint=hint)
    lost = list(_lost(nodes, left))
    if not instructions and all(loss.kind == INERT for loss in lost):
        left, clean = nodes, b""
    if any(_AWAY.search(_WITHIN.sub("", rules)) for node in left for rules in _styles(node)):
        fault = "its style sheet names another site, or hides what it names"
        return Drawing(fault=fault, hint="take the address out of `<style>`")
    if not clean:
        return Drawing()
    told = [loss for loss in lost if loss.kind != DULL]
    taken = tuple(dict.fromkeys(loss.what for loss in told))
    first = next((loss.node for loss in told), nodes[0])
    return Drawing(0, 0, clean, taken, first.line, first.column)


def _styles(node: Node) -> tuple[str, str]:
    return "".join(node.rules), node.attributes.get("style", "")


def _nodes(data: bytes) -> tuple[list[Node], bool]:
    """All elements in the order of the file, and whether it holds instructions to programs."""
    found: list[Node] = []
    instructions: list[str] = []
    open_: list[Node] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def start(name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        place = (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1)
        open_.append(Node(space, local, attributes, *place, []))
        found.append(open_[-1])

    def text(data: str) -> None:
        if open_ and open_[-1].name == "style":
            open_[-1].rules.append(data)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: open_.pop()
    parser.CharacterDataHandler = text
    parser.ProcessingInstructionHandler = lambda target, _: instructions.append(target)
    parser.Parse(data, True)
    return found, bool(instructions)


ALARMING, DULL, INERT = range(3)


class Loss(NamedTuple):
    """Something that was left out of a drawing: what, in words, and of which kind.

    INERT is an attribute that can do no harm where it stands, DULL what programs for drawing note
    for themselves. Everything else is ALARMING.
    """

    node: Node
    what: str
    kind: int


def _lost(before: list[Node], after: list[Node]) -> Iterator[Loss]:
    """What the second lacks. What is left stands in the order in which it stood."""
    rest = iter(after)
    kept = next(rest, None)
    for node in before:
        if kept is None or (kept.space, kept.name) != (node.space, node.name):
            known = node.space in (SVG, XHTML) and node.name != "metadata"
            yield Loss(node, f"`<{node.name}>`", ALARMING if known else DULL)
            continue
        yield from _lost_attributes(node, kept)
        if _plain("".join(node.rules)) != _plain("".join(kept.rules)):
            yield Loss(node, "an address in `<style>`", ALARMING)
        kept = next(rest, None)


def _lost_attributes(node: Node, kept: Node) -> Iterator[Loss]:
    left = {_local(name): value for name, value in kept.attributes.items()}
    for name, value in node.attributes.items():
        space, _, local = name.rpartition(" ")
        if _plain(left.get(local, "\0")) == _plain(value):
            continue
        if space not in _OWN:
            yield Loss(node, f"`{local}`", DULL)
        else:
            is_inert = _INERT.fullmatch(value) and not _ACTS.match(local)
            yield Loss(node, f"`{local}`", INERT if is_inert else ALARMING)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _plain(text: str) -> str:
    """Text as it is compared: in white space and in quotes around addresses two may differ."""
    return _QUOTED.sub(r"url(\2)", " ".join(text.split()))


# --------------------------------------------------------------------------- how large it is


def _size(root: Node) -> tuple[int, int]:
    """Width and height in pixels; of a drawing that only says its proportions, those."""
    width, height = (_length(root.attributes.get(name, "")) for name in ("width", "height"))
    box = _box(root.attributes.get("viewBox", ""))
    if width and height:
        return _whole(width), _whole(height)
    if box is None:
        return 0, 0
    if width:
        return _whole(width), _whole(width * box[1] / box[0])
    if height:
        return _whole(height * box[0] / box[1]), _whole(height)
    return _AS_WIDE, _whole(_AS_WIDE * box[1] / box[0])


def _whole(length: float) -> int:
    return max(round(min(length, _LARGEST_LENGTH)), 1)


def _length(text: str) -> float:
    match = _LENGTH.fullmatch(text)
    return float(match[1]) * _UNITS[match[2].lower()] if match else 0.0


def _box(text: str) -> tuple[float, float] | None:
    """Width and height of a view box."""
    try:
        _, _, width, height = (float(part) for part in text.replace(",", " ").split())
    except ValueError:
        return None
    return (width, height) if 0 < width < 1e9 and 0 < height < 1e9 else None
