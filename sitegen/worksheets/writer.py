"""A writer whose own HTML passes a sanitiser that knows no forms."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sitegen.markdown.locate import Places
from sitegen.markdown.options import SANITISED, MarkdownOptions
from sitegen.markdown.phrases import phrases_of
from sitegen.markdown.sanitise import sanitise
from sitegen.markdown.writer import Mode, Writer
from sitegen.model import Prose
from sitegen.worksheets.definition import Field, List
from sitegen.worksheets.phrases import Phrases

_MARK = re.compile("\0(\\d+)\0")
_KEPT = 10**9  # marks from here on stand for HTML, those below for links


class SheetWriter(Writer):
    """Writes a worksheet. What ``keep`` is given comes out as it is, whatever the author wrote."""

    def __init__(
        self,
        mode: Mode,
        places: Places,
        options: MarkdownOptions,
        words: Phrases,
        lists: Mapping[str, List],
        fields: Mapping[str, Field],
    ) -> None:
        super().__init__(mode, places, phrases_of(options.language), options.highlight)
        self.words = words
        self.lists = lists
        self.fields = fields
        self.spans: dict[str, tuple[int, int]] = {}  # where in ``out`` each block stands
        self._sanitised = options.html == SANITISED
        self._kept: list[str] = []

    def keep(self, html: str) -> str:
        """A mark for ``html``, or ``html`` itself where nothing will be sanitised."""
        if not self._sanitised:
            return html
        self._kept.append(html)
        return f"\0{_KEPT + len(self._kept) - 1}\0"

    def prose(self, source: str, span: tuple[int, int] | None = None) -> Prose:
        """What was written, or what was written between two places, with its holes."""
        html = "".join(self.out[span[0] : span[1]]) if span else self.html()
        if self._sanitised:
            html = _MARK.sub(self._restore, sanitise(html, source))
        pieces = _MARK.split(html)
        return Prose(tuple(pieces[::2]), tuple(self.links[int(n)] for n in pieces[1::2]))

    def _restore(self, mark: re.Match[str]) -> str:
        number = int(mark[1])
        return mark[0] if number < _KEPT else self._kept[number - _KEPT]
