"""Footnotes: ``[^1]`` with ``[^1]: text``, and ``^[text]`` in place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from sitegen.errors import suggestion
from sitegen.markdown.markup import escape
from sitegen.markdown.writer import Writer
from sitegen.model import Finding

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

_UNSAFE_IN_ID = re.compile(r"[^\w.-]+")
_MOST_FINDINGS = 20  # each looks for the nearest label, and that takes a while
_REFERENCE = re.compile(r"\[\^([^\]\s^]{1,60})\]")


def enable(md: MarkdownIt) -> None:
    """Let ``md`` read footnotes."""
    from mdit_py_plugins.footnote.index import footnote_def, footnote_inline, footnote_ref

    alt = {"alt": ["paragraph", "reference"]}
    md.block.ruler.before("reference", "footnote_def", footnote_def, alt)  # type: ignore[arg-type]
    md.inline.ruler.before("link", "footnote_ref", footnote_ref)
    md.inline.ruler.before("link", "footnote_inline", footnote_inline)


def collect(state: StateCore) -> None:
    """Move the notes to the end, in the order of their first mention, and name them."""
    from mdit_py_plugins.footnote.index import footnote_tail

    findings: list[Finding] = state.env["findings"]
    findings.extend(islice(_undefined(state), _MOST_FINDINGS))
    if "footnotes" not in state.env:
        return
    lines = _lines(state.tokens)
    footnote_tail(state)
    notes = state.env["footnotes"]
    _name(notes["list"])
    for label, line in lines.items():
        if notes["refs"].get(":" + label, -1) < 0:
            message = f"nothing refers to the footnote `{label}`"
            findings.append(Finding("unused-footnote", message, line, severity="warning"))


def _lines(tokens: Sequence[Token]) -> dict[str, int]:
    opened = (token for token in tokens if token.type == "footnote_reference_open")
    return {token.meta["label"]: token.map[0] + 1 if token.map else 1 for token in opened}


def _name(notes: dict[int, dict[str, Any]]) -> None:
    """Give each note an id from its label, which an edit elsewhere in the text does not change."""
    taken: set[str] = set()
    for number, note in notes.items():
        base = _UNSAFE_IN_ID.sub("-", note.get("label") or str(number + 1))
        name, again = base, number
        while name in taken:
            again += 1
            name = f"{base}-{again}"
        taken.add(name)
        note["name"] = name


def _undefined(state: StateCore) -> Iterator[Finding]:
    refs = state.env.get("footnotes", {}).get("refs", {})
    known, lines = [label[1:] for label in islice(refs, 500)], state.src.split("\n")
    for token in state.tokens:
        if token.type == "inline" and "[^" in token.content:
            texts = (child.content for child in token.children or () if child.type == "text")
            for label in (label for text in texts for label in _REFERENCE.findall(text)):
                hint = suggestion(label, known) or f"add a line `[^{label}]: ...`"
                place = _place(lines, token, f"[^{label}]")
                message = f"there is no footnote `{label}`"
                yield Finding("unknown-footnote", message, *place, hint, "warning")


def _place(lines: list[str], token: Token, mention: str) -> tuple[int, int]:
    first, after = token.map or (0, 1)
    for number, line in enumerate(lines[first:after], first + 1):
        if mention in line:
            return number, line.index(mention) + 1
    return first + 1, 1


def _ids(writer: Writer, token: Token) -> tuple[int, str, str]:
    """The number of a note, its id, and the id of one mention of it."""
    number = token.meta["id"]
    note = writer.places.env["footnotes"]["list"][number]
    name, again = note["name"], token.meta.get("subId", 0)
    return number + 1, f"fn:{name}", f"fnref:{name}" + (f":{again + 1}" if again else "")


def footnote_ref(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    number, note, mention = _ids(writer, tokens[i])
    writer.anchors.add(mention)
    label = escape(f"{writer.phrases.footnote} {number}")
    return (
        f'<sup class="footnote-ref"><a href="#{note}" id="{mention}" role="doc-noteref"'
        f' aria-label="{label}">{number}</a></sup>'
    )


def footnote_block_open(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    label = escape(writer.phrases.footnotes)
    return f'<section class="footnotes" role="doc-endnotes" aria-label="{label}">\n<ol>\n'


def footnote_open(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    _, note, _ = _ids(writer, tokens[i])
    writer.anchors.add(note)
    return f'<li id="{note}">\n'


def footnote_anchor(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    number, _, mention = _ids(writer, tokens[i])
    again = tokens[i].meta["subId"]
    label = f"{writer.phrases.back} {number}" + (f"-{again + 1}" if again else "")
    return (
        f' <a class="footnote-back" href="#{mention}" role="doc-backlink"'
        f' aria-label="{escape(label)}">\u21a9\ufe0e</a>'
    )
