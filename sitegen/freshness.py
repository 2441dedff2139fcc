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

from sitegen.manifest import Input, Manifest, Row, numbers
from sitegen.model import Name, Page
from sitegen.plan import Plan, pack_page
from sitegen.render import Press, describe
from sitegen.settled import displaced

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
        suspects = self._suspects() if same_model else manifest.inputs.items()
        self.changed: dict[int, Name] = {
            row[0]: name for name, row in suspects if not self._is_same(name, row)
        }

    def _is_same(self, name: Name, row: Input) -> bool:
        """Whether an input is as it was: comparing answers costs less than making digests."""
        _, mark, answer = row
        if answer is not None and self.press.answer(name) == answer:
            return True
        return self.press.digest(name) == mark

    def _suspects(self) -> list[tuple[Name, Input]]:
        """The inputs that can have changed though nothing did that a plan depends on.

        Nearly all of them are texts, and a text whose digest is as it was is no suspect.
        """
        held = self.press.site.loaded.entries.body_digests()
        return [
            (name, row)
            for name, row in self.manifest.inputs.texts().items()
            if name[0] != "body" or not row[1].startswith(held.get(name[1], "-"))
        ]

    @cached_property
    def moved(self) -> frozenset[str]:
        """The paths whose files were changed or removed by something else."""
        return frozenset(self._moved())

    def stale(self) -> list[Page]:
        """The pages to render, in the plan's order."""
        pages = self.plan.pages
        stale = {*self.moved, *self.manifest.unknown(), *self._readers()}
        if not self.same_model:
            known = self.manifest.pages.get
            stale.update(path for path in pages if self._is_planned_anew(path, known(path)))
        return [pages[path] for path in pages if path in stale]

    def _is_planned_anew(self, path: str, row: tuple[Any, ...] | None) -> bool:
        return row is None or row[0] != pack_page(self.plan.pages[path])

    def _readers(self) -> list[str]:
        """The paths of the pages that have read one of the changed inputs."""
        found: Iterable[tuple[str, bytes]] = [
            (path, row[4]) for path, row in self.manifest.pages.items() if row[4]
        ]
        if len(self.changed) <= _MANY:
            # Bytes are searched faster than numbers are read; what is found may lie across two.
            needles = [number.to_bytes(_WIDTH, sys.byteorder) for number in self.changed]
            found = {pair for needle in needles for pair in found if needle in pair[1]}
        return [path for path, trace in found if not self.changed.keys().isdisjoint(numbers(trace))]

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
