"""Hugo's ``{{< ref "x.md" >}}`` as the destination of a link, spaces and quotes included."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from markdown_it import helpers

from sitegen.markdown.references import SHORTCODE


class _Destination:
    """What the parser expects of a helper that reads a destination."""

    __slots__ = ("ok", "pos", "str")

    def __init__(self, pos: int, text: str) -> None:
        self.ok = True
        self.pos = pos
        self.str = text


def parse_link_destination(string: str, pos: int, maximum: int) -> Any:
    """CommonMark's link destination, or a whole shortcode, which it would end at a space."""
    if string.startswith(("{{<", "{{%"), pos):
        match = SHORTCODE.match(string, pos, maximum)
        if match:
            return _Destination(match.end(), match[0])
    return helpers.parseLinkDestination(string, pos, maximum)


HELPERS = SimpleNamespace(
    parseLinkDestination=parse_link_destination,
    parseLinkLabel=helpers.parseLinkLabel,
    parseLinkTitle=helpers.parseLinkTitle,
)
