"""The manifest: what is in the output folder, and what each page there was made from.

All pages in it are current for one set of inputs, so an input is kept once for all pages: its
name, its digest, and for a query its answer. A row without a trace is a page that a build had
begun to write or remove: its file is ours, but what it holds is not known. Its plan is that of the
last build that ended, or empty if that had no such page.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from zlib import crc32

from sitegen.memo import Memo
from sitegen.model import Name


class Row(NamedTuple):
    """One page of the output. ``trace`` holds the numbers of its inputs, or is None."""

    plan: tuple[Any, ...]
    content: str
    size: int
    mtime: int
    trace: bytes | None


_UNKNOWN = ("", 0, 0, None)  # what follows the plan in a row of which no one knows more
TEXTS = frozenset({"body", "anchor", "template", "data", "words"})
"""Inputs that can change while all metadata, settings and lists of files are as they were."""
_TEXTS, _PARTS = "inputs:texts", 256
_EVERY_PART = (_TEXTS, *(f"inputs:{number}" for number in range(_PARTS)))

Input = tuple[int, str, Any]
"""An input's number in traces, its digest, and for a query its answer."""


class Inputs:
    """The inputs of the pages by name, in several tables: most builds need few of them."""

    def __init__(self, memo: Memo) -> None:
        self.memo = memo

    def get(self, name: Name) -> Input | None:
        return self.memo.table(_part_of(name)).get(name)

    def texts(self) -> Mapping[Name, Input]:
        """The inputs of the sorts in TEXTS."""
        return self.memo.table(_TEXTS)

    def items(self) -> Iterator[tuple[Name, Input]]:
        for part in _EVERY_PART:
            yield from self.memo.table(part).items()

    def put(self, rows: Mapping[Name, Input], whole: bool) -> None:
        """Puts ``rows`` among the others, or with ``whole`` in their place."""
        parts: dict[str, dict[Name, Input]] = {part: {} for part in (_EVERY_PART if whole else ())}
        for name, row in rows.items():
            parts.setdefault(_part_of(name), {})[name] = row
        for part, some in parts.items():
            self.memo.update(part, some, whole=whole)


def _part_of(name: Name) -> str:
    """By the entry or the like that an input is about: a page reads much about few of them."""
    if name[0] in TEXTS:
        return _TEXTS
    about = name[2:3] if name[0] == "query" and len(name) > 2 else name[1:2]
    return f"inputs:{crc32(str(about).encode('utf-8', 'replace')) % _PARTS}"


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
        for path in memo.get("journal", ()):
            self.pages[path] = (self.pages[path][0] if path in self.pages else (), *_UNKNOWN)
        self.inputs = Inputs(memo)

    @staticmethod
    def _lost(paths: Iterable[str]) -> dict[str, tuple[Any, ...]]:
        """Rows for pages of which no one knows what they hold, nor how they were planned."""
        return dict.fromkeys(paths, ((), *_UNKNOWN))

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

    def planned(self) -> Mapping[str, tuple[Any, ...]]:
        """The rows of the pages that the last build planned, also where one was killed since."""
        if not self.unknown():
            return self.pages
        return {path: row for path, row in self.pages.items() if row[0]}

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
        written: Mapping[str, tuple[tuple[Any, ...], str, int, int, tuple[Name, ...]]],
        removed: Iterable[str],
        inputs: Mapping[Name, tuple[str, Any]],
        whole: bool,
    ) -> None:
        """Notes, lastingly, what the written pages are made from.

        ``model`` is its digest and the times between which it holds. ``inputs`` gives the
        digest and answer of every input that is new or has changed; if the
        pages were all written, ``whole``, of every input there is.
        """
        following = 0 if whole else self.memo.get("inputs", 0)
        changed: dict[Name, Input] = {}
        for name, (mark, answer) in inputs.items():
            known = None if whole else self.inputs.get(name)
            changed[name] = (known[0] if known else following, mark, answer)
            following += known is None
        self.inputs.put(changed, whole)
        self.memo.set("inputs", following)
        number = _Numbers(self.inputs, {name: row[0] for name, row in changed.items()})
        rows = {
            path: (*row[:4], array("I", sorted(map(number.__getitem__, row[4]))).tobytes())
            for path, row in written.items()
        }
        self.memo.update("pages", rows, removed, whole=whole)
        self.memo.set("journal", ())
        self.memo.set("built", (self.engine, *model))
        self.memo.save()


class _Numbers(dict[Name, int]):
    """The numbers of inputs by name, each looked up once."""

    def __init__(self, inputs: Inputs, known: Mapping[Name, int]) -> None:
        super().__init__(known)
        self.inputs = inputs

    def __missing__(self, name: Name) -> int:
        found = self.inputs.get(name)
        assert found is not None, "a page's inputs are noted before it"
        number = self[name] = found[0]
        return number


def numbers(trace: bytes | None) -> array[int]:
    """The numbers of the inputs in a row's trace."""
    found = array("I")
    found.frombytes(trace or b"")
    return found
