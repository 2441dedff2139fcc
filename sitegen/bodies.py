"""Parsed bodies, each parsed once and kept in the memo by digest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sitegen import digest
from sitegen.config import Config
from sitegen.errors import ADVICE, WARNING, Location, Problem, line_of
from sitegen.load.frontmatter import split
from sitegen.markdown import MarkdownOptions, parse
from sitegen.memo import Memo
from sitegen.model import Body, Entry, Finding, Heading, Link, Prose
from sitegen.parallel import spread
from sitegen.source import Fault, read_text
from sitegen.worksheets import parse as parse_worksheet

PARALLEL_FROM = 100  # bodies; below that starting a process costs more than it saves
_ROUND = 1000  # bodies that are parsed before the memo takes them: what is in memory stays small
_RECENT = 50  # bodies that are kept at hand
Progress = Callable[[int, int], None]
"""Called with how many bodies are done and how many there are."""


class Bodies:
    """The bodies of a site's entries."""

    def __init__(self, config: Config, texts: dict[str, str], memo: Memo, jobs: int) -> None:
        self.config, self.texts, self.memo, self.jobs = config, texts, memo, max(jobs, 1)
        self._recent: dict[str, Body] = {}  # a page reads one body again and again
        self._options: dict[str, tuple[MarkdownOptions, str]] = {}
        self._findings: dict[str, Any] = memo.table("findings")

    def key(self, entry: Entry) -> str:
        """The digest of all that makes this entry's body what it is."""
        return self.key_of(entry.body_digest, entry.language, bool(entry.worksheet))

    def key_of(self, body_digest: str, language: str, is_worksheet: bool) -> str:
        """The key of a text with this digest, in this language (empty for the site's)."""
        mark = "w" if is_worksheet else ""
        return f"{body_digest}-{self._by_language(language)[1]}{mark}"

    def get(self, entry: Entry) -> Body:
        """The entry's body. Raises Fault if its file can't be read any more, or is another now."""
        key = self.key(entry)
        found = self._recent.get(key)
        if found is None:
            packed = self.memo.body(key)
            if packed is None:
                fresh = _parse_batch([self._task(key, entry)])
                self._keep(fresh)
                packed = fresh[key]
            if len(self._recent) >= _RECENT:
                self._recent.clear()
            found = self._recent[key] = unpack_body(packed)
        return found

    def prepare(self, entries: Iterable[Entry], progress: Progress) -> None:
        """Parses the bodies of ``entries`` that the memo does not hold, on all cores."""
        held = self.memo.has_body
        found = {key: entry for entry in entries if not held(key := self.key(entry))}
        stale = list(found.items())
        jobs = self.jobs if len(stale) >= PARALLEL_FROM else 1
        for start in range(0, len(stale), _ROUND):
            part = stale[start : start + _ROUND]
            tasks = [self._task(key, entry) for key, entry in part]
            for batch in spread(_parse_batch, tasks, jobs):
                self._keep(batch)
            for _, entry in part:
                self.texts.pop(entry.id, None)
            progress(min(start + _ROUND, len(stale)), len(stale))

    def _task(self, key: str, entry: Entry) -> _Task:
        options = self._by_language(entry.language)[0]
        return (key, self.text(entry), options, bool(entry.worksheet))

    def _keep(self, packed: Mapping[str, Any]) -> None:
        self.memo.keep_bodies(packed)
        self.memo.update("findings", {key: item[-1] for key, item in packed.items() if item[-1]})

    def problems(
        self, everything: Callable[[], Iterable[Entry]], advice: bool = False
    ) -> list[Problem]:
        """What is wrong in the texts of all entries, which were prepared before.

        With ``advice`` also what is worth mending though no build speaks of it, as warnings.
        """
        found: list[Problem] = []
        for entry in everything() if self._findings else ():
            for packed in self._findings.get(self.key(entry), ()):
                finding = Finding(*packed)
                if finding.severity != ADVICE:
                    found.append(self.locate(entry, finding))
                elif advice:
                    found.append(self.locate(entry, replace(finding, severity=WARNING)))
        return found

    def locate(self, entry: Entry, finding: Finding) -> Problem:
        """A finding in an entry's body as a problem in its file."""
        line = finding.line + entry.body_line - 1
        try:
            excerpt = line_of(self.text(entry), finding.line)
        except Fault:
            excerpt = ""
        place = Location(entry.source, line, finding.column)
        return Problem(
            finding.code, finding.message, place, finding.hint, finding.severity, excerpt
        )

    def text(self, entry: Entry) -> str:
        """The Markdown of an entry. Raises Fault if it can't be read any more, or is another."""
        text = self.texts.get(entry.id)
        if text is None:
            path = self.config.content_dir / entry.id
            text = split(read_text(path, entry.source), entry.source).body
            if digest.of_text(text) != entry.body_digest:
                message = "the file was changed while the site was being built"
                raise Fault(
                    Problem("changed-meanwhile", message, Location(entry.source), "build again")
                )
        return text

    def _by_language(self, language: str) -> tuple[MarkdownOptions, str]:
        found = self._options.get(language)
        if found is None:
            wanted = self.config.markdown
            options = MarkdownOptions(
                html=wanted.html,
                typographic=wanted.typographic,
                highlight=wanted.highlight,
                language=language or self.config.language,
            )
            found = self._options[language] = (options, options.digest)
        return found


_Task = tuple[str, str, MarkdownOptions, bool]


def _parse_batch(tasks: Sequence[_Task]) -> dict[str, Any]:
    return {
        key: pack_body((parse_worksheet if is_worksheet else parse)(text, options))
        for key, text, options, is_worksheet in tasks
    }


def pack_body(body: Body) -> tuple[Any, ...]:
    """The body as plain data."""
    return (
        _pack_prose(body.content),
        _pack_prose(body.excerpt),
        body.opening,
        tuple((h.level, h.id, h.html, h.text) for h in body.headings),
        tuple(sorted(body.anchors)),
        body.words,
        body.sheet,
        {id: _pack_prose(block) for id, block in body.blocks.items()},
        tuple((f.code, f.message, f.line, f.column, f.hint, f.severity) for f in body.findings),
    )


def unpack_body(packed: tuple[Any, ...]) -> Body:
    """The body that :func:`pack_body` packed."""
    content, excerpt, opening, headings, anchors, words, sheet, blocks, findings = packed
    return Body(
        content=_unpack_prose(content),
        excerpt=_unpack_prose(excerpt),
        opening=opening,
        headings=tuple(Heading(*heading) for heading in headings),
        anchors=frozenset(anchors),
        words=words,
        findings=tuple(Finding(*finding) for finding in findings),
        sheet=sheet,
        blocks={id: _unpack_prose(block) for id, block in blocks.items()},
    )


def _pack_prose(prose: Prose) -> tuple[Any, ...]:
    links = tuple(
        (k.role, k.form, k.target, k.fragment, k.line, k.column, k.attributes) for k in prose.links
    )
    return (prose.chunks, links)


def _unpack_prose(packed: tuple[Any, ...]) -> Prose:
    return Prose(packed[0], tuple(Link(*link) for link in packed[1]))
