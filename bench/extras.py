"""What search, cards and pictures add to a build, by hand: python -m bench.extras [--posts N]

Four sites of the same posts: bare, with a search of every word, with a card for each post, with a
picture in each. Of each: a clean build, one with everything gone but the made pictures, one after
an edit of a text, one after a picture was replaced by another. Seconds by the wall clock, and of
processors in brackets.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median

from PIL import Image, ImageFilter

from bench.generators import Sitegen
from bench.measure import Time, timed

SIZE = (2000, 1500)
SITES = ("bare", "search", "cards", "pictures")
COMMAND = [sys.executable, "-m", "sitegen", "build", "--quiet"]


def photograph(number: int) -> bytes:
    """A JPEG of 3 million pixels that costs about what one of a camera does."""
    chance = random.Random(number)
    parts = []
    for grain in (20, 60, 150):
        small = (SIZE[0] // grain, SIZE[1] // grain)
        noise = Image.frombytes("L", small, chance.randbytes(small[0] * small[1]))
        parts.append(noise.resize(SIZE, Image.Resampling.BICUBIC))
    target = BytesIO()
    image = Image.merge("RGB", parts).filter(ImageFilter.GaussianBlur(1))
    image.save(target, "JPEG", quality=90)
    return target.getvalue()


def with_pictures(folder: Path) -> None:
    """Puts a picture of its own into each post."""
    for number, text in enumerate(sorted((folder / "content" / "posts").glob("*.md"))):
        text.with_name(f"{text.stem}.jpg").write_bytes(photograph(number))
        with text.open("a", encoding="utf-8") as end:
            end.write(f"\n![What it shows]({text.stem}.jpg)\n")


def with_cards(folder: Path) -> None:
    """Takes out the word that keeps cards from being drawn."""
    path = folder / "sitegen.toml"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(line for line in lines if not line.startswith("cards =")), "utf-8")


def with_search(folder: Path) -> None:
    """Brings the page for searching, which is all that a theme without one lacks."""
    path = folder / "templates" / "search.html"
    path.parent.mkdir(exist_ok=True)
    path.write_text("<!doctype html><title>Search</title>\n", "utf-8")


EXTRAS = {"search": with_search, "cards": with_cards, "pictures": with_pictures}


def prepare(name: str, posts: int, folder: Path) -> Path:
    """One of SITES, in a folder below ``folder``."""
    made = folder / name
    Sitegen().prepare(posts, made)
    if name in EXTRAS:
        EXTRAS[name](made)
    return made


def clean(site: Path, turn: int) -> None:
    for name in ("output", ".sitegen"):
        shutil.rmtree(site / name, ignore_errors=True)


def clean_but_made(site: Path, turn: int) -> None:
    shutil.rmtree(site / "output")
    for path in (site / ".sitegen").glob("memo*"):
        path.unlink()


def edit(site: Path, turn: int) -> None:
    texts = sorted((site / "content" / "posts").glob("*.md"))
    with texts[len(texts) // 2].open("a", encoding="utf-8") as end:
        end.write(f"\nEdited in turn {turn}.\n")


def replace(site: Path, turn: int) -> None:
    pictures = sorted((site / "content" / "posts").glob("*.jpg"))
    if pictures:
        pictures[len(pictures) // 2].write_bytes(photograph(1_000_000 + turn))


STEPS: dict[str, Callable[[Path, int], None]] = {
    "clean build": clean,
    "clean but for made pictures": clean_but_made,
    "one text edited": edit,
    "one picture replaced": replace,
}


def shown(times: list[Time]) -> str:
    """The medians."""
    wall, processor = median(one.wall for one in times), median(one.processor for one in times)
    return f"{wall:.2f} ({processor:.2f})"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.extras", description=main.__doc__)
    parser.add_argument("--posts", type=int, default=1000, help="a multiple of ten")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", nargs="*", choices=list(SITES), default=list(SITES))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="extras-") as name:
        sites = {each: prepare(each, options.posts, Path(name)) for each in options.only}
        found: dict[str, dict[str, list[Time]]] = {step: {} for step in STEPS}
        for turn in range(options.rounds):
            for each, site in sites.items():
                for step, change in STEPS.items():
                    change(site, turn)
                    found[step].setdefault(each, []).append(timed(COMMAND, site))
    print(f"| {options.posts:,} posts, seconds | {' | '.join(sites)} |")
    print(f"|---|{'---:|' * len(sites)}")
    for step, row in found.items():
        print(f"| {step} | {' | '.join(shown(row[each]) for each in sites)} |")


if __name__ == "__main__":
    main()
