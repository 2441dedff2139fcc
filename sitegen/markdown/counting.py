"""How many words a reader reads."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Scripts that put no spaces between words: each character counts as one.
# Compiled when it is first needed, for that takes longer than some builds should.
_UNSPACED = (
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)


def words(pieces: Iterable[str], ascii_only: bool) -> int:
    """The number of words in text that was written piece by piece.

    ``ascii_only`` says that no piece can hold Chinese, Japanese or Korean.
    """
    text = "".join(pieces)
    if ascii_only:
        return len(text.split())
    spaced, characters = re.subn(_UNSPACED, " ", text)
    return len(spaced.split()) + characters
