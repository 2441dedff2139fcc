"""What a page says about itself to machines: schema.org data as JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from sitegen.render.page_view import PageView
from sitegen.render.reading import Reading
from sitegen.render.views import EntryView
from sitegen.render.wisdom import WisdomView

_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_HEADLINE = 110  # characters: the length that search engines ask of a headline


def structured_data(page: PageView, reading: Reading) -> Markup:
    """The page's JSON-LD, safe inside a script element; empty for pages that have none."""
    graph = [*_crumbs(page)]
    if page.kind == "post" and page.entry is not None:
        graph.insert(0, _posting(page, page.entry, reading))
    elif page.wisdom is not None:
        graph.insert(0, _quotation(page.wisdom, reading))
    elif page.kind == "home" and not page.number:
        graph.insert(0, _website(page, reading))
    if not graph:
        return Markup("")
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False)
    for character, escaped in _UNSAFE.items():
        text = text.replace(character, escaped)
    return Markup(text)


def _posting(page: PageView, entry: EntryView, reading: Reading) -> dict[str, Any]:
    found = {
        "@type": "BlogPosting",
        "@id": page.permalink,
        "headline": entry.title[:_HEADLINE],
        "description": page.description,
        "url": page.permalink,
        "mainEntityOfPage": page.permalink,
        "datePublished": entry.date.isoformat() if entry.date else "",
        "dateModified": (entry.updated or entry.date).isoformat() if entry.date else "",
        "inLanguage": page.language,
        "wordCount": entry.words,
        "image": page.card or page.image,
        "keywords": [term.name for term in entry.terms("tags")],
        "articleSection": [term.name for term in entry.terms("categories")],
        "author": authors(entry, reading),
        "publisher": {"@type": "Organization", "name": reading.config("title")},
    }
    return {key: value for key, value in found.items() if value}


def authors(entry: EntryView, reading: Reading) -> list[dict[str, str]]:
    """Who wrote the entry: its own authors, else the site's."""
    named = entry.terms("authors")
    if not named:
        name = reading.config("author")
        return [{"@type": "Person", "name": name}] if name else []
    return [{"@type": "Person", "name": term.name, "url": term.permalink} for term in named]


def _quotation(wisdom: WisdomView, reading: Reading) -> dict[str, Any]:
    entry = wisdom.entry
    found = {
        "@type": "Quotation",
        "@id": wisdom.permalink,
        "url": wisdom.permalink,
        "text": wisdom.text,
        "inLanguage": entry.language or reading.config("language"),
        "creator": [{"@type": "Person", "name": wisdom.who}]
        if wisdom.who
        else authors(entry, reading),
        "isPartOf": {
            "@type": "CreativeWork",
            "name": wisdom.source,
            "url": wisdom.context_permalink,
        },
    }
    return {key: value for key, value in found.items() if value}


def _website(page: PageView, reading: Reading) -> dict[str, Any]:
    found = {
        "@type": "WebSite",
        "name": reading.config("title"),
        "description": page.description,
        "url": page.permalink,
        "inLanguage": page.language,
    }
    return {key: value for key, value in found.items() if value}


def _crumbs(page: PageView) -> list[dict[str, Any]]:
    crumbs = page.breadcrumbs
    if len(crumbs) < 2 or page.noindex:
        return []
    origin = page.permalink.removesuffix(page.url)
    items = [
        {"@type": "ListItem", "position": number, "name": crumb.title, "item": origin + crumb.url}
        for number, crumb in enumerate(crumbs, 1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": items}]
