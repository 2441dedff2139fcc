"""Terms that stand together, where to begin with one, and routes that terms name themselves."""

from __future__ import annotations

from pathlib import Path

from sitegen import queries
from sitegen.site import Site
from tests.support import post
from tests.unit.models import model

TAGS = {"a": "red, blue", "b": "red, blue, green", "c": "red, green", "d": "blue"}


def tagged(tmp_path: Path, **files: str) -> Site:
    """Posts a to d, a the oldest, and descriptions of terms by NAME_SLUG."""
    posts = {
        f"content/posts/{name}.md": post(
            name, date=f"2026-0{at}-01", tags=f"[{tags}]", category="K"
        )
        for at, (name, tags) in enumerate(TAGS.items(), 1)
    }
    notes = {f"content/{name.replace('_', '/')}.md": text for name, text in files.items()}
    return model(tmp_path, {**posts, **notes})


def test_related_terms(tmp_path: Path) -> None:
    site = tagged(tmp_path)
    assert queries.together(site, "tags", ("red",), "tags", 8) == (
        ("blue", "blue", 2), ("green", "green", 2),
    )  # fmt: skip
    assert queries.together(site, "tags", ("red", "blue"), "tags", 8) == (("green", "green", 1),)
    assert queries.together(site, "categories", ("k",), "tags", 1) == (("blue", "blue", 3),)
    assert queries.together(site, "tags", ("nothing",), "tags", 8) == ()


def test_narrowing_keeps_the_order_of_the_first(tmp_path: Path) -> None:
    site = tagged(tmp_path)
    assert queries.narrow(site, "tags", ("red", "blue")) == ("posts/b.md", "posts/a.md")
    assert queries.narrow(site, "tags", ("red", "blue", "green")) == ("posts/b.md",)
    assert queries.narrow(site, "tags", ("red", "none")) == ()


def test_pairs_share_more_than_one_entry(tmp_path: Path) -> None:
    site = tagged(tmp_path)
    assert site.pairs == {("blue", "red"): 2, ("green", "red"): 2}
    assert queries.is_pair(site, "red", "blue")
    assert not queries.is_pair(site, "green", "blue")


def test_a_term_starts_with_its_oldest_post_or_the_one_it_names(tmp_path: Path) -> None:
    site = tagged(tmp_path, tags_blue="---\nstart: posts/b.md\n---\n")
    assert queries.term_start(site, "tags", "red") == "posts/a.md"
    assert queries.term_start(site, "tags", "blue") == "posts/b.md"
    assert queries.term_start(site, "tags", "none") == ""
    assert queries.term_recent(site, "tags", "red", 2) == ("posts/c.md", "posts/b.md")


def test_posts_of_a_year_and_a_month(tmp_path: Path) -> None:
    site = tagged(tmp_path)
    assert queries.dated(site, 2026, 2) == ("posts/b.md",)
    assert queries.dated(site, 2026) == queries.posts(site)
    assert queries.dated(site, 2025) == queries.dated(site, 2026, 12) == ()


def test_a_reading_path_has_the_order_of_its_route(tmp_path: Path) -> None:
    way = "---\ntitle: The way\nroute: [posts/c.md, posts/gone.md, posts/a.md]\n---\n"
    site = tagged(tmp_path, paths_way=way, paths_empty="---\ntitle: Empty\n---\n")
    assert queries.term_list(site, "paths") == ("way",)
    assert queries.filed_under(site, "posts/a.md", "paths") == (("way", "The way"),)
    assert queries.place_in(site, "posts/a.md", "paths", "way") == (2, 2, "posts/c.md", "")
    assert queries.filed_under(site, "posts/b.md", "paths") == ()


def test_only_the_path_itself_says_what_is_on_it(tmp_path: Path) -> None:
    site = model(tmp_path, {"content/posts/a.md": post(paths="[way]")})
    assert site.terms["paths"] == {}
    assert site.entries["posts/a.md"].extra["paths"] == ["way"]
