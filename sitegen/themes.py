"""Themes: where they are, what they are made of, and which options they offer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sitegen import digest
from sitegen.config import Config
from sitegen.errors import Location, Problem, line_of, suggestion
from sitegen.settings import locate, read_toml
from sitegen.source import Fault, Stamp, read_text
from sitegen.survey import Survey

PACKAGE = Path(__file__).resolve().parent
BUILT_IN_TEMPLATES = PACKAGE / "builtin" / "templates"
FOR_SHEETS = ("sheets/", "offline.js", "worker.js")
"""What a theme has in ``static/`` for worksheets alone."""

_TYPES: dict[str, tuple[type, str]] = {
    "string": (str, "a text"),
    "boolean": (bool, "true or false"),
    "integer": (int, "a whole number"),
    "choice": (str, "one of its choices"),
}


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with its parents: ``folders`` from the nearest to the furthest, and its options."""

    name: str
    folders: tuple[Path, ...]
    options: Mapping[str, Any]
    digest: str
    sizes: str = ""
    card: Mapping[str, str] = field(default_factory=dict)

    def static_files(
        self, config: Config, survey: Survey, faults: list[Problem], sheets: bool
    ) -> dict[str, tuple[Path, Stamp]]:
        """The files to publish as assets: the theme's, its parents', and the site's over them.

        ``sheets`` says whether there are worksheets: without one, nothing asks for what the themes
        have for them.
        """
        found: dict[str, tuple[Path, Stamp]] = {}
        own = config.root / config.static / "assets"
        for folder in (*(folder / "static" for folder in reversed(self.folders)), own):
            for path, stamp in survey.files(folder, faults).items():
                if sheets or folder == own or not path.startswith(FOR_SHEETS):
                    found[path] = (folder / path, stamp)
        return dict(sorted(found.items()))


def shipped_themes() -> Path:
    """The folder of the themes that come with the program: in the wheel, or in a checkout."""
    inside = PACKAGE / "_themes"
    return inside if inside.is_dir() else PACKAGE.parent / "themes"


def find_theme(config: Config) -> tuple[Theme, tuple[Problem, ...]]:
    """The theme that the settings name, with its parents. Problems name the file to mend."""
    problems: list[Problem] = []
    folders: list[Path] = []
    sizes, card = "", dict[str, str]()
    offered: dict[str, Any] = {}
    name, source, digests = config.theme, (config.file or "sitegen.toml"), []
    while name:
        folder = _folder(config, name)
        if folder is None or folder in folders:
            problems.append(_missing(config, name, source, folder is not None))
            break
        folders.append(folder)
        about, text, shown = _read(folder, name, problems)
        digests.append(text)
        offered = {**_offered(about, text, shown, problems), **offered}
        sizes = sizes or _sizes(about, shown, problems)
        card = {**_card(about, folder, text, shown, problems), **card}
        name, source = str(about.get("parent", "")), shown
    options = _options(config, offered, problems)
    mark = digest.of_value((digests, sorted(options.items())))
    return Theme(config.theme, tuple(folders), options, mark, sizes, card), tuple(problems)


def _folder(config: Config, name: str) -> Path | None:
    if not name.replace("-", "").replace("_", "").isalnum():
        return None
    for place in (config.root / config.themes, shipped_themes()):
        if (place / name).is_dir():
            return place / name
    return None


def _missing(config: Config, name: str, source: str, loops: bool) -> Problem:
    if loops:
        message, hint = f"the theme `{name}` is its own parent", "take out one `parent`"
        return Problem("bad-theme", message, Location(source), hint)
    places = (config.root / config.themes, shipped_themes())
    known = sorted({path.parent.name for place in places for path in place.glob("*/theme.toml")})
    hint = suggestion(name, known) or f"there are: {', '.join(known)}"
    return Problem("no-theme", f"there is no theme `{name}`", Location(source), hint)


def _read(folder: Path, name: str, problems: list[Problem]) -> tuple[dict[str, Any], str, str]:
    shown = f"themes/{name}/theme.toml"
    if not (folder / "theme.toml").is_file():
        message = f"the theme `{name}` has no theme.toml"
        problems.append(Problem("bad-theme", message, Location(shown)))
        return {}, "", shown
    try:
        text = read_text(folder / "theme.toml", shown)
        return read_toml(shown, text), text, shown
    except Fault as fault:
        problems.append(fault.problem)
    return {}, "", shown


def _offered(
    about: Mapping[str, Any], text: str, shown: str, problems: list[Problem]
) -> dict[str, Any]:
    """The options of one ``theme.toml`` that are as they should be."""
    options = about.get("options", {})
    faults = [] if isinstance(options, dict) else ["`options` must be a table"]
    found = {}
    for name, option in options.items() if isinstance(options, dict) else ():
        if fault := _description_fault(option):
            faults.append(f"the option `{name}` {fault}")
        else:
            found[name] = option
    for fault in faults:
        place = locate(text, ("options", *fault.split("`")[1:2]))
        excerpt = line_of(text, place[0])
        problems.append(Problem("bad-theme", fault, Location(shown, *place), excerpt=excerpt))
    return found


def _sizes(about: Mapping[str, Any], shown: str, problems: list[Problem]) -> str:
    """How wide the theme shows pictures in texts, as HTML says it."""
    found = about.get("sizes", "")
    if isinstance(found, str) and not any(sign in found for sign in '<>"'):
        return found
    problems.append(Problem("bad-theme", "`sizes` must be a text, as in HTML", Location(shown)))
    return ""


def _card(
    about: Mapping[str, Any], folder: Path, text: str, shown: str, problems: list[Problem]
) -> dict[str, str]:
    """The colours that the theme gives to cards, and the files of its fonts for them."""
    found = about.get("card", {})
    if not isinstance(found, dict):
        problems.append(Problem("bad-theme", "`card` must be a table", Location(shown)))
        return {}
    known = {}
    for name, value in found.items():
        if fault := _card_fault(folder, name, value):
            place = locate(text, ("card", name))
            excerpt = line_of(text, place[0])
            problems.append(Problem("bad-theme", fault, Location(shown, *place), excerpt=excerpt))
        else:
            known[name] = str(folder / CARDS / value) if name in _FONTS else value
    return known


def _card_fault(folder: Path, name: str, value: Any) -> str:
    if name in _FONTS:
        is_there = isinstance(value, str) and (folder / CARDS / Path(value).name).is_file()
        return "" if is_there else f"`card`: {name} must be a font in the theme's folder {CARDS}/"
    if name in _COLOURS and isinstance(value, str) and _COLOUR.fullmatch(value):
        return ""
    known = f"{', '.join(_COLOURS)}, each a colour such as #1b3a4b"
    return f"`card` has {known}, and the fonts {' and '.join(_FONTS)}"


CARDS = "cards"
"""The folder of a theme that holds the fonts of cards."""

_FONTS = ("font", "text")
_COLOURS = ("background", "ink", "accent", "line")
_COLOUR = re.compile("#[0-9a-fA-F]{6}")


def _description_fault(option: Any) -> str:
    if not isinstance(option, dict):
        return "must be a table with `type` and `default`"
    if option.get("type", "string") not in list(_TYPES):
        return f"can't be of type `{option['type']}`: there are {', '.join(_TYPES)}"
    if not isinstance(option.get("choices", []), list):
        return "must have a list of choices"
    return ""


def _options(config: Config, offered: Mapping[str, Any], problems: list[Problem]) -> dict[str, Any]:
    values = {name: option.get("default") for name, option in offered.items()}
    for name, value in config.theme_options.items():
        fault, hint = _option_fault(name, value, offered)
        if fault:
            problems.append(_at_option(config, name, fault, hint))
        else:
            values[name] = value
    return values


def _option_fault(name: str, value: Any, offered: Mapping[str, Any]) -> tuple[str, str]:
    option = offered.get(name)
    if option is None:
        hint = suggestion(name, offered) or f"it has: {', '.join(sorted(offered))}"
        return f"the theme has no option `{name}`", hint
    wanted, words = _TYPES.get(option.get("type", "string"), (str, "a text"))
    if type(value) is not wanted:
        return f"`{name}` must be {words}", str(option.get("help", ""))
    choices = option.get("choices", ())
    if choices and value not in choices:
        hint = suggestion(str(value), choices) or f"one of: {', '.join(choices)}"
        return f"`{name}` can't be `{value}`", hint
    return "", ""


def _at_option(config: Config, name: str, message: str, hint: str) -> Problem:
    try:
        text = (config.root / config.file).read_text("utf-8", "replace")
    except OSError:
        text = ""
    prefix = ("tool", "sitegen") if config.file == "pyproject.toml" else ()
    line, column = locate(text, (*prefix, "theme_options", name))
    place = Location(config.file, line, column)
    return Problem("bad-option", message, place, hint, excerpt=line_of(text, line))
