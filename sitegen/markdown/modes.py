"""The ways to write one list of tokens: a whole post, and its excerpt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sitegen.markdown import (
    abbreviations,
    anchors,
    callouts,
    code,
    contents,
    elements,
    embeds,
    figures,
    footnotes,
    links,
    raw_html,
    tables,
    tasks,
    wikilinks,
    wisdom,
)
from sitegen.markdown.writer import Mode, Rule, Writer

if TYPE_CHECKING:
    from markdown_it.token import Token


_FIXED = {
    **elements.FIXED,
    **tables.FIXED,
    "wikilink_close": "</a>",
    "figure_open": "<figure>\n",
    "dl_open": "<dl>\n",
    "dl_close": "</dl>\n",
    "dt_open": "<dt>",
    "dt_close": "</dt>\n",
    "dd_close": "</dd>\n",
    "callout_close": "</aside>\n",
    "callout_title_open": '<p class="callout-title">',
    "callout_title_close": "</p>\n",
    "questions_open": '<section class="questions">\n',
    "questions_close": "</section>\n",
    "wisdom_open": '<figure class="wisdom">\n<blockquote>\n',
    "wisdom_who_open": '</blockquote>\n<figcaption>\n<p class="wisdom-who">\u2014 ',
    "wisdom_who_close": "</p>\n",
    "footnote_close": "</li>\n",
    "footnote_block_close": "</ol>\n</section>\n",
}
del _FIXED["paragraph_open"], _FIXED["link_close"]


def _dd_open(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    return "<dd>" if elements.fits_on_line(tokens, i) else "<dd>\n"


_EXCERPT_RULES: dict[str, Rule] = {
    **elements.RULES,
    "dd_open": _dd_open,
    "abbr": abbreviations.abbr,
    "callout_open": callouts.callout_open,
    "code_block": code.code_block,
    "fence": code.fence,
    "figure_close": figures.figure_close,
    "html_block": raw_html.html_block,
    "html_inline": raw_html.raw_html,
    "image": links.image,
    "link_close": links.link_close,
    "link_open": links.link_open,
    "list_item_open": tasks.list_item_open,
    "paragraph_open": tasks.paragraph_open,
    "table_open": tables.table_open,
    "td_open": tables.td_open,
    "th_close": tables.th_close,
    "th_open": tables.th_open,
    "wikilink_open": wikilinks.wikilink_open,
    "wikilink_title": wikilinks.wikilink_title,
    "wisdom_close": wisdom.excerpt_close,
    "worksheet_embed": embeds.worksheet_link,
}

EXCERPT = Mode(_FIXED, _EXCERPT_RULES)

FULL = Mode(
    {name: text for name, text in _FIXED.items() if name != "wisdom_open"},
    {
        **_EXCERPT_RULES,
        "footnote_anchor": footnotes.footnote_anchor,
        "footnote_block_open": footnotes.footnote_block_open,
        "footnote_open": footnotes.footnote_open,
        "footnote_ref": footnotes.footnote_ref,
        "heading_close": anchors.heading_close,
        "heading_open": anchors.heading_open,
        "toc": contents.toc,
        "wisdom_close": wisdom.wisdom_close,
        "wisdom_open": wisdom.wisdom_open,
        "worksheet_embed": embeds.worksheet_embed,
    },
)
