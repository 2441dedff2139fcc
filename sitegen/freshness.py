"""Which pages must be rendered.

The one rule: a page is fresh if it is planned as before, every input in its trace has the digest
it had, and its file is as it was left.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import Any

from sitegen.manifest import Manifest, Row, numbers
from sitegen.model import Name, Page
from sitegen.plan import Plan, pack_page
from sitegen.render import Press, describe
from sitegen.settled import displaced

_OUTSIDE_MODEL = frozenset({"body", "anchor", "template", "data"})
"""Inputs that can change while all metadata, settings and lists of files are as they were."""
_WIDTH = array("I").itemsize
_MANY = 40
Moved = Callable[[], Iterable[str]]


class Freshness:
    """Compares the plan and the inputs with those of the last build.

    ``same_model`` says that nothing a plan or a query depends on has changed since. ``moved``
    tells which files are not as they were left; without it, all are looked at.
    """

    def __init__(
        self,
        press: Press,
        manifest: Manifest,
        plan: Plan,
        same_model: bool,
        moved: Moved | None = None,
    ) -> None:
        self.press, self.manifest, self.plan = press, manifest, plan
        self.same_model = same_model
        output = str(press.site.config.output_dir)
        self._moved = moved or (lambda: displaced(output, manifest.outputs()))
        inputs = manifest.inputs
        suspects = self._suspects() if same_model else inputs
        self.changed: dict[int, Name] = {
            inputs[name][0]: name for name in suspects if press.digest(name) != inputs[name][1]
        }
        self._needles = [number.to_bytes(_WIDTH, sys.byteorder) for number in self.changed]

    def _suspects(self) -> list[Name]:
        """The inputs that can have changed though nothing did that a plan depends on.

        Nearly all of them are texts, and a text whose digest is as it was is no suspect.
        """
        held = self.press.site.loaded.entries.body_digests()
        inputs = self.manifest.inputs
        return [
            name
            for name in [name for name in inputs if name[0] in _OUTSIDE_MODEL]
            if name[0] != "body" or not inputs[name][1].startswith(held.get(name[1], "-"))
        ]

    @cached_property
    def moved(self) -> frozenset[str]:
        """The paths whose files were changed or removed by something else."""
        return frozenset(self._moved())

    def stale(self) -> list[Page]:
        """The pages to render, in the plan's order."""
        pages, known = self.plan.pages, self.manifest.pages.get
        return [pages[path] for path in pages if self._is_stale(path, known(path))]

    def _is_stale(self, path: str, row: tuple[Any, ...] | None) -> bool:
        if row is None or row[4] is None:
            return True
        if path in self.moved:
            return True
        if not self.same_model and row[0] != pack_page(self.plan.pages[path]):
            return True
        return self._has_changed(row[4])

    def _has_changed(self, trace: bytes) -> bool:
        """Whether one of the inputs that a trace numbers has changed."""
        if len(self._needles) <= _MANY:
            # Bytes are searched faster than numbers are read; what is found may lie across two.
            for needle in self._needles:
                if needle in trace:
                    break
            else:
                return False
        return not self.changed.keys().isdisjoint(numbers(trace))

    def reasons(self, path: str) -> Iterator[str]:
        """Every reason why the page at ``path`` must be rendered, in words."""
        row = self.manifest.row(path)
        if row is None:
            yield "it was not there before"
        elif row.trace is None:
            yield "a build that wrote it did not end, or another version of sitegen made it"
        else:
            yield from self._changes(path, row)

    def _changes(self, path: str, row: Row) -> Iterator[str]:
        if row.plan != pack_page(self.plan.pages[path]):
            yield "it is planned otherwise than before"
        for number in numbers(row.trace):
            if number in self.changed:
                yield f"{describe(self.changed[number])} changed"
        if path in self.moved:
            yield "its file was changed or removed by something else"
