"""How the tokens of asks are written: labels, hints, groups."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sitegen.markdown.elements import fits_on_line
from sitegen.markdown.markup import attributes, escape, one_line
from sitegen.worksheets.controls import Pairs, control, radio, unit
from sitegen.worksheets.definition import GROUPS, Field
from sitegen.worksheets.sheet import Use
from sitegen.worksheets.writer import SheetWriter

if TYPE_CHECKING:
    from markdown_it.token import Token


def _use(tokens: Sequence[Token], i: int) -> Use:
    use: Use = tokens[i].meta["use"]
    return use


def _is_group(use: Use) -> bool:
    return use.field.kind in GROUPS and use.number == 1


def _marks(use: Use) -> str:
    """What the elements around an ask say about it."""
    kind = "result" if use.field.kind == "computed" else "ask"
    return f' class="{kind}" data-field="{escape(use.field.id)}" data-kind="{use.field.kind}"'


def _group_marks(use: Use) -> str:
    more = _marks(use)
    if use.field.required:
        more += ' role="radiogroup" aria-required="true"'
    return more + attributes(_described(use))


def _described(use: Use) -> Pairs:
    return [("aria-describedby", f"{use.element}--hint")] if use.field.example else []


# --------------------------------------------------------------------------- around an ask


def item_open(writer: SheetWriter, tokens: Sequence[Token], i: int) -> str:
    use = _use(tokens, i)
    end = "" if fits_on_line(tokens, i) else "\n"
    if _is_group(use):
        return writer.keep(f"<li><fieldset{_group_marks(use)}>{end}")
    return writer.keep(f"<li{_marks(use)}>{end}")


def item_close(writer: SheetWriter, tokens: Sequence[Token], i: int) -> str:
    return writer.keep("</fieldset></li>\n" if _is_group(_use(tokens, i)) else "</li>\n")


def paragraph_open(writer: SheetWriter, tokens: Sequence[Token], i: int) -> str:
    use = _use(tokens, i)
    if _is_group(use):
        return writer.keep(f"<fieldset{_group_marks(use)}>")
    return writer.keep(f"<p{_marks(use)}>")


def paragraph_close(writer: SheetWriter, tokens: Sequence[Token], i: int) -> str:
    return writer.keep("</fieldset>\n" if _is_group(_use(tokens, i)) else "</p>\n")


def ask_open(writer: SheetWriter, tokens: Sequence[Token], i: int) -> str:
    use = _use(tokens, i)
    if use.whole:
        return ""
    more = ""
    if _is_group(use) and not use.letter:
        role = "radiogroup" if use.field.required else "group"
        more = f' role="{role}" aria-labelledby="{use.element}--label"'
        more += ' aria-required="true"' * use.field.required
    return writer.keep(f"<span{_marks(use)}{more}>")


def ask_close(writer: SheetWriter, tokens: Sequence[Token], i: int) -> str:
    return "" if _use(tokens, i).whole else writer.keep("</span>")


# --------------------------------------------------------------------------- the label


def label_open(writer: SheetWriter, tokens: Sequence[Token], i: int) -> str:
    use = _use(tokens, i)
    if use.field.kind == "computed":
        return writer.keep('<span class="result-label">')
    if not _is_group(use):
        return writer.keep(f'<label for="{use.element}">')
    return writer.keep("<legend>" if use.whole else f'<span id="{use.element}--label">')


def label_close(writer: SheetWriter, tokens: Sequence[Token], i: int) -> str:
    use = _use(tokens, i)
    if use.field.kind == "computed":
        return writer.keep("</span> ")
    tag = "label" if not _is_group(use) else "legend" if use.whole else "span"
    return writer.keep(f"{_star(writer, use)}</{tag}>{_hint(writer, use)} ")


def _star(writer: SheetWriter, use: Use) -> str:
    """Marks a label whose answer is worth giving first; the widget says so to screen readers."""
    if not use.field.required:
        return ""
    title = escape(writer.words.needed)
    return f' <abbr class="needed" title="{title}" aria-hidden="true">*</abbr>'


def _hint(writer: SheetWriter, use: Use) -> str:
    """An example of an answer."""
    if not use.field.example:
        return ""
    example = escape(f"{writer.words.example} {use.field.example}")
    return f' <span class="hint" id="{use.element}--hint">{example}</span>'


# --------------------------------------------------------------------------- the widget


def widget(writer: SheetWriter, tokens: Sequence[Token], i: int) -> str:
    use = _use(tokens, i)
    if use.letter:
        return writer.keep(_fill(writer, use))
    if _is_group(use):
        choices = [("yes", writer.words.yes), ("no", writer.words.no)]
        return writer.keep(
            " ".join(_choice(use, n, *choice) for n, choice in enumerate(choices, 1))
        )
    more: Pairs = _described(use)
    if use.number > 1:
        more.append(("data-repeat", ""))
    field = use.field
    if use.bare:
        more.append(("aria-label", field.label))
    shown = control(field, use.element, field.id, more, writer.words)
    return writer.keep(shown + unit(field))


def _fill(writer: SheetWriter, use: Use) -> str:
    field = use.field
    more: Pairs = [("class", "fill"), ("aria-label", field.label)]
    if use.number > 1:
        more.append(("data-repeat", ""))
    if field.kind not in (*GROUPS, "choose", "tick", "date", "time", "computed"):
        more.append(("placeholder", one_line(field.label)))
    return control(field, use.element, field.id, more, writer.words)


def _choice(use: Use, number: int, value: str, text: str) -> str:
    button = radio(use.field, f"{use.element}--{number}", value)
    return f"<label>{button} {escape(text)}</label>"


def tick_open(writer: SheetWriter, tokens: Sequence[Token], i: int) -> str:
    use = _use(tokens, i)
    more: Pairs = _described(use)
    if use.number > 1:
        more.append(("data-repeat", ""))
    box = control(use.field, use.element, use.field.id, more, writer.words)
    return writer.keep(f"<label>{box} ")


def tick_close(writer: SheetWriter, tokens: Sequence[Token], i: int) -> str:
    use = _use(tokens, i)
    return writer.keep(f"{_star(writer, use)}</label>{_hint(writer, use)}")


def options(writer: SheetWriter, tokens: Sequence[Token], i: int) -> str:
    """A list of ``( )`` items; each label keeps its own markup."""
    use, meta = _use(tokens, i), tokens[i].meta
    out, field = writer.out, use.field
    out.append(writer.keep(f"<fieldset{_group_marks(use)}>\n"))
    if meta["legend"]:
        out.append(writer.keep("<legend>"))
        writer.inline(meta["legend"])
    else:
        out.append(writer.keep(f'<legend class="unseen">{escape(field.label)}'))
    out.append(writer.keep(f"{_star(writer, use)}</legend>{_hint(writer, use)}\n"))
    for number, (children, text) in enumerate(zip(meta["labels"], meta["texts"], strict=True), 1):
        out.append(writer.keep(f"<label>{_option(use, number, text)} "))
        writer.inline(children)
        out.append(writer.keep("</label>\n"))
    out.append(writer.keep("</fieldset>\n"))
    return ""


def _option(use: Use, number: int, text: str) -> str:
    field: Field = use.field
    return radio(field, f"{use.element}--{number}", text, repeat=use.number > 1)
