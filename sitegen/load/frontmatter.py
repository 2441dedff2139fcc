"""Where a file's metadata ends and its text begins."""

from __future__ import annotations

import re
from typing import NamedTuple

from sitegen.errors import Location, Problem, line_of
from sitegen.load.yaml import Mapping, Scalar, YamlError, compose
from sitegen.source import Fault

_OPENING = re.compile(r"-{3,}[ \t]*\n")
_TOML = re.compile(r"\+{3}[ \t]*\n")


class Parts(NamedTuple):
    """A content file in its two parts. ``body_line`` is the line, from 1, where the body starts."""

    fields: Mapping
    raw: str
    body: str
    body_line: int


def split(text: str, shown: str) -> Parts:
    """The file's front matter as nodes, and its body with nothing stripped.

    A file without front matter is all body. Raises Fault for an unclosed block, for YAML that
    can't be read, for one that is not a mapping, and for TOML between ``+++``.
    """
    if not _OPENING.match(text):
        if _TOML.match(text):
            raise _fault(shown, text, 1, 1, "front-matter", *_TOML_WORDS)
        return Parts(Mapping((1, 1)), "", text, 1)
    from frontmatter.default_handlers import YAMLHandler

    try:
        raw, body = YAMLHandler().split(text)
    except ValueError:
        raise _fault(shown, text, 1, 1, "front-matter", *_UNCLOSED_WORDS) from None
    # The handler's mark takes blank lines with it, so lines are counted from where the parts are.
    start = text.index(raw, 3)
    body = body.removeprefix("\n")
    body_line = text.count("\n", 0, len(text) - len(body)) + 1
    return Parts(_fields(raw, text.count("\n", 0, start), text, shown), raw, body, body_line)


_TOML_WORDS = (
    "the front matter is TOML between `+++`",
    "write it as YAML between two lines `---`: `title: …` in place of `title = …`",
)
_UNCLOSED_WORDS = (
    "the front matter that starts here has no end",
    "close it with a line `---`; for a rule at the top of a text write `***`",
)


def _fields(raw: str, skipped: int, text: str, shown: str) -> Mapping:
    try:
        node = compose(raw, skipped)
    except YamlError as fault:
        message = f"not valid YAML: {fault}"
        raise _fault(
            shown, text, fault.line, fault.column, "bad-yaml", message, fault.hint
        ) from None
    if node is None or (isinstance(node, Scalar) and not node.text):
        return Mapping((1, 1))
    if not isinstance(node, Mapping):
        message = "the front matter is not a list of `key: value` lines"
        raise _fault(shown, text, *node.place, "front-matter", message, "such as `title: A title`")
    return node


def _fault(
    shown: str, text: str, line: int, column: int, code: str, message: str, hint: str
) -> Fault:
    place = Location(shown, line, column)
    return Fault(Problem(code, message, place, hint, excerpt=line_of(text, line)))
