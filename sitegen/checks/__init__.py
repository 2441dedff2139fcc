"""What `check` looks at beyond the mistakes that stop a build."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from sitegen.checks.alike import near_duplicate_posts
from sitegen.checks.entries import (
    long_titles,
    orphan_posts,
    overdue_reviews,
    without_description,
    worksheets_without_blanks,
)
from sitegen.checks.external import external_links
from sitegen.checks.pictures import cards_without_title, covers_without_words
from sitegen.checks.terms import near_duplicate_terms
from sitegen.checks.visits import Manner
from sitegen.config import Config
from sitegen.engine import engine_digest
from sitegen.errors import Problem, in_order
from sitegen.guard import guard
from sitegen.manifest import Manifest
from sitegen.memo import Memo
from sitegen.pipeline import Prepared, prepare
from sitegen.promises import worksheet_problems
from sitegen.render import render
from sitegen.survey import Survey
from sitegen.wanted import Progress, Shown, Wanted, no_progress

Check = Callable[[Prepared], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (
    near_duplicate_terms,
    near_duplicate_posts,
    without_description,
    long_titles,
    orphan_posts,
    overdue_reviews,
    worksheets_without_blanks,
    covers_without_words,
    cards_without_title,
)
"""Each looks at the whole site and yields what is worth mending. A new check is a new line."""


def examine(
    config: Config,
    now: datetime,
    shown: Shown,
    visiting: Manner | None = None,
    progress: Progress = no_progress,
) -> tuple[Problem, ...]:
    """Everything that is wrong with the site, and what is worth mending; writes nothing.

    With a manner of ``visiting``, the sites that texts link to are asked whether the links still
    work, and what they said is kept in the site's state folder.
    """
    problems = list(guard(config))
    memo = Memo(None)
    manifest = Manifest(memo, engine_digest())
    ready = prepare(config, memo, Wanted(now, shown), manifest, Survey())
    ready.press.bodies.prepare(ready.site.everything(), lambda done, total: None)
    problems += ready.press.bodies.problems(ready.site.everything, advice=True)
    problems += worksheet_problems(ready.site, ready.press.bodies)
    render(ready.press, list(ready.plan.pages.values()))
    for check in CHECKS:
        problems += check(ready)
    if visiting:
        problems += external_links(ready, visiting, progress)
    return in_order([*problems, *ready.problems, *ready.press.problems])
