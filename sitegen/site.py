"""The second stage: the whole site as one read-only value."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import combinations

from sitegen.config import Config
from sitegen.load import Loaded
from sitegen.model import Entry, Term, Wisdom
from sitegen.taxonomy import Taxonomy, gather, routes, taxonomies
from sitegen.wanted import DRAFT, EXPIRED, SCHEDULED, Shown

PAIRS = 300  # pages of two tags at once, so that their number does not grow with the site


class Site:
    """Settings, entries, terms and data, read-only. Everything is worked out when first asked for.

    Pure: the same settings, files, time and choice of entries give an equal site.
    """

    def __init__(self, config: Config, loaded: Loaded, now: datetime, shown: Shown) -> None:
        self.config, self.loaded, self.now, self.shown = config, loaded, now, shown
        self.taxonomies: Mapping[str, Taxonomy] = taxonomies(config)
        self.broken, self.data = loaded.broken, loaded.data
        self.files, self.statics = loaded.files, loaded.statics

    def find(self, id: str) -> Entry | None:
        """The entry of this id, or the description of a term, unless it is left out."""
        entry = self.loaded.entries.get(id)
        return entry if entry is not None and self._is_in(entry) else None

    def _is_in(self, entry: Entry) -> bool:
        return entry.kind in self.taxonomies or self.shown.allows(state_of(entry, self.now))

    def everything(self) -> Iterator[Entry]:
        """All entries that have text in the built site: posts, pages, descriptions of terms."""
        yield from self.entries.values()
        yield from self.notes.values()

    @cached_property
    def notes(self) -> Mapping[str, Entry]:
        """The files that describe terms, by id."""
        entries = self.loaded.entries.items()
        return {id: entry for id, entry in entries if entry.kind in self.taxonomies}

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """All posts, pages and worksheets by id, but for those left out."""
        entries = self.loaded.entries.items()
        return {
            id: entry
            for id, entry in entries
            if entry.kind not in self.taxonomies and self._is_in(entry)
        }

    @cached_property
    def hidden(self) -> Mapping[str, Entry]:
        """Drafts, scheduled and expired entries that are left out."""
        entries = self.loaded.entries.items()
        return {id: entry for id, entry in entries if not self._is_in(entry)}

    @cached_property
    def states(self) -> Mapping[str, str]:
        """What keeps each entry that is in all the same from being public."""
        states = ((id, state_of(entry, self.now)) for id, entry in self.entries.items())
        return {id: state for id, state in states if state}

    @cached_property
    def posts(self) -> tuple[Entry, ...]:
        """All posts, newest first."""
        found = (entry for entry in self.entries.values() if entry.kind == "posts")
        return tuple(sorted(found, key=newest, reverse=True))

    @cached_property
    def dated(self) -> tuple[Entry, ...]:
        """All posts, and the worksheets that have a date, newest first: what feeds tell of."""
        worksheets = [entry for entry in self.worksheets if entry.date]
        if not worksheets:
            return self.posts
        return tuple(sorted((*self.posts, *worksheets), key=newest, reverse=True))

    @cached_property
    def pages(self) -> tuple[Entry, ...]:
        """All pages, by weight and then by title."""
        return _by_weight(entry for entry in self.entries.values() if entry.kind == "pages")

    @cached_property
    def worksheets(self) -> tuple[Entry, ...]:
        """All worksheets, by weight and then by title."""
        found = (self.find(id) for id in self.loaded.entries.of_kind("worksheets"))
        return _by_weight(entry for entry in found if entry)

    @cached_property
    def terms(self) -> Mapping[str, Mapping[str, Term]]:
        """The terms of each taxonomy that have entries, by slug."""
        undated = (entry for entry in self.worksheets if not entry.date)
        filed = (*self.dated, *undated, *self.pages)
        named = {slug: author.name for slug, author in self.config.authors.items() if author.name}
        return {
            name: routes(kind, self._described(name), self.entries)
            if kind.order == "route"
            else gather(kind, filed, self._described(name), named if name == "authors" else {})
            for name, kind in self.taxonomies.items()
        }

    def _described(self, taxonomy: str) -> dict[str, Entry]:
        return {note.slug: note for note in self.notes.values() if note.kind == taxonomy}

    @cached_property
    def filings(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """For each taxonomy, the terms that each entry is filed under, by their slugs in order."""
        found: dict[str, dict[str, list[str]]] = {}
        for name, terms in self.terms.items():
            filed = found[name] = defaultdict(list)
            for slug, term in terms.items():
                for id in term.entries:
                    filed[id].append(slug)
        return {
            name: {id: tuple(slugs) for id, slugs in filed.items()} for name, filed in found.items()
        }

    @cached_property
    def pairs(self) -> Mapping[tuple[str, str], int]:
        """The pairs of tags with a page of what is on both, with how much that is, most first.

        A tag goes with many others, so only what brings together most has one: ``PAIRS`` at most.
        """
        shared = Counter(
            pair for slugs in self.filings["tags"].values() for pair in combinations(slugs, 2)
        )
        ranked = sorted(shared.items(), key=lambda found: (-found[1], found[0]))
        return dict(found for found in ranked[:PAIRS] if found[1] > 1)

    @cached_property
    def by_month(self) -> Mapping[tuple[int, int], tuple[str, ...]]:
        """The posts of each month, newest first."""
        found: dict[tuple[int, int], list[str]] = {}
        for entry in self.posts:
            if entry.date:
                found.setdefault((entry.date.year, entry.date.month), []).append(entry.id)
        return {month: tuple(ids) for month, ids in found.items()}

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Where each post stands in ``posts``."""
        return {entry.id: index for index, entry in enumerate(self.posts)}

    @cached_property
    def wisdoms(self) -> Mapping[str, tuple[Wisdom, Entry]]:
        """The lines worth keeping by id, each with the text it stands in: the newest first.

        Those in the description of a term count if the term has entries, and come last.
        """
        undated = (entry for entry in (*self.worksheets, *self.pages) if not entry.date)
        dated = (entry for entry in self.entries.values() if entry.date)
        filed = [*sorted(dated, key=newest, reverse=True), *undated, *self._term_notes()]
        return {wisdom.id: (wisdom, entry) for entry in filed for wisdom in entry.wisdoms}

    def _term_notes(self) -> Iterator[Entry]:
        notes = (note for note in self.notes.values() if note.wisdoms)
        return (note for note in notes if note.slug in self.terms[note.kind])

    @cached_property
    def today(self) -> date:
        """The day in the site's own zone."""
        return self.now.astimezone(self.config.zone).date()

    @cached_property
    def next_change(self) -> datetime | None:
        """When an entry will next come up or expire, or another wisdom is that of the day."""
        entries = self.loaded.entries.values()
        moments = [m for entry in entries for m in (entry.date, entry.expires) if m]
        if len(self.wisdoms) > 1:
            tomorrow = self.today + timedelta(days=1)
            moments.append(datetime.combine(tomorrow, time(), self.config.zone))
        return min((moment for moment in moments if moment > self.now), default=None)

    @cached_property
    def bundles(self) -> Mapping[str, Entry]:
        """The folders that belong to one entry (``slug/index.md``), to that entry."""
        return {
            id.rpartition("/")[0]: self.loaded.entries[id]
            for id in self.loaded.entries
            if id.rpartition("/")[2].startswith("index.") and id.count("/") > 0
        }

    @cached_property
    def file_urls(self) -> Mapping[str, str]:
        """The URL of every published file of the content folder, by its path there."""
        places = ((path, self._file_url(path)) for path in self.files)
        return {path: url for path, url in places if url}

    def _file_url(self, path: str) -> str:
        folder, _, rest = path.rpartition("/")
        while folder:
            if entry := self.bundles.get(folder):
                base = entry.url.rpartition("/")[0]
                return f"{base}/{rest}" if self._is_in(entry) else ""
            folder, _, name = folder.rpartition("/")
            rest = f"{name}/{rest}"
        return f"/{path}"


def _by_weight(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda page: (page.weight, page.title.casefold(), page.id)))


def state_of(entry: Entry, now: datetime) -> str:
    """``draft``, ``scheduled``, ``expired``, or an empty string for an entry that is public."""
    if entry.draft:
        return DRAFT
    if entry.date and entry.date > now:
        return SCHEDULED
    return EXPIRED if entry.expires and entry.expires <= now else ""


def newest(entry: Entry) -> tuple[float, str]:
    """Sorts entries by date; of the same moment by id. Undated ones are the oldest."""
    return (entry.date.timestamp() if entry.date else float("-inf"), entry.id)
