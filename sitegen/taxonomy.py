"""The ways to file entries: tags, categories, series, authors, and what a site adds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sitegen.config import BUILT_IN_TAXONOMIES, Config
from sitegen.model import NOTHING, Entry, Term
from sitegen.text import slugify


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """One way to file entries. ``order`` is ``date`` (newest first) or ``series`` (in order).

    In the order ``route`` it is not entries that name their terms, but each term names its
    entries, in its own description.
    """

    name: str
    title: str
    singular: str
    order: str = "date"
    feeds: bool = True

    @property
    def url(self) -> str:
        return f"/{self.name}/"

    @property
    def is_whole(self) -> bool:
        """Whether a term is read from its first entry on, so that one page lists them all."""
        return self.order != "date"


BUILT_IN = tuple(
    Taxonomy(name, kind.title, kind.singular, kind.order, kind.feeds)
    for name, kind in BUILT_IN_TAXONOMIES.items()
)


def taxonomies(config: Config) -> dict[str, Taxonomy]:
    """All taxonomies of a site by name: the built-in ones, changed and added to by its settings."""
    found = {taxonomy.name: taxonomy for taxonomy in BUILT_IN}
    for name, wanted in config.taxonomies.items():
        given = BUILT_IN_TAXONOMIES.get(name, wanted)
        title = wanted.title or given.title or name.capitalize()
        singular = wanted.singular or given.singular or title
        found[name] = Taxonomy(name, title, singular, wanted.order, wanted.feeds)
    return found


def term_url(taxonomy: str, slug: str) -> str:
    return f"/{taxonomy}/{slug}/"


def gather(
    taxonomy: Taxonomy,
    entries: Iterable[Entry],
    notes: Mapping[str, Entry],
    called: Mapping[str, str] = NOTHING,
) -> dict[str, Term]:
    """The terms that ``entries`` (newest first) are filed under, by slug.

    A term is called what its own description file says, else what the settings say (``called``,
    by slug), else as most entries write it (of equals, the first in the alphabet). ``notes`` are
    those files by slug.
    """
    members: dict[str, list[Entry]] = defaultdict(list)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    slugs: dict[str, str] = {}
    for entry in entries:
        for name in entry.terms.get(taxonomy.name, ()):
            slug = slugs.get(name)
            if slug is None:
                slug = slugs[name] = slugify(name)
            filed = members[slug]
            if not filed or filed[-1] is not entry:
                filed.append(entry)
            spellings[slug][name] += 1
    return {
        slug: _term(taxonomy, slug, filed, spellings[slug], notes.get(slug), called.get(slug))
        for slug, filed in sorted(members.items())
    }


def routes(
    taxonomy: Taxonomy, notes: Mapping[str, Entry], entries: Mapping[str, Entry]
) -> dict[str, Term]:
    """The terms of a taxonomy whose terms name their entries, by slug; none without entries."""
    found: dict[str, Term] = {}
    for slug, note in sorted(notes.items()):
        if ids := tuple(id for id in note.route if id in entries):
            url = term_url(taxonomy.name, slug)
            found[slug] = Term(taxonomy.name, slug, note.title, url, ids, (note.title,), note.id)
    return found


def _term(
    taxonomy: Taxonomy,
    slug: str,
    filed: list[Entry],
    spellings: Counter[str],
    note: Entry | None,
    called: str | None,
) -> Term:
    name = called or min(spellings, key=lambda word: (-spellings[word], word))
    if taxonomy.order == "series":
        filed = sorted(filed, key=series_key)
    return Term(
        taxonomy=taxonomy.name,
        slug=slug,
        name=note.title if note else name,
        url=term_url(taxonomy.name, slug),
        entries=tuple(entry.id for entry in filed),
        spellings=tuple(sorted(spellings)),
        description=note.id if note else "",
    )


def series_key(entry: Entry) -> tuple[bool, float, float, str]:
    """Sorts the parts of a series: by their number, then those without one by date."""
    order = entry.series_order
    moment = entry.date.timestamp() if entry.date else 0.0
    return (order is None, order or 0.0, moment, entry.id)
