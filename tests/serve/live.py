"""A site that is served and watched within a test, and how to wait for it."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sitegen.config import Config
from sitegen.serve import Channel, Outcome, Session, live_config, run
from sitegen.wanted import Wanted
from sitegen.watch import Watcher
from tests.support import NOW, config

PATIENCE = 60.0
"""Seconds after which a test gives up waiting; nothing is ever waited for that long but a bug."""

ADDRESS = "http://localhost:8000"
OUTPUT = ".sitegen/live/output"

THEME: Mapping[str, str] = {
    "themes/tiny/theme.toml": 'name = "tiny"\n',
    "themes/tiny/static/style.css": "body { color: red }\n",
    "themes/tiny/templates/base.html": "<!doctype html><html><head><link rel=stylesheet "
    'href="{{ asset("style.css") }}"></head><body>{% block main %}{% endblock %}</body></html>\n',
    "themes/tiny/templates/home.html": '{% extends "base.html" %}{% block main %}'
    "{% for entry in site.recent(500) %}{{ entry.title }}|{% endfor %}"
    "{{ site.data.facts.word if site.data.facts }}{% endblock %}\n",
    "themes/tiny/templates/post.html": '{% extends "base.html" %}{% block main %}'
    "<h1>{{ entry.title }}</h1>{{ entry.content }}{% endblock %}\n",
    "themes/tiny/templates/page.html": '{% extends "post.html" %}\n',
}
SETTINGS = (
    'title = "Test"\nbase_url = "https://example.org/"\ntheme = "tiny"\narchive = false\n'
    "[feeds]\nterms = false\n"
)


@dataclass
class Live:
    """A site in ``root`` that is built again after every change, by the real watcher."""

    root: Path
    session: Session
    watcher: Watcher
    channel: Channel = field(default_factory=Channel)
    outcomes: queue.Queue[Outcome] = field(default_factory=queue.Queue)
    builds: int = 0
    hold: threading.Event = field(default_factory=threading.Event)

    def said(self, outcome: Outcome) -> None:
        self.builds += 1
        self.outcomes.put(outcome)
        self.hold.wait(PATIENCE)

    def next(self) -> Outcome:
        """What the next build comes to."""
        return self.outcomes.get(timeout=PATIENCE)

    def until(self, wanted: Callable[[Outcome], Any]) -> Outcome:
        """The first outcome that is as wanted."""
        while True:
            outcome = self.next()
            if wanted(outcome):
                return outcome

    def until_page(self, path: str, words: str | None) -> Outcome:
        """Waits until a page holds ``words``, or is gone if they are None."""

        def holds(outcome: Outcome) -> bool:
            page = self.root / OUTPUT / path
            found = page.read_text("utf-8") if page.is_file() else None
            return words in found if words is not None and found is not None else found == words

        return self.until(holds)

    def page(self, path: str) -> str:
        return (self.root / OUTPUT / path).read_text("utf-8")


@contextmanager
def living(
    root: Path,
    polling: bool = False,
    clock: Callable[[], datetime] = lambda: NOW,
    live: bool = True,
    start: int = 0,
) -> Iterator[Live]:
    """Serves the site in ``root``, without a server; its first build is done."""

    def settings() -> Config:
        found = config(root)
        return live_config(found, ADDRESS) if live else found

    session = Session(settings, clock, Wanted(clock(), live=live))
    watcher = Watcher(config(root), polling)
    found = Live(root, session, watcher, Channel(start))
    found.hold.set()
    thread = threading.Thread(target=run, args=(session, watcher, found.channel, found.said))
    thread.start()
    try:
        found.next()
        yield found
    finally:
        found.hold.set()
        watcher.close()
        thread.join(PATIENCE)
        session.close()
    assert not thread.is_alive()
