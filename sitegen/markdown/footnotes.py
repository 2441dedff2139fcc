"""Footnotes: ``[^1]`` with ``[^1]: text``, and ``^[text]`` in place."""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping, Sequence
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
    findings.extend(_undefined(state.tokens, state.env))
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
        name = base
        while name in taken:
            name = f"{base}-{len(taken)}"
        taken.add(name)
        note["name"] = name


def _undefined(tokens: Sequence[Token], env: MutableMapping[str, Any]) -> Iterator[Finding]:
    known = [label[1:] for label in env.get("footnotes", {}).get("refs", {})]
    for token in tokens:
        if token.type == "inline" and "[^" in token.content:
            texts = (child.content for child in token.children or () if child.type == "text")
            for label in (label for text in texts for label in _REFERENCE.findall(text)):
                line = token.map[0] + 1 if token.map else 1
                hint = suggestion(label, known) or f"add a line `[^{label}]: ...`"
                message = f"there is no footnote `{label}`"
                yield Finding("unknown-footnote", message, line, 1, hint, "warning")


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
