"""The parser for one text: it has the rules for what is in the text, and no others."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NamedTuple, cast

from markdown_it import MarkdownIt

from sitegen.markdown import abbreviations, callouts, footnotes, tables, tasks, wikilinks
from sitegen.markdown.contents import MARKS as TOC_MARKS
from sitegen.markdown.dispatch import Blocks, Inlines

DEEPEST = 50  # levels of nesting; the parser's recursion and its time grow with them
_STRICT_DEEPEST = 20
_DEFINITION_LINE = re.compile(r"\n[ \t>]*[:~][ \t]")


class Needs(NamedTuple):
    """Which extensions have something to do in a text. A rule that is absent costs nothing."""

    table: bool = False
    strikethrough: bool = False
    footnotes: bool = False
    definitions: bool = False
    callouts: bool = False
    wikilinks: bool = False
    shortcodes: bool = False
    abbreviations: bool = False
    tasks: bool = False
    toc: bool = False


def needs_of(text: str) -> Needs:
    """What ``text`` may use, judged by the signs that each extension must begin with."""
    bracket = "[" in text
    return Needs(
        table="|" in text,
        strikethrough="~~" in text,
        footnotes=bracket and ("[^" in text or "^[" in text),
        definitions=_DEFINITION_LINE.search(text) is not None,
        callouts=":::" in text,
        wikilinks="[[" in text,
        shortcodes="{{" in text,
        abbreviations="*[" in text,
        tasks=bracket and any(mark in text for mark in tasks.MARKS),
        toc=bracket and any(mark in text for mark in TOC_MARKS),
    )


@lru_cache(maxsize=128)
def engine(needs: Needs, enable: Callable[[MarkdownIt], None] | None = None) -> MarkdownIt:
    """A parser with the extensions in ``needs``, and what ``enable`` adds, built once."""
    md = MarkdownIt("commonmark", {"maxNesting": DEEPEST})
    interrupts = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    if needs.table:
        md.block.ruler.at("table", tables.table, {"alt": ["paragraph", "reference"]})
        md.enable("table")
    if needs.strikethrough:
        md.enable("strikethrough")
    if needs.definitions:
        from mdit_py_plugins.deflist import deflist_plugin

        md.use(deflist_plugin)
    if needs.footnotes:
        footnotes.enable(md)
    if needs.callouts:
        md.block.ruler.before("fence", "callout", callouts.callout, cast(Any, interrupts))
    if needs.abbreviations:
        alt = {"alt": ["paragraph", "reference"]}
        md.block.ruler.before("list", "abbr", abbreviations.definition, cast(Any, alt))
    if needs.wikilinks:
        md.inline.ruler.before("link", "wikilink", wikilinks.wikilink)
    if needs.shortcodes:
        from sitegen.markdown.shortcodes import HELPERS

        cast(Any, md).helpers = HELPERS
    if enable:
        enable(md)
    return _sorted(md)


def _sorted(md: MarkdownIt) -> MarkdownIt:
    """The same parser, asking only the rules that a character can begin."""
    md.block, md.inline = Blocks(md.block), Inlines(md.inline)
    return md


@lru_cache(maxsize=1)
def strict() -> MarkdownIt:
    """A parser of CommonMark and nothing else."""
    return _sorted(MarkdownIt("commonmark", {"maxNesting": _STRICT_DEEPEST}))
