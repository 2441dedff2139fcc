"""Worksheets: Markdown with blanks in, a :class:`~sitegen.model.Body` with a form out.

Importing this package is instant: the parser is imported where it is first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sitegen.markdown import MarkdownOptions
    from sitegen.model import Body

__all__ = ["parse"]


def parse(text: str, options: MarkdownOptions) -> Body:
    """The body that a worksheet's ``text`` means: a pure function, which never raises.

    ``text`` is what follows the front matter; all places count from its first line.
    """
    from sitegen.worksheets import parser

    return parser.parse(text, options)
