"""``- [ ]`` boxes and ``- ( )`` options."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from markdown_it.token import Token

from sitegen.markdown.markup import one_line, plain
from sitegen.worksheets import asks
from sitegen.worksheets.attributes import Attributes, read
from sitegen.worksheets.faults import Spot

if TYPE_CHECKING:
    from sitegen.worksheets.sheet import Sheet, Use

_FEWEST = 2


def tick(sheet: Sheet, item: Token, paragraph: Token, inline: Token) -> Use | None:
    """An item that began with a box: its words are the label."""
    asks.refuse(sheet, inline, "an item with a box")
    said = _attributes(item)
    _only(said, "tick", "a box")
    if paragraph.info == "done" and said.default is None:
        said.default = "yes"
        said.at["default"] = 0
    label = asks.short(sheet, asks.label_of(inline.children or []), Spot(inline))
    use = sheet.ask(label, said, Spot(inline), kind="tick")
    if use:
        paragraph.info = ""
        use.whole = True
        opening = Token("tick_open", "", 0, meta={"use": use})
        closing = Token("tick_close", "", 0, meta={"use": use})
        inline.children = [opening, *(inline.children or ()), closing]
    return use


def _attributes(token: Token) -> Attributes:
    said = Attributes()
    for offset, text in token.meta.get("braces", ()):
        read(text, said, offset)
    return said


def _only(said: Attributes, kind: str, what: str) -> None:
    """Drop a kind that can't be: the list's signs say what it is."""
    if said.kind not in ("", kind):
        said.fault(said.at["kind"], f"{what} can't be `{said.kind}`", "take the word out")
    said.kind = ""
    said.options = ()


def options(
    sheet: Sheet, tokens: Sequence[Token], i: int, out: list[Token], above: Token | None
) -> int:
    """The list of options opened by token ``i``; returns the place after it.

    ``above`` is the text right above the list; its last line becomes the label.
    """
    end = end_of(tokens, i)
    legend = _legend(tokens, i, out, above)
    spot = Spot(above or _first_inline(tokens, i))
    said = _attributes(tokens[i])
    _only(said, "option", "a list of options")
    items = list(_items(sheet, tokens, i, end))
    said.default = None
    texts = [one_line(plain(inline.children or ())) for _, inline in items]
    chosen = [text for (item, _), text in zip(items, texts, strict=True) if item.meta["chosen"]]
    _repeats(sheet, items, texts)
    if len(texts) < _FEWEST:
        message = "one option is no choice"
        sheet.complain("bad-choice", message, spot, "write a second one, or `- [ ]` for a box")
    label = asks.short(sheet, asks.label_of(legend) if legend else sheet.block.title, spot)
    more = {"options": tuple(dict.fromkeys(texts)), "default": chosen[0] if chosen else None}
    use = sheet.ask(label, said, spot, kind="option", **more) if texts else None
    if use:
        choices = [inline.children or [] for _, inline in items]
        meta = {"use": use, "legend": legend, "labels": choices, "texts": texts}
        out.append(Token("options", "", 0, meta=meta))
    return end + 1


def _repeats(sheet: Sheet, items: list[tuple[Token, Token]], texts: list[str]) -> None:
    """Complain of a second option that is chosen, or that says what another one says."""
    for _, inline in [pair for pair in items if pair[0].meta["chosen"]][1:]:
        message = "only one option can be chosen beforehand"
        sheet.complain("bad-choice", message, Spot(inline), "keep one `(x)`")
    seen: set[str] = set()
    for (_, inline), text in zip(items, texts, strict=True):
        if text in seen:
            message = f"there is an option `{text}` already"
            sheet.complain("bad-choice", message, Spot(inline), "change one of them")
        seen.add(text)


def _legend(tokens: Sequence[Token], i: int, out: list[Token], above: Token | None) -> list[Token]:
    """The last line above; the lines before it stay a paragraph."""
    if above is None:
        return []
    children = above.children or []
    breaks = [n for n, token in enumerate(children) if token.type in ("softbreak", "hardbreak")]
    if not breaks:
        return children
    above.children = children[: breaks[-1]]
    out += [tokens[i - 3], above, tokens[i - 1]]
    return children[breaks[-1] + 1 :]


def _items(
    sheet: Sheet, tokens: Sequence[Token], i: int, end: int
) -> Iterator[tuple[Token, Token]]:
    """Each item with its text; complains of what can't be shown as an option."""
    for n in range(i + 1, end):
        item = tokens[n]
        if item.type != "list_item_open" or item.level != tokens[i].level + 1:
            continue
        if item.info != "option":
            spot = Spot(Token("", "", 0, map=item.map))
            message = "among options every item begins with `( )`"
            sheet.complain("bad-choice", message, spot, "write `( )`, or end the list before it")
            continue
        inline = tokens[n + 2]
        asks.refuse(sheet, inline, "an option")
        if tokens[n + 4].type != "list_item_close":
            message = "an option is one line of text"
            hint = "put what follows it below the list"
            sheet.complain("bad-choice", message, Spot(inline), hint)
        yield item, inline


def _first_inline(tokens: Sequence[Token], i: int) -> Token:
    return next(token for token in tokens[i:] if token.type == "inline")


def end_of(tokens: Sequence[Token], i: int) -> int:
    """The place of the token that closes what token ``i`` opens."""
    level = tokens[i].level
    n = i + 1
    while tokens[n].nesting >= 0 or tokens[n].level != level:
        n += 1
    return n
