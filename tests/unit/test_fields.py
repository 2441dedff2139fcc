"""The metadata that an entry may have, by every name."""

from __future__ import annotations

from typing import Any

import pytest

from sitegen.config import Config, TaxonomyConfig
from sitegen.load.entries import EntryReader
from sitegen.load.fields import FIELDS, TAXONOMY_NAMES
from sitegen.model import Entry

READER = EntryReader(Config(timezone="Europe/Paris"))


def entry(front: str, path: str = "pages/a.md", reader: EntryReader = READER) -> Entry:
    done = reader.read(path, f"---\n{front}\n---\n\nText.\n")
    assert done.problems == []
    assert done.entry is not None
    return done.entry


def faults(front: str, path: str = "pages/a.md", reader: EntryReader = READER) -> list[str]:
    done = reader.read(path, f"---\n{front}\n---\n\nText.\n")
    assert done.entry is None
    return [
        f"{found.location.line}:{found.location.column} {found.code}" for found in done.problems
    ]


VALUES: dict[str, tuple[str, Any]] = {
    "title": ("A title", "A title"),
    "slug": ("Other Slug", "other-slug"),
    "date": ("2026-01-15", "2026-01-15T00:00:00+01:00"),
    "updated": ("2026-02-15 10:00", "2026-02-15T10:00:00+01:00"),
    "expires": ("2030-01-01", "2030-01-01T00:00:00+01:00"),
    "review_by": ("2030-01-01", "2030-01-01T00:00:00+01:00"),
    "draft": ("yes", True),
    "status": ("draft", True),
    "summary": ("Short", "Short"),
    "series_order": ("2.5", 2.5),
    "image": ("a.svg", "a.svg"),
    "image_alt": ("A chart", "A chart"),
    "aliases": ("[/a/, /b/]", ("/a/", "/b/")),
    "permalink": ("/x/:slug/", "/x/a/"),
    "template": ("landing", "landing"),
    "language": ("pt-BR", "pt-BR"),
    "toc": ("true", True),
    "noindex": ("on", True),
    "weight": ("-3", -3),
    "extra": ("{a: {b: 1}}", {"a": {"b": 1}}),
}
SHOWN_AS = {"status": "draft", "permalink": "url"}


def test_every_field_is_tried_here() -> None:
    assert VALUES.keys() == FIELDS.keys()


@pytest.mark.parametrize(
    ("alias", "name"),
    [(alias, name) for name, (_, others) in FIELDS.items() for alias in (name, *others)],
)
def test_fields_by_all_their_names(alias: str, name: str) -> None:
    written, wanted = VALUES[name]
    title = "" if name == "title" else "title: A page\n"
    for key in (alias, alias.upper(), alias.capitalize()):
        found = getattr(entry(f"{title}{key}: {written}"), SHOWN_AS.get(name, name))
        assert (found.isoformat() if hasattr(found, "isoformat") else found) == wanted


@pytest.mark.parametrize(
    ("alias", "name"),
    [(alias, name) for name, others in TAXONOMY_NAMES.items() for alias in (name, *others)],
)
@pytest.mark.parametrize(
    "written",
    ["[One, two]", "One, two", "\n  - One\n  - two", "['One', two, '', One]", '"One,two"'],
)
def test_taxonomies_by_all_their_names(alias: str, name: str, written: str) -> None:
    assert entry(f"title: A\n{alias}: {written}").terms == {name: ("One", "two")}


def test_a_comma_in_a_list_is_part_of_the_name() -> None:
    assert entry('title: A\ntags: ["Lead, then follow", b]').terms["tags"] == (
        "Lead, then follow",
        "b",
    )


def test_numbers_and_words_of_yaml_are_texts_where_a_text_is_wanted() -> None:
    found = entry("title: 012\ntags: [no, 2024-05-01, 1:30, null, ~, true]\nsummary: no\nslug: 1e5")
    assert found.title == "012"
    assert found.terms["tags"] == ("no", "2024-05-01", "1:30", "true")
    assert (found.summary, found.slug) == ("no", "1e5")


def test_empty_values_are_as_if_absent() -> None:
    names = [
        name for name in VALUES if name not in ("title", "series_order", "weight", "permalink")
    ]
    given = entry("title: A\n" + "\n".join(f"{name}:" for name in names))
    plain = entry("title: A")
    for name in (*names, "tags"):
        if name not in ("status", "extra"):
            assert getattr(given, name, ()) == getattr(plain, name, ()), name


@pytest.mark.parametrize("word", ["true", "True", "TRUE", "yes", "on", "1", "'true'"])
def test_true(word: str) -> None:
    assert entry(f"title: A\ndraft: {word}").draft


@pytest.mark.parametrize("word", ["false", "False", "no", "off", "0", "''", "published"])
def test_false(word: str) -> None:
    key = "status" if word == "published" else "draft"
    assert not entry(f"title: A\n{key}: {word}").draft


def test_unknown_keys_go_to_extra_with_plain_values() -> None:
    found = entry(
        "title: A\nrating: 5\nratio: 2.50\npostcode: 01234\nok: true\nnothing: ~\nword: 'true'\n"
        "when: 2024-05-01\nlist: [1, {a: b}]\nextra: {rating: 6}"
    )
    assert found.extra == {
        "rating": 6, "ratio": 2.5, "postcode": "01234", "ok": True, "nothing": None,
        "word": "true", "when": "2024-05-01", "list": [1, {"a": "b"}],
    }  # fmt: skip


@pytest.mark.parametrize("key", ["id", "type", "author_name_x", "comments", "math", "client"])
def test_keys_that_resemble_nothing_are_no_slips(key: str) -> None:
    assert key in entry(f"title: A\n{key}: x").extra


@pytest.mark.parametrize(
    "key", ["titel", "tittle", "catgories", "taggs", "daet", "summery", "sulg", "permlink", "darft"]
)
def test_slips_are_told(key: str) -> None:
    assert faults(f"title: A\n{key}: x") == ["3:1 unknown-field"]


def test_extra_takes_any_key() -> None:
    assert entry("title: A\nextra:\n  titel: x").extra == {"titel": "x"}


def test_marks_are_where_the_keys_stand() -> None:
    found = entry("\n# comment\ntitle: A\n\nTags: [b]\n  \nurl: /x/")
    assert found.marks == {"title": (4, 1), "tags": (6, 1), "permalink": (8, 1)}


def test_a_taxonomy_of_the_settings_is_a_field() -> None:
    reader = EntryReader(Config(taxonomies={"topics": TaxonomyConfig()}))
    assert entry("title: A\ntopics: [x, y]", reader=reader).terms == {"topics": ("x", "y")}
    assert faults("title: A\ntopic: x", reader=reader) == ["3:1 unknown-field"]


# --------------------------------------------------------------------------- names and addresses


@pytest.mark.parametrize(
    ("path", "front", "url"),
    [
        ("posts/2026-01-15-first-step.md", "title: A", "/posts/first-step/"),
        ("posts/2026-01-15_first.md", "title: A", "/posts/first/"),
        ("posts/first.md", "title: A\ndate: 2026-01-15", "/posts/first/"),
        ("posts/first/index.md", "title: A\ndate: 2026-01-15", "/posts/first/"),
        ("posts/2026-01-15-first/index.md", "title: A", "/posts/first/"),
        ("posts/2026/first.md", "title: A\ndate: 2026-01-15", "/posts/first/"),
        ("posts/first.markdown", "title: A\ndate: 2026-01-15", "/posts/first/"),
        ("posts/first.md", "title: A\ndate: 2026-01-15\nslug: Other One", "/posts/other-one/"),
        ("posts/C++ or C#.md", "title: A\ndate: 2026-01-15", "/posts/c-plus-plus-or-c-sharp/"),
        ("pages/about.md", "title: A", "/about/"),
        ("about.md", "title: A", "/about/"),
        ("pages/how/to.md", "title: A", "/how/to/"),
        ("pages/how/index.md", "title: A", "/how/"),
        ("pages/how/index.md", "title: A\nslug: why", "/why/"),
        ("pages/index.md", "title: A", "/"),
        ("index.md", "title: A", "/"),
        ("Guides/Deep Dive/x.md", "title: A", "/guides/deep-dive/x/"),
        ("tags/persistence.md", "title: A", "/tags/persistence/"),
        ("categories/c++.md", "title: A", "/categories/c-plus-plus/"),
        ("pages/a.md", "title: A\npermalink: /x.html", "/x.html"),
        ("pages/a.md", "title: A\npermalink: //x//y/", "/x/y/"),
        ("posts/a.md", "title: A\ndraft: true\npermalink: /:year/:month/:slug/",
         "/undated/undated/a/"),
        ("posts/a.md", "title: A B\ndate: 2026-01-05\ncategory: [R&D, x]\n"
         "url: /:year/:month/:day/:category/:title/", "/2026/01/05/r-and-d/a-b/"),
        ("posts/a.md", "title: A\ndate: 2026-01-05\nurl: /:category/:slug/", "/unfiled/a/"),
    ],
)  # fmt: skip
def test_addresses(path: str, front: str, url: str) -> None:
    assert entry(front, path).url == url


def test_the_date_of_the_front_matter_goes_before_that_of_the_name() -> None:
    found = entry("title: A\ndate: 2026-03-01", "posts/2026-01-15-a.md")
    assert found.date is not None
    assert found.date.isoformat() == "2026-03-01T00:00:00+01:00"
    assert entry("title: A\ndate: 2026-03-01", "posts/2026-99-15-a.md").slug == "a"


def test_a_dated_name_means_nothing_on_a_page() -> None:
    found = entry("title: A", "pages/2026-01-15-a.md")
    assert (found.date, found.url) == (None, "/2026-01-15-a/")


def test_the_permalinks_of_the_settings() -> None:
    reader = EntryReader(Config(permalinks={"posts": "/blog/:year/:slug/", "pages": "/p/:slug/"}))
    assert entry("title: A\ndate: 2026-01-15", "posts/a.md", reader).url == "/blog/2026/a/"
    assert entry("title: A", "pages/b/c.md", reader).url == "/p/b/c/"


def test_a_draft_needs_no_date_and_a_term_no_title() -> None:
    assert entry("title: A\ndraft: true", "posts/a.md").date is None
    assert entry("status: hidden\ntitle: A", "posts/a.md").draft
    assert entry("summary: x", "tags/one-two.md").title == "One two"
