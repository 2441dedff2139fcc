"""The manifest: what is in the output folder, and what each page there was made from.

All pages in it are current for one set of inputs, so an input is kept once for all pages: its
name, its digest, and for a query its answer. A row without a trace is a page that a build had
begun to write or remove: its file is ours, but what it holds is not known.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sitegen.memo import Memo
from sitegen.model import Name


class Row(NamedTuple):
    """One page of the output. ``trace`` holds the numbers of its inputs, or is None."""

    plan: tuple[Any, ...]
    content: str
    size: int
    mtime: int
    trace: bytes | None


class Manifest:
    """The pages of the last build and their inputs.

    ``model`` is the digest of all metadata, settings and lists of files that they were planned
    from; it holds from ``since`` until ``until``, when an entry comes up or expires. ``engine``
    is the digest of the program. Pages of another engine have no traces.
    """

    def __init__(self, memo: Memo, engine: str) -> None:
        self.memo, self.engine = memo, engine
        self.model, self.since, self.until = "", "", ""
        memo.check()
        known = memo.get("built", ("", "", "", ""))
        if known[0] == engine:
            _, self.model, self.since, self.until = known
        elif known[0]:
            memo.clear(keep=("pages",))
            memo.update("pages", self._lost(memo.table("pages")), whole=True)
        self.pages: dict[str, tuple[Any, ...]] = memo.table("pages")
        """All rows by path, as plain tuples in the order of :class:`Row`."""
        self.pages.update(self._lost(memo.get("journal", ())))
        self.inputs: dict[Name, tuple[int, str, Any]] = memo.table("inputs")

    @staticmethod
    def _lost(paths: Iterable[str]) -> dict[str, tuple[Any, ...]]:
        """Rows for pages of which no one knows what they hold."""
        return {path: tuple(Row((), "", 0, 0, None)) for path in paths}

    def own(self, paths: Iterable[str]) -> None:
        """Takes paths of the output for pages of ours of which nothing else is known."""
        self.pages.update(self._lost(paths))

    def row(self, path: str) -> Row | None:
        found = self.pages.get(path)
        return None if found is None else Row(*found)

    def outputs(self) -> tuple[tuple[str, int, int], ...]:
        """Path, size and time of change of every page's file."""
        return tuple((path, row[2], row[3]) for path, row in self.pages.items())

    def reads(self, path: str) -> list[Name]:
        """The names of the inputs of a page."""
        row = self.row(path)
        read = set(numbers(row.trace)) if row else set()
        return [name for name, (number, *_) in self.inputs.items() if number in read]

    def answer(self, question: tuple[Any, ...]) -> tuple[Any] | None:
        """The answer that a query had, in a tuple of its own, or None if no page has asked it."""
        found = self.inputs.get(("query", *question))
        return (found[2],) if found else None

    def unknown(self) -> list[str]:
        """The paths of pages of which it is not known what they hold."""
        return [path for path, row in self.pages.items() if row[4] is None]

    # ------------------------------------------------------------------ writing

    def begin(self, paths: Iterable[str]) -> None:
        """Notes, lastingly, that these paths are about to change."""
        self.memo.set("journal", tuple(paths))
        self.memo.set("settled", None)
        self.memo.save()

    def finish(
        self,
        model: tuple[str, str, str],
        written: Mapping[str, tuple[tuple[Any, ...], str, int, int, frozenset[Name]]],
        removed: Iterable[str],
        inputs: Mapping[Name, tuple[str, Any]],
        whole: bool,
    ) -> None:
        """Notes, lastingly, what the written pages are made from.

        ``model`` is its digest and the times between which it holds. ``inputs`` gives the
        digest and answer of every input that is new or has changed; if the
        pages were all written, ``whole``, of every input there is.
        """
        known = {} if whole else self.inputs
        following = len(known)
        numbered: dict[Name, tuple[int, str, Any]] = {}
        for name, (mark, answer) in inputs.items():
            number = known[name][0] if name in known else following
            following += number == following
            numbered[name] = (number, mark, answer)
        self.memo.update("inputs", numbered, whole=whole)
        rows = {
            path: (*row[:4], array("I", sorted(self.inputs[name][0] for name in row[4])).tobytes())
            for path, row in written.items()
        }
        self.memo.update("pages", rows, removed, whole=whole)
        self.memo.set("journal", ())
        self.memo.set("built", (self.engine, *model))
        self.memo.save()


def numbers(trace: bytes | None) -> array[int]:
    """The numbers of the inputs in a row's trace."""
    found = array("I")
    found.frombytes(trace or b"")
    return found
