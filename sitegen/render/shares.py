"""Rendering on several processes: who renders what, and how it comes back together."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from sitegen.load.remember import problem_from, problem_to
from sitegen.model import Artifact, Name, Page
from sitegen.parallel import spread
from sitegen.render.made import MADE
from sitegen.render.press import Press
from sitegen.render.serial import render_all
from sitegen.staging import Staged, Staging

FILES = MADE | {"copy"}
"""The makers whose pages are files already."""

WORTH_IT = 300  # pages; below that starting a process costs more than it saves


def render_on(
    press: Press, pages: Sequence[Page], processes: int, staging: Staging | None
) -> list[Artifact]:
    """Renders ``pages`` on so many processes, if there are enough of them.

    The artifacts are those that one process would make, but for their order.
    """
    if len(pages) < WORTH_IT or processes < 2 or not press.bodies.memo.path:
        return list(render_all(press, pages))
    press.bodies.memo.save()  # what is not saved can't be read by another process
    press.templates.compile({page.template for page in pages if page.template})
    copies = [page for page in pages if page.maker in FILES]
    others = [page for page in pages if page.maker not in FILES]
    parent = os.getpid()

    def work(part: Sequence[Page]) -> Any:
        if os.getpid() != parent:
            press.bodies.memo.reopen()
        return _pack(press, render_all(press, part), staging)

    artifacts = list(render_all(press, copies))
    for part in spread(work, list(_dealt(others, processes)), processes):
        artifacts += _unpack(press, part)
    return artifacts


def _dealt(pages: Sequence[Page], processes: int) -> Iterator[Page]:
    """The pages so ordered that each run of equal length has its share of every kind.

    Within a kind neighbours stay together: they show the same entries.
    """
    kinds = [list(group) for _, group in groupby(sorted(pages, key=_kind), key=_kind)]
    for share in range(processes):
        for group in kinds:
            size = len(group)
            yield from group[size * share // processes : size * (share + 1) // processes]


def _kind(page: Page) -> str:
    return f"{page.maker} {page.kind}"


def _pack(press: Press, artifacts: Iterable[Artifact], staging: Staging | None) -> Any:
    """Artifacts, inputs and problems as plain data; each input's name is sent once."""
    numbers: dict[Name, int] = {}
    rows = []
    for artifact in artifacts:
        trace = tuple(numbers.setdefault(name, len(numbers)) for name in artifact.trace)
        path, content = artifact.page.path, artifact.content
        if staging and isinstance(content, bytes):
            content = staging.keep(path, content)
        rows.append((path, tuple(content) if isinstance(content, Staged) else content, trace))
    inputs = [(name, press.digest(name), press.answer(name)) for name in numbers]
    return rows, inputs, [problem_to(problem) for problem in press.problems]


def _unpack(press: Press, packed: Any) -> Iterator[Artifact]:
    rows, inputs, problems = packed
    for name, mark, answer in inputs:
        press.learn(name, mark, answer)
    known = set(press.problems)
    press.problems += [new for one in problems if (new := problem_from(one)) not in known]
    names = [name for name, _, _ in inputs]
    for path, content, trace in rows:
        page = press.plan.pages[path]
        made = Staged(*content) if isinstance(content, tuple) else content
        yield Artifact(page, made, tuple(names[number] for number in trace))
