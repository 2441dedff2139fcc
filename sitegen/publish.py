"""The last stage, and the only code that writes or removes published files.

Nothing is touched until all pages are rendered. Each file then changes at one instant, and the
manifest says beforehand which ones will, so that the next build can finish what a killed one
left. Only files that the manifest lists are ever removed.
"""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Iterable, KeysView, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

from sitegen import digest
from sitegen.config import Config
from sitegen.errors import BuildFailed, Location, Problem
from sitegen.manifest import Manifest
from sitegen.model import Artifact, Name
from sitegen.plan import pack_page
from sitegen.staging import Staged
from sitegen.urls import path_fault

MARKER = ".sitegen"
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Published:
    """What a build did to the output folder."""

    written: tuple[str, ...]
    removed: tuple[str, ...]


def adopt(config: Config, manifest: Manifest) -> None:
    """Without a memo, takes back what an earlier build left: the marker in the folder lists it."""
    if not manifest.pages:
        manifest.own(_owned(config))


def _owned(config: Config) -> list[str]:
    try:
        head, *lines = (config.output_dir / MARKER).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return []
    return [line for line in lines if not path_fault(line)] if head == _head(config) else []


def _head(config: Config) -> str:
    """The marker's first line. It names the site: two sites can't take each other's files."""
    return f"# Files that sitegen made for {config.title!r}, and may change or remove:"


def strangers(config: Config, manifest: Manifest, planned: KeysView[str]) -> tuple[Problem, ...]:
    """Files in the output folder that no build of this site is known to have made.

    They are in the way if a page is planned there; and where no build was before, any of them
    says that the folder is somebody else's.
    """
    output = config.output_dir
    if manifest.pages:
        new = planned - manifest.pages.keys()
        found = sorted(path for path in new if (output / path).is_file())
    else:
        found = _all_files(output)
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
        links = [name for name in folders if Path(place, name).is_symlink()]
        names = [*names, *links]  # a build would write through a link to a folder
        found += [(below / name).as_posix() for name in names if below.parts or name[0] != "."]
    return sorted(found)


# --------------------------------------------------------------------------- writing


@dataclass(frozen=True, slots=True)
class Edition:
    """What a build wants to have published.

    ``paths`` are all that are planned; ``artifacts`` those rendered anew; ``model`` the digest of
    what the plan rests on, and from when until when it holds; ``inputs`` the digest and answer of
    each input that is new or changed (of every one if ``whole``: everything was rendered).
    """

    paths: KeysView[str]
    artifacts: Sequence[Artifact]
    model: tuple[str, str, str]
    inputs: Mapping[Name, tuple[str, Any]]
    whole: bool


def publish(config: Config, manifest: Manifest, edition: Edition) -> Published:
    """Brings the output folder to the plan. Raises BuildFailed if the system refuses."""
    output, artifacts = config.output_dir, edition.artifacts
    removed = sorted(manifest.pages.keys() - edition.paths)
    try:
        output.mkdir(parents=True, exist_ok=True)
        _clear_leftovers(output, manifest)
        ours = manifest.pages.keys() | edition.paths
        unsure = ours != manifest.pages.keys() or bool(manifest.unknown())
        manifest.begin([*(artifact.page.path for artifact in artifacts), *removed])
        _mark(config, ours, unsure)
        _make_room(output, removed, artifacts)
        rows, written = {}, []
        for artifact in artifacts:
            path = artifact.page.path
            changed, row = _write(output / path, artifact)
            written += [path] if changed else []
            rows[path] = (pack_page(artifact.page), *row, artifact.trace)
        for path in removed:
            _remove(output, path)
        _mark(config, edition.paths, bool(removed))
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        place = Location(str(fault.filename or config.output))
        problem = Problem("cannot-write", f"the site can't be written: {reason}", place,
                          "what was published before is still there")  # fmt: skip
        raise BuildFailed([problem]) from None
    manifest.finish(edition.model, rows, removed, edition.inputs, edition.whole)
    return Published(tuple(written), tuple(removed))


def _mark(config: Config, paths: Iterable[str], changed: bool) -> None:
    """Lists in the folder itself which files are ours, for the day the memo is gone."""
    marker = config.output_dir / MARKER
    if changed or not _is_marked(config):
        data = "\n".join([_head(config), *sorted(paths), ""]).encode("utf-8")
        if not _holds(marker, data):
            _put(marker, data)


def _is_marked(config: Config) -> bool:
    """Whether the folder has a marker that is this site's, by the title it has now."""
    try:
        with (config.output_dir / MARKER).open(encoding="utf-8", errors="replace") as file:
            return file.readline().rstrip("\n") == _head(config)
    except FileNotFoundError:
        return False


def _write(target: Path, artifact: Artifact) -> tuple[bool, tuple[str, int, int]]:
    """Whether the file had to change, and its new digest, size and time."""
    content = artifact.content
    if isinstance(content, Staged):
        return _move(content, target)
    data = content.read_bytes() if isinstance(content, Path) else content
    changed = not _holds(target, data)
    if changed:
        _put(target, data)
    info = target.stat()
    return changed, (digest.of_bytes(data), info.st_size, info.st_mtime_ns)


def _move(content: Staged, target: Path) -> tuple[bool, tuple[str, int, int]]:
    """Publishes a page that waits in a file, as :func:`_write` does one that waits in memory."""
    if not content.file:
        return False, content[1:]
    try:
        try:
            os.replace(content.file, target)
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(content.file, target)
    except OSError as fault:
        if fault.errno != errno.EXDEV:
            fault.filename = str(target)
            raise
        _put(target, Path(content.file).read_bytes())  # on another disk it can't be moved
        info = target.stat()
        return True, (content.digest, info.st_size, info.st_mtime_ns)
    return True, content[1:]


def _put(target: Path, data: bytes) -> None:
    """Puts a file in its place at one instant: it is the old one or the new one, never a part."""
    target.parent.mkdir(parents=True, exist_ok=True)
    staged = _staged(target)
    try:
        staged.write_bytes(data)
        os.replace(staged, target)
    except OSError as fault:
        with contextlib.suppress(OSError):
            staged.unlink(missing_ok=True)
        fault.filename = str(target)  # nobody knows the other name
        raise


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
    for path in manifest.unknown():
        with contextlib.suppress(NotADirectoryError):
            _staged(output / path).unlink(missing_ok=True)
    _staged(output / MARKER).unlink(missing_ok=True)


def _make_room(output: Path, removed: Sequence[str], artifacts: Sequence[Artifact]) -> None:
    """Removes at once what is in the way: a file where a folder must be, or the other way round."""
    wanted = {artifact.page.path for artifact in artifacts}
    folders = {"/".join(p.split("/")[:n]) for p in wanted for n in range(1, p.count("/") + 1)}
    for path in removed:
        above = ("/".join(path.split("/")[:n]) for n in range(1, path.count("/") + 1))
        if path in folders or any(folder in wanted for folder in above):
            _remove(output, path)


def _remove(output: Path, path: str) -> None:
    """Removes a published file, and the folders that it leaves empty.

    Where a folder is by now, the file is gone already.
    """
    target = output / path
    if target.is_dir() and not target.is_symlink():
        return
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
    paths = list(manifest.pages)
    _clear_leftovers(config.output_dir, manifest)
    manifest.begin(paths)
    for path in paths:
        _remove(config.output_dir, path)
    (config.output_dir / MARKER).unlink(missing_ok=True)
    manifest.finish(("", "", ""), {}, paths, {}, True)
    return len(paths)
