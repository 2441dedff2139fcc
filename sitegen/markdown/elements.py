"""How the tokens of plain CommonMark are written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from markdown_it.common.utils import unescapeAll

from sitegen.markdown.markup import attributes, escape, plain
from sitegen.markdown.writer import Mode, Rule, Writer

if TYPE_CHECKING:
    from markdown_it.token import Token

_PAIRS = {"em": "em", "strong": "strong", "s": "s"}
_BLOCKS = {"bullet_list": "ul", "blockquote": "blockquote"}

FIXED = {
    **{f"{name}_open": f"<{tag}>" for name, tag in _PAIRS.items()},
    **{f"{name}_close": f"</{tag}>" for name, tag in _PAIRS.items()},
    **{f"{name}_open": f"<{tag}>\n" for name, tag in _BLOCKS.items()},
    **{f"{name}_close": f"</{tag}>\n" for name, tag in _BLOCKS.items()},
    "paragraph_open": "<p>",
    "paragraph_close": "</p>\n",
    "list_item_close": "</li>\n",
    "ordered_list_close": "</ol>\n",
    "link_close": "</a>",
    "softbreak": "\n",
    "hardbreak": "<br>\n",
    "hr": "<hr>\n",
}


def fits_on_line(tokens: Sequence[Token], i: int) -> bool:
    """Whether the content of the block opened by token ``i`` starts on the same line as its tag."""
    if i + 1 >= len(tokens):
        return False
    after = tokens[i + 1]
    return after.type == "inline" or after.hidden or after.nesting < 0


def heading_open(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    return f"<{tokens[i].tag}>"


def heading_close(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    return f"</{tokens[i].tag}>\n"


def list_item_open(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    return "<li>" if fits_on_line(tokens, i) else "<li>\n"


def ordered_list_open(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    return f"<ol{attributes(tokens[i].attrs.items())}>\n"


def link_open(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    return f"<a{attributes(tokens[i].attrs.items())}>"


def image(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    token = tokens[i]
    pairs = {**token.attrs, "alt": plain(token.children or ())}
    return f"<img{attributes(pairs.items())} />"


def code_inline(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    content = tokens[i].content
    writer.seen.append(content)
    return f"<code>{escape(content)}</code>"


def code_block(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    return f"<pre><code>{escape(tokens[i].content)}</code></pre>\n"


def fence(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    language = unescapeAll(tokens[i].info).strip().split(None, 1)
    mark = attributes([("class", f"language-{language[0]}")]) if language else ""
    return f"<pre><code{mark}>{escape(tokens[i].content)}</code></pre>\n"


def raw_html(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    return tokens[i].content


RULES: dict[str, Rule] = {
    "heading_open": heading_open,
    "heading_close": heading_close,
    "list_item_open": list_item_open,
    "ordered_list_open": ordered_list_open,
    "link_open": link_open,
    "image": image,
    "code_inline": code_inline,
    "code_block": code_block,
    "fence": fence,
    "html_block": raw_html,
    "html_inline": raw_html,
}

STRICT = Mode({**FIXED, "hardbreak": "<br />\n", "hr": "<hr />\n"}, RULES)
