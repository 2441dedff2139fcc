"""What all pages of one build share while they are rendered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from sitegen import digest, urls
from sitegen.bodies import Bodies
from sitegen.cards import Card, Cards
from sitegen.errors import Problem
from sitegen.links import Links, Target, href
from sitegen.model import Link, Name
from sitegen.pictures import Pictures
from sitegen.plan import Plan
from sitegen.plan.search import layout_of
from sitegen.queries import Answers
from sitegen.render.made import Made
from sitegen.search import Segments
from sitegen.site import Site
from sitegen.source import Stamp
from sitegen.templates import Templates
from sitegen.themes import Theme

LIVE_PREFIX = "/assets/dev/"  # theme files keep their address while somebody works on them


class Press:
    """The site, its plan, templates and bodies, and the digest of everything a page may read."""

    def __init__(
        self,
        site: Site,
        plan: Plan,
        theme: Theme,
        templates: Templates,
        bodies: Bodies,
        assets: Mapping[str, tuple[Path, Stamp]],
        prefix: str,
        answers: Answers,
        pictures: Pictures,
        cards: Cards,
    ) -> None:
        self.site, self.plan, self.theme = site, plan, theme
        self.templates, self.bodies = templates, bodies
        self.assets, self.prefix, self.answers = assets, prefix, answers
        self.pictures, self.cards = pictures, cards
        self.made = Made(site.config, bodies.memo)
        self.links = Links(site, plan.has)
        self.segments = Segments(site, bodies, layout_of(plan.pages.get("search/index.json")))
        self.problems: list[Problem] = []
        self.fragments: dict[tuple[Any, ...], tuple[str, tuple[Name, ...]]] = {}
        self.embedded: Callable[[Any, str, str, bool, int], str] = _not_yet
        self._digests: dict[Name, str] = {}
        self._targets: dict[tuple[str, str, str], Target] = {}
        self._hrefs: dict[str, str] = {}

    # ------------------------------------------------------------------ shared answers

    def href(self, url: str) -> str:
        """A URL path of this site as it stands in pages."""
        found = self._hrefs.get(url)
        if found is None:
            found = self._hrefs[url] = href(self.site, url)
        return found

    def absolute(self, url: str) -> str:
        return self.site.config.origin + self.href(url)

    def link(self, url: str) -> str:
        """A URL of settings or templates as it stands in pages; a full one stays as it is."""
        if urls.has_scheme(url):
            return url
        path = url.partition("#")[0].partition("?")[0]
        return (self.href(urls.decode(path)) if path else "") + url[len(path) :]

    def target(self, source: str, link: Link) -> Target:
        """Where a link leads, worked out once for each place it is written from."""
        key = (source, link.form, link.target)
        found = self._targets.get(key)
        if found is None:
            found = self._targets[key] = self.links.resolve(source, link)
        return found

    def linked(self) -> set[str]:
        """The ids of entries that others link to, in what was rendered so far."""
        targets = self._targets.items()
        return {found.entry for (source, *_), found in targets if found.entry not in ("", source)}

    def card(self, id: str) -> Card | None:
        """The card of an entry, whose id is a file's name, or of a wisdom, whose id is none."""
        if "." in id:
            return self.cards.of(self.site.find(id))
        wisdom = self.site.wisdoms.get(id)
        return self.cards.of_wisdom(wisdom[0]) if wisdom else None

    # ------------------------------------------------------------------ digests of inputs

    def answer(self, name: Name) -> Any:
        """The answer that an input stands for, if it is a query that can be answered."""
        return self.answers.ask_or_none(name[1:]) if name[0] == "query" else None

    def learn(self, name: Name, mark: str, answer: Any) -> None:
        """Takes over the digest and the answer that another process has worked out."""
        self._digests[name] = mark
        if name[0] == "query":
            self.answers.learn(name[1:], answer)

    def digest(self, name: Name) -> str:
        """The current digest of an input."""
        found = self._digests.get(name)
        if found is None:
            found = self._digests[name] = _DIGESTS[name[0]](self, *name[1:])
        return found

    def _entry(self, id: str) -> str:
        entry = self.site.find(id)
        return f"{entry.digest} {entry.url}" if entry else "none"

    def _body(self, id: str) -> str:
        found = self.site.loaded.entries.body(id)
        return self.bodies.key_of(*found) if found else "none"

    def _link(self, source: str, form: str, target: str) -> str:
        found = self.target(source, Link("href", form, target, "", 1, 1))
        return digest.of_value((found.url, found.entry, found.fault))

    def _anchor(self, id: str, fragment: str) -> str:
        entry = self.site.find(id)
        return str(fragment in self.bodies.get(entry).anchors) if entry else "none"

    def _image(self, name: str) -> str:
        return self.pictures.digest(name)

    def _card(self, id: str) -> str:
        card = self.card(id)
        return card.url if card else "none"

    def _data(self, name: str) -> str:
        found = self.site.data.get(name)
        return found[1] if found else "none"

    def _query(self, *question: Any) -> str:
        return self.answers.digest(question)

    def _words(self, number: int) -> str:
        known = number < len(self.segments.ids)
        return self.segments.head(number).digest if known else "none"

    def _template(self, name: str) -> str:
        return self.templates.digest(name)

    def _config(self, key: str) -> str:
        return self.site.config.digest_of(key)

    def _theme(self) -> str:
        return self.theme.digest

    def _assets(self) -> str:
        return self.prefix


def _not_yet(reading: Any, id: str, block: str, absolute: bool, below: int) -> str:
    raise AssertionError("rendering has not begun: see render.serial")


_DIGESTS: dict[str, Callable[..., str]] = {
    "entry": Press._entry,
    "body": Press._body,
    "link": Press._link,
    "anchor": Press._anchor,
    "image": Press._image,
    "card": Press._card,
    "words": Press._words,
    "data": Press._data,
    "query": Press._query,
    "template": Press._template,
    "config": Press._config,
    "theme": Press._theme,
    "assets": Press._assets,
}
"""How the digest of each sort of input is found. A new sort of input is a new line here."""


def describe(name: Name) -> str:
    """An input's name as people read it: ``entry:posts/a.md``, ``query:recent(10)``."""
    sort, *rest = name
    if sort == "query":
        return f"query:{rest[0]}({', '.join(repr(item) for item in rest[1:])})"
    return ":".join([sort, *(str(item) for item in rest)])
