"""Posts that say nearly the same."""

from __future__ import annotations

import random
from types import SimpleNamespace
from typing import Any, cast

from sitegen.checks.alike import Numbers, near_duplicate_posts, shingles_of
from sitegen.errors import Problem
from sitegen.model import Entry

WORDS = [f"word{number}" for number in range(3000)]


def some_text(seed: int, count: int = 400) -> str:
    return " ".join(random.Random(seed).choices(WORDS, k=count))


def changed(text: str, one_in: int) -> str:
    """The text with one word in so many changed."""
    words = text.split()
    return " ".join("other" if n % one_in == 1 else word for n, word in enumerate(words))


def problems(texts: list[str]) -> list[Problem]:
    """What is said of posts with these texts, the oldest first."""
    posts = [Entry(f"posts/{n}.md", "posts", f"{n}", f"{n}", f"/{n}/", f"{n}.md", 4, "")
             for n in range(len(texts))]  # fmt: skip
    bodies = SimpleNamespace(text=lambda entry: texts[int(entry.title)])
    site = SimpleNamespace(posts=tuple(reversed(posts)))
    ready = SimpleNamespace(site=site, press=SimpleNamespace(bodies=bodies))
    return list(near_duplicate_posts(cast(Any, ready)))


def pairs(texts: list[str]) -> list[tuple[str, str]]:
    return [(found.location.path, found.also[0].path) for found in problems(texts)]


def test_a_copy_with_a_word_here_and_there_is_found() -> None:
    first = some_text(1)
    assert pairs([first, some_text(2), changed(first, 25)]) == [("2.md", "0.md")]


def test_the_message_says_how_much() -> None:
    first = some_text(1)
    (found,) = problems([first, f"{first} {some_text(3, 40)}"])
    assert found.location.line == 4
    percent = int(found.message.removeprefix("about ").partition("%")[0])
    assert 80 < percent < 98
    assert found.message.endswith("of this text stands in `posts/0.md` too")


def test_texts_that_share_a_passage_are_two() -> None:
    shared = some_text(1, 120)
    assert pairs([shared + some_text(2), some_text(3) + shared]) == []
    assert pairs([some_text(4), changed(some_text(4), 4)]) == []


def test_marks_and_capitals_make_no_difference() -> None:
    text = some_text(1)
    assert pairs([text, f"**{text.upper()}**".replace(" ", ",\n")]) == [("1.md", "0.md")]


def test_short_texts_may_be_alike() -> None:
    assert pairs(["To be continued.", "To be continued.", "", ""]) == []


def test_each_of_many_copies_is_told_once() -> None:
    text = some_text(1)
    found = pairs([changed(text, 60 + n) for n in range(30)])
    assert [later for later, _ in found] == [f"{n}.md" for n in range(1, 30)]


def test_a_sample_is_one_in_eight_or_so() -> None:
    assert 700 < len(shingles_of(some_text(1, 8000), Numbers())) < 1300
