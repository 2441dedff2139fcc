"""YAML as nodes that know their place, read from libyaml's events.

Plain scalars stay text until a field says what they are, so ``no``, ``012``, ``1:30`` and
``2024-05-01`` never surprise. Reading events, and not PyYAML's node graph, bounds the depth before
the C composer could overflow its stack, and bounds what aliases may unfold to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

MAX_DEPTH = 40
MAX_NODES = 20_000  # counted with every alias unfolded


@dataclass(slots=True)
class Scalar:
    text: str
    plain: bool
    place: tuple[int, int]


@dataclass(slots=True)
class Sequence:
    place: tuple[int, int]
    items: list[Node] = field(default_factory=list)
    weight: int = 1


@dataclass(slots=True)
class Mapping:
    place: tuple[int, int]
    items: dict[str, Node] = field(default_factory=dict)
    marks: dict[str, tuple[int, int]] = field(default_factory=dict)
    weight: int = 1


Node = Scalar | Sequence | Mapping


class YamlError(Exception):
    """The text is not the YAML that we read. ``line`` and ``column`` count from 1."""

    def __init__(self, message: str, place: tuple[int, int], hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint
        self.line, self.column = place


# YAML 1.1 ends lines at these too. No editor does, so they would shift every line below them.
_BREAKS = str.maketrans("\x85\u2028\u2029", "   ")


def compose(text: str, skipped: int = 0) -> Node | None:
    """The one document in ``text`` as nodes; None if it is empty. Raises YamlError.

    Places count from the file's first line, ``skipped`` lines above the text.
    """
    import yaml

    text = text.translate(_BREAKS)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Composer(yaml.parse(text, Loader=loader), skipped).document()
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        place = (mark.line + 1 + skipped, mark.column + 1) if mark else (1, 1)
        raise YamlError(
            str(fault.problem or fault.context), place, _hint(text, mark.line if mark else 0)
        ) from None
    except yaml.reader.ReaderError as fault:
        read = text.encode()[: fault.position] if isinstance(fault.position, int) else b""
        before = read.decode("utf-8", "ignore")
        place = (before.count("\n") + 1 + skipped, len(before.rpartition("\n")[2]) + 1)
        raise YamlError(f"YAML allows no {_name(fault.character)} here", place) from None


def _name(character: Any) -> str:
    code = ord(character) if isinstance(character, str) else int(character)
    return "NUL byte" if code == 0 else f"character U+{code:04X}"


def _hint(text: str, number: int) -> str:
    line = [*text.split("\n"), ""][number]
    if re.match(r"\s*[\w-]+:\s+[^'\"\[{|>].*: ", line):
        return "put a value that holds a colon between quotes"
    if line.startswith("\t"):
        return "YAML is indented with spaces, not with tabs"
    return ""


class _Composer:
    """Turns events into nodes. One use only."""

    def __init__(self, events: Iterator[Any], skipped: int) -> None:
        self.events = events
        self.first = skipped + 1
        self.anchors: dict[str, Node] = {}

    def document(self) -> Node | None:
        root: Node | None = None
        for event in self.events:
            name = type(event).__name__
            if name in ("StreamStartEvent", "DocumentStartEvent", "DocumentEndEvent"):
                continue
            if name == "StreamEndEvent":
                break
            if root is not None:
                raise YamlError("there is a second document", self._place(event))
            root = self.node(event, 0)
        return root

    def node(self, event: Any, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise YamlError(f"nested more than {MAX_DEPTH} levels deep", self._place(event))
        tag = getattr(event, "tag", None)
        if tag and tag not in _TAGS:
            raise YamlError(f"the tag `{tag}` is not read here", self._place(event))
        make = _MAKERS[type(event).__name__]
        made = make(self, event, depth)
        anchor = getattr(event, "anchor", None)
        if anchor and type(event).__name__ != "AliasEvent":
            self.anchors[anchor] = made
        return made

    def scalar(self, event: Any, depth: int) -> Node:
        return Scalar(event.value, not event.style and not event.tag, self._place(event))

    def alias(self, event: Any, depth: int) -> Node:
        if event.anchor not in self.anchors:
            raise YamlError(f"`*{event.anchor}` stands for nothing yet", self._place(event))
        return self.anchors[event.anchor]

    def sequence(self, event: Any, depth: int) -> Node:
        made = Sequence(self._place(event))
        while (item := next(self.events)) and type(item).__name__ != "SequenceEndEvent":
            child = self.node(item, depth + 1)
            made.items.append(child)
            self._weigh(made, child)
        return made

    def mapping(self, event: Any, depth: int) -> Node:
        made = Mapping(self._place(event))
        while (item := next(self.events)) and type(item).__name__ != "MappingEndEvent":
            key = self.node(item, depth + 1)
            if not isinstance(key, Scalar):
                raise YamlError("a key must be a plain word", key.place)
            if key.text in made.items:
                first = made.marks[key.text][0]
                message = f"`{key.text}` stands here twice; the first is on line {first}"
                raise YamlError(message, key.place)
            child = self.node(next(self.events), depth + 1)
            made.items[key.text], made.marks[key.text] = child, key.place
            self._weigh(made, child)
        return made

    def _place(self, event: Any) -> tuple[int, int]:
        mark = event.start_mark
        return (mark.line + self.first, mark.column + 1)

    def _weigh(self, parent: Sequence | Mapping, child: Node) -> None:
        parent.weight += 1 if isinstance(child, Scalar) else child.weight
        if parent.weight > MAX_NODES:
            raise YamlError(f"unfolds to more than {MAX_NODES:,} values", child.place)


_TAGS = ("!", *(f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map")))
_MAKERS: dict[str, Callable[[_Composer, Any, int], Node]] = {
    "ScalarEvent": _Composer.scalar,
    "AliasEvent": _Composer.alias,
    "SequenceStartEvent": _Composer.sequence,
    "MappingStartEvent": _Composer.mapping,
}


_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(0|[1-9][0-9]*)?\.[0-9]+([eE][-+]?[0-9]+)?")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}


def plain_value(node: Node) -> Any:
    """A node as plain data. Of plain scalars only true, false, null and simple numbers convert.

    That is YAML 1.2's core schema less octal, hexadecimal, infinity and not-a-number, which are
    far more often a post code or a word than a number.
    """
    if isinstance(node, Sequence):
        return [plain_value(item) for item in node.items]
    if isinstance(node, Mapping):
        return {key: plain_value(item) for key, item in node.items.items()}
    return scalar_value(node.text) if node.plain else node.text


def scalar_value(text: str) -> Any:
    """What a plain scalar means where no field says what it should be."""
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if _INTEGER.fullmatch(text) and len(text) < 19:
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text
