"""Posts to measure with: the same words for every generator, the same on every machine.

A post's title and text follow from its number alone. Tags and categories are dealt out for the
whole corpus, each to a multiple of ten posts, so that every generator cuts the lists into the
same number of pages of ten.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

TAGS = 120
CATEGORIES = 12
PER_PAGE = 10
FIRST_DAY = datetime(2015, 1, 1, 9, tzinfo=UTC)
YEARS = timedelta(days=3652)

WORDS = (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").split()


@dataclass(frozen=True, slots=True)
class Post:
    """One post. ``text`` is Markdown that CommonMark and Python-Markdown read alike."""

    number: int
    title: str
    slug: str
    date: datetime
    category: str
    tags: tuple[str, ...]
    text: str


def posts(count: int) -> Iterator[Post]:
    """Yield ``count`` posts, oldest first; ``count`` is a multiple of ten."""
    if count % PER_PAGE:
        raise ValueError(f"the number of posts must be a multiple of {PER_PAGE}")
    tags = deal_tags(count)
    categories = deal_categories(count)
    for number in range(count):
        words = random.Random(f"post {number}")
        title = sentence(words, 4, 8).rstrip(".")
        yield Post(
            number=number,
            title=title,
            slug=f"{number:05}-{title.lower().replace(' ', '-')}",
            date=FIRST_DAY + timedelta(minutes=YEARS // count // timedelta(minutes=1) * number),
            category=categories[number],
            tags=tags[number],
            text=body(words),
        )


def another(count: int, title: str) -> Post:
    """Return a post beside ``count`` others, newer than all, in terms that the first one has."""
    first = next(posts(count))
    return Post(
        number=count,
        title=title.capitalize(),
        slug=f"{count:05}-{title}",
        date=FIRST_DAY + YEARS,
        category=first.category,
        tags=first.tags,
        text=f"{first.text}\n\n{title}",
    )


# ------------------------------------------------------------------ text


def sentence(words: random.Random, least: int, most: int) -> str:
    """Return plain words with a capital and a full stop."""
    return " ".join(words.choices(WORDS, k=words.randint(least, most))).capitalize() + "."


def paragraph(words: random.Random, sentences: int) -> str:
    """Return some sentences of a usual length."""
    return " ".join(sentence(words, 6, 16) for _ in range(sentences))


def heading(words: random.Random, level: int) -> str:
    """Return a heading of a few words."""
    return "#" * level + " " + sentence(words, 2, 5).rstrip(".")


def body(words: random.Random) -> str:
    """Return some 430 words with the things that posts are made of."""
    items = [sentence(words, 4, 10) for _ in range(8)]
    link = f"[{sentence(words, 2, 4).rstrip('.')}](https://example.com/{words.choice(WORDS)}/)"
    bold = f"**{sentence(words, 2, 4).rstrip('.')}**"
    return "\n\n".join(
        [
            paragraph(words, 4),
            "<!--more-->",
            heading(words, 2),
            f"{paragraph(words, 4)} {bold} {paragraph(words, 3)}",
            "\n".join(f"- {item}" for item in items[:5]),
            f"{paragraph(words, 3)} {link} {paragraph(words, 4)}",
            heading(words, 2),
            f"> {paragraph(words, 3)}",
            f"{paragraph(words, 3)} `{words.choice(WORDS)} = {words.randint(1, 99)}` "
            f"{paragraph(words, 3)}",
            heading(words, 3),
            "\n".join(f"{number}. {item}" for number, item in enumerate(items[5:], 1)),
            paragraph(words, 4),
        ]
    )


# ------------------------------------------------------------------ tags and categories


def quotas(total: int, weights: Sequence[float]) -> list[int]:
    """Split ``total`` by weight into multiples of ten, at least ten each while that lasts."""
    tens = total // PER_PAGE
    least = min(1, tens // len(weights))
    spare = tens - least * len(weights)
    exact = [spare * weight / sum(weights) for weight in weights]
    given = [int(share) for share in exact]
    by_rest = sorted(range(len(weights)), key=lambda at: (given[at] - exact[at], at))
    for at in by_rest[: spare - sum(given)]:
        given[at] += 1
    return [(least + share) * PER_PAGE for share in given]


def deal_tags(count: int) -> list[tuple[str, ...]]:
    """Return three different tags for each post; the n-th tag is about 1/n as frequent."""
    shares = quotas(3 * count, [1 / rank for rank in range(1, TAGS + 1)])
    deck = [f"{WORDS[4 * at + 1]}-{at}" for at, share in enumerate(shares) for _ in range(share)]
    rng = random.Random(f"tags {count}")
    columns = [deck[:count], deck[count : 2 * count], deck[2 * count :]]
    for column in columns:
        rng.shuffle(column)
    for _ in range(1000):
        rows = list(zip(*columns, strict=True))
        if not (twice := [at for at, row in enumerate(rows) if len(set(row)) < 3]):
            return rows
        for at in twice:
            other, column = rng.randrange(count), rng.choice(columns)
            column[at], column[other] = column[other], column[at]
    raise ValueError(f"{count} posts are too few for three different tags each")


def deal_categories(count: int) -> list[str]:
    """Return one category for each post, all about as frequent."""
    shares = quotas(count, [1.0] * CATEGORIES)
    deck = [f"{WORDS[9 * at + 3]}-work" for at, share in enumerate(shares) for _ in range(share)]
    random.Random(f"categories {count}").shuffle(deck)
    return deck


# ------------------------------------------------------------------ as files


def with_yaml(post: Post) -> str:
    """Return the post as sitegen, Hugo and most others read it."""
    return (
        f'---\ntitle: "{post.title}"\ndate: {post.date.isoformat()}\nslug: {post.slug}\n'
        f"categories: [{post.category}]\ntags: [{', '.join(post.tags)}]\n---\n\n{post.text}\n"
    )


def with_lines(post: Post) -> str:
    """Return the post as Pelican reads it."""
    return (
        f"Title: {post.title}\nDate: {post.date.isoformat()}\nSlug: {post.slug}\n"
        f"Category: {post.category}\nTags: {', '.join(post.tags)}\n\n{post.text}\n"
    )


def as_file(post: Post, lines: bool) -> str:
    """Return what a post's file holds."""
    return with_lines(post) if lines else with_yaml(post)


def write(count: int, folder: Path, *, lines: bool = False) -> None:
    """Write ``count`` posts as Markdown files into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for post in posts(count):
        (folder / f"{post.slug}.md").write_text(as_file(post, lines), encoding="utf-8")


def main() -> None:
    """Write a corpus by hand, to look at it or to try something with it."""
    parser = argparse.ArgumentParser(prog="python -m bench.corpus", description=main.__doc__)
    parser.add_argument("count", type=int, help="a multiple of ten")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--lines", action="store_true", help="metadata as Pelican reads it")
    options = parser.parse_args()
    write(options.count, options.folder, lines=options.lines)


if __name__ == "__main__":
    main()
