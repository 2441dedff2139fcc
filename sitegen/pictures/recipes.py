"""Which smaller versions of a picture there are, and where: worked out from facts alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import NamedTuple

from sitegen import digest
from sitegen.config import ImagesConfig
from sitegen.pictures.facts import Facts
from sitegen.text import slugify

FOLDER = "/assets/pictures/"
EDITION = 1  # to be raised when the same recipe is to give other bytes
_LONGEST = 60  # characters of a name
_ENDINGS = {"jpeg": "jpg"}
CLEANED = "clean"

Recipe = tuple[str, int, int, int]
"""What to make of a picture: form, width, height, quality. The form CLEANED has no numbers."""


class Version(NamedTuple):
    """One smaller version: its form, its width and height, its address and its key."""

    format: str
    width: int
    height: int
    url: str
    key: str
    recipe: Recipe


class Versions(NamedTuple):
    """The versions of one picture: those to choose from, and what to show where none is known.

    ``fallback`` None means the picture itself.
    """

    offered: tuple[Version, ...] = ()
    fallback: Version | None = None

    def all(self) -> Iterator[Version]:
        yield from self.offered
        if self.fallback:
            yield self.fallback


NONE = Versions()


def versions(name: str, facts: Facts, options: ImagesConfig) -> Versions:
    """The versions of the picture ``name``. None is wider than it is, and a small one has none."""
    widths = sorted(set(options.widths))
    if not (options.resize and facts.scales and widths and facts.width > widths[0]):
        return NONE
    wanted = [width for width in widths if width < facts.width]
    if facts.width <= widths[-1]:
        wanted.append(facts.width)
    offered = tuple(
        _version(name, facts, format, width, options.quality)
        for format in dict.fromkeys(options.formats)
        for width in wanted
    )
    large = facts.width > widths[-1]
    fallback = _version(name, facts, facts.format, wanted[-1], options.quality) if large else None
    return Versions(offered, fallback)


def _version(name: str, facts: Facts, format: str, width: int, quality: int) -> Version:
    height = max(round(facts.height * width / facts.width), 1)
    recipe = (format, width, height, quality)
    key = key_of(facts.digest, recipe)
    stem = slugify(PurePosixPath(name).stem)[:_LONGEST].rstrip("-")
    url = f"{FOLDER}{stem}-{width}-{key[:10]}.{_ENDINGS.get(format, format)}"
    return Version(format, width, height, url, key, recipe)


def key_of(mark: str, recipe: Recipe) -> str:
    """What stands for the bytes that this recipe makes of the file with this digest."""
    from PIL import __version__

    return digest.of_value((EDITION, __version__, mark, recipe))
