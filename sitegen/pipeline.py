"""The five stages, one after the other, and the question which pages are stale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from sitegen import digest
from sitegen.bodies import Bodies
from sitegen.cards import Cards
from sitegen.config import LOCK_NAME, Config
from sitegen.errors import NOTICE, BuildFailed, Location, Problem, in_order, suggestion
from sitegen.freshness import Freshness, Moved
from sitegen.load import Loaded, load
from sitegen.manifest import Manifest
from sitegen.memo import Memo
from sitegen.model import Artifact, Name, Page
from sitegen.pictures import Pictures
from sitegen.plan import Plan, plan
from sitegen.publish import Edition, Published, adopt, publish, strangers
from sitegen.queries import Answers
from sitegen.render import Press, describe, render
from sitegen.render.press import LIVE_PREFIX
from sitegen.settled import instant
from sitegen.site import Site
from sitegen.source import Stamp, read_bytes
from sitegen.staging import Staging
from sitegen.survey import Survey
from sitegen.templates import Templates
from sitegen.themes import Theme, find_theme
from sitegen.urls import output_path
from sitegen.wanted import Wanted

_ROUND = 4000  # pages that are rendered before the bar moves on


@dataclass
class Prepared:
    """A site read, planned and ready to render, with everything that is wrong so far."""

    config: Config
    memo: Memo
    loaded: Loaded
    site: Site
    plan: Plan
    press: Press
    templates: Templates
    model: str
    same_model: bool
    problems: list[Problem] = field(default_factory=list)


def prepare(
    config: Config,
    memo: Memo,
    wanted: Wanted,
    manifest: Manifest,
    survey: Survey,
    before: Prepared | None = None,
) -> Prepared:
    """The stages before rendering: load, model, plan, and every text parsed.

    Where nothing changed that a plan rests on, the last plan and its answers are taken as they are.
    """
    problems: list[Problem] = []
    loaded = load(config, memo, survey, before.loaded if before else None, wanted.jobs)
    theme, faults = find_theme(config)
    problems += [*loaded.problems, *faults]
    templates = Templates(config, theme, memo, survey, problems)
    sheets = bool(loaded.entries.of_kind("worksheets"))
    assets = theme.static_files(config, survey, problems, sheets)
    prefix = LIVE_PREFIX if wanted.live else f"/assets/{_assets_digest(assets)}/"
    site = Site(config, loaded, wanted.now, wanted.shown)
    pdfs, notice = _pdfs(site)
    problems += notice
    pictures = Pictures(config, memo, loaded.files, loaded.statics, wanted.live)
    cards = Cards(config, theme.card, wanted.live, problems)
    engine = f"{manifest.engine} {pdfs} {cards.digest}"
    model = _model(site, theme, templates, assets, prefix, engine)
    same = model == manifest.model and _holds(manifest, wanted.now)
    if same:
        planned = Plan.remembered(manifest.planned())
        answers = Answers(site, manifest.answer)
    else:
        pictures.survey(wanted.jobs)
        planned, clashes = plan(site, templates, assets, prefix, pictures, cards, pdfs)
        problems += clashes
        answers = Answers(site)
    bodies = Bodies(config, loaded.texts, memo, wanted.jobs)
    problems += pictures.problems(lambda path: path in site.file_urls)
    press = Press(site, planned, theme, templates, bodies, assets, prefix, answers, pictures, cards)
    return Prepared(config, memo, loaded, site, planned, press, templates, model, same, problems)


def _pdfs(site: Site) -> tuple[bool, list[Problem]]:
    """Whether the site's worksheets have PDFs, and a word if they can't."""
    config = site.config
    if not config.worksheets.pdf or not site.loaded.entries.of_kind("worksheets"):
        return False, []
    from sitegen.pdf import available

    lacking = available()
    place, hint = Location(config.file), "or say `pdf = false` under `[worksheets]`"
    return not lacking, [Problem("no-pdf", lacking, place, hint, NOTICE)] if lacking else []


def _model(
    site: Site,
    theme: Theme,
    templates: Templates,
    assets: Mapping[str, tuple[Path, Stamp]],
    prefix: str,
    engine: str,
) -> str:
    """The digest of everything that a plan, and the answers to queries, can depend on."""
    files = (site.files, site.statics, [(path, stamp) for path, (_, stamp) in assets.items()])
    return digest.of_value(
        (engine, site.config.values(), site.shown, digest.of_text(site.loaded.entries.metadata()),
         sorted(site.broken), files, theme.digest, templates.names(), prefix)
    )  # fmt: skip


def _holds(manifest: Manifest, now: datetime) -> bool:
    """Whether no entry has come up or expired since the last build, nor the clock gone back."""
    moment = instant(now)
    return bool(manifest.since) and manifest.since <= moment < (manifest.until or "9")


@dataclass(frozen=True)
class Done:
    """What came of all the stages: the site, what was published, and what is to be said of it."""

    prepared: Prepared
    published: Published
    problems: tuple[Problem, ...]
    holds: tuple[str, str]
    outputs: tuple[tuple[str, int, int], ...]


def run(
    config: Config,
    memo: Memo,
    wanted: Wanted,
    engine: str,
    survey: Survey,
    before: Prepared | None,
    moved: Moved | None = None,
) -> Done:
    """All five stages. Raises BuildFailed, with nothing written, for errors.

    ``moved`` tells which published files are not as they were left, if that was looked up already.
    """
    manifest = Manifest(memo, engine)
    adopt(config, manifest)
    ready = prepare(config, memo, wanted, manifest, survey, before)
    if wanted.live:  # nobody else writes there
        moved = tuple
    fresh = Freshness(ready.press, manifest, ready.plan, ready.same_model, moved)
    _parse(ready, fresh, wanted)
    ready.press.segments.prepare()
    staging = Staging(config.state_dir / "staged", config.output_dir)
    staging.clear()
    try:
        return _finish(ready, manifest, fresh, wanted, staging)
    finally:
        staging.clear()


def _finish(
    ready: Prepared, manifest: Manifest, fresh: Freshness, wanted: Wanted, staging: Staging
) -> Done:
    """The last two stages: renders what is stale, and publishes it if nothing at all is wrong."""
    config = ready.config
    artifacts = _rendered(ready, fresh.stale(), wanted, staging)
    _remember(ready)
    problems = in_order(
        [
            *ready.problems,
            *ready.press.problems,
            *strangers(config, manifest, ready.plan.pages.keys()),
        ]
    )
    if any(problem.is_error or (wanted.strict and not problem.is_notice) for problem in problems):
        raise BuildFailed(problems)
    edition = _edition(ready, manifest, fresh, artifacts, wanted.now)
    published = publish(config, manifest, edition)
    outputs = () if wanted.live else manifest.outputs()
    return Done(ready, published, problems, edition.model[1:], outputs)


def _parse(ready: Prepared, fresh: Freshness, wanted: Wanted) -> None:
    """Parses every text that was not parsed before, so that its mistakes are known."""
    bodies, site = ready.press.bodies, ready.site
    if ready.same_model:
        changed = [name[1] for name in fresh.changed.values() if name[0] == "body"]
        entries = [entry for id in changed if (entry := site.find(id))]
    else:
        entries = list(site.everything())
    bodies.prepare(entries, lambda *done: wanted.progress("Reading", *done))
    ready.problems += bodies.problems(site.everything)
    if site.loaded.entries.of_kind("worksheets") or (site.config.root / LOCK_NAME).exists():
        from sitegen.promises import worksheet_problems  # most sites have no worksheets

        ready.problems += worksheet_problems(site, bodies, wanted.live)


def _rendered(
    ready: Prepared, stale: list[Page], wanted: Wanted, staging: Staging
) -> list[Artifact]:
    made = ready.press.made
    made.prepare(stale, wanted.jobs, lambda *done: wanted.progress("Pictures", *done))
    artifacts: list[Artifact] = []
    for start in range(0, len(stale), _ROUND):
        artifacts += render(ready.press, stale[start : start + _ROUND], wanted.jobs, staging)
        wanted.progress("Rendering", min(start + _ROUND, len(stale)), len(stale))
    return artifacts


def _remember(ready: Prepared) -> None:
    """Keeps what was parsed, also when the build fails."""
    ready.templates.save()
    if not ready.same_model:
        bodies = ready.press.bodies
        keys = [bodies.key(entry) for entry in ready.site.everything()]
        ready.memo.forget_bodies([*keys, *ready.press.segments.keys()])
        ready.press.made.sweep(ready.plan.pages.values())
    ready.memo.save()


def _model_of(ready: Prepared, manifest: Manifest, now: datetime) -> tuple[str, str, str]:
    """The model's digest, and between which times it holds."""
    if ready.same_model:
        return (manifest.model, manifest.since, manifest.until)
    until = ready.site.next_change
    return (ready.model, instant(now), instant(until) if until else "")


def _edition(
    ready: Prepared,
    manifest: Manifest,
    fresh: Freshness,
    artifacts: list[Artifact],
    now: datetime,
) -> Edition:
    """What to publish. Inputs that no longer are what they were have their digests brought up."""
    press = ready.press
    whole = len(artifacts) == len(ready.plan.pages)
    names: dict[Name, None] = {} if whole else dict.fromkeys(fresh.changed.values())
    for artifact in artifacts:
        names.update(dict.fromkeys(artifact.trace))
    inputs = {
        name: (mark, press.answer(name))
        for name, mark in ((name, press.digest(name)) for name in names)
        if whole or mark != (manifest.inputs.get(name) or ("", ""))[1]
    }
    model = _model_of(ready, manifest, now)
    return Edition(ready.plan.pages.keys(), artifacts, model, inputs, whole)


def explain(
    config: Config, memo: Memo, wanted: Wanted, engine: str, name: str
) -> tuple[str, list[str], list[str]]:
    """Why a page would be rebuilt, and what it was made from; ``name`` is its path or URL.

    The path of the page comes first. Raises BuildFailed if no such page is planned.
    """
    manifest = Manifest(memo, engine)
    ready = prepare(config, memo, wanted, manifest, Survey())
    path = name.removeprefix(f"{config.output}/")
    if path not in ready.plan.pages:
        path = output_path(name)
    if path not in ready.plan.pages:
        hint = suggestion(path, ready.plan.pages) or "name a file of the output, or a URL"
        raise BuildFailed(
            [Problem("no-page", f"there is no page `{name}`", Location(config.output), hint)]
        )
    fresh = Freshness(ready.press, manifest, ready.plan, ready.same_model)
    reads = [describe(read) for read in manifest.reads(path)]
    return path, list(fresh.reasons(path)), sorted(reads)


def _assets_digest(assets: Mapping[str, tuple[Path, Stamp]]) -> str:
    """A short digest of all theme files, for their folder's name."""
    parts = [(path, digest.of_bytes(read_bytes(file, path))) for path, (file, _) in assets.items()]
    return digest.of_value(parts)[:12]
