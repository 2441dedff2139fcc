"""Reads the text of a lock file, which people edit and merge, and trusts none of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Never

from sitegen.errors import Location, Problem, line_of
from sitegen.worksheets.kinds import LOCK_FORMAT

_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Lock:
    """What was locked of each worksheet, by its id: ``version``, ``fields`` and ``lists``."""

    worksheets: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: _NOTHING)


_AGAIN = (
    "take it back from version control; or remove it and run `sitegen worksheet lock`, but then "
    "nothing guards the answers to questions that are gone by now"
)
_NO_LOCK = "this file is not a lock file of worksheets"
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)


class Damaged(Exception):
    """A lock file that cannot be used, why, and where."""

    def __init__(
        self, message: str, line: int = 0, column: int = 1, hint: str = _AGAIN, excerpt: str = ""
    ) -> None:
        super().__init__(message)
        self.line, self.column, self.hint, self.excerpt = line, column, hint, excerpt

    def problem(self, shown: str) -> Problem:
        place = Location(shown, self.line, self.column if self.line else 0)
        return Problem("worksheet-lock", str(self), place, self.hint, excerpt=self.excerpt)


def read_text(data: bytes) -> Lock:
    """The lock that a file holds, every part of its right type; raises :class:`Damaged`."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        raise Damaged("this file is not UTF-8 text") from None
    return Lock(_Reader(text).worksheets())


class _Reader:
    """Checks a lock file from the outside in; ``fail`` finds the line of what it checks."""

    def __init__(self, text: str) -> None:
        self.text = text

    def worksheets(self) -> Mapping[str, Mapping[str, Any]]:
        content = self.object(self.parsed())
        found = content.get("format")
        if not (isinstance(found, str) and found.startswith("worksheets-lock/")):
            self.fail(_NO_LOCK, "format")
        if found != LOCK_FORMAT:
            message = (
                f"this lock file has the format `{found}`, and this program knows `{LOCK_FORMAT}`"
            )
            self.fail(message, "format", hint="update sitegen")
        sheets = self.object(content.get("worksheets"), "worksheets")
        for name, sheet in sheets.items():
            self.sheet(sheet, "worksheets", name)
        return sheets

    def parsed(self) -> object:
        if conflict := _CONFLICT.search(self.text):
            hint = "keep what both sides lock, or keep one side and run `sitegen worksheet lock`"
            self.fail_at("this file holds an open merge conflict", conflict.start(), hint)
        try:
            return json.loads(self.text, object_pairs_hook=self.unique)
        except json.JSONDecodeError as fault:
            reason = fault.msg[:1].lower() + fault.msg[1:]
            self.fail_at(f"this file is not JSON: {reason}", fault.pos)
        except (RecursionError, ValueError):
            raise Damaged(_NO_LOCK) from None

    def unique(self, pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, value in pairs:
            if key in found:
                at = self.text.rfind(f"{json.dumps(key, ensure_ascii=False)}:")
                self.fail_at(f"`{key}` stands here twice", max(at, 0), "keep one of them")
            found[key] = value
        return found

    # ------------------------------------------------------------------ shapes

    def sheet(self, sheet: object, *path: str) -> None:
        parts = self.object(sheet, *path)
        version = parts.get("version")
        if not isinstance(version, int) or isinstance(version, bool) or version < 1:
            self.fail("`version` must be a whole number from 1", *path, "version")
        for name, item in self.object(parts.get("fields"), *path, "fields").items():
            self.field(item, *path, "fields", name)
        for name, item in self.object(parts.get("lists"), *path, "lists").items():
            place = (*path, "lists", name)
            self.texts(self.object(item, *place), ("kind", "label"), *place)
            columns = self.object(self.object(item).get("columns"), *place, "columns")
            for column, entry in columns.items():
                self.field(entry, *place, "columns", column)

    def field(self, item: object, *path: str) -> None:
        parts = self.object(item, *path)
        self.texts(parts, ("kind", "label"), *path)
        options = parts.get("options", [])
        if not isinstance(options, list) or not all(isinstance(option, str) for option in options):
            self.fail("`options` must be a list of texts", *path, "options")

    def texts(self, parts: Mapping[str, Any], keys: Iterable[str], *path: str) -> None:
        for key in keys:
            if not isinstance(parts.get(key), str):
                self.fail(f"`{key}` must be a text", *path, key)

    def object(self, value: object, *path: str) -> dict[str, Any]:
        if isinstance(value, dict):
            return value
        message = f"`{path[-1]}` must be an object" if path else _NO_LOCK
        return self.fail(message, *path)

    # ------------------------------------------------------------------ places

    def fail(self, message: str, *path: str, hint: str = _AGAIN) -> Never:
        """Blames the last key of ``path`` that is in the text, each looked for after the other."""
        at = 0
        for key in path:
            at = max(at, self.text.find(f"{json.dumps(key, ensure_ascii=False)}:", at))
        self.fail_at(message, at, hint)

    def fail_at(self, message: str, at: int, hint: str = _AGAIN) -> Never:
        line = self.text.count("\n", 0, at) + 1
        column = at - self.text.rfind("\n", 0, at)
        raise Damaged(message, line, column, hint, line_of(self.text, line))
