"""Terms that are probably one and the same."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from sitegen.errors import WARNING, Location, Problem
from sitegen.model import Term
from sitegen.pipeline import Prepared
from sitegen.site import Site

_ALIKE = 0.88


def near_duplicate_terms(ready: Prepared) -> Iterator[Problem]:
    """Terms written in two ways (``Sales``, ``sales``), and pairs a letter or two apart."""
    for terms in ready.site.terms.values():
        for term in terms.values():
            if len(term.spellings) > 1:
                yield _spelt_twice(ready.site, term)
        yield from _pairs(ready.site, terms)


def _spelt_twice(site: Site, term: Term) -> Problem:
    ways = ", ".join(f"`{spelling}`" for spelling in term.spellings)
    rarest = [way for way in term.spellings if way != term.name] or list(term.spellings)
    message = f"one of {term.taxonomy} is written in {len(term.spellings)} ways: {ways}"
    return Problem("two-spellings", message, _where(site, term, rarest[0]),
                   f"write `{term.name}` everywhere", WARNING)  # fmt: skip


def _pairs(site: Site, terms: Mapping[str, Term]) -> Iterator[Problem]:
    slugs = sorted(terms)
    for index, slug in enumerate(slugs):
        matcher = difflib.SequenceMatcher(b=slug, autojunk=False)
        for other in slugs[index + 1 :]:
            if _alike(matcher, slug, other):
                few, many = sorted((terms[slug], terms[other]), key=lambda term: term.count)
                message = f"`{few.name}` ({few.count}) and `{many.name}` ({many.count}) look alike"
                hint = f"if they are one, write `{many.name}` everywhere"
                place = _where(site, few, few.spellings[0])
                yield Problem("near-duplicate-terms", message, place, hint, WARNING)


def _alike(matcher: difflib.SequenceMatcher[str], slug: str, other: str) -> bool:
    if slug.removesuffix("s") == other.removesuffix("s") or slug.replace("-", "") == other.replace(
        "-", ""
    ):
        return True
    if min(len(slug), len(other)) < 6 or abs(len(slug) - len(other)) > 2:
        return False
    if slug.strip("0123456789") != slug or other.strip("0123456789") != other:
        return False  # 2024 and 2025 are meant to differ
    matcher.set_seq1(other)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _where(site: Site, term: Term, spelling: str) -> Location:
    """The first entry that writes the term so."""
    for id in term.entries:
        entry = site.entries[id]
        if spelling in entry.terms.get(term.taxonomy, ()):
            return Location(entry.source, *entry.marks.get(term.taxonomy, (1, 1)))
    return Location(site.entries[term.entries[0]].source)
