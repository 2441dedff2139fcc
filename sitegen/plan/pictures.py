"""The files of the content folder, and what is made of pictures: smaller versions, clean ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from sitegen.cards import Cards
from sitegen.model import Page
from sitegen.pictures import Pictures
from sitegen.site import Site
from sitegen.source import Stamp


def copy_of(url: str, file: Path, stamp: Stamp, source: str) -> Page:
    """The page that is a file as it is."""
    subject = (str(file), tuple(stamp))
    return Page(url.lstrip("/"), url, "copy", "file", "", subject, source=source)


def content_files(site: Site, pictures: Pictures) -> Iterator[Page]:
    """The files beside the texts. Pictures that tell more than they show are cleaned."""
    for path, url in site.file_urls.items():
        name, file = f"{site.config.content}/{path}", site.config.content_dir / path
        plain = copy_of(url, file, site.files[path], name)
        if clean := pictures.cleaning(name):
            subject = (clean[0], str(file), clean[1])
            yield Page(plain.path, url, "picture", "file", "", subject, name)
        elif name.lower().endswith(".svg") and (facts := pictures.facts(name)) and facts.telling:
            yield Page(plain.path, url, "drawing", "file", "", plain.subject, name)
        else:
            yield plain


def versions_of(pages: Iterable[Page], site: Site, pictures: Pictures) -> Iterator[Page]:
    """The smaller versions of the pictures that ``pages`` publish."""
    for page in pages:
        for version in pictures.versions(page.source).all():
            file = str(site.config.root / page.source)
            subject = (version.key, file, version.recipe)
            url = version.url
            yield Page(url.lstrip("/"), url, "picture", "file", "", subject, page.source)


def card_pages(site: Site, cards: Cards) -> Iterator[Page]:
    """The cards of posts that have no picture which other sites could show, and of wisdoms."""
    if not cards.look:
        return
    found = [(cards.of(entry), entry) for entry in site.posts]
    found += [(cards.of_wisdom(wisdom), entry) for wisdom, entry in site.wisdoms.values()]
    for card, entry in found:
        if card:
            subject = (card.key, tuple(card.content), tuple(cards.look))
            yield Page(card.url.lstrip("/"), card.url, "card", "file", "", subject, entry.source)
