"""The first stage: what the author's folders hold, read and checked."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from sitegen import digest
from sitegen.config import Config
from sitegen.errors import Location, Problem, suggestion
from sitegen.load.data import ENDINGS, data_name, parse_data
from sitegen.load.entries import EntryReader
from sitegen.load.remember import Entries, entry_to, problem_from, problem_to
from sitegen.memo import Memo
from sitegen.parallel import spread
from sitegen.source import Fault, Stamp, read_text
from sitegen.survey import CLOCK_TICK, Survey

__all__ = ["Loaded", "load"]

TEXT_ENDINGS = (".md", ".markdown")
PARALLEL_FROM = 200  # files; below that starting a process costs more than it saves
_NO_ROW: tuple[Any, ...] = (None,)


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything in the site's own folders.

    ``entries`` are by id; ``broken`` are ids of files that gave no entry; ``texts`` hold the bodies
    of the entries read anew, until they are parsed; ``files`` are the other files in the content
    folder and ``statics`` those in the static folder; ``data`` maps a data file's name to its
    value and digest.
    """

    entries: Entries
    broken: frozenset[str]
    texts: dict[str, str]
    files: Mapping[str, Stamp]
    statics: Mapping[str, Stamp]
    data: Mapping[str, tuple[Any, str]]
    problems: tuple[Problem, ...]


def load(
    config: Config, memo: Memo, survey: Survey, before: Loaded | None = None, processes: int = 1
) -> Loaded:
    """Reads the content, data and static folders; files unchanged since the last time are not read.

    Every mistake becomes a problem; a file with an error gives no entry, and the rest goes on.
    ``before`` is what an earlier load of this process gave, if there was one.
    """
    problems: list[Problem] = []
    found = survey.files(config.content_dir, problems)
    paths = {path: stamp for path, stamp in found.items() if path.endswith(TEXT_ENDINGS)}
    reader = EntryReader(config)
    texts = _refresh(reader, memo, paths, processes)
    kept = memo.table("entries")
    packed = {path: kept[path][2] for path in paths}
    for row in kept.values():
        if row[3]:
            problems += [problem_from(problem) for problem in row[3]]
    _check_folders(config, reader, paths, problems)
    return Loaded(
        entries=Entries({id: entry for id, entry in packed.items() if entry},
                        before.entries if before else None),
        broken=frozenset(id for id, entry in packed.items() if not entry),
        texts=texts,
        files={path: stamp for path, stamp in found.items() if path not in paths},
        statics=survey.files(config.root / config.static, problems, keep_dots=True),
        data=_load_data(config, survey, problems),
        problems=tuple(problems),
    )  # fmt: skip


def _refresh(
    reader: EntryReader, memo: Memo, paths: Mapping[str, Stamp], processes: int
) -> dict[str, str]:
    """Brings the memo's entries up to date with the files; the texts of those read anew.

    A row holds the file's stamp and digest, the packed entry if there is one, packed problems.
    """
    settings = _settings_digest(reader.config)
    known = memo.get("entries-by") == settings
    kept = memo.table("entries") if known else {}
    changed = [
        (path, stamp) for path, stamp in paths.items() if kept.get(path, _NO_ROW)[0] != stamp
    ]
    texts: dict[str, str] = {}
    rows: dict[str, Any] = {}
    work = partial(_read_all, reader, kept, time.time_ns() - CLOCK_TICK)
    for found in spread(work, changed, processes if len(changed) >= PARALLEL_FROM else 1):
        rows.update(found[0])
        texts.update(found[1])
    gone = [path for path in kept if path not in paths]
    if rows or gone or not known:
        memo.set("entries-by", settings)
        memo.update("entries", rows, gone, whole=not known)
    return texts


def _settings_digest(config: Config) -> str:
    """The settings that change what an entry is."""
    wanted = (config.content, config.timezone, sorted(config.permalinks.items()))
    return digest.of_value(
        (wanted, sorted(config.taxonomies.items()), config.language, config.markdown)
    )


def _read_all(
    reader: EntryReader, kept: Mapping[str, Any], trusted: int, files: Sequence[tuple[str, Stamp]]
) -> tuple[dict[str, Any], dict[str, str]]:
    """The rows of ``files``, and the texts of those that are not just touched."""
    texts: dict[str, str] = {}
    rows = {path: _read(reader, path, stamp, kept.get(path), texts) for path, stamp in files}
    for path, stamp in files:
        if stamp[1] > trusted:  # it could change again and look the same
            rows[path] = ((), *rows[path][1:])
    return rows, texts


def _read(reader: EntryReader, path: str, stamp: Stamp, row: Any, texts: dict[str, str]) -> Any:
    config = reader.config
    shown = f"{config.content}/{path}"
    try:
        text = read_text(config.content_dir / path, shown, stamp[0])
    except Fault as fault:
        return ((), "", None, [problem_to(fault.problem)])  # no stamp: look again next time
    mark = digest.of_text(text)
    if row is not None and row[1] == mark:
        return (stamp, *row[1:])
    done = reader.read(path, text)
    if done.entry:
        texts[path] = done.body
    packed = entry_to(done.entry) if done.entry else None
    return (stamp, mark, packed, [problem_to(problem) for problem in done.problems])


def _check_folders(
    config: Config, reader: EntryReader, paths: Mapping[str, Stamp], problems: list[Problem]
) -> None:
    """Points out a folder whose name is a slip for one with a meaning (``post`` for ``posts``)."""
    known = ["posts", "pages", "worksheets", *reader.taxonomies]
    for folder in sorted({path.partition("/")[0] for path in paths if "/" in path}):
        if folder not in known and (hint := suggestion(folder, known)):
            place = Location(f"{config.content}/{folder}/")
            message = f"the files in `{folder}` are taken for pages"
            problems.append(Problem("unknown-folder", message, place, hint, severity="warning"))


def _load_data(
    config: Config, survey: Survey, problems: list[Problem]
) -> dict[str, tuple[Any, str]]:
    data: dict[str, tuple[Any, str]] = {}
    places: dict[str, str] = {}
    for path, stamp in survey.files(config.root / config.data, problems).items():
        if not path.endswith(ENDINGS):
            continue
        shown, name = f"{config.data}/{path}", data_name(path)
        if name in places:
            message = f"templates would know this file as `{name}`, as they do another"
            also = (Location(places[name]),)
            problems.append(Problem("data-clash", message, Location(shown), also=also))
            continue
        places[name] = shown
        try:
            text = read_text(config.root / config.data / path, shown, stamp[0])
            data[name] = (parse_data(path, text, shown), digest.of_text(text))
        except Fault as fault:
            problems.append(fault.problem)
    return data
