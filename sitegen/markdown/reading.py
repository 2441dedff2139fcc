"""From text to tokens with every extension applied."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from markdown_it.rules_core import StateCore

from sitegen.markdown import (
    abbreviations,
    anchors,
    callouts,
    contents,
    embeds,
    figures,
    footnotes,
    tasks,
    wisdom,
)
from sitegen.markdown.engine import Needs, engine, needs_of, strict
from sitegen.markdown.options import MarkdownOptions
from sitegen.markdown.phrases import phrases_of
from sitegen.markdown.quotes import quotes_of
from sitegen.markdown.typography import typeset, typeset_inline

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Env: TypeAlias = MutableMapping[str, Any]  # what the rules of one text tell each other


class Extension(NamedTuple):
    """What another kind of text adds to Markdown.

    ``enable`` adds rules to a new parser; it is the same function for each text, so that parsers
    can be kept. ``before_inline`` may change the blocks whose inline text is not parsed yet.
    """

    enable: Callable[[MarkdownIt], None]
    before_inline: Callable[[list[Token]], None]


_SURROGATE = re.compile("[\ud800-\udfff]")


def normal(text: str) -> str:
    """``text`` with one kind of line end, and without what HTML can't hold."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    try:
        text.encode()
    except UnicodeEncodeError:
        return _SURROGATE.sub("\ufffd", text)
    return text


def read(
    text: str, env: Env, options: MarkdownOptions, extension: Extension | None = None
) -> tuple[list[Token], set[str]]:
    """The tokens of a post, and the ids in them. ``env["findings"]`` collects mistakes."""
    needs = needs_of(text)
    md = engine(needs, extension.enable if extension else None)
    tokens = _blocks(md, text, env)
    if extension:
        extension.before_inline(tokens)
    _before_inline(tokens, text, needs, options)
    _inline(md, tokens, env)
    if figures.ORNAMENT in text:
        figures.mark_ornaments(tokens)
    if needs.callouts:
        wisdom.mark(tokens, env["findings"])
    if embeds.SIGN in text:
        embeds.mark(tokens, env["findings"])
    if needs.footnotes:
        state = StateCore(text, md, env, tokens)
        footnotes.collect(state)
        tokens = state.tokens
    taken = anchors.assign_ids(tokens, env["findings"])
    if "abbreviations" in env:
        abbreviations.expand(tokens, env["abbreviations"])
    quotes = quotes_of(options.language) if options.typographic else None
    if quotes is not None:
        typeset(tokens, quotes)
    if "![" in text:
        figures.mark(tokens, quotes)
    return tokens, taken


def read_strict(text: str, env: Env) -> list[Token]:
    """The tokens of plain CommonMark."""
    tokens = _blocks(strict(), text, env)
    _inline(strict(), tokens, env)
    return tokens


def read_line(text: str, env: Env, options: MarkdownOptions) -> list[Token]:
    """The inline tokens of one line."""
    md = engine(needs_of(text)._replace(footnotes=False))
    tokens: list[Token] = []
    md.inline.parse(text, md, env, tokens)
    if options.typographic:
        typeset_inline(tokens, quotes_of(options.language))
    return tokens


def read_wisdom(text: str, env: Env, options: MarkdownOptions) -> list[Token]:
    """The tokens of what is marked as wisdom in a post, as :func:`read` would give them."""
    md = engine(needs_of(text))
    tokens = wisdom.only(_blocks(md, text, env))
    wisdom.set_apart(tokens)
    _inline(md, tokens, env)
    wisdom.mark(tokens, [])
    if "abbreviations" in env:
        abbreviations.expand(tokens, env["abbreviations"])
    if options.typographic:
        typeset(tokens, quotes_of(options.language))
    return tokens


def _before_inline(tokens: list[Token], text: str, needs: Needs, options: MarkdownOptions) -> None:
    if "{#" in text:
        anchors.read_explicit_ids(tokens)
    if needs.toc:
        contents.mark(tokens)
    if needs.tasks:
        tasks.mark(tokens)
    if needs.callouts:
        callouts.name_questions(tokens, phrases_of(options.language).questions)
        wisdom.set_apart(tokens)


def _blocks(md: MarkdownIt, text: str, env: Env) -> list[Token]:
    tokens: list[Token] = []
    md.block.parse(text, md, env, tokens)
    return tokens


def _inline(md: MarkdownIt, tokens: Sequence[Token], env: Env) -> None:
    from markdown_it.token import Token

    parse, sign = md.inline.parse, md.inline.terminator_re.search
    for token in tokens:
        if token.type == "inline" and token.children is not None:
            content = token.content
            if sign(content):
                parse(content, md, env, token.children)
            elif content:  # most lines are text and nothing else
                token.children.append(Token("text", "", 0, content=content))
