"""What `check` looks at beyond the mistakes that stop a build."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from sitegen.checks.pictures import cards_without_title, covers_without_words
from sitegen.checks.terms import near_duplicate_terms
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
from sitegen.wanted import Shown, Wanted

Check = Callable[[Prepared], Iterator[Problem]]

CHECKS: tuple[Check, ...] = (near_duplicate_terms, covers_without_words, cards_without_title)
"""Each looks at the whole site and yields what is worth mending. A new check is a new line."""


def examine(config: Config, now: datetime, shown: Shown) -> tuple[Problem, ...]:
    """Everything that is wrong with the site, errors and warnings; writes nothing at all."""
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
    return in_order([*problems, *ready.problems, *ready.press.problems])
