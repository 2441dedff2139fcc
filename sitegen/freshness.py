"""Which pages must be rendered.

The one rule: a page is fresh if it is planned as before, every input in its trace has the digest
it had, and its file is as it was left.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from sitegen.manifest import Manifest, Row, numbers
from sitegen.model import Name, Page
from sitegen.plan import Plan, pack_page
from sitegen.render import Press, describe

_OUTSIDE_MODEL = frozenset({"body", "anchor", "template", "data"})
"""Inputs that can change while all metadata, settings and lists of files are as they were."""


class Freshness:
    """Compares the plan and the inputs with those of the last build.

    ``same_model`` says that nothing a plan or a query depends on has changed since; ``trusting``
    that nobody else writes into the output folder.
    """

    def __init__(
        self, press: Press, manifest: Manifest, plan: Plan, same_model: bool, trusting: bool = False
    ) -> None:
        self.press, self.manifest, self.plan = press, manifest, plan
        self.same_model, self.trusting = same_model, trusting
        self.output = str(press.site.config.output_dir)
        self.changed: dict[int, Name] = {
            number: name
            for name, (number, mark, _) in manifest.inputs.items()
            if self._differs(name, mark)
        }

    def _differs(self, name: Name, mark: str) -> bool:
        if self.same_model and name[0] not in _OUTSIDE_MODEL:
            return False
        return self.press.digest(name) != mark

    def stale(self) -> list[Page]:
        """The pages to render, in the plan's order."""
        return [self.plan.pages[path] for path in self.plan.pages if self._is_stale(path)]

    def _is_stale(self, path: str) -> bool:
        row = self.manifest.pages.get(path)
        if row is None or row[4] is None or not self._is_in_place(path, row[2], row[3]):
            return True
        if not self.same_model and row[0] != pack_page(self.plan.pages[path]):
            return True
        return bool(self.changed) and not self.changed.keys().isdisjoint(numbers(row[4]))

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
        if not self._is_in_place(path, row.size, row.mtime):
            yield "its file was changed or removed by something else"

    def _is_in_place(self, path: str, size: int, mtime: int) -> bool:
        if self.trusting:
            return True
        try:
            info = os.stat(f"{self.output}/{path}")
        except OSError:
            return False
        return info.st_size == size and info.st_mtime_ns == mtime
