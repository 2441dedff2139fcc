"""The second stage: the whole site as one read-only value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from sitegen.config import Config
from sitegen.load import Loaded
from sitegen.model import Entry, Term
from sitegen.source import Stamp
from sitegen.taxonomy import Taxonomy, gather, taxonomies

DRAFT, SCHEDULED, EXPIRED = "draft", "scheduled", "expired"


@dataclass(frozen=True, slots=True)
class Shown:
    """Which entries that are not public now are to be built all the same."""

    drafts: bool = False
    scheduled: bool = False
    expired: bool = False

    def allows(self, state: str) -> bool:
        return {"": True, DRAFT: self.drafts, SCHEDULED: self.scheduled, EXPIRED: self.expired}[
            state
        ]


PUBLIC = Shown()


@dataclass(frozen=True)
class Site:
    """Settings, entries, terms and data. ``posts`` are newest first, ``pages`` by weight and title.

    ``states`` names each entry that is not public now (draft, scheduled, expired); ``hidden``
    are those of them that are left out. ``notes`` are the files that describe terms.
    """

    config: Config
    now: datetime
    entries: Mapping[str, Entry]
    posts: tuple[Entry, ...]
    pages: tuple[Entry, ...]
    notes: Mapping[str, Entry]
    hidden: Mapping[str, Entry]
    states: Mapping[str, str]
    broken: frozenset[str]
    taxonomies: Mapping[str, Taxonomy]
    terms: Mapping[str, Mapping[str, Term]]
    files: Mapping[str, Stamp]
    statics: Mapping[str, Stamp]
    data: Mapping[str, tuple[Any, str]]

    def everything(self) -> Iterator[Entry]:
        """All entries that have text in the built site: posts, pages, descriptions of terms."""
        yield from self.entries.values()
        yield from self.notes.values()

    def find(self, id: str) -> Entry | None:
        return self.entries.get(id) or self.notes.get(id)

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Where each post stands in ``posts``."""
        return {entry.id: index for index, entry in enumerate(self.posts)}

    @cached_property
    def next_change(self) -> datetime | None:
        """When an entry will next come up or expire, if one will."""
        entries = (*self.entries.values(), *self.hidden.values())
        moments = [m for entry in entries for m in (entry.date, entry.expires) if m]
        return min((moment for moment in moments if moment > self.now), default=None)

    @cached_property
    def bundles(self) -> Mapping[str, Entry]:
        """The folders that belong to one entry (``slug/index.md``), to that entry."""
        shown = {**self.hidden, **self.entries}
        return {
            id.rpartition("/")[0]: entry
            for id, entry in shown.items()
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
                return f"{base}/{rest}" if entry.id in self.entries else ""
            folder, _, name = folder.rpartition("/")
            rest = f"{name}/{rest}"
        return f"/{path}"


def assemble(config: Config, loaded: Loaded, now: datetime, shown: Shown) -> Site:
    """The site as of ``now`` (a time with a zone). Pure: the same inputs give an equal site."""
    kinds = taxonomies(config)
    notes = {id: entry for id, entry in loaded.entries.items() if entry.kind in kinds}
    states = {
        id: state
        for id, entry in loaded.entries.items()
        if id not in notes and (state := state_of(entry, now))
    }
    entries: dict[str, Entry] = {}
    hidden: dict[str, Entry] = {}
    for id, entry in loaded.entries.items():
        if id not in notes:
            (entries if shown.allows(states.get(id, "")) else hidden)[id] = entry
    posts = sorted(
        (entry for entry in entries.values() if entry.kind == "posts"), key=newest, reverse=True
    )
    pages = sorted(
        (entry for entry in entries.values() if entry.kind != "posts"),
        key=lambda entry: (entry.weight, entry.title.casefold(), entry.id),
    )
    described = {(note.kind, note.slug): note for note in notes.values()}
    filed = [*posts, *pages]
    names = {slug: author.name for slug, author in config.authors.items() if author.name}
    terms = {
        name: gather(
            kind,
            filed,
            {slug: note for (of, slug), note in described.items() if of == name},
            names if name == "authors" else {},
        )
        for name, kind in kinds.items()
    }
    return Site(
        config=config,
        now=now,
        entries=entries,
        posts=tuple(posts),
        pages=tuple(pages),
        notes=notes,
        hidden=hidden,
        states={id: state for id, state in states.items() if id in entries},
        broken=loaded.broken,
        taxonomies=kinds,
        terms=terms,
        files=loaded.files,
        statics=loaded.statics,
        data=loaded.data,
    )


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
