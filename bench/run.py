"""Time clean builds beside other generators: ``python -m bench.run --posts 1000 --rounds 5``.

Every generator makes the same pages from the same words with an equally plain theme, and the
script says so where they differ. Rounds are interleaved, so that a busy moment of the machine
hits them all. A build starts without caches and with an empty output folder; what was there is
removed before the clock starts. Times are of the wall clock, from start to exit.

Memory is measured in one more build that is not timed: fifty times a second, the proportional
set sizes (PSS) of all processes of the build are added up; the peak counts. Where there is no
``/proc``, the largest process is reported instead.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from bench.generators import Generator, known
from bench.measure import peak_memory, timed

FAST = Path("/dev/shm")


@dataclass
class Result:
    """What was measured of one generator at one size."""

    generator: str
    version: str
    posts: int
    pages: dict[str, int] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    processor_seconds: list[float] = field(default_factory=list)
    peak_bytes: int = 0


def main() -> int:
    """Measure, print a table per size, and write the figures as JSON if asked to."""
    options = arguments()
    generators = [make() for name, make in known().items() if name in options.only]
    home = options.dir or (FAST if FAST.is_dir() else None)
    results: list[Result] = []
    with tempfile.TemporaryDirectory(prefix="sitegen-bench-", dir=home) as folder:
        for posts in options.posts:
            size = Path(folder) / str(posts)
            found = measured(generators, posts, options.rounds, size)
            print(table(found), *differences(found), sep="\n", end="\n\n", flush=True)
            results += found
            shutil.rmtree(size)
    if options.json:
        options.json.write_text(json.dumps(report(results), indent=2) + "\n", encoding="utf-8")
    return 0


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--posts", type=int, nargs="+", default=[1000], metavar="N")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", nargs="+", choices=list(known()), default=list(known()))
    parser.add_argument("--dir", type=Path, help="where to build (default: in memory)")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    return parser.parse_args()


# ------------------------------------------------------------------ measuring


def measured(
    generators: Iterable[Generator], posts: int, rounds: int, folder: Path
) -> list[Result]:
    """Measure each generator ``rounds`` times, in turns."""
    pairs = [(each, Result(each.name, each.version(), posts)) for each in generators]
    for generator, _ in pairs:
        say(f"{posts:,} posts for {generator.name}")
        generator.prepare(posts, folder / generator.name)
    for number in range(rounds):
        for generator, result in pairs:
            say(f"{posts:,} posts, round {number + 1} of {rounds}: {generator.name}")
            generator.clean(folder / generator.name)
            time = timed(generator.command(folder / generator.name), folder / generator.name)
            result.seconds.append(time.wall)
            result.processor_seconds.append(time.processor)
    for generator, result in pairs:
        say(f"{posts:,} posts, memory: {generator.name}")
        generator.clean(folder / generator.name)
        command = generator.command(folder / generator.name)
        result.peak_bytes = peak_memory(command, folder / generator.name)
        result.pages = generator.pages(folder / generator.name)
    say("")
    return [result for _, result in pairs]


def say(text: str) -> None:
    """Show what is going on, where someone is watching."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


# ------------------------------------------------------------------ telling


def table(results: list[Result]) -> str:
    """Return the results at one size as a Markdown table, the first generator as the measure."""
    first = median(results[0].seconds)
    lines = [
        f"**{results[0].posts:,} posts**, {len(results[0].seconds)} rounds",
        "",
        "| generator | seconds, median | least–most | × | processor s | peak memory | files |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    for result in results:
        middle = median(result.seconds)
        lines.append(
            f"| {result.generator} {result.version} | {middle:.2f} "
            f"| {min(result.seconds):.2f}–{max(result.seconds):.2f} | {middle / first:.2f} "
            f"| {median(result.processor_seconds):.2f} | {result.peak_bytes / 1e6:.0f} MB "
            f"| {sum(result.pages.values()):,} |"
        )
    return "\n".join(lines)


def differences(results: list[Result]) -> list[str]:
    """Return a line for each kind of page that the generators made different numbers of."""
    kinds = sorted({kind for result in results for kind in result.pages})
    lines = []
    for kind in kinds:
        counts = {result.generator: result.pages.get(kind, 0) for result in results}
        if len(set(counts.values())) > 1:
            each = ", ".join(f"{name} {count:,}" for name, count in counts.items())
            lines.append(f"Not the same number of {kind}: {each}.")
    return ["", *lines] if lines else ["", "All made the same number of pages of each kind."]


def report(results: list[Result]) -> dict[str, Any]:
    """Return the results with what they depend on."""
    machine = {
        "system": f"{platform.system()} {platform.machine()}",
        "processors": available_processors(),
        "python": platform.python_version(),
    }
    return {"machine": machine, "results": [asdict(result) for result in results]}


def available_processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


if __name__ == "__main__":
    sys.exit(main())
