"""From tokens to HTML: one loop over a flat list, and a table of what each token becomes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sitegen.markdown.locate import Places
from sitegen.markdown.markup import escape
from sitegen.markdown.phrases import Phrases
from sitegen.model import Finding, Heading, Link

if TYPE_CHECKING:
    from markdown_it.token import Token

Rule: TypeAlias = "Callable[[Writer, Sequence[Token], int], str]"


class Mode(NamedTuple):
    """A way to write tokens: those that always give the same text, and rules for the others.

    Tokens in neither table write nothing.
    """

    fixed: dict[str, str]
    rules: dict[str, Rule]


class Writer:
    """Writes tokens as HTML and collects what it comes across on the way.

    Open references are written as marks that no source text can contain, ``NUL number NUL``:
    the parser replaces NUL in its input, and no entity gives one.
    """

    def __init__(self, mode: Mode, places: Places, phrases: Phrases, highlight: bool) -> None:
        self.fixed, self.rules = mode
        self.places = places
        self.phrases = phrases
        self.highlight = highlight
        self.out: list[str] = []
        self.seen: list[str] = []  # visible text, for counting words
        self.links: list[Link] = []
        self.findings: list[Finding] = []
        self.headings: list[Heading] = []
        self.anchors: set[str] = set()
        self.heading = Heading(0, "", "", "")  # the one being written
        self.contents_at: int | None = None  # where in ``out`` the table of contents goes

    def write(self, tokens: Sequence[Token]) -> None:
        """Write block tokens."""
        out, fixed, rules, places = self.out, self.fixed, self.rules, self.places
        hidden = False
        for i, token in enumerate(tokens):
            if token.type == "inline":
                places.window = token.map
                self.inline(token.children or ())
                self.seen.append("\n")
                continue
            if token.hidden:  # the paragraphs of a tight list have no tags
                hidden = token.nesting < 0
                continue
            if hidden and token.nesting >= 0:
                out.append("\n")
            hidden = False
            text = fixed.get(token.type)
            if text is None and token.type in rules:
                text = rules[token.type](self, tokens, i)
            if text:
                out.append(text)

    def inline(self, tokens: Sequence[Token]) -> None:
        """Write the inline tokens of one block."""
        out, seen, fixed, rules = self.out, self.seen, self.fixed, self.rules
        for i, token in enumerate(tokens):
            kind = token.type
            if kind == "text" or kind == "text_special":
                if token.content:
                    seen.append(token.content)
                    out.append(escape(token.content))
                continue
            text = fixed.get(kind)
            if text is None:
                if kind in rules:
                    out.append(rules[kind](self, tokens, i))
            else:
                out.append(text)
                if text == "\n":
                    seen.append("\n")

    def hole(self, link: Link) -> str:
        """A mark for ``link``, to be replaced when the page is rendered."""
        self.links.append(link)
        return f"\0{len(self.links) - 1}\0"

    def html(self) -> str:
        """All that was written."""
        return "".join(self.out)
