"""Rendering, one page after the other: who makes what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from sitegen.errors import Location, Problem, suggestion
from sitegen.model import Artifact, Page
from sitegen.render import globals as functions
from sitegen.render.feeds import render_atom, render_json
from sitegen.render.fragments import embedded
from sitegen.render.made import render_made
from sitegen.render.pages import render_template
from sitegen.render.pdfs import render_pdf
from sitegen.render.press import Press
from sitegen.render.reading import Reading
from sitegen.render.search import render_index, render_texts, render_words
from sitegen.render.structured import structured_data
from sitegen.source import Fault, read_bytes, unreadable
from sitegen.text import xml

Content = bytes | Path


def render_all(press: Press, pages: Iterable[Page]) -> Iterator[Artifact]:
    """Renders ``pages``. One that fails gives no artifact, but a problem in ``press.problems``."""
    functions.install(press)
    press.templates.environment.globals["structured_data"] = structured_data
    press.embedded = embedded
    for page in pages:
        reading = Reading(press)
        content = _made(page, reading)
        if content is not None:
            yield Artifact(page, content, tuple(reading.names))


def _made(page: Page, reading: Reading) -> Content | None:
    press = reading.press
    try:
        return MAKERS[page.maker](page, reading)
    except Fault as fault:
        press.problems.append(fault.problem)
    except Exception as fault:
        if page.maker != "template":
            raise
        press.problems.append(_template_problem(press, page, fault))
    return None


def _template_problem(press: Press, page: Page, fault: Exception) -> Problem:
    if not press.templates.has(page.template) and page.source:
        message = f"there is no template `{page.template}`"
        entry = press.site.find(page.subject[0])
        place = Location(page.source, *(entry.marks.get("template", ()) if entry else ()))
        hint = suggestion(page.template, press.templates.names()) or "mend `template:`"
        return Problem("no-template", message, place, hint)
    return press.templates.problem(fault, page.template)


def _copy(page: Page, reading: Reading) -> Path:
    """The file to copy. Raises Fault if it can't be read, while nothing is written yet."""
    path = Path(page.subject[0])
    try:
        path.open("rb").close()
    except OSError as fault:
        raise Fault(unreadable(fault, page.source, "the file can't be read")) from None
    return path


def _drawing(page: Page, reading: Reading) -> bytes:
    """An SVG without what could run. Raises Fault if it can't be read."""
    from sitegen.pictures.svg import read_drawing

    data = read_bytes(Path(page.subject[0]), page.source)
    return read_drawing(data).data or data


def _text(page: Page, reading: Reading) -> bytes:
    return "".join(f"{line}\n" for line in page.subject).encode("utf-8")


def _sitemap(page: Page, reading: Reading) -> bytes:
    """A sitemap by sitemaps.org, protocol 0.9."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<urlset xmlns="{_SITEMAPS}">']
    for url, changed in page.subject:
        moment = f"<lastmod>{changed}</lastmod>" if changed else ""
        lines.append(f"<url><loc>{_location(url, reading)}</loc>{moment}</url>")
    return "\n".join([*lines, "</urlset>", ""]).encode("utf-8")


def _sitemap_index(page: Page, reading: Reading) -> bytes:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<sitemapindex xmlns="{_SITEMAPS}">']
    lines += [f"<sitemap><loc>{_location(url, reading)}</loc></sitemap>" for url in page.subject]
    return "\n".join([*lines, "</sitemapindex>", ""]).encode("utf-8")


def _location(url: str, reading: Reading) -> str:
    reading.config("base_url")
    return xml(reading.press.absolute(url))


_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"

MAKERS: dict[str, Callable[[Page, Reading], Content]] = {
    "template": render_template,
    "feed-atom": render_atom,
    "feed-json": render_json,
    "sitemap": _sitemap,
    "sitemap-index": _sitemap_index,
    "text": _text,
    "pdf": render_pdf,
    "picture": render_made,
    "card": render_made,
    "drawing": _drawing,
    "search-index": render_index,
    "search-words": render_words,
    "search-texts": render_texts,
    "copy": _copy,
}
"""Who makes what. A new sort of output is a new line here and a new sort of page in the plan."""
