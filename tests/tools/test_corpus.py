"""What the benchmark measures with: the same posts always, fair to all, and plain tables."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from statistics import mean

import pytest

from bench import corpus, tables
from bench.author import Author
from bench.generators import PEERS, Eleventy, Generator, Hugo, MkDocs, Pelican, Sitegen, kind
from bench.tables import Result


def test_the_same_number_makes_the_same_posts() -> None:
    """Nothing depends on the machine, the time or the run."""
    assert list(corpus.posts(100)) == list(corpus.posts(100))


def test_a_post_keeps_its_words_in_a_larger_corpus() -> None:
    """Text and title follow from the number; dates and tags from the size too."""
    small, large = next(corpus.posts(100)), next(corpus.posts(1000))
    assert (small.title, small.text) == (large.title, large.text)


def test_the_shape_of_the_corpus() -> None:
    """Length, tags, categories, slugs and dates are as the documentation says."""
    posts = list(corpus.posts(1000))
    tags = Counter(tag for post in posts for tag in post.tags)
    categories = Counter(post.category for post in posts)
    assert 410 < mean(len(post.text.split()) for post in posts) < 450
    assert all(len(set(post.tags)) == 3 for post in posts)
    assert (len(tags), len(categories)) == (corpus.TAGS, corpus.CATEGORIES)
    assert tags.most_common(1)[0][1] > 10 * tags.most_common()[-1][1]
    assert all(count % corpus.PER_PAGE == 0 for count in [*tags.values(), *categories.values()])
    assert len({post.slug for post in posts}) == len({post.date for post in posts}) == 1000
    assert posts[-1].date.year - posts[0].date.year == 9


def test_an_uneven_number_of_posts() -> None:
    """Lists would end with a page that generators cut differently."""
    with pytest.raises(ValueError, match="multiple of 10"):
        next(corpus.posts(1005))


def test_both_forms_hold_the_same(tmp_path: Path) -> None:
    """Only the metadata is written differently."""
    corpus.write(50, tmp_path / "yaml")
    corpus.write(50, tmp_path / "lines", lines=True)
    names = sorted(file.name for file in (tmp_path / "yaml").iterdir())
    assert names == sorted(file.name for file in (tmp_path / "lines").iterdir())
    for name in names:
        yaml = (tmp_path / "yaml" / name).read_text(encoding="utf-8")
        lines = (tmp_path / "lines" / name).read_text(encoding="utf-8")
        assert yaml.split("---\n\n", 1)[1] == lines.split("\n\n", 1)[1]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("posts/one/index.html", "posts"),
        ("index.html", "home pages"),
        ("page/12/index.html", "home pages"),
        ("tags/a/page/2/index.html", "tag pages"),
        ("categories/index.html", "lists of terms"),
        ("robots.txt", "other files"),
    ],
)
def test_files_are_counted_by_kind(path: str, expected: str) -> None:
    """Every generator's files are told apart by their path."""
    assert kind(path) == expected


# ------------------------------------------------------------------ edits


@pytest.mark.parametrize("maker", [Hugo, Sitegen, Pelican, Eleventy, MkDocs])
def test_an_author_takes_everything_back(tmp_path: Path, maker: type[Generator]) -> None:
    """Each round begins with the source as it was, for every generator."""
    generator = object.__new__(maker)  # none of them has to be installed
    folder = tmp_path / "site"
    generator.prepare(50, folder)
    assert (PEERS / generator.name / generator.template).is_file()
    before = sources(folder)
    author = Author(generator, folder, 50)
    pages = [author.edit("e-1"), author.template("t-1"), author.post("p-1"), author.edit("e-2")]
    changed = sources(folder)
    for word in (b"e-1", b"t-1", b"p-1", b"e-2"):
        assert sum(word in text for text in changed.values()) == 1
    assert len(changed.items() - before.items()) == 3
    assert len(changed) == len(before) + 1
    assert pages[0] == pages[1] == pages[3] != pages[2]
    author.restore()
    assert sources(folder) == before


def sources(folder: Path) -> dict[Path, bytes]:
    """Return what all files hold."""
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_new_post_is_the_newest_and_has_three_tags() -> None:
    """It lands on the home page, in the feed, and in lists that were there before."""
    posts = list(corpus.posts(100))
    new = corpus.another(100, "news")
    assert new.date > posts[-1].date
    assert len(set(new.tags)) == 3
    assert new.slug not in {post.slug for post in posts}
    assert "news" in new.text


# ------------------------------------------------------------------ tables


def test_tables() -> None:
    """One column for each generator, medians with their spread, and what follows from them."""
    one, two = Result("one", "1.0", 100, "is told"), Result("two", "2.0", 100, "looks")
    for seconds in (0.2, 0.1, 0.3):
        one.add("clean", seconds)
        two.add("clean", 10 * seconds)
    one.processor_seconds, two.processor_seconds = [0.2], [3]
    one.add("served", 12.34)
    one.pages, two.pages = {"posts": 100, "feeds": 1}, {"posts": 100}
    lines = tables.table([one, two]).splitlines()
    assert lines[2:6] == [
        "|  | one 1.0 | two 2.0 |",
        "|---|--:|--:|",
        "| clean build | 0.200 (0.100–0.300) | 2.00 (1.00–3.00) |",
        "| – × one | 1.00 | 10.00 |",
    ]
    assert "| – milliseconds a post | 2.00 | 20.00 |" in lines
    assert "| save → served | 12.3 (12.3–12.3) | – |" in lines
    assert tables.differences([one, two]) == ["", "Not the same number of feeds: one 1, two 0."]
    assert tables.scale([one, two]) == "", "one size shows no trend"
    larger = Result("one", "1.0", 1000, "is told", seconds={"clean": [3.0]})
    assert "| 1,000 | 3.000 | – |" in tables.scale([one, two, larger])
