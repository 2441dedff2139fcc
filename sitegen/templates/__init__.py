"""Templates by name, over several levels: the site's own, the theme's, its parents', built in."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen import digest
from sitegen.config import Config
from sitegen.errors import Location, Problem, line_of, suggestion
from sitegen.memo import Memo
from sitegen.source import Fault, read_text
from sitegen.survey import Survey
from sitegen.themes import BUILT_IN_TEMPLATES, Theme

if TYPE_CHECKING:
    from jinja2 import Environment, Template

PARENT = "!parent/"
_LEVEL = re.compile(r"!(\d+)/(.*)", re.S)


class Templates:
    """All templates of one site, their digests, and the Jinja environment that renders them.

    A template's digest covers everything it extends, includes and imports. ``!parent/NAME`` in a
    template means NAME one level up from where that template stands.
    """

    def __init__(
        self, config: Config, theme: Theme, memo: Memo, survey: Survey, faults: list[Problem]
    ) -> None:
        self.memo = memo
        self.root = config.root
        own = config.root / config.templates
        folders = [own, *(folder / "templates" for folder in theme.folders), BUILT_IN_TEMPLATES]
        self.levels = [
            (folder, _read_all(folder, self._shown(folder), survey, faults)) for folder in folders
        ]
        self._digests: dict[str, str] = {}
        self._references: dict[str, list[str | None]] = memo.get("templates", {})
        self._learned = False
        self._environment: Environment | None = None

    def has(self, name: str) -> bool:
        return self._find(name) is not None

    def names(self) -> list[str]:
        """The names of all templates, of every level."""
        return sorted({name for _, texts in self.levels for name in texts})

    def first(self, *names: str) -> str:
        """The first of ``names`` that there is a template for, else the last of them."""
        return next((name for name in names if self.has(name)), names[-1])

    def digest(self, name: str) -> str:
        """The digest of a template with all that it draws in; a missing one has a digest too."""
        if name not in self._digests:
            self._digests[name] = "recursive"
            found = self._find(name)
            if found is None:
                self._digests[name] = "missing"
            else:
                parts = [found[1], *(self._drawn_in(name, found[1]))]
                self._digests[name] = digest.of_value(parts)
        return self._digests[name]

    def _drawn_in(self, name: str, source: str) -> list[str]:
        drawn = []
        for other in self._referenced(source):
            if other is None:  # a name worked out while rendering: it could be any template
                drawn += [text for _, texts in self.levels for text in texts.values()]
            else:
                drawn.append(self.digest(self.join(other, name)))
        return drawn

    def _referenced(self, source: str) -> list[str | None]:
        mark = digest.of_text(source)
        if mark not in self._references:
            from jinja2 import TemplateSyntaxError, meta

            try:
                tree = self.environment.parse(source)
                self._references[mark] = list(meta.find_referenced_templates(tree))
            except (TemplateSyntaxError, RecursionError):
                return []  # rendering will say what is wrong
            self._learned = True
        return self._references[mark]

    def save(self) -> None:
        if self._learned:
            self.memo.set("templates", self._references)

    # ------------------------------------------------------------------ lookup

    def join(self, name: str, asked_by: str) -> str:
        """The name under which the template ``asked_by`` finds what it calls ``name``."""
        if not name.startswith(PARENT):
            return name
        found = self._find(asked_by)
        return f"!{found[0] + 1 if found else 0}/{name.removeprefix(PARENT)}"

    def _find(self, name: str) -> tuple[int, str] | None:
        """The level and the source of a template."""
        start = 0
        if found := _LEVEL.fullmatch(name):
            start, name = int(found[1]), found[2]
        for level in range(start, len(self.levels)):
            source = self.levels[level][1].get(name)
            if source is not None:
                return level, source
        return None

    def source(self, name: str) -> str | None:
        """A template's text, or None if there is none of this name."""
        found = self._find(name)
        return found[1] if found else None

    def place(self, name: str) -> str:
        """The template's path as messages show it."""
        found = self._find(name)
        bare = _LEVEL.fullmatch(name)
        folder = self.levels[found[0]][0] if found else self.levels[0][0]
        return f"{self._shown(folder)}/{bare[2] if bare else name}"

    def _shown(self, folder: Path) -> str:
        if folder.is_relative_to(self.root):
            return folder.relative_to(self.root).as_posix()
        return f"themes/{folder.parent.name}/{folder.name}"

    def compile(self, names: Iterable[str]) -> None:
        """Makes templates ready before they are needed. One that can't be is left for later."""
        from jinja2 import TemplateError

        for name in names:
            with contextlib.suppress(TemplateError, RecursionError):
                self.get(name)

    def get(self, name: str) -> Template:
        return self.environment.get_template(name)

    @property
    def environment(self) -> Environment:
        if self._environment is None:
            from sitegen.templates.environment import make_environment

            self._environment = make_environment(self.source, self.join, self.memo)
        return self._environment

    # ------------------------------------------------------------------ faults

    def problem(self, fault: Exception, name: str) -> Problem:
        """A failure while the template ``name`` was compiled or rendered, as a problem."""
        from jinja2 import TemplateNotFound, TemplateSyntaxError

        if isinstance(fault, TemplateNotFound):
            missing = _LEVEL.sub(rf"{PARENT}\2", str(fault.name))
            line, where = _line_in(fault, name, self.has)
            return self._at(
                "no-template", f"there is no template `{missing}`", where, line,
                suggestion(missing, self.names()),
            )  # fmt: skip
        if isinstance(fault, TemplateSyntaxError):
            message = (fault.message or "a mistake").rstrip(".")
            return self._at("template-syntax", message, fault.name or name, fault.lineno, "")
        line, where = _line_in(fault, name, self.has)
        if isinstance(fault, RecursionError):
            hint = "a template includes or extends itself, or its text is nested too deep"
            return self._at("template-loop", "the template never ends", where, line, hint)
        words = str(fault).rstrip(".") or type(fault).__name__
        return self._at("template-error", words, where, line, "")

    def _at(self, code: str, message: str, name: str, line: int, hint: str) -> Problem:
        found = self._find(name)
        excerpt = line_of(found[1], line) if found else ""
        column = len(excerpt) - len(excerpt.lstrip()) + 1
        place = Location(self.place(name), line, column)
        return Problem(code, message, place, hint, excerpt=excerpt)


def _line_in(
    fault: BaseException, name: str, is_template: Callable[[str], bool]
) -> tuple[int, str]:
    """Line and template of the innermost template frame of a traceback, which Jinja rewrites."""
    line, where = 0, name
    frame = fault.__traceback__
    while frame is not None:
        filename = frame.tb_frame.f_code.co_filename
        if is_template(filename):
            line, where = frame.tb_lineno, filename
        frame = frame.tb_next
    return line, where


def _read_all(folder: Path, shown: str, survey: Survey, faults: list[Problem]) -> Mapping[str, str]:
    texts = {}
    for path in survey.files(folder, faults):
        if path.endswith((".html", ".xml", ".txt", ".svg", ".json")):
            try:
                texts[path] = read_text(folder / path, f"{shown}/{path}")
            except Fault as fault:
                faults.append(fault.problem)
    return texts
