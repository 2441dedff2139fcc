"""markdown-it's two parsers, each trying only the rules that a character can begin.

The parsers of markdown-it-py ask every rule at every place. Nearly all of them look at one
character and decline, and that is a third of the time a post takes. Here the rules are sorted by
the characters that they begin with; a rule that is not in the tables below is asked everywhere,
so extensions need not know. What comes out is the same, token for token: the tests compare.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from markdown_it.parser_block import ParserBlock
from markdown_it.parser_inline import ParserInline
from markdown_it.ruler import Ruler
from markdown_it.rules_block.state_block import StateBlock
from markdown_it.rules_inline import StateInline

Rule = Callable[..., bool]

BLOCK_STARTS = {
    "fence": "`~",
    "blockquote": ">",
    "hr": "*-_",
    "list": "*-+0123456789",
    "reference": "[",
    "html_block": "<",
    "heading": "#",
    "callout": ":",
    "footnote_def": "[",
    "abbr": "*",
}
"""Characters that a block rule's first line begins with, after its indentation."""

INLINE_STARTS = {
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "link": "[",
    "image": "!",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
    "wikilink": "[",
    "footnote_ref": "[",
    "footnote_inline": "^",
    # Rules of worksheets:
    "blank": "_",
    "insert": "[",
    "result": "`",
}


class Table:
    """The rules of one chain by the character they may begin with, in the chain's order."""

    def __init__(self, named: list[tuple[str, Rule]], starts: Mapping[str, str]) -> None:
        characters = sorted(set("".join(starts.values())))
        self.anywhere = [rule for name, rule in named if name not in starts]
        self.by_character = {
            character: [rule for name, rule in named if character in starts.get(name, character)]
            for character in characters
        }

    def rules(self, character: str) -> list[Rule]:
        return self.by_character.get(character, self.anywhere)


def _chain(ruler: Ruler[Any], chain: str) -> list[tuple[str, Rule]]:
    """The active rules of a chain with their names."""
    return [
        (rule.name, rule.fn)
        for rule in ruler.__rules__
        if rule.enabled and (not chain or chain in rule.alt)
    ]


class _Terminators(Ruler[Any]):
    """A ruler whose chains of interrupting rules are one rule, which asks those that fit."""

    def __init__(self, rules: Ruler[Any]) -> None:
        super().__init__()
        self.__rules__ = rules.__rules__
        self._made: dict[str, list[Rule]] = {}

    def getRules(self, chainName: str = "") -> list[Rule]:  # noqa: N802, N803
        if not chainName:
            return super().getRules("")
        found = self._made.get(chainName)
        if found is None:
            found = self._made[chainName] = [self._one_for(chainName)]
        return found

    def _one_for(self, chain: str) -> Rule:
        table = Table(_chain(self, chain), BLOCK_STARTS)
        anywhere, by_character = table.anywhere, table.by_character

        def interrupts(state: StateBlock, line: int, end: int, silent: bool) -> bool:
            place = state.bMarks[line] + state.tShift[line]
            character = state.src[place : place + 1]
            for rule in by_character.get(character, anywhere):
                if rule(state, line, end, silent):
                    return True
            return False

        return interrupts


class Blocks(ParserBlock):
    """The block parser of ``plain``, with its rules sorted. They must not change afterwards."""

    def __init__(self, plain: ParserBlock) -> None:
        self.ruler = _Terminators(plain.ruler)
        named = _chain(plain.ruler, "")
        self._indented = [rule for _, rule in named]
        # Code needs an indentation of four, and an underlined heading needs a line below it.
        self._flat = Table([pair for pair in named if pair[0] != "code"], BLOCK_STARTS)
        alone = [pair for pair in named if pair[0] not in ("code", "lheading", "table")]
        self._alone = Table(alone, BLOCK_STARTS)

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        """As the method it replaces, but for which rules are asked."""
        line, had_empty = startLine, False
        deepest = state.md.options.maxNesting
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                break
            if state.level >= deepest:
                state.line = endLine
                break
            for rule in self._rules(state, line, endLine):
                if rule(state, line, endLine, False):
                    break
            state.tight = not had_empty
            line = state.line
            if (line - 1) < endLine and state.isEmpty(line - 1):
                had_empty = True
            if line < endLine and state.isEmpty(line):
                had_empty = True
                line += 1
                state.line = line

    def _rules(self, state: StateBlock, line: int, end: int) -> list[Rule]:
        if state.sCount[line] - state.blkIndent >= 4:
            return self._indented
        place = state.bMarks[line] + state.tShift[line]
        following = line + 1
        table = self._flat if following < end and not state.isEmpty(following) else self._alone
        return table.rules(state.src[place : place + 1])


class Inlines(ParserInline):
    """The inline parser of ``plain``, with its rules sorted. They must not change afterwards."""

    def __init__(self, plain: ParserInline) -> None:
        self.__dict__.update(plain.__dict__)
        named = _chain(plain.ruler, "")
        signs = Table([pair for pair in named if pair[0] != "text"], INLINE_STARTS)
        self._at_sign = {sign: rules for sign, rules in signs.by_character.items() if rules}
        self._anywhere = Table(named, INLINE_STARTS).anywhere
        # Text runs on over signs that no rule here begins with; "]" ends a link's text.
        self.terminator_re = re.compile(f"[{re.escape(''.join(sorted({*self._at_sign, ']'})))}]")

    def tokenize(self, state: StateInline) -> None:
        """As the method it replaces, but for which rules are asked."""
        source, end = state.src, state.posMax
        deepest = state.md.options["maxNesting"]
        at_sign, anywhere = self._at_sign, self._anywhere
        while state.pos < end:
            if state.level < deepest and self._try(
                state, at_sign.get(source[state.pos], anywhere), False
            ):
                continue
            state.append_pending(source[state.pos])
            state.pos += 1
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:  # noqa: N802
        """As the method it replaces, but for which rules are asked."""
        place = state.pos
        known = state.cache.get(place)
        if known is not None:
            state.pos = known
            return
        if state.level < state.md.options["maxNesting"]:
            state.level += 1
            rules = self._at_sign.get(state.src[place], self._anywhere)
            matched = self._try(state, rules, True)
            state.level -= 1
            if not matched:
                state.pos += 1
        else:
            state.pos = state.posMax + 1
        state.cache[place] = state.pos

    @staticmethod
    def _try(state: StateInline, rules: list[Rule], silent: bool) -> bool:
        for rule in rules:  # noqa: SIM110  # any() would make a generator at every sign
            if rule(state, silent):
                return True
        return False
