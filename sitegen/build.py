"""A build: the five stages, one after the other, and the question which pages are stale."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sitegen import digest
from sitegen.bodies import Bodies
from sitegen.config import Config
from sitegen.engine import engine_digest
from sitegen.errors import BuildFailed, Location, Problem, in_order, suggestion
from sitegen.freshness import Freshness, plan_digests
from sitegen.load import load
from sitegen.manifest import Manifest
from sitegen.memo import Memo
from sitegen.model import Artifact, Name, Page
from sitegen.plan import Plan, plan
from sitegen.publish import Published, guard, publish, strangers
from sitegen.render import Press, describe, render
from sitegen.site import PUBLIC, Shown, Site, assemble
from sitegen.source import Stamp, read_bytes
from sitegen.templates import Templates
from sitegen.themes import find_theme
from sitegen.urls import output_path

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


def no_progress(what: str, done: int, total: int) -> None:
    """Says nothing."""


@dataclass(frozen=True)
class Built:
    """What a build did. ``fresh`` counts the pages that needed no writing."""

    site: Site
    plan: Plan
    written: tuple[str, ...]
    removed: tuple[str, ...]
    fresh: int
    problems: tuple[Problem, ...]


@dataclass
class Prepared:
    """A site read, planned and ready to render, with everything that is wrong so far."""

    config: Config
    memo: Memo
    site: Site
    plan: Plan
    press: Press
    templates: Templates
    problems: list[Problem] = field(default_factory=list)


def open_memo(config: Config) -> Memo:
    """The site's memo, made if there is none."""
    return Memo(config.state_dir / "memo.db", engine_digest())


def prepare(
    config: Config,
    memo: Memo,
    now: datetime,
    shown: Shown,
    jobs: int = 1,
    progress: Progress = no_progress,
    live: bool = False,
) -> Prepared:
    """The stages before rendering: load, model, plan, and every text parsed."""
    loaded = load(config, memo)
    site = assemble(config, loaded, now, shown)
    theme, faults = find_theme(config)
    problems = [*loaded.problems, *faults]
    templates = Templates(config, theme, memo, problems)
    assets = theme.static_files(config, problems)
    prefix = "/assets/dev/" if live else f"/assets/{_assets_digest(assets)}/"
    planned, clashes = plan(site, templates, assets, prefix)
    problems += clashes
    bodies = Bodies(config, loaded.texts, memo, jobs)
    known = set(memo.body_digests())
    bodies.prepare(list(site.everything()), known, lambda *done: progress("Reading", *done))
    problems += bodies.problems(site.everything())
    press = Press(site, planned, theme, templates, bodies, assets, prefix, engine_digest())
    return Prepared(config, memo, site, planned, press, templates, problems)


def build(
    config: Config,
    memo: Memo,
    now: datetime,
    shown: Shown = PUBLIC,
    jobs: int = 1,
    progress: Progress = no_progress,
    strict: bool = False,
    live: bool = False,
) -> Built:
    """Builds the site into its output folder. Raises BuildFailed, with nothing written, for errors.

    ``now`` decides what is scheduled or expired. With ``strict`` a warning is an error;
    ``live`` publishes assets under an address that an edit of them does not change.
    """
    refuse = guard(config)
    if refuse:
        raise BuildFailed(refuse)
    manifest = Manifest(memo)
    ready = prepare(config, memo, now, shown, jobs, progress, live)
    marks = plan_digests(ready.plan.pages)
    stale = Freshness(ready.press, manifest, marks).stale(ready.plan.pages)
    artifacts = _rendered(ready, stale, progress)
    problems = in_order([*ready.problems, *ready.press.problems])
    _remember(ready)
    problems += strangers(config, manifest, marks)
    if any(problem.is_error or strict for problem in problems):
        raise BuildFailed(problems)
    done = publish(config, manifest, artifacts, marks, _digests(ready, manifest, marks, artifacts))
    return _built(ready, done, problems)


def explain(
    config: Config, memo: Memo, now: datetime, shown: Shown, wanted: str
) -> tuple[str, list[str], list[str]]:
    """Why a page would be rebuilt, and what it was made from; ``wanted`` is its path or URL.

    The path of the page comes first. Raises BuildFailed if no such page is planned.
    """
    manifest = Manifest(memo)
    ready = prepare(config, memo, now, shown)
    path = wanted.removeprefix(f"{config.output}/")
    if path not in ready.plan.pages:
        path = output_path(wanted)
    if path not in ready.plan.pages:
        hint = suggestion(path, ready.plan.pages) or "name a file of the output, or a URL"
        raise BuildFailed(
            [Problem("no-page", f"there is no page `{wanted}`", Location(config.output), hint)]
        )
    fresh = Freshness(ready.press, manifest, plan_digests(ready.plan.pages))
    row = manifest.rows.get(path)
    reads = [describe(manifest.names[number]) for number in (row.trace or ())] if row else []
    return path, list(fresh.reasons(path)), sorted(reads)


def _rendered(ready: Prepared, stale: list[Page], progress: Progress) -> list[Artifact]:
    artifacts: list[Artifact] = []
    for artifact in render(ready.press, stale):
        artifacts.append(artifact)
        if len(artifacts) % 50 == 0 or len(artifacts) == len(stale):
            progress("Rendering", len(artifacts), len(stale))
    return artifacts


def _remember(ready: Prepared) -> None:
    """Keeps what was parsed, also when the build fails."""
    bodies = ready.press.bodies
    bodies.save()
    ready.templates.save()
    ready.memo.forget_bodies(bodies.key(entry) for entry in ready.site.everything())
    ready.memo.save()


def _digests(
    ready: Prepared, manifest: Manifest, marks: Mapping[str, str], artifacts: list[Artifact]
) -> dict[Name, str]:
    """The current digest of every input that a page of the plan has read."""
    anew = {artifact.page.path for artifact in artifacts}
    read: dict[Name, None] = {}
    for path in marks:
        row = manifest.rows.get(path) if path not in anew else None
        if row and row.trace is not None:
            for number in row.trace:
                read[manifest.names[number]] = None
    for artifact in artifacts:
        read.update(dict.fromkeys(sorted(artifact.trace, key=repr)))
    return {name: ready.press.digest(name) for name in read}


def _built(ready: Prepared, done: Published, problems: tuple[Problem, ...]) -> Built:
    fresh = len(ready.plan.pages) - len(done.written)
    return Built(ready.site, ready.plan, done.written, done.removed, fresh, problems)


def _assets_digest(assets: Mapping[str, tuple[Path, Stamp]]) -> str:
    """A short digest of all theme files, for their folder's name."""
    parts = [(path, digest.of_bytes(read_bytes(file, path))) for path, (file, _) in assets.items()]
    return digest.of_value(parts)[:12]
