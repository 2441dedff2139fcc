"""The pages that templates make."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from markupsafe import Markup

from sitegen.dates import MONTHS
from sitegen.model import Page
from sitegen.render.fragments import Fragments
from sitegen.render.named import Named
from sitegen.render.page_view import Pager, PageView
from sitegen.render.reading import Reading
from sitegen.render.site_view import MonthView, SiteView, taxonomy_view, year_views
from sitegen.render.views import DESCRIPTION, term_view, view, views
from sitegen.render.wisdom import wisdom_view
from sitegen.sheets import brief, in_page
from sitegen.text import shorten

HEADLINE = 60  # characters of a title that result pages show


Variables = dict[str, Any]


def render_template(page: Page, reading: Reading) -> bytes:
    """The page's HTML. Lets Jinja's exceptions through."""
    reading.template(page.template)
    reading.names.add(("assets",))
    reading.names.add(("theme",))
    for key in ("base_url", "date_format", "timezone"):  # what functions and filters rest on
        reading.config(key)
    shown = PageView(page, reading)
    variables = _VARIABLES[page.kind](shown, page, reading)
    site = SiteView(reading)
    text = reading.press.templates.get(page.template).render(
        page=shown,
        site=site,
        theme=reading.press.theme.options,
        reading=reading,
        fragment=Fragments(reading),
        **variables,
    )
    return text.encode("utf-8")


# --------------------------------------------------------------------------- by kind of page


def _home(shown: PageView, page: Page, reading: Reading) -> Variables:
    shown.title = reading.config("title")
    shown.description = reading.config("description") or reading.config("tagline")
    _list(shown, page, reading)
    return {}


def _list(shown: PageView, page: Page, reading: Reading) -> None:
    taxonomy, slug, number, ids, newer, older = page.subject
    shown.number = number
    shown.entries = views(ids, reading)
    shown.pager = Pager(number, newer, older, (taxonomy, slug), reading)


def _entry(shown: PageView, page: Page, reading: Reading) -> Variables:
    entry = view(page.subject[0], reading)
    assert entry is not None, "an entry's page is planned only if the entry is there"
    reading.about = entry.id
    shown.entry = entry
    shown.title, shown.description = entry.title, entry.description
    shown.image, shown.card = _absolute(entry.image, reading), entry.card
    shown.language = entry.language or shown.language
    shown.noindex = shown.noindex or entry.noindex or bool(entry._state)
    if filed := entry.terms("categories")[:1]:
        shown.trail = [Named(filed[0].name, filed[0].url)]
    return {"entry": entry}


def _worksheet(shown: PageView, page: Page, reading: Reading) -> Variables:
    variables = _entry(shown, page, reading)
    shown.trail = [Named("Worksheets", reading.press.href("/worksheets/"))]
    return variables


def _worksheets(shown: PageView, page: Page, reading: Reading) -> Variables:
    shown.title = "Worksheets"
    shown.description = f"Worksheets of {reading.config('title')}, to fill in or to print."
    return {"worksheets": SiteView(reading).worksheets()}


def _plans(shown: PageView, page: Page, reading: Reading) -> Variables:
    variables = _worksheets(shown, page, reading)
    shown.title = "My plans"
    shown.description = "Every plan that you have written here, in this browser and nowhere else."
    return {**variables, **_known(variables)}


def _today(shown: PageView, page: Page, reading: Reading) -> Variables:
    variables = _worksheets(shown, page, reading)
    shown.title = "Today"
    shown.description = "What your plans ask for today, from this browser alone."
    return {**variables, **_known(variables)}


def _known(variables: Variables) -> Variables:
    """What a page has to know of all worksheets to show plans of them."""
    known = [brief(entry.plain_definition) for entry in variables["worksheets"]]
    return {"definitions": Markup(in_page({"sheets": known}))}


def _absolute(url: str, reading: Reading) -> str:
    return reading.press.site.config.origin + url if url.startswith("/") else url


def _term(shown: PageView, page: Page, reading: Reading) -> Variables:
    term = term_view(page.subject[0], page.subject[1], reading)
    assert term is not None, "a term's page is planned only if the term has entries"
    kind = taxonomy_view(term.taxonomy, reading)
    shown.title = term.name
    shown.description = term.summary or f"{term.name}: all of it on {reading.config('title')}."
    shown.feeds = [*term.feeds, *shown.feeds]
    shown.trail = [Named(kind.title, kind.url)]
    _list(shown, page, reading)
    return {"term": term, "taxonomy": kind}


def _narrowed(shown: PageView, page: Page, reading: Reading) -> Variables:
    taxonomy, slugs = page.subject
    narrowed = SiteView(reading).narrow(taxonomy, slugs)
    assert narrowed is not None, "such a page is planned only for terms that are there"
    shown.title = ", ".join(term.name for term in narrowed.terms)
    shown.noindex = True  # nothing stands here that is not on the page of each term
    kind = taxonomy_view(taxonomy, reading)
    first = narrowed.terms[0]
    shown.trail = [Named(kind.title, kind.url), Named(first.name, first.url)]
    return {"taxonomy": kind, "narrowed": narrowed}


def _terms(shown: PageView, page: Page, reading: Reading) -> Variables:
    kind = taxonomy_view(page.subject[0], reading)
    shown.title = kind.title
    shown.description = f"All of {reading.config('title')}, by {kind.singular.lower()}."
    return {"taxonomy": kind, "terms": SiteView(reading).terms(kind.name)}


def _wisdoms(shown: PageView, page: Page, reading: Reading) -> Variables:
    shown.title = "Worth keeping"
    shown.description = f"Lines worth keeping from {reading.config('title')}, by topic."
    return {"topics": SiteView(reading).wisdom_topics()}


def _wisdom(shown: PageView, page: Page, reading: Reading) -> Variables:
    found = wisdom_view(page.subject[0], reading)
    assert found is not None, "a wisdom's page is planned only if the wisdom is there"
    entry = found.entry
    shown.wisdom, shown.card = found, found.card
    shown.title = shorten(found.text, HEADLINE)
    shown.description = shorten(found.quotation, DESCRIPTION)
    shown.language = entry.language or shown.language
    shown.noindex = shown.noindex or entry.noindex or bool(entry._state)
    shown.trail = [Named("Worth keeping", reading.press.href("/wisdom/"))]
    return {"wisdom": found}


def _archive(shown: PageView, page: Page, reading: Reading) -> Variables:
    shown.title = "Archive"
    shown.description = f"All of {reading.config('title')}, by year and month."
    return {"years": year_views(reading)}


def _year(shown: PageView, page: Page, reading: Reading) -> Variables:
    found = [year for year in year_views(reading) if year.year == page.subject[0]]
    shown.title = str(page.subject[0])
    shown.description = _published(shown, reading)
    shown.trail = [_archive_crumb(reading)]
    return {"year": found[0], "years": found}


def _month(shown: PageView, page: Page, reading: Reading) -> Variables:
    year, month, ids = page.subject
    href = reading.press.href
    shown.entries = views(ids, reading)
    shown.title = f"{MONTHS[month - 1]} {year}"
    shown.description = _published(shown, reading)
    shown.trail = [_archive_crumb(reading), Named(str(year), href(f"/archive/{year}/"))]
    return {"month": MonthView(year, month, MONTHS[month - 1], href(page.url), len(ids), reading)}


def _published(shown: PageView, reading: Reading) -> str:
    return f"What {reading.config('title')} published in {shown.title}."


def _archive_crumb(reading: Reading) -> Named:
    return Named("Archive", reading.press.href("/archive/"))


def _missing(shown: PageView, page: Page, reading: Reading) -> Variables:
    shown.title, shown.noindex = "Page not found", True
    return {}


def _search(shown: PageView, page: Page, reading: Reading) -> Variables:
    shown.title = "Search"
    shown.description = f"Search all of {reading.config('title')}, in your own browser."
    return {}


def _redirect(shown: PageView, page: Page, reading: Reading) -> Variables:
    shown.title, shown.noindex = "This page has moved", True
    target = page.subject[0]
    return {"target": reading.press.href(target), "permalink": reading.press.absolute(target)}


_VARIABLES: dict[str, Callable[[PageView, Page, Reading], Variables]] = {
    "home": _home,
    "post": _entry,
    "page": _entry,
    "worksheet": _worksheet,
    "worksheets": _worksheets,
    "plans": _plans,
    "today": _today,
    "term": _term,
    "terms": _terms,
    "narrowed": _narrowed,
    "wisdoms": _wisdoms,
    "wisdom": _wisdom,
    "archive": _archive,
    "year": _year,
    "month": _month,
    "missing": _missing,
    "search": _search,
    "redirect": _redirect,
}
"""What each kind of page hands to its template."""
