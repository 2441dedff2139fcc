"""An image with a title, alone in a paragraph, is a figure; its title is the caption."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from markdown_it.token import Token

from sitegen.markdown.markup import escape
from sitegen.markdown.quotes import Quotes
from sitegen.markdown.typography import typeset_inline
from sitegen.markdown.writer import Writer

ORNAMENT = "{decorative}"


def mark(tokens: Sequence[Token], quotes: Quotes | None) -> None:
    """Turn paragraphs that hold nothing but a titled image into figures.

    Captions are text, so they get the typographic marks in ``quotes``.
    """
    for i, token in enumerate(tokens):
        if token.type == "inline" and token.content.startswith(("!", "[!")):
            image = _only_image(token.children or ())
            paragraph = tokens[i - 1].type == "paragraph_open" and not tokens[i - 1].hidden
            if image is not None and paragraph and image.attrs.get("title"):
                tokens[i - 1].type, tokens[i + 1].type = "figure_open", "figure_close"
                tokens[i + 1].content = _caption(str(image.attrs.pop("title")), quotes)


def mark_ornaments(tokens: Sequence[Token]) -> None:
    """Note which images are mere ornament: ``{decorative}`` right behind one says so."""
    for token in tokens:
        children = token.children if token.type == "inline" else None
        for image, after in pairwise(children or ()):
            if image.type == "image" and after.content.startswith(ORNAMENT):
                image.meta["decorative"] = True
                after.content = after.content.removeprefix(ORNAMENT)
        if children:
            token.children = [child for child in children if child.type != "text" or child.content]


def _caption(title: str, quotes: Quotes | None) -> str:
    text = Token("text", "", 0, content=title)
    if quotes is not None:
        typeset_inline([text], quotes)
    return text.content


def _only_image(children: Sequence[Token]) -> Token | None:
    """The image, if there is nothing beside it but a link around it."""
    if [child.type for child in children[:4]] == ["link_open", "image", "link_close"]:
        children = children[1:2]
    return children[0] if len(children) == 1 and children[0].type == "image" else None


def figure_close(writer: Writer, tokens: Sequence[Token], i: int) -> str:
    caption = tokens[i].content
    writer.seen.append(caption)
    return f"\n<figcaption>{escape(caption)}</figcaption>\n</figure>\n"
