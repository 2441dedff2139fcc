"""Two things on one path, and paths that can't be published: found before anything is written."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from sitegen import urls
from sitegen.errors import Location, Problem
from sitegen.model import Page


def settle(
    statics: Sequence[Page], written: Sequence[Page], generated: Sequence[Page]
) -> tuple[list[Page], list[Problem]]:
    """The pages to build, and the clashes among them.

    What an author put somewhere wins over what the program would make there by itself: a file in
    the static folder or an entry at ``/`` takes the place of the list of posts. Anything else on
    one path, also if only the case of letters differs, is a problem that names both.
    """
    taken: dict[str, Page] = {}
    kept: list[Page] = []
    problems: list[Problem] = []
    for page in (*statics, *written):
        other = taken.setdefault(_same(page.path), page)
        if other is page:
            kept.append(page)
        else:
            problems.append(_clash(page, other))
    for page in generated:
        if taken.setdefault(_same(page.path), page) is page:
            kept.append(page)
    problems += _unpublishable(kept)
    problems += _files_as_folders(kept)
    return kept, problems


def _same(path: str) -> str:
    """What a path is on systems that fold the case of letters and the form of accents."""
    return unicodedata.normalize("NFC", path).casefold()


def _clash(page: Page, other: Page) -> Problem:
    if page.source == other.source:
        message = f"the address `{page.url}` is taken twice by one file"
    elif page.path == other.path:
        message = f"the address `{page.url}` is taken by two files"
    else:
        message = f"the addresses `{page.url}` and `{other.url}` differ only by case"
    return Problem(
        "url-clash",
        message,
        Location(page.source),
        "give one of them another `slug:` or `permalink:`, or another file name",
        also=(Location(other.source),),
    )


def _unpublishable(pages: Iterable[Page]) -> list[Problem]:
    return [
        Problem(
            "bad-path",
            f"the address `{page.url}` {fault}",
            Location(page.source or page.path),
            "set `slug:` or `permalink:`, or rename the file",
        )
        for page in pages
        if (fault := urls.path_fault(page.path))
    ]


def _files_as_folders(pages: Sequence[Page]) -> list[Problem]:
    folders: dict[str, Page] = {}
    for page in pages:
        parts = page.path.casefold().split("/")[:-1]
        for end in range(1, len(parts) + 1):
            folders.setdefault("/".join(parts[:end]), page)
    return [
        Problem(
            "url-clash",
            f"`{page.path}` would be a file, and also the folder of `{other.path}`",
            Location(page.source or page.path),
            "end the permalink with `/`",
            also=(Location(other.source or other.path),),
        )
        for page in pages
        if (other := folders.get(page.path.casefold()))
    ]
