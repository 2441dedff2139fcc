"""Descriptions of terms that send a reader to an entry that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from sitegen.errors import Location, Problem, suggestion
from sitegen.model import Entry
from sitegen.site import Site


def astray(site: Site) -> Iterator[Problem]:
    """Each entry that a term's ``start`` or ``route`` names and that there is no file of."""
    for note in site.notes.values():
        if note.start:
            yield from _astray(site, note, "start", note.start, "start")
        for id in note.route:
            yield from _astray(site, note, "route", id, f"route {id}")
        if site.taxonomies[note.kind].order == "route" and not note.route:
            place = Location(note.source, *note.marks.get("title", (1, 1)))
            hint = "say `route:` and list entries by their paths in the content folder"
            yield Problem("no-route", "the reading path leads nowhere", place, hint)


def _astray(site: Site, note: Entry, field: str, id: str, mark: str) -> Iterator[Problem]:
    known = site.loaded.entries
    if (id in known and known[id].kind not in site.taxonomies) or id in site.broken:
        return
    place = Location(note.source, *note.marks.get(mark, note.marks.get(field, (1, 1))))
    near = suggestion(id, site.entries, 2) or "write its path in the content folder"
    yield Problem("broken-link", f"`{field}`: nothing is at `{id}`", place, near)
