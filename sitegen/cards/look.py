"""What cards of a site look like: colours, fonts and the mark, from its settings and its theme."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from sitegen import digest
from sitegen.cards.letters import BOLD, PLAIN, font_at, forget
from sitegen.config import Config
from sitegen.errors import Location, Problem, line_of
from sitegen.settings import locate

COLOURS = {"background": "#14323d", "ink": "#ffffff", "accent": "#f2b84b", "line": "#f2b84b"}
"""The colours of a site and a theme that say nothing: 12 to 1 and 7 to 1 on the background."""


class Content(NamedTuple):
    """What is on a card; ``date`` is the day, the month, the year, or nothing."""

    title: str
    category: str = ""
    date: tuple[str, ...] = ()


class Look(NamedTuple):
    """Fonts are files, in the order in which they are tried: ``fonts`` for what is strong,
    ``texts`` for what is not. ``mark`` is a file or empty; ``files`` is the digest of all these.
    """

    name: str
    background: str
    ink: str
    accent: str
    line: str
    fonts: tuple[str, ...]
    texts: tuple[str, ...]
    mark: str
    files: str

    @property
    def shared(self) -> tuple[str, ...]:
        """What a card shows beside its content. Where files are makes no difference."""
        return (self.name, self.background, self.ink, self.accent, self.line, self.files)


def look_of(config: Config, theme: Mapping[str, str], problems: list[Problem]) -> Look:
    """What the settings say, else the theme, else COLOURS.

    ``theme`` also names the files of its fonts: ``font`` for titles, ``text`` for the rest.
    """
    wanted = config.cards
    colours = [getattr(wanted, name) or theme.get(name) or COLOURS[name] for name in COLOURS]
    own = _file(config, "font", wanted.font, problems)
    mark = _file(config, "mark", wanted.mark, problems)
    if own:
        forget()
    first = [str(own)] if own else []
    fonts = [*first, _of_theme(theme, "font", BOLD, problems), BOLD]
    texts = [*first, _of_theme(theme, "text", PLAIN, problems), PLAIN]
    parts = [digest.of_bytes(Path(path).read_bytes()) for path in (*fonts, *texts, mark) if path]
    background, ink, accent, line = colours
    return Look(
        config.title, background, ink, accent, line, tuple(dict.fromkeys(fonts)),
        tuple(dict.fromkeys(texts)), str(mark or ""), digest.of_value(parts),
    )  # fmt: skip


def _of_theme(theme: Mapping[str, str], key: str, ours: str, problems: list[Problem]) -> str:
    """A font of the theme; ours where it has none, or none that can be used."""
    path = theme.get(key, ours)
    fault = _unfit(Path(path), "font") if path != ours else ""
    if fault:
        place = Location(Path(path).name)
        problems.append(Problem("bad-theme", f"this font of the theme {fault}", place))
    return ours if fault else path


def _file(config: Config, key: str, name: str, problems: list[Problem]) -> Path | None:
    """The file that a setting names, if it is one that can be used."""
    if not name:
        return None
    path = config.root / name
    folders = (config.data, config.static, config.content)
    if ".." in name or not name.startswith(tuple(f"{folder}/" for folder in folders)):
        message = f"`{name}` must be in {folders[0]}, {folders[1]} or {folders[2]}"
        problems.append(_at(config, key, message, f"such as {config.data}/{Path(name).name}"))
    elif fault := _unfit(path, key):
        problems.append(_at(config, key, f"`{name}` {fault}", _WANTED[key]))
    else:
        return path
    return None


_WANTED = {"font": "name a TrueType or OpenType file", "mark": "name a JPEG, PNG or WebP file"}


def _unfit(path: Path, key: str) -> str:
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
