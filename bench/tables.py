"""What was measured, as Markdown tables and as plain data."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from statistics import median
from typing import Any

LABELS = {
    "clean": "clean build",
    "unchanged": "nothing changed",
    "edit": "one body edited",
    "template": "template of every page edited",
    "post": "one new post, three tags",
    "served": "save → served",
}


@dataclass
class Result:
    """What was measured of one generator at one size. ``seconds`` are by measure, then by round."""

    generator: str
    version: str
    posts: int
    waits: str
    pages: dict[str, int] = field(default_factory=dict)
    seconds: dict[str, list[float]] = field(default_factory=dict)
    processor_seconds: list[float] = field(default_factory=list)
    peak_bytes: int = 0

    def add(self, measure: str, seconds: float) -> None:
        """Note one round."""
        self.seconds.setdefault(measure, []).append(seconds)

    @property
    def clean(self) -> float:
        """The median of the clean builds, 0 if there were none."""
        return median(self.seconds["clean"]) if "clean" in self.seconds else 0.0


def number(seconds: float) -> str:
    """Return seconds with three figures that mean something."""
    return f"{seconds:.{3 if seconds < 1 else 2 if seconds < 10 else 1}f}"


def spread(seconds: Sequence[float]) -> str:
    """Return the median, and the least and the most."""
    if not seconds:
        return "–"
    return f"{number(median(seconds))} ({number(min(seconds))}–{number(max(seconds))})"


def table(results: Sequence[Result]) -> str:
    """Return the results at one size as a Markdown table, a column for each generator."""
    rounds = max((len(found) for each in results for found in each.seconds.values()), default=0)
    lines = [
        f"**{results[0].posts:,} posts**, {rounds} × each; seconds, median (least–most)",
        "",
        row("", [f"{result.generator} {result.version}" for result in results]),
        "|---|" + "--:|" * len(results),
    ]
    for measure, label in LABELS.items():
        if any(measure in result.seconds for result in results):
            cells = [spread(result.seconds.get(measure, ())) for result in results]
            lines.append(row(label, cells))
            lines += about_clean(results) if measure == "clean" else []
    if any("served" in result.seconds for result in results):
        lines.append(row("how it notices a change", [result.waits for result in results]))
    if any(result.peak_bytes for result in results):
        sizes = [f"{result.peak_bytes / 1e6:,.0f} MB" for result in results]
        lines.append(row("peak memory, clean build", sizes))
    if any(result.pages for result in results):
        lines.append(row("files", [f"{sum(result.pages.values()):,}" for result in results]))
    return "\n".join(lines)


def about_clean(results: Sequence[Result]) -> list[str]:
    """Return the rows that follow from clean builds."""
    first = results[0].clean

    def cells(form: Callable[[Result], str]) -> list[str]:
        return [form(result) if result.clean else "–" for result in results]

    return [
        row(f"– × {results[0].generator}", cells(lambda r: f"{r.clean / first:.2f}")),
        row("– milliseconds a post", cells(lambda r: f"{1000 * r.clean / r.posts:.2f}")),
        row("– processor seconds", cells(lambda r: number(median(r.processor_seconds)))),
    ]


def row(label: str, cells: Sequence[str]) -> str:
    """Return one line of a table."""
    return f"| {' | '.join([label, *cells])} |"


def scale(results: Sequence[Result]) -> str:
    """Return what a post costs in a clean build at each size."""
    names = list(dict.fromkeys(result.generator for result in results))
    cost = {(r.posts, r.generator): f"{1000 * r.clean / r.posts:.3f}" for r in results if r.clean}
    sizes = sorted({size for size, _ in cost})
    if len(sizes) < 2:
        return ""
    lines = [
        "**Milliseconds a post**, clean build, median",
        "",
        row("posts", names),
        "|--:|" + "--:|" * len(names),
    ]
    lines += [row(f"{size:,}", [cost.get((size, name), "–") for name in names]) for size in sizes]
    return "\n".join([*lines, ""])


def starts(results: Sequence[Result]) -> str:
    """Return how long each program takes for its help."""
    found = [result for result in results if "start" in result.seconds]
    if not found:
        return ""
    lines = ["**Start** (`--help`), seconds, median (least–most)", ""]
    lines += [row("", [result.generator for result in found]), "|---|" + "--:|" * len(found)]
    lines.append(row("start", [spread(result.seconds["start"]) for result in found]))
    return "\n".join([*lines, ""])


def differences(results: Sequence[Result]) -> list[str]:
    """Return a line for each kind of page that the generators made different numbers of."""
    made = [result for result in results if result.pages]
    kinds = sorted({kind for result in made for kind in result.pages})
    lines = []
    for kind in kinds:
        counts = {result.generator: result.pages.get(kind, 0) for result in made}
        if len(set(counts.values())) > 1:
            each = ", ".join(f"{name} {count:,}" for name, count in counts.items())
            lines.append(f"Not the same number of {kind}: {each}.")
    if not lines and len(made) > 1:
        lines = ["All made the same number of pages of each kind."]
    return ["", *lines] if lines else []


def report(results: Sequence[Result], place: str) -> dict[str, Any]:
    """Return the results with what they depend on."""
    machine = {
        "system": f"{platform.system()} {platform.machine()}",
        "processors": available_processors(),
        "python": platform.python_version(),
        "file system": place,
    }
    return {"machine": machine, "results": [asdict(result) for result in results]}


def available_processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
