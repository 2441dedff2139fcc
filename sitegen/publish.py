"""The last stage, and the only code that writes or removes published files.

Nothing is touched until all pages are rendered. Each file then changes at one instant, and the
manifest says beforehand which ones will, so that the next build can finish what a killed one
left. Only files that the manifest lists are ever removed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

from sitegen import digest
from sitegen.config import Config
from sitegen.errors import BuildFailed, Location, Problem
from sitegen.manifest import Manifest
from sitegen.model import Artifact, Name

MARKER = ".sitegen"
_MARKER_TEXT = "sitegen writes this folder: what you put here by hand may be overwritten.\n"
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Published:
    """What a build did to the output folder."""

    written: tuple[str, ...]
    removed: tuple[str, ...]


def guard(config: Config) -> tuple[Problem, ...]:
    """Why the output folder is no place to write to: it holds, or is, something of the author's."""
    output = config.output_dir.resolve()
    root = config.root.resolve()
    sources = [root / getattr(config, key) for key in _SOURCES]
    if output == root or output in root.parents or (output / ".git").exists():
        return (_unsafe(config, "it holds the site's own source"),)
    if output == (config.state_dir / "output").resolve():  # `serve` keeps its pages there
        return ()
    for folder in (*sources, root / ".git", root / ".sitegen"):
        if output == folder or folder in output.parents or output in folder.parents:
            return (_unsafe(config, f"it and {folder.name}/ must be apart"),)
    if output.exists() and not output.is_dir():
        return (_unsafe(config, "it is a file"),)
    return ()


_SOURCES = ("content", "data", "templates", "static", "themes")


def _unsafe(config: Config, why: str) -> Problem:
    return Problem(
        "unsafe-output",
        f"the site can't be built into `{config.output}`: {why}",
        Location(config.file or "sitegen.toml"),
        "set `output` to a folder of its own",
    )


def strangers(config: Config, manifest: Manifest, planned: Iterable[str]) -> tuple[Problem, ...]:
    """Files in the output folder that no build of this site is known to have made.

    With a manifest only planned paths are looked at; without one the whole folder is, and what
    an earlier build of ours left (the marker says so) may be overwritten where it is planned.
    """
    output = config.output_dir
    wanted = set(planned)
    if manifest.rows:
        new = wanted - manifest.rows.keys()
        found = [path for path in sorted(new) if (output / path).is_file()] if new else []
    else:
        ours = wanted if (output / MARKER).is_file() else set()
        found = [path for path in _all_files(output) if path not in ours]
    if not found:
        return ()
    more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
    return (
        Problem(
            "unknown-output",
            f"`{config.output}` holds files that this site did not make: "
            f"{', '.join(found[:_SHOWN])}{more}",
            Location(config.file or "sitegen.toml"),
            "move them away (what to publish as it is belongs into static/), or empty the folder",
        ),
    )


def _all_files(folder: Path) -> list[str]:
    """All files but the hidden ones at the top (``.gitignore``, ``.nojekyll``)."""
    found = []
    for place, folders, names in os.walk(folder):
        folders.sort()
        below = Path(place).relative_to(folder)
        found += [(below / name).as_posix() for name in names if below.parts or name[0] != "."]
    return sorted(found)


# --------------------------------------------------------------------------- writing


def publish(
    config: Config,
    manifest: Manifest,
    artifacts: Sequence[Artifact],
    planned: Mapping[str, str],
    digests: Mapping[Name, str],
) -> Published:
    """Brings the output folder to the plan. Raises BuildFailed if the system refuses.

    ``planned`` maps every planned path to the digest of its plan; ``artifacts`` are the pages that
    were rendered anew; ``digests`` are those of all inputs that any planned page has read.
    """
    output = config.output_dir
    removed = [path for path in manifest.rows if path not in planned]
    try:
        output.mkdir(parents=True, exist_ok=True)
        _clear_leftovers(output, manifest)
        if not (output / MARKER).is_file():
            (output / MARKER).write_text(_MARKER_TEXT, "utf-8")
        manifest.begin([artifact.page.path for artifact in artifacts], removed)
        _make_room(output, removed, artifacts)
        rows, written = {}, []
        for artifact in artifacts:
            path = artifact.page.path
            changed, row = _write(output / path, artifact)
            written += [path] if changed else []
            rows[path] = (planned[path], *row, artifact.trace)
        for path in removed:
            _remove(output, path)
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        place = Location(str(fault.filename or config.output))
        problem = Problem("cannot-write", f"the site can't be written: {reason}", place,
                          "what was published before is still there")  # fmt: skip
        raise BuildFailed([problem]) from None
    manifest.finish(rows, removed, digests)
    return Published(tuple(written), tuple(removed))


def _write(target: Path, artifact: Artifact) -> tuple[bool, tuple[str, int, int]]:
    """Whether the file had to change, and its new digest, size and time."""
    content = artifact.content
    data = content.read_bytes() if isinstance(content, Path) else content
    changed = not _holds(target, data)
    if changed:
        target.parent.mkdir(parents=True, exist_ok=True)
        staged = _staged(target)
        try:
            staged.write_bytes(data)
            os.replace(staged, target)
        except OSError:
            staged.unlink(missing_ok=True)
            raise
    info = target.stat()
    return changed, (digest.of_bytes(data), info.st_size, info.st_mtime_ns)


def _holds(target: Path, data: bytes) -> bool:
    """Whether the file is there and holds just these bytes."""
    try:
        return target.stat().st_size == len(data) and target.read_bytes() == data
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return False


def _staged(target: Path) -> Path:
    """Where a file is written before it takes its place: beside it, by a name nobody asks for."""
    return target.with_name(f".{blake2b(target.name.encode(), digest_size=8).hexdigest()}.sitegen")


def _clear_leftovers(output: Path, manifest: Manifest) -> None:
    """Removes the staged files that a killed build may have left."""
    for path, row in manifest.rows.items():
        if row.trace is None:
            _staged(output / path).unlink(missing_ok=True)


def _make_room(output: Path, removed: Sequence[str], artifacts: Sequence[Artifact]) -> None:
    """Removes at once what is in the way: a file where a folder must be, or the other way round."""
    wanted = {artifact.page.path for artifact in artifacts}
    folders = {"/".join(p.split("/")[:n]) for p in wanted for n in range(1, p.count("/") + 1)}
    for path in removed:
        above = ("/".join(path.split("/")[:n]) for n in range(1, path.count("/") + 1))
        if path in folders or any(folder in wanted for folder in above):
            _remove(output, path)


def _remove(output: Path, path: str) -> None:
    """Removes a published file, and the folders that it leaves empty."""
    target = output / path
    try:
        target.unlink(missing_ok=True)
    except NotADirectoryError:
        return
    for folder in target.parents:
        if folder == output or folder not in output.joinpath(path).parents:
            return
        try:
            folder.rmdir()
        except OSError:
            return


def clean(config: Config, manifest: Manifest) -> int:
    """Removes every published file that the manifest lists; how many there were."""
    paths = list(manifest.rows)
    _clear_leftovers(config.output_dir, manifest)
    manifest.begin((), paths)
    for path in paths:
        _remove(config.output_dir, path)
    (config.output_dir / MARKER).unlink(missing_ok=True)
    manifest.finish({}, paths, {})
    return len(paths)
