"""What other sites answered before, so that they need not be asked at every check."""

from __future__ import annotations

import json
import os
from datetime import datetime, timedelta
from pathlib import Path

from sitegen.checks.visits import FINE, MOVED, Answer

NAME = "external-links.json"
GOOD_FOR = timedelta(days=7)  # an address that worked
BAD_FOR = timedelta(hours=1)  # one that did not: somebody may be mending it
FORGOTTEN = timedelta(days=60)


class Ledger:
    """Answers by address, each with when it was given. A damaged file counts as none."""

    def __init__(self, path: Path, now: datetime) -> None:
        self.path, self.now = path, now
        self._known = _read(path)

    def answer(self, url: str) -> Answer | None:
        """What was answered before, if that is not too long ago."""
        found = self._known.get(url)
        if found is None:
            return None
        age = self.now - found[1]
        lasts = GOOD_FOR if found[0].state in (FINE, MOVED) else BAD_FOR
        return found[0] if timedelta(0) <= age < lasts else None

    def note(self, url: str, answer: Answer) -> None:
        self._known[url] = (answer, self.now)

    def save(self) -> None:
        """Keeps what is young enough; a folder that can't be written costs nothing but time."""
        kept = {
            url: [*answer, at.isoformat()]
            for url, (answer, at) in sorted(self._known.items())
            if self.now - at < FORGOTTEN
        }
        beside = self.path.with_suffix(".new")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            beside.write_text(json.dumps(kept, indent=1, ensure_ascii=False), "utf-8")
            os.replace(beside, self.path)
        except OSError:
            return


def _read(path: Path) -> dict[str, tuple[Answer, datetime]]:
    try:
        rows = json.loads(path.read_text("utf-8"))
        return {
            str(url): (Answer(str(state), str(detail)), _moment(at))
            for url, (state, detail, at) in rows.items()
        }
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return moment
