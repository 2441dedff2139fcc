"""The site's settings: what they are and what they mean."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from sitegen import digest, urls

LOCK_NAME = "worksheets.lock.json"  # in the site's root: see worksheets/locked.py


def _key(default: Any, doc: str, *, choices: tuple[str, ...] = ()) -> Any:
    about = {"doc": doc, "choices": choices}
    if isinstance(default, (dict, type)):
        factory = default if isinstance(default, type) else lambda: dict(default)
        return dataclasses.field(default_factory=factory, metadata=about)
    return dataclasses.field(default=default, metadata=about)


@dataclass(frozen=True, kw_only=True)
class MenuItem:
    title: str = _key("", "The words to show.")
    url: str = _key("", "Where it leads: a path on this site or a full URL.")


@dataclass(frozen=True, kw_only=True)
class Author:
    name: str = _key("", "The name to show.")
    url: str = _key("", "The author's own page.")
    email: str = _key("", "Shown in feeds.")


@dataclass(frozen=True, kw_only=True)
class TaxonomyConfig:
    title: str = _key("", "The heading of the page that lists all terms.")
    singular: str = _key("", "What one term is called.")
    order: str = _key(
        "date", "How a term's entries are sorted.", choices=("date", "series", "route")
    )
    feeds: bool = _key(True, "Whether each term has feeds.")


BUILT_IN_TAXONOMIES = {
    "categories": TaxonomyConfig(title="Categories", singular="Category"),
    "tags": TaxonomyConfig(title="Tags", singular="Tag"),
    "series": TaxonomyConfig(title="Series", singular="Series", order="series", feeds=False),
    "authors": TaxonomyConfig(title="Authors", singular="Author", feeds=False),
    "paths": TaxonomyConfig(
        title="Reading paths", singular="Reading path", order="route", feeds=False
    ),
}
"""The ways to file entries that every site has. A site's settings change single values of them."""


@dataclass(frozen=True, kw_only=True)
class MarkdownConfig:
    html: str = _key(
        "trusted",
        "What happens to raw HTML in posts: kept, or cleaned of all that could run.",
        choices=("trusted", "sanitised"),
    )
    typographic: bool = _key(True, "Curly quotes, dashes and ellipses, by the site's language.")
    highlight: bool = _key(True, "Colour code blocks that name their language.")


@dataclass(frozen=True, kw_only=True)
class FeedsConfig:
    formats: tuple[str, ...] = _key(
        ("atom", "json"), "Which feeds to write.", choices=("atom", "json")
    )
    limit: int = _key(20, "How many entries a feed holds.")
    terms: bool = _key(True, "Whether tags, categories and other terms have feeds of their own.")
    content: str = _key("full", "How much of each entry.", choices=("full", "excerpt"))


@dataclass(frozen=True, kw_only=True)
class ImagesConfig:
    resize: bool = _key(True, "Whether pictures are also published in smaller sizes.")
    widths: tuple[int, ...] = _key(
        (480, 800, 1200, 1600), "The widths to offer, in pixels; none is wider than the picture."
    )
    formats: tuple[str, ...] = _key(
        ("webp",), "The forms to offer before the picture's own.", choices=("avif", "webp")
    )
    quality: int = _key(80, "From 1 to 100, as for JPEG.")
    sizes: str = _key("", "How wide a picture is shown, as in HTML; empty for what the theme says.")
    keep_metadata: bool = _key(False, "Whether published pictures keep what cameras note in them.")


@dataclass(frozen=True, kw_only=True)
class CardsConfig:
    draw: bool = _key(True, "Whether posts without a picture get a card for other sites to show.")
    background: str = _key("", "The colour behind the title, as `#1b3a4b`.")
    ink: str = _key("", "The colour of the title.")
    accent: str = _key("", "The colour of the category.")
    line: str = _key("", "The colour of the line down the card.")
    font: str = _key("", "A font file for the title (TTF, OTF) below the site's folder.")
    mark: str = _key("", "A picture to stand beside the site's name (PNG, JPEG, WebP).")


@dataclass(frozen=True, kw_only=True)
class WorksheetsConfig:
    currency: str = _key("USD", "The currency of amounts, as ISO 4217 calls it.")
    holidays: tuple[str, ...] = _key((), "Days off in every new plan, as `2027-01-01`.")
    pdf: bool = _key(True, "Whether each worksheet has a PDF to fill in, where that can be made.")


@dataclass(frozen=True, kw_only=True)
class SearchConfig:
    on: bool = _key(True, "Whether readers can search the site, if its theme has a page for that.")
    full_text: int = _key(
        2000, "Up to this many entries all words are found; above it, those of the beginnings."
    )
    one_file: int = _key(
        400, "Up to this many entries the index is one file; above it, one for each letter."
    )


@dataclass(frozen=True, kw_only=True)
class Config:
    """All settings of one site. Every field has a default, so an empty table is a site."""

    title: str = _key("My site", "The site's name.")
    tagline: str = _key("", "One line that stands under the name.")
    description: str = _key("", "What the site is about, for search engines and feeds.")
    language: str = _key("en", "A BCP 47 language tag, such as `en` or `pt-BR`.")
    base_url: str = _key("http://localhost:8000/", "Where the site will be, with its path.")
    timezone: str = _key("UTC", "The zone of dates that name none, such as `Europe/Paris`.")
    author: str = _key("", "Who writes, where a post doesn't say.")
    date_format: str = _key("%-d %B %Y", "How dates are shown, in strftime's letters.")
    theme: str = _key("plain", "The theme's folder name.")
    content: str = _key("content", "The folder that holds the text.")
    output: str = _key("output", "The folder to publish into.")
    data: str = _key("data", "The folder of data files for templates.")
    templates: str = _key("templates", "The folder of the site's own templates.")
    static: str = _key("static", "The folder of files to publish as they are.")
    themes: str = _key("themes", "The folder of the site's own themes.")
    paginate: int = _key(10, "How many entries a list page shows.")
    archive: bool = _key(True, "Whether there are pages by year and month.")
    noindex: bool = _key(False, "Ask search engines to keep away from the whole site.")
    permalinks: Mapping[str, str] = _key(
        {}, "The URL of each kind of entry, from `:year :month :day :slug :category`."
    )
    menu: tuple[MenuItem, ...] = _key((), "The links at the top of every page.")
    authors: Mapping[str, Author] = _key({}, "Facts about authors, by slug.")
    taxonomies: Mapping[str, TaxonomyConfig] = _key({}, "More ways to file entries.")
    headers: Mapping[str, str] = _key({}, "HTTP headers to add or replace; an empty one goes.")
    theme_options: Mapping[str, Any] = _key({}, "Values for the options in `theme.toml`.")
    extra: Mapping[str, Any] = _key({}, "Anything else that templates need.")
    markdown: MarkdownConfig = _key(MarkdownConfig, "How text is read.")
    feeds: FeedsConfig = _key(FeedsConfig, "What feeds hold.")
    images: ImagesConfig = _key(ImagesConfig, "What becomes of pictures.")
    cards: CardsConfig = _key(CardsConfig, "What other sites show with a link to a post.")
    worksheets: WorksheetsConfig = _key(WorksheetsConfig, "What all worksheets share.")
    search: SearchConfig = _key(SearchConfig, "What readers can search.")

    root: Path = dataclasses.field(default=Path(), compare=False, metadata={"internal": True})
    state: str = dataclasses.field(default=".sitegen", compare=False, metadata={"internal": True})
    file: str = dataclasses.field(default="", compare=False, metadata={"internal": True})

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @cached_property
    def base_path(self) -> str:
        """The path of the base URL, without a slash at its end."""
        return urls.base_path(self.base_url)

    @cached_property
    def origin(self) -> str:
        """Scheme and host of the base URL, without a slash at its end."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"

    @cached_property
    def content_dir(self) -> Path:
        return self.root / self.content

    @cached_property
    def output_dir(self) -> Path:
        return self.root / self.output

    @cached_property
    def state_dir(self) -> Path:
        """Where memo, manifest and lock are kept; safe to delete."""
        return self.root / self.state

    def permalink(self, kind: str) -> str:
        """The URL pattern of entries of this kind."""
        return self.permalinks.get(kind) or _PERMALINKS.get(kind, f"/{kind}/:slug/")

    def values(self) -> list[tuple[str, Any]]:
        """Every setting that a site may set, with the value it has."""
        return [(field.name, getattr(self, field.name)) for field in public_fields(Config)]

    def digest_of(self, key: str) -> str:
        """The digest of one setting's value."""
        return digest.of_value(getattr(self, key, None))


_PERMALINKS = {"posts": "/posts/:slug/", "pages": "/:slug/"}


def public_fields(cls: Any) -> tuple[dataclasses.Field[Any], ...]:
    """The fields of a settings class that a site may set."""
    return tuple(f for f in dataclasses.fields(cls) if not f.metadata.get("internal"))
