"""The first stage: what the author's folders hold, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sitegen import digest
from sitegen.config import Config
from sitegen.errors import Location, Problem, suggestion
from sitegen.load.data import ENDINGS, data_name, parse_data
from sitegen.load.entries import EntryReader
from sitegen.load.remember import entry_from, entry_to, problem_from, problem_to
from sitegen.memo import Memo
from sitegen.model import Entry
from sitegen.source import Fault, Stamp, decode, read_bytes, read_text, scan

__all__ = ["Loaded", "load"]

TEXT_ENDINGS = (".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything in the site's own folders.

    ``entries`` are by id; ``broken`` are ids of files that gave no entry; ``texts`` hold the bodies
    of the entries read anew; ``files`` are the other files in the content folder and ``statics``
    those in the static folder; ``data`` maps a data file's name to its value and digest.
    """

    entries: Mapping[str, Entry]
    broken: frozenset[str]
    texts: Mapping[str, str]
    files: Mapping[str, Stamp]
    statics: Mapping[str, Stamp]
    data: Mapping[str, tuple[Any, str]]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Loading:
    config: Config
    reader: EntryReader
    remembered: dict[str, Any]
    entries: dict[str, Entry] = field(default_factory=dict)
    broken: set[str] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    kept: dict[str, Any] = field(default_factory=dict)
    changed: bool = False


def load(config: Config, memo: Memo) -> Loaded:
    """Reads the content, data and static folders; files unchanged since the last time are not read.

    Every mistake becomes a problem; a file with an error gives no entry, and the rest goes on.
    """
    settings = _settings_digest(config)
    known, remembered = memo.get("entries", ("", {}))
    state = _Loading(config, EntryReader(config), remembered if known == settings else {})
    found = scan(config.content_dir, state.problems)
    texts = {path: stamp for path, stamp in found.items() if path.endswith(TEXT_ENDINGS)}
    for path, stamp in texts.items():
        _load_entry(state, path, stamp)
    if state.changed or len(state.kept) != len(remembered) or known != settings:
        memo.set("entries", (settings, state.kept))
    _check_folders(state, texts)
    data = _load_data(config, state.problems)
    statics = scan(config.root / config.static, state.problems, keep_dots=True)
    return Loaded(
        entries=state.entries,
        broken=frozenset(state.broken),
        texts=state.texts,
        files={path: stamp for path, stamp in found.items() if path not in texts},
        statics=statics,
        data=data,
        problems=tuple(state.problems),
    )


def _settings_digest(config: Config) -> str:
    """The settings that change what an entry is."""
    wanted = (config.content, config.timezone, sorted(config.permalinks.items()))
    return digest.of_value((wanted, sorted(config.taxonomies.items())))


def _load_entry(state: _Loading, path: str, stamp: Stamp) -> None:
    kept = state.remembered.get(path)
    if kept is None or kept[0] != tuple(stamp):
        kept = _read_entry(state, path, stamp, kept)
        state.changed = True
    state.kept[path] = kept
    _, _, packed, problems = kept
    state.problems += [problem_from(problem) for problem in problems]
    if packed is None:
        state.broken.add(path)
    else:
        state.entries[path] = entry_from(packed)


def _read_entry(state: _Loading, path: str, stamp: Stamp, kept: Any) -> Any:
    """The entry as it is remembered: stamp, digest of the file, packed entry, packed problems."""
    shown = f"{state.config.content}/{path}"
    try:
        text = read_text(state.config.content_dir / path, shown, stamp.size)
    except Fault as fault:
        return ((), "", None, [problem_to(fault.problem)])  # no stamp: look again next time
    mark = digest.of_text(text)
    if kept is not None and kept[1] == mark:
        return (tuple(stamp), *kept[1:])
    done = state.reader.read(path, text)
    if done.entry:
        state.texts[path] = done.body
    packed = entry_to(done.entry) if done.entry else None
    return (tuple(stamp), mark, packed, [problem_to(problem) for problem in done.problems])


def _check_folders(state: _Loading, paths: Mapping[str, Stamp]) -> None:
    """Points out a folder whose name is a slip for one with a meaning (``post`` for ``posts``)."""
    known = ["posts", "pages", *state.reader.taxonomies]
    for folder in sorted({path.partition("/")[0] for path in paths if "/" in path}):
        if folder not in known and (hint := suggestion(folder, known)):
            place = Location(f"{state.config.content}/{folder}/")
            message = f"the files in `{folder}` are taken for pages"
            state.problems.append(
                Problem("unknown-folder", message, place, hint, severity="warning")
            )


def _load_data(config: Config, problems: list[Problem]) -> dict[str, tuple[Any, str]]:
    data: dict[str, tuple[Any, str]] = {}
    places: dict[str, str] = {}
    for path in scan(config.root / config.data, problems):
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
            raw = read_bytes(config.root / config.data / path, shown)
            data[name] = (parse_data(path, decode(raw, shown), shown), digest.of_bytes(raw))
        except Fault as fault:
            problems.append(fault.problem)
    return data
