"""What cards of a site look like: colours, fonts and the mark, from its settings and its theme."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from sitegen import digest
from sitegen.cards.letters import BOLD, font_at, forget
from sitegen.config import Config
from sitegen.errors import Location, Problem, line_of
from sitegen.settings import locate

COLOURS = {"background": "#14323d", "ink": "#ffffff", "accent": "#f2b84b"}
"""The colours of a site and a theme that say nothing: 12 to 1 and 7 to 1 on the background."""


class Look(NamedTuple):
    """Fonts in the order in which they are tried; ``mark`` is a file or empty.

    ``files`` is the digest of the font and the mark.
    """

    name: str
    background: str
    ink: str
    accent: str
    fonts: tuple[str, ...]
    mark: str
    files: str


def look_of(config: Config, theme: Mapping[str, str], problems: list[Problem]) -> Look:
    """What the settings say, else the theme, else COLOURS."""
    wanted = config.cards
    colours = [getattr(wanted, name) or theme.get(name) or COLOURS[name] for name in COLOURS]
    font = _file(config, "font", wanted.font, problems)
    mark = _file(config, "mark", wanted.mark, problems)
    if font:
        forget()
    parts = [digest.of_bytes(path.read_bytes()) for path in (font, mark) if path]
    fonts = (str(font), BOLD) if font else (BOLD,)
    background, ink, accent = colours
    mark_file = str(mark or "")
    return Look(config.title, background, ink, accent, fonts, mark_file, digest.of_value(parts))


def _file(config: Config, key: str, name: str, problems: list[Problem]) -> Path | None:
    """The file that a setting names, if it is one that can be used."""
    if not name:
        return None
    path = config.root / name
    folders = (config.data, config.static, config.content)
    if ".." in name or not name.startswith(tuple(f"{folder}/" for folder in folders)):
        message = f"`{name}` must be in {folders[0]}, {folders[1]} or {folders[2]}"
        problems.append(_at(config, key, message, f"such as {config.data}/{Path(name).name}"))
    elif fault := _fault(path, key):
        problems.append(_at(config, key, f"`{name}` {fault}", _WANTED[key]))
    else:
        return path
    return None


_WANTED = {"font": "name a TrueType or OpenType file", "mark": "name a JPEG, PNG or WebP file"}


def _fault(path: Path, key: str) -> str:
    if not path.is_file():
        return "is not there"
    try:
        if key == "font":
            font_at(str(path), 24)
        else:
            from PIL import Image

            with Image.open(path, formats=["PNG", "JPEG", "WEBP"]) as image:
                image.load()
    except Exception:  # each format's reader has exceptions of its own
        return f"is not a {'font' if key == 'font' else 'picture'} that can be read"
    return ""


def _at(config: Config, key: str, message: str, hint: str) -> Problem:
    """A problem with a setting of cards, where it stands."""
    try:
        text = (config.root / config.file).read_text("utf-8", "replace")
    except OSError:
        text = ""
    prefix = ("tool", "sitegen") if config.file == "pyproject.toml" else ()
    line, column = locate(text, (*prefix, "cards", key))
    place = Location(config.file, line, column)
    return Problem("bad-setting", f"`{key}`: {message}", place, hint, excerpt=line_of(text, line))
