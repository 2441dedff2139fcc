"""A small site that changes step by step, for tests that compare builds of it.

Every file is written with a time of its own, so that no edit hides within one tick of the clock.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

TICK = itertools.count(1_000_000_000)
START = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)

TEMPLATES = {
    "base.html": """<!doctype html>
<html lang="{{ page.language }}"><head><meta charset="utf-8">{% include "head.html" %}
<link rel="stylesheet" href="{{ asset("style.css") }}"></head>
<body class="{{ theme.accent }}"><nav>{% for item in site.menu %}<a href="{{ item.url }}">
{{ item.title }}</a>{% endfor %}</nav>{% block main %}{% endblock %}</body></html>
""",
    "home.html": """{% extends "base.html" %}{% block main %}
{% for entry in page.entries %}{{ fragment("card.html", entry) }}{% endfor %}
{% if not page.number %}{% for kind in site.taxonomies() %}<h2>{{ kind.title }}</h2>
{% for term in site.terms(kind.name, order="count") %}{{ term.name }} {{ term.count }}
{{ term.feeds | length }}{% endfor %}{% endfor %}
{% for year in site.archive() %}{{ year.year }} {{ year.count }}{% endfor %}
{% for page in site.pages() %}{{ page.title }}{% endfor %}
{% if site.wisdom_of_today() %}today {{ site.wisdom_of_today().quotation }}{% endif %}
{% if site.data.facts %}{{ site.data.facts.word }}{% else %}no facts{% endif %}{% endif %}
<a href="{{ page.pager.older }}">older</a>
{% endblock %}
""",
    "card.html": """<h2><a href="{{ entry.url }}">{{ entry.title }}</a></h2>
{{ entry.date | date }}{% if entry.draft %}draft{% endif %}{% if entry.scheduled %}soon{% endif %}
{% for term in entry.tags %}{{ term.name }}{% endfor %}
{{ entry.excerpt }}{{ entry.has_more }}
""",
    "post.html": """{% extends "base.html" %}{% block main %}<h1>{{ entry.title }}</h1>
{{ entry.date | date }} {{ entry.words }} {{ entry.reading_minutes }}
{% for term in entry.tags %}<a href="{{ term.url }}">{{ term.name }}</a>{{ term.count }}{% endfor %}
{% for term in entry.authors %}<a href="{{ term.url }}">{{ term.name }}</a>{% endfor %}
{% for term in entry.topics or [] %}{{ term.name }}{% endfor %}
{{ entry.content }}
{% if entry.newer %}newer {{ entry.newer.title }}{% endif %}
{% if entry.older %}older {{ entry.older.title }}{% endif %}
{% for other in entry.related(2) %}related {{ other.title }}{% endfor %}
{% for term in entry.tags %}{% for other in term.related(2) %}{{ other.name }} {{ other.shared }}
{{ term.url_with(other) }}{% endfor %}{{ term.counts.posts }}{{ term.start.title }}{% endfor %}
{% for place in entry.places("paths") %}{{ place.term.minutes }}{{ place.position }}{% endfor %}
{% for place in entry.series_places %}{{ place.position }} of {{ place.total }}
{% if place.next %}{{ place.next.title }}{% endif %}{% endfor %}
{% for heading in entry.toc %}{{ heading.text }}{% endfor %}
{% for entry in site.recent(2) %}recent {{ entry.title }}{% endfor %}
{% endblock %}
""",
    "page.html": """{% extends "base.html" %}{% block main %}{{ entry.content }}
{% if site.entry("posts/p0.md") %}p0 is {{ site.entry("posts/p0.md").title }}{% endif %}
{% if site.term("tags", "red") %}red has {{ site.term("tags", "red").count }}{% endif %}
{% endblock %}
""",
    "worksheet.html": """{% extends "base.html" %}{% block main %}{{ entry.content }}
{% for other in entry.explained_by %}{{ other.title }}{% endfor %}{{ entry.pdf }}{% endblock %}
""",
    "worksheet-form.html": """<form class="worksheet" method="dialog">
{{ entry.block(block, embedded) if embedded else entry.form }}
<script type="application/json">{{ entry.definition }}</script></form>
""",
    "worksheets.html": """{% extends "base.html" %}{% block main %}
{% for sheet in worksheets %}{{ fragment("card.html", sheet) }}{% endfor %}{% endblock %}
""",
    "narrowed.html": """{% extends "base.html" %}{% block main %}
{% for entry in narrowed.entries() %}{{ entry.title }}{% endfor %}
{% for term in narrowed.further(3) %}{{ term.name }} {{ term.shared }}{% endfor %}{% endblock %}
""",
    "year.html": """{% extends "base.html" %}{% block main %}
{% for entry in year.entries() %}{{ entry.title }}{% endfor %}
{% for month in year.months %}{{ month.entries() | length }}{% endfor %}{% endblock %}
""",
    "wisdoms.html": """{% extends "base.html" %}{% block main %}{% for topic in topics %}
{% if topic.term %}{{ topic.term.name }}{% endif %}{% for wisdom in topic.wisdoms %}
{{ wisdom.html }}{{ wisdom.credit }}<a href="{{ wisdom.context }}">{{ wisdom.source }}</a>
{% endfor %}{% endfor %}{% endblock %}
""",
    "wisdom.html": """{% extends "base.html" %}{% block main %}{{ wisdom.quotation }}
<a href="{{ wisdom.context }}">{{ wisdom.source }}</a>{% endblock %}
""",
    "term.html": """{% extends "base.html" %}{% block main %}<h1>{{ term.name }}</h1>
{{ term.description }}{{ term.count }}{{ page.pager.total }}
{% for entry in page.entries %}{{ fragment("card.html", entry) }}{% endfor %}{% endblock %}
""",
}
CONFIG = {
    "title": '"Changing"',
    "base_url": '"https://example.org/"',
    "theme": '"tiny"',
    "paginate": "2",
    "timezone": '"Europe/Paris"',
    "worksheets": "{ pdf = false }",
    "images": "{ widths = [16] }",
    "cards": "{ draw = false }",
}


@dataclass
class Post:
    title: str = "A title"
    date: str = "2026-01-01"
    tags: str = "red"
    body: str = "Some words.\n"
    more: str = ""

    def text(self) -> str:
        head = f'title: "{self.title}"\ndate: {self.date}\ntags: [{self.tags}]\n{self.more}'
        return f"---\n{head}---\n{self.body}"


@dataclass
class Changing:
    """The site as it should be: its settings, its posts, its other files, and the time."""

    config: dict[str, str] = field(default_factory=lambda: dict(CONFIG))
    posts: dict[str, Post] = field(default_factory=dict)
    others: dict[str, str | bytes] = field(default_factory=dict)
    day: int = 0

    @property
    def now(self) -> datetime:
        return START + timedelta(days=self.day)

    def files(self) -> dict[str, str | bytes]:
        tables = {key: value for key, value in self.config.items() if key.startswith("[")}
        plain = {key: value for key, value in self.config.items() if key not in tables}
        lines = [f"{key} = {value}" for key, value in plain.items()]
        lines += [f"{key}\n{value}" for key, value in tables.items()]
        posts = {f"content/posts/{name}.md": post.text() for name, post in self.posts.items()}
        theme = {f"themes/tiny/templates/{name}": text for name, text in TEMPLATES.items()}
        about = 'name = "tiny"\n[options]\naccent = { type = "string", default = "red" }\n'
        return {
            "sitegen.toml": "\n".join(lines) + "\n",
            "themes/tiny/theme.toml": about,
            "themes/tiny/static/style.css": "body {}\n",
            **theme,
            **posts,
            **self.others,
        }


def bring(root: Path, wanted: Mapping[str, str | bytes]) -> None:
    """Makes the source in ``root`` be ``wanted``; only what differs is touched."""
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and not name.startswith(("output/", ".sitegen/")) and name not in wanted:
            path.unlink()
            for folder in path.parents[: len(path.relative_to(root).parts) - 1]:
                if not any(folder.iterdir()):
                    folder.rmdir()
    for name, text in wanted.items():
        path = root / name
        data = text if isinstance(text, bytes) else text.encode("utf-8")
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            touch(path)


def touch(path: Path) -> None:
    """Gives a file a time that no other file has had."""
    moment = next(TICK) * 1_000_000_000
    os.utime(path, ns=(moment, moment))


def some_posts() -> dict[str, Post]:
    """Five posts by their names: two share a rare tag, two are a series, one links to another."""
    return {
        "p0": Post("Nought", "2026-01-01", "red", "First of all.\n\n## Part\n\nMore.\n"),
        "p1": Post("One", "2026-02-01", "red, blue", "See [nought](p0.md#part).\n"),
        "p2": Post("Two", "2026-03-01", "red", "Two.\n", "series: [Row]\nauthors: [jo]\n"),
        "p3": Post("Three", "2026-04-01", "blue", "Three.\n", "series: [Row]\n"),
        "p4": Post("Four", "2026-05-01", "green", "Four, see [[Two]].\n"),
    }
