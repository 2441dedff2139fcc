"""The posts that the benchmark measures with: the same ones always, and fair to all."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from statistics import mean

import pytest

from bench import corpus
from bench.generators import kind


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
