from __future__ import annotations

from pathlib import Path

from sitegen.config import Config, TaxonomyConfig
from sitegen.taxonomy import taxonomies
from tests.support import post
from tests.unit.models import model


def test_languages_that_differ_by_a_sign_are_terms_of_their_own(tmp_path: Path) -> None:
    site = model(tmp_path, {"content/posts/a.md": post(tags="[C++, 'C#', C, c]")})
    terms = site.terms["tags"]
    assert {slug: term.name for slug, term in terms.items()} == {
        "c": "C", "c-plus-plus": "C++", "c-sharp": "C#"
    }  # fmt: skip
    assert terms["c"].count == 1


def test_a_term_has_the_name_that_most_write(tmp_path: Path) -> None:
    files = {
        "content/posts/a.md": post(tags="[sales]"),
        "content/posts/b.md": post(tags="[Sales]"),
        "content/posts/c.md": post(tags="[Sales, SALES]"),
    }
    term = model(tmp_path, files).terms["tags"]["sales"]
    assert (term.name, term.spellings, term.count) == ("Sales", ("SALES", "Sales", "sales"), 3)


def test_of_equals_the_first_in_the_alphabet(tmp_path: Path) -> None:
    files = {"content/posts/a.md": post(tags="[sales]"), "content/posts/b.md": post(tags="[Sales]")}
    assert model(tmp_path, files).terms["tags"]["sales"].name == "Sales"


def test_a_term_is_called_what_its_own_file_says(tmp_path: Path) -> None:
    files = {
        "content/posts/a.md": post(tags="[sales]"),
        "content/tags/sales.md": "---\ntitle: Selling\n---\nWords.\n",
        "content/tags/unused.md": "Nobody uses it.\n",
        "content/categories/sales.md": "---\ntitle: Not this\n---\n",
    }
    site = model(tmp_path, files)
    term = site.terms["tags"]["sales"]
    assert (term.name, term.description) == ("Selling", "tags/sales.md")
    assert site.terms["tags"].keys() == {"sales"}
    assert site.entries.keys() == {"posts/a.md"}


def test_terms_are_in_order_and_their_entries_newest_first(tmp_path: Path) -> None:
    files = {
        "content/posts/a.md": post(tags="[z, a]", date="2026-01-01"),
        "content/posts/b.md": post(tags="[z]", date="2026-03-01"),
        "content/posts/c.md": post(tags="[z]", date="2026-02-01"),
        "content/pages/d.md": "---\ntitle: D\ntags: z\n---\n",
    }
    terms = model(tmp_path, files).terms["tags"]
    assert list(terms) == ["a", "z"]
    assert terms["z"].entries == ("posts/b.md", "posts/c.md", "posts/a.md", "pages/d.md")
    assert terms["z"].url == "/tags/z/"


def test_a_series_is_in_its_own_order(tmp_path: Path) -> None:
    files = {
        "content/posts/last.md": post(series="S", date="2026-01-02"),
        "content/posts/third.md": post(series="S", date="2026-01-01"),
        "content/posts/second.md": post(series="S", date="2026-01-03", part="2"),
        "content/posts/first.md": post(series="S", date="2026-01-04", part="1.5"),
        "content/posts/zeroth.md": post(series="S", date="2026-01-05", part="0"),
    }
    entries = model(tmp_path, files).terms["series"]["s"].entries
    assert [id[6:-3] for id in entries] == ["zeroth", "first", "second", "third", "last"]


def test_one_entry_is_filed_once_under_a_term(tmp_path: Path) -> None:
    site = model(tmp_path, {"content/posts/a.md": post(tags="[Sales, sales, 'sales ', SALES]")})
    assert site.terms["tags"]["sales"].entries == ("posts/a.md",)


def test_hidden_entries_have_no_terms(tmp_path: Path) -> None:
    site = model(tmp_path, {"content/posts/a.md": post(tags="[x]", draft="true")})
    assert site.terms["tags"] == {}


def test_taxonomies_by_settings() -> None:
    config = Config(
        taxonomies={
            "topics": TaxonomyConfig(order="series"),
            "tags": TaxonomyConfig(title="Themes", feeds=False),
        }
    )
    found = taxonomies(config)
    assert list(found) == ["categories", "tags", "series", "authors", "paths", "topics"]
    assert (found["topics"].title, found["topics"].order) == ("Topics", "series")
    assert (found["tags"].title, found["tags"].singular, found["tags"].feeds) == (
        "Themes", "Tag", False
    )  # fmt: skip
