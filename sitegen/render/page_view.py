"""What templates know as ``page``: the page that is being rendered."""

from __future__ import annotations

from sitegen.headers import policy
from sitegen.model import Page
from sitegen.plan.lists import full_pages
from sitegen.plan.offline import FILLED_IN, MANIFEST, WORKER
from sitegen.render.named import Named, feeds
from sitegen.render.press import LIVE_PREFIX
from sitegen.render.reading import Reading
from sitegen.render.views import EntryView
from sitegen.render.wisdom import WisdomView


class Pager:
    """A list page's neighbours. Addresses of numbered pages never change what they show."""

    def __init__(
        self, number: int, newer: str, older: str, of: tuple[str, str], reading: Reading
    ) -> None:
        self.number, self._of, self._reading = number, of, reading
        self.newer = reading.press.href(newer) if newer else ""
        self.older = reading.press.href(older) if older else ""

    @property
    def total(self) -> int:
        """How many pages the list has. Reading it makes every page of the list depend on that."""
        count = (
            self._reading.ask("term_count", *self._of)
            if self._of[0]
            else len(self._reading.ask("posts"))
        )
        return 1 + full_pages(count, self._reading.config("paginate"))


class PageView:
    """The page being rendered."""

    def __init__(self, page: Page, reading: Reading) -> None:
        self._page, self._reading = page, reading
        self.kind = page.kind
        self.title = ""
        self.description = ""
        self.number = 0
        self.entries: list[EntryView] = []
        self.pager: Pager | None = None
        self.feeds: list[Named] = feeds(reading, "/", reading.config("title"))
        self.trail: list[Named] = []
        self.image = ""
        self.card = ""
        self.language: str = reading.config("language")
        self.noindex: bool = reading.config("noindex")
        self.entry: EntryView | None = None
        self.wisdom: WisdomView | None = None

    @property
    def url(self) -> str:
        return self._reading.press.href(self._page.url)

    @property
    def permalink(self) -> str:
        return self._reading.press.absolute(self._page.url)

    @property
    def policy(self) -> str:
        """A Content-Security-Policy for the page itself to name, where a worksheet is filled in.

        It holds wherever the page is kept, also where no server sends headers. `serve` tells
        pages of changes, so there they may listen to it.
        """
        embeds = self.entry is not None and self.entry.embeds_worksheet
        if not embeds and self.kind not in FILLED_IN:
            return ""
        self._reading.names.add(("assets",))
        listens = self._reading.press.prefix == LIVE_PREFIX
        return policy({"connect-src": "'self'" if listens else "'none'", "form-action": "'none'"})

    @property
    def manifest(self) -> str:
        """Where plans are kept: the address of the web app manifest, if there is one."""
        there = self.policy and self._reading.press.plan.has(MANIFEST)
        return self._reading.press.href(MANIFEST) if there else ""

    @property
    def offline(self) -> bool:
        """Whether the page is to be there without a network too. None is while one edits a site."""
        press = self._reading.press
        return bool(self.policy) and press.plan.has(WORKER) and press.prefix != LIVE_PREFIX

    @property
    def breadcrumbs(self) -> list[Named]:
        """From the home page to this one."""
        home = Named(self._reading.config("title"), self._reading.press.href("/"))
        title = f"{self.title}, page {self.number}" if self.number else self.title
        here = [Named(title, self.url)] if self._page.url != "/" else []
        return [home, *self.trail, *here]
