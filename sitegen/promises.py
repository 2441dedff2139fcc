"""What the lock file promises to readers: that no edit of a worksheet loses their answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from sitegen.bodies import Bodies
from sitegen.config import LOCK_NAME
from sitegen.errors import ERROR, WARNING, Location, Problem
from sitegen.model import Entry
from sitegen.sheets import definition, misplaced
from sitegen.site import Site
from sitegen.worksheets.locked import Lock, problems, read_lock, stale


def worksheet_problems(site: Site, bodies: Bodies, live: bool = False) -> list[Problem]:
    """What is wrong with the worksheets as a whole, and with what they would do to answers.

    The texts of all worksheets were parsed before. While an author writes (``live``) a lost answer
    is a warning: nothing is published yet.
    """
    lock = read_lock(site.config.root / LOCK_NAME)
    nothing_locked = isinstance(lock, Lock) and not lock.worksheets
    if nothing_locked and not site.loaded.entries.of_kind("worksheets"):
        return []
    found = list(misplaced(site))
    if isinstance(lock, Problem):
        return [*found, lock]
    if _unfinished(site, bodies):
        return found
    current, places = public_definitions(site, bodies)
    broken = problems(lock, current, places, hidden=_hidden(site))
    found += [replace(one, severity=WARNING) for one in broken] if live else broken
    return found if broken else [*found, *_unlocked(lock, current)]


def _unfinished(site: Site, bodies: Bodies) -> bool:
    """Whether a worksheet has mistakes of its own: what it asks is not known before they go."""
    texts = (bodies.get(entry) for entry in site.worksheets)
    wrong = any(finding.severity == ERROR for body in texts for finding in body.findings)
    return wrong or any(id.startswith("worksheets/") for id in site.broken)


def _hidden(site: Site) -> dict[str, Location]:
    """Where each worksheet says what may keep it from readers: drafts, scheduled, expired ones."""
    entries = site.loaded.entries
    return {
        entry.worksheet: _place(entry, "draft", "status", "expires", "date")
        for entry in map(entries.__getitem__, entries.of_kind("worksheets"))
        if entry.worksheet
    }


def _place(entry: Entry, *keys: str) -> Location:
    """Where the first of these keys stands that the entry has."""
    found = next((entry.marks[key] for key in keys if key in entry.marks), (1, 1))
    return Location(entry.source, *found)


def public_definitions(
    site: Site, bodies: Bodies
) -> tuple[dict[str, dict[str, Any]], dict[str, Location]]:
    """The definitions of all worksheets that readers can see, and where their versions stand."""
    public = [entry for entry in site.worksheets if entry.id not in site.states]
    current = {entry.worksheet: definition(site, entry, bodies.get(entry)) for entry in public}
    return current, {entry.worksheet: _place(entry, "version") for entry in public}


def _unlocked(lock: Lock, current: Mapping[str, Mapping[str, Any]]) -> list[Problem]:
    """A word on worksheets that the lock file does not hold as they are now."""
    ids = stale(lock, current)
    if not ids:
        return []
    names = ", ".join(f"`{id}`" for id in ids)
    message = f"not locked as they are now: {names}; a later edit could lose readers' answers"
    hint = f"run `sitegen worksheet lock`, and commit {LOCK_NAME}"
    return [Problem("not-locked", message, Location(LOCK_NAME), hint, WARNING)]
