"""Where in the source a link stands: looked up only for the links that need a place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, MutableMapping
from typing import Any
from urllib.parse import unquote

_MAX_MISSES = 200  # a search that fails costs a whole block; hostile text has many


class Places:
    """Finds text in the source, each time after what was found before in the same block.

    ``window`` is the block at hand as [first line, line after], counted from 0 as the parser
    does; lines and columns that come out count from 1.
    """

    def __init__(self, text: str, env: MutableMapping[str, Any]) -> None:
        self.text = text
        self.env = env
        self.window: list[int] | None = None
        self._starts: list[int] = []
        self._definitions: dict[str, int] | None = None
        self._block: list[int] | None = None
        self._from = 0
        self._held = 0
        self._misses = 0

    def find(self, needles: Iterable[tuple[str, str]], hold: bool = False) -> tuple[int, int]:
        """The place of the first needle, a prefix and a text, that is there; else the block's."""
        return self.search(needles, hold) or self.start()

    def search(
        self, needles: Iterable[tuple[str, str]], hold: bool = False
    ) -> tuple[int, int] | None:
        """The place of the first needle that is in the block.

        With ``hold`` the next search starts where this one did, until ``release``: what is
        inside a link stands before its target.
        """
        start, end = self._bounds()
        if self._misses > _MAX_MISSES:
            return None
        for prefix, text in needles:
            at = self._find(prefix + text, start, end)
            if at >= 0:
                self._held = at + len(prefix) + len(text)
                self._from = self._from if hold else self._held
                return self._position(at + len(prefix))
        self._misses += 1
        return None

    def start(self) -> tuple[int, int]:
        """The first place of the block."""
        return self._position(self._bounds()[0])[0], 1

    def release(self) -> None:
        """Go on searching after what the last ``find`` with ``hold`` found."""
        self._from = max(self._from, self._held)

    def line(self, number: int) -> str:
        """A line of the source, counted from 0, without its line end."""
        return self.text[self._line_start(number) : self._line_start(number + 1)].rstrip("\n")

    def definition(self, href: str) -> tuple[int, int] | None:
        """The place of ``href`` in a link reference definition such as ``[name]: href``."""
        if self._definitions is None:
            known = self.env.get("references", {}).values()
            self._definitions = {item["href"]: item["map"][0] for item in known}
        line = self._definitions.get(href)
        if line is None:
            return None
        start, end = self._line_start(line), self._line_start(line + 2)
        at = max(self.text.find(href, start, end), self.text.find(unquote(href), start, end))
        return self._position(at) if at >= 0 else (line + 1, 1)

    def _find(self, needle: str, start: int, end: int) -> int:
        at = self.text.find(needle, max(start, self._from), end)
        return at if at >= 0 else self.text.find(needle, start, end)

    def _bounds(self) -> tuple[int, int]:
        if self.window is None:
            return 0, len(self.text)
        start, end = self._line_start(self.window[0]), self._line_start(self.window[1])
        if self._block is not self.window:
            self._block, self._from = self.window, start
        return start, max(end, self._line_start(self.window[0] + 1))

    def _line_start(self, line: int) -> int:
        if not self._starts:
            self._starts = [0]
            for text in self.text.split("\n"):
                self._starts.append(self._starts[-1] + len(text) + 1)
        return self._starts[min(line, len(self._starts) - 1)]

    def _position(self, offset: int) -> tuple[int, int]:
        self._line_start(0)
        line = bisect_right(self._starts, offset) - 1
        return line + 1, offset - self._starts[line] + 1
