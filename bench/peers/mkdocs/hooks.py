"""What makes a blog of MkDocs: the lists of posts by ten, the lists of terms, the feed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment

PER_PAGE = 10
TAXONOMIES = ("tags", "categories")


def on_env(env: Environment, config: Any, files: Any) -> Environment:
    """Hand the posts, read by now, to the templates."""
    found = (file.page for file in files.documentation_pages())
    posts = sorted(found, key=lambda page: page.meta["date"], reverse=True)
    env.globals.update(posts=posts, terms=dict(sorted(by_term(posts).items())))
    config.extra["env"] = env
    return env


def by_term(posts: Iterable[Any]) -> dict[tuple[str, str], list[Any]]:
    """Return the posts of each term, which is told by the names of its taxonomy and its own."""
    terms: dict[tuple[str, str], list[Any]] = {}
    for post in posts:
        for taxonomy in TAXONOMIES:
            for name in post.meta[taxonomy]:
                terms.setdefault((taxonomy, name), []).append(post)
    return terms


def on_post_build(config: Any) -> None:
    """Write what MkDocs does not."""
    env = config.extra["env"]
    output = Path(config.site_dir)
    shared = {"config": config}
    template = env.get_template("list.html")
    for place in lists(env.globals["posts"], env.globals["terms"]):
        put(output / place["url"] / "index.html", template.render(shared, **place))
    for taxonomy in TAXONOMIES:
        page = env.get_template("terms.html").render(shared, taxonomy=taxonomy)
        put(output / taxonomy / "index.html", page)
    put(output / "feed.xml", env.get_template("feed.xml").render(shared))


def lists(posts: list[Any], terms: dict[tuple[str, str], list[Any]]) -> Iterator[dict[str, Any]]:
    """Yield every page of every list, as its template wants it."""
    yield from pages("Bench", "", posts)
    for (taxonomy, name), filed in terms.items():
        yield from pages(name, f"{taxonomy}/{name}/", filed)


def pages(title: str, url: str, posts: list[Any]) -> Iterator[dict[str, Any]]:
    """Yield the pages of one list."""
    places = [url] + [f"{url}page/{n}/" for n in range(2, -(-len(posts) // PER_PAGE) + 1)]
    for at, place in enumerate(places):
        yield {
            "title": title,
            "url": place,
            "newer": places[at - 1] if at else None,
            "older": places[at + 1] if at + 1 < len(places) else None,
            "listed": posts[at * PER_PAGE : (at + 1) * PER_PAGE],
        }


def put(target: Path, text: str) -> None:
    """Write a file, and the folder it is in."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
