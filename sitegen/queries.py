"""Named questions about a site. Each is pure and gives plain data, so that answers have digests.

Templates reach these through the view, which records every question with its answer: see
``ARCHITECTURE.md``, "The one rule". Entries are answered by id, terms by taxonomy and slug.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from itertools import chain
from typing import Any

from sitegen import digest
from sitegen.model import Term
from sitegen.site import Site

Answer = Any
Before = Callable[[tuple[Any, ...]], tuple[Answer] | None]
NEIGHBOURHOOD = 60  # how many entries of one tag are looked at for related ones


def recent(site: Site, count: int = 10) -> tuple[str, ...]:
    """The newest posts."""
    return tuple(entry.id for entry in site.posts[:count])


def posts(site: Site) -> tuple[str, ...]:
    """All posts, newest first."""
    return tuple(entry.id for entry in site.posts)


def any_posts(site: Site) -> bool:
    """Whether there is a post at all."""
    return bool(site.posts)


def pages(site: Site) -> tuple[str, ...]:
    return tuple(entry.id for entry in site.pages)


def worksheets(site: Site) -> tuple[str, ...]:
    """All worksheets, by weight and then by title."""
    return tuple(entry.id for entry in site.worksheets)


def exists(site: Site, id: str) -> bool:
    return id in site.entries


def newer(site: Site, id: str) -> str:
    """The next newer post, or an empty string."""
    index = site.position.get(id, 0)
    return site.posts[index - 1].id if index > 0 else ""


def older(site: Site, id: str) -> str:
    index = site.position.get(id)
    return site.posts[index + 1].id if index is not None and index + 1 < len(site.posts) else ""


def state(site: Site, id: str) -> str:
    """``draft``, ``scheduled``, ``expired`` or an empty string."""
    return site.states.get(id, "")


def filed_under(site: Site, id: str, taxonomy: str) -> tuple[tuple[str, str], ...]:
    """The terms of an entry in the order the author wrote them, each as (slug, name)."""
    from sitegen.text import slugify

    entry = site.entries.get(id)
    slugs = [slugify(name) for name in entry.terms.get(taxonomy, ())] if entry else []
    if taxonomy in site.taxonomies and site.taxonomies[taxonomy].order == "route":
        slugs = list(site.filings[taxonomy].get(id, ()))
    return tuple((slug, site.terms[taxonomy][slug].name) for slug in dict.fromkeys(slugs))


def taxonomy_names(site: Site) -> tuple[str, ...]:
    """The taxonomies that have terms."""
    return tuple(name for name in site.taxonomies if site.terms[name])


def term_list(site: Site, taxonomy: str, order: str = "name") -> tuple[str, ...]:
    """The slugs of all terms, by name or by how many entries they have."""
    terms = site.terms.get(taxonomy, {}).values()
    return tuple(term.slug for term in sorted(terms, key=_ORDERS[order]))


_ORDERS: dict[str, Callable[[Term], Any]] = {
    "name": lambda term: (term.name.casefold(), term.slug),
    "count": lambda term: (-term.count, term.name.casefold(), term.slug),
}


def term_about(site: Site, taxonomy: str, slug: str) -> tuple[str, str] | None:
    """A term's name and the id of its description, or None if there is no such term."""
    term = site.terms.get(taxonomy, {}).get(slug)
    return (term.name, term.description) if term else None


def term_count(site: Site, taxonomy: str, slug: str) -> int:
    term = site.terms.get(taxonomy, {}).get(slug)
    return term.count if term else 0


def term_entries(site: Site, taxonomy: str, slug: str) -> tuple[str, ...]:
    """A term's entries in its taxonomy's order."""
    term = site.terms.get(taxonomy, {}).get(slug)
    return term.entries if term else ()


def place_in(site: Site, id: str, taxonomy: str, slug: str) -> tuple[int, int, str, str]:
    """An entry's place among a term's: position from 1, total, the one before, the one after."""
    ids = site.terms[taxonomy][slug].entries
    index = ids.index(id)
    before = ids[index - 1] if index else ""
    return (index + 1, len(ids), before, ids[index + 1] if index + 1 < len(ids) else "")


def term_kinds(site: Site, taxonomy: str, slug: str) -> tuple[tuple[str, int], ...]:
    """How many entries of each kind a term has, by the name of the kind."""
    found = Counter(site.entries[id].kind for id in term_entries(site, taxonomy, slug))
    return tuple(sorted(found.items()))


def term_recent(site: Site, taxonomy: str, slug: str, count: int) -> tuple[str, ...]:
    """A term's newest posts."""
    ids = (id for id in term_entries(site, taxonomy, slug) if id in site.position)
    return tuple(sorted(ids, key=site.position.__getitem__)[:count])


def term_start(site: Site, taxonomy: str, slug: str) -> str:
    """The entry to start a term with: the one its description names, else its oldest post."""
    about = term_about(site, taxonomy, slug)
    note = site.notes.get(about[1]) if about else None
    if note and note.start in site.entries:
        return note.start
    written = [id for id in term_entries(site, taxonomy, slug) if id in site.position]
    return max(written, key=site.position.__getitem__, default="")


def narrow(site: Site, taxonomy: str, slugs: tuple[str, ...]) -> tuple[str, ...]:
    """The entries that are filed under all of these terms, in the order of the first."""
    first, *others = (term_entries(site, taxonomy, slug) for slug in slugs)
    for ids in others:
        first = tuple(filter(frozenset(ids).__contains__, first))
    return first


def together(
    site: Site, taxonomy: str, slugs: tuple[str, ...], other: str, count: int
) -> tuple[tuple[str, str, int], ...]:
    """The terms of ``other`` that stand on the same entries as all of ``slugs``, most often first.

    Each is (slug, name, how many entries they have in common).
    """
    filed = site.filings.get(other, {})
    entries = (filed.get(id, ()) for id in narrow(site, taxonomy, slugs))
    shared = Counter(chain.from_iterable(entries))
    own = slugs if other == taxonomy else ()
    found = ((slug, site.terms[other][slug].name, n) for slug, n in shared.items()
             if slug not in own)  # fmt: skip
    return tuple(sorted(found, key=lambda term: (-term[2], term[1].casefold(), term[0]))[:count])


def is_pair(site: Site, one: str, other: str) -> bool:
    """Whether there is a page of what is on both of two tags."""
    return (min(one, other), max(one, other)) in site.pairs


def months(site: Site) -> tuple[tuple[int, tuple[tuple[int, int], ...]], ...]:
    """Years, newest first, each with its months (newest first) and their numbers of posts."""
    counts: dict[int, dict[int, int]] = {}
    for (year, month), ids in site.by_month.items():
        counts.setdefault(year, {})[month] = len(ids)
    return tuple((year, tuple(found.items())) for year, found in counts.items())


def dated(site: Site, year: int, month: int = 0) -> tuple[str, ...]:
    """The posts of a month, or of a whole year, newest first."""
    found = (ids for when, ids in site.by_month.items() if when[0] == year)
    return site.by_month.get((year, month), ()) if month else tuple(chain.from_iterable(found))


def related(site: Site, id: str, count: int = 3) -> tuple[str, ...]:
    """The posts that share the rarest tags, and categories at half weight; best first.

    A term shared by n posts counts 1 / ln(1 + n), as in Adamic and Adar, "Friends and neighbors
    on the Web" (2003). Of a large term only the newest posts are looked at, so the work for one
    post does not grow with the site.
    """
    entry = site.entries.get(id)
    if entry is None:
        return ()
    scores: dict[str, float] = {}
    for taxonomy, weight in (("tags", 1.0), ("categories", 0.5)):
        for slug, _ in filed_under(site, id, taxonomy):
            members = site.terms[taxonomy][slug].entries
            for other in members[:NEIGHBOURHOOD]:
                scores[other] = scores.get(other, 0.0) + weight / math.log(1 + len(members))
    scores.pop(id, None)
    ranked = sorted(
        (other for other in scores if other in site.position),
        key=lambda other: (-round(scores[other], 9), site.position[other]),
    )
    return tuple(ranked[:count])


def wisdoms(site: Site) -> tuple[str, ...]:
    """The ids of all lines worth keeping, those of the newest texts first."""
    return tuple(site.wisdoms)


def any_wisdom(site: Site) -> bool:
    return bool(site.wisdoms)


def wisdom(site: Site, id: str) -> tuple[str, str, str, str] | None:
    """A line worth keeping: the entry it stands in, its HTML, its words, and who said it."""
    if id not in site.wisdoms:
        return None
    found, entry = site.wisdoms[id]
    return (entry.id, found.html, found.text, found.who)


def wisdom_of_today(site: Site) -> str:
    """The id of the line for the day of the build: all have their turn before one comes again."""
    if not site.wisdoms:
        return ""
    shuffled = sorted(site.wisdoms, key=digest.of_text)
    return shuffled[site.today.toordinal() % len(shuffled)]


QUERIES: dict[str, Callable[..., Answer]] = {
    query.__name__: query
    for query in (
        recent, posts, any_posts, pages, worksheets, exists, newer, older, state, filed_under,
        taxonomy_names, term_list, term_about, term_count, term_kinds, term_entries, term_recent,
        term_start, narrow, together, is_pair, place_in, months, dated, related,
        wisdoms, any_wisdom, wisdom, wisdom_of_today,
    )
}  # fmt: skip


class Answers:
    """The answers to one site's queries, each worked out once.

    ``before`` gives an answer that still holds, in a tuple of its own, or None.
    """

    def __init__(self, site: Site, before: Before | None = None) -> None:
        self.site, self.before = site, before
        self._known: dict[tuple[Any, ...], Answer] = {}

    def ask(self, question: tuple[Any, ...]) -> Answer:
        """The answer to ``(name, *arguments)``."""
        try:
            return self._known[question]
        except KeyError:
            held = self.before(question) if self.before else None
            answer = held[0] if held else QUERIES[question[0]](self.site, *question[1:])
            self._known[question] = answer
            return answer

    def learn(self, question: tuple[Any, ...], answer: Answer) -> None:
        """Takes an answer that was worked out elsewhere."""
        self._known[question] = answer

    def ask_or_none(self, question: tuple[Any, ...]) -> Answer:
        """The answer, or None for a question that can't be answered any more."""
        try:
            return self.ask(question)
        except (LookupError, ValueError):
            return None

    def digest(self, question: tuple[Any, ...]) -> str:
        """The digest of the answer; an answer that can't be given any more has one too."""
        try:
            return digest.of_value(self.ask(question))
        except (LookupError, ValueError):
            return "none"
