"""Which pages must be rendered.

The one rule: a page is fresh if it is planned as before, every input in its trace has the digest
it had, and its file is as it was left.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping

from sitegen import digest
from sitegen.manifest import Manifest, Row
from sitegen.model import Page
from sitegen.render import Press, describe


def plan_digests(pages: Mapping[str, Page]) -> dict[str, str]:
    """The digest of what is planned for each path."""
    return {path: digest.of_value(page_key(page)) for path, page in pages.items()}


def page_key(page: Page) -> tuple[object, ...]:
    return (page.url, page.maker, page.kind, page.template, page.subject)


class Freshness:
    """Compares the plan and the inputs with those of the last build."""

    def __init__(self, press: Press, manifest: Manifest, planned: Mapping[str, str]) -> None:
        self.press, self.manifest, self.planned = press, manifest, planned
        self.output = str(press.site.config.output_dir)
        known = zip(manifest.names, manifest.digests, strict=False)
        self._changed = {
            number for number, (name, mark) in enumerate(known) if press.digest(name) != mark
        }

    def stale(self, pages: Mapping[str, Page]) -> list[Page]:
        """The pages to render, in the plan's order."""
        return [page for path, page in pages.items() if self.reason(path) is not None]

    def reason(self, path: str) -> str | None:
        """Why the page at ``path`` must be rendered, or None if it is fresh."""
        return next(self.reasons(path), None)

    def reasons(self, path: str) -> Iterator[str]:
        """Every reason why the page at ``path`` must be rendered."""
        row = self.manifest.rows.get(path)
        if row is None:
            yield "it was not there before"
            return
        if row.trace is None:
            yield "a build that wrote it did not end"
            return
        if row.plan != self.planned[path]:
            yield "it is planned otherwise than before"
        if not self._changed.isdisjoint(row.trace):
            for number in row.trace:
                if number in self._changed:
                    yield f"{describe(self.manifest.names[number])} changed"
        if not self._in_place(path, row):
            yield "its file was changed or removed by something else"

    def _in_place(self, path: str, row: Row) -> bool:
        try:
            info = os.stat(f"{self.output}/{path}")
        except OSError:
            return False
        return info.st_size == row.size and info.st_mtime_ns == row.mtime
