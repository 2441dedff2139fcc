"""Wisdom: ``::: wisdom`` to ``:::`` marks a line worth keeping; its last line may say who said it.

Its id, and so its address, is made from its words, or given as ``::: wisdom {#id}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from sitegen.markdown.markup import escape, one_line, plain
from sitegen.markdown.unlinked import unlinked
from sitegen.markdown.writer import Writer
from sitegen.model import Finding, Link, Wisdom
from sitegen.text import slugify

if TYPE_CHECKING:
    from markdown_it.token import Token

LONGEST_ID = 40  # characters that an id takes from the words
_GIVEN_ID = re.compile(r"\{#([a-z0-9][a-z0-9-]*)\}")
_WHO = re.compile(r"(?:[\u2013\u2014\u2015]|---?)[ \t]+(\S.*)")
_PARAGRAPH = "paragraph_open"
_MAY_HOLD = frozenset(
    f"{name}_{side}" for name in ("paragraph", "wisdom_who") for side in ("open", "close")
) | {"inline"}


def url(id: str) -> str:
    """The address of the wisdom with this id."""
    return f"/wisdom/{id}/"


def spans(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Where each wisdom opens and where it closes; those within another are left out."""
    end = -1
    for start, token in enumerate(tokens):
        if token.type == "wisdom_open" and start > end:
            level = token.level
            ends = (i for i in range(start + 1, len(tokens)) if tokens[i].level == level)
            end = next(i for i in ends if tokens[i].type == "wisdom_close")
            yield start, end


def only(tokens: Sequence[Token]) -> list[Token]:
    """The tokens of all wisdoms, and no others."""
    return [token for start, end in spans(tokens) for token in tokens[start : end + 1]]


def set_apart(tokens: list[Token]) -> None:
    """Make the last line of each wisdom that names somebody a paragraph of its own.

    This comes before inline text is parsed.
    """
    for _, end in reversed(list(spans(tokens))):
        at = end - 2
        if tokens[at].type != "inline" or tokens[at - 1].type != _PARAGRAPH:
            continue
        words, _, line = tokens[at].content.rpartition("\n")
        if match := _WHO.fullmatch(line.strip()):
            if words.strip():
                tokens[at].content = words.rstrip().removesuffix("\\").rstrip()
                tokens[end:end] = _copies(tokens[at - 1 : at + 2])
                at += 3
            tokens[at].content = match[1]
            tokens[at - 1].type, tokens[at + 1].type = "wisdom_who_open", "wisdom_who_close"


def _copies(paragraph: Sequence[Token]) -> list[Token]:
    found = [token.copy() for token in paragraph]
    for token in found:
        if token.map:
            token.map = [token.map[1] - 1, token.map[1]]
        token.children = [] if token.type == "inline" else None
    return found


def mark(tokens: Sequence[Token], findings: list[Finding]) -> None:
    """Give each wisdom its id, and say what is wrong with it."""
    for start, end in spans(tokens):
        opening, inner = tokens[start], tokens[start + 1 : end]
        given = _GIVEN_ID.fullmatch(opening.meta["given"])
        words = words_of(inner)
        has_who = inner[-1:] != [] and inner[-1].type == "wisdom_who_close"
        line = opening.map[0] + 1 if opening.map else 1
        tokens[end].meta = {"id": "", "who": has_who, "line": line}
        if words:
            id = given[1] if given else slugify(_begin(words))
            tokens[end].meta["id"] = opening.attrs["id"] = id
        if fault := _fault(opening, inner, words, bool(given)):
            findings.append(fault)
        for token in inner:
            if token.type in ("wisdom_open", "wisdom_close"):
                token.type = "nothing"  # one within another is a fault, and has no page


def words_of(inner: Sequence[Token]) -> str:
    """The words of a wisdom without marks, on one line."""
    found = [
        plain(token.children or ())
        for before, token in pairwise(inner)
        if token.type == "inline" and before.type == _PARAGRAPH
    ]
    return one_line(" ".join(found))


def _begin(words: str) -> str:
    """As many whole words from the start as an id takes; one word at least."""
    if len(words) <= LONGEST_ID:
        return words
    return words[: LONGEST_ID + 1].rpartition(" ")[0] or words[:LONGEST_ID]


def _fault(opening: Token, inner: Sequence[Token], words: str, given: bool) -> Finding | None:
    line, column = opening.map[0] + 1 if opening.map else 1, opening.meta["column"]
    for token in inner:
        if token.type not in _MAY_HOLD:
            message = "only paragraphs can stand in a wisdom"
            where = token.map[0] + 1 if token.map else line
            return Finding("bad-wisdom", message, where, 1, "keep the one line worth quoting")
    if not words:
        hint = "write the line worth keeping between the colons"
        return Finding("bad-wisdom", "there are no words in this wisdom", line, column, hint)
    if opening.meta["given"] and not given:
        message = "a wisdom has no title"
        hint = "write its words on the next line; an id looks like `{#an-id}`"
        return Finding("bad-wisdom", message, line, column, hint)
    return None


def found(writer: Writer, tokens: Sequence[Token]) -> Iterator[Wisdom]:
    """Each wisdom that has words, as templates may show it."""
    for start, end in spans(tokens):
        inner, meta = tokens[start + 1 : end], tokens[end].meta
        if not meta["id"]:
            continue
        lines = [
            (before.type, token.children or ())
            for before, token in pairwise(inner)
            if token.type == "inline"
        ]
        html = [f"<p>{unlinked(writer, line)}</p>" for kind, line in lines if kind == _PARAGRAPH]
        who = [one_line(plain(line)) for kind, line in lines if kind == "wisdom_who_open"]
        yield Wisdom(meta["id"], "\n".join(html), words_of(inner), "".join(who), meta["line"])


# --------------------------------------------------------------------------- writing


def wisdom_open(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    return (
        f'<figure class="wisdom" id="{escape(str(tokens[i].attrs.get("id", "")))}">\n<blockquote>\n'
    )


def wisdom_close(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    """Ends with a link to the page that the wisdom has of its own."""
    meta = tokens[i].meta
    if not meta["id"]:
        return excerpt_close(writer, tokens, i)
    address = writer.hole(Link("href", "path", url(meta["id"]), "", meta["line"], 1))
    caption = "" if meta["who"] else "</blockquote>\n<figcaption>\n"
    link = f'<a href="{address}">{escape(writer.phrases.wisdom)}</a>'
    return f'{caption}<p class="wisdom-link">{link}</p>\n</figcaption>\n</figure>\n'


def excerpt_close(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    """An excerpt stands on other pages too, so there it has neither an id nor a link."""
    return f"</{'figcaption' if tokens[i].meta['who'] else 'blockquote'}>\n</figure>\n"
