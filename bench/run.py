"""Measure sitegen beside other generators: ``python -m bench.run --posts 1000 10000``.

Every generator makes the same pages from the same words with an equally plain theme, and the
script says so where they differ. Rounds are interleaved, so that a busy moment of the machine
hits them all. Times are of the wall clock; sites are in memory (tmpfs) unless --dir says where.

A round begins with the source as it was, an empty output folder and no caches. Then, each timed
from start to exit, with whatever the generator itself keeps from the build before:

clean      the first build
unchanged  nothing has changed
edit       a paragraph was added to one post
template   a line was added to the template of every page
post       a post with three tags was added

These are measured by themselves:

served     the generator's own development server runs; a paragraph is added to a post, and the
           page is asked for every 2 ms, over one connection where the server keeps it, until the
           paragraph is there. The time starts when the file is written, so it holds the time that
           the server waits for further changes; the table says how long that is. Servers run one
           after the other, as some never rest. The first page is waited for, and is not counted
memory     a clean build once more, untimed: fifty times a second the proportional set sizes (PSS)
           of all its processes are added up, and the peak counts. Where there is no /proc, the
           largest process counts
start      the program prints its help

bench/README.md says how to run it, and what is not equal between the generators.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import tables
from bench.author import Author
from bench.generators import Generator, known
from bench.measure import peak_memory, timed
from bench.serving import Reader, free_port, serving, settle
from bench.tables import Result

FAST = Path("/dev/shm")
BUILDS: dict[str, Callable[[Author, str], Path]] = {
    "clean": Author.nothing,
    "unchanged": Author.nothing,
    "edit": Author.edit,
    "template": Author.template,
    "post": Author.post,
}
MEASURES = (*BUILDS, "served", "memory", "start")
STARTS = 10
TICK = 0.05
"""Seconds after which a file's time of change tells a later change apart, on every file system."""


@dataclass(frozen=True)
class Subject:
    """One generator with one site, and what was measured of it."""

    generator: Generator
    folder: Path
    author: Author
    result: Result


def main() -> int:
    """Measure, print a table per size, and write the figures as JSON if asked to."""
    options = arguments()
    generators = [make() for name, make in known().items() if name in options.only]
    home = options.dir or (FAST if FAST.is_dir() else None)
    results: list[Result] = []
    with tempfile.TemporaryDirectory(prefix="sitegen-bench-", dir=home) as folder:
        for posts in options.posts:
            size = Path(folder) / str(posts)
            found = measured(generators, posts, options.rounds, options.measure, size)
            print(tables.table(found), *tables.differences(found), sep="\n", end="\n\n", flush=True)
            results += found
            shutil.rmtree(size)
        if "start" in options.measure:
            starts = [Result(each.name, each.version(), 0, "") for each in generators]
            measure_starts(generators, starts, max(options.rounds, STARTS), Path(folder))
            results += starts
    for text in filter(None, (tables.scale(results), tables.starts(results))):
        print(text)
    if options.json:
        found_all = tables.report(results, str(home or tempfile.gettempdir()))
        options.json.write_text(json.dumps(found_all, indent=2) + "\n", encoding="utf-8")
    return 0


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("--posts", type=int, nargs="+", default=[1000], metavar="N")
    parser.add_argument("--rounds", type=int, default=5, metavar="N")
    parser.add_argument("--only", nargs="+", choices=list(known()), default=list(known()))
    parser.add_argument("--measure", nargs="+", choices=MEASURES, default=MEASURES)
    parser.add_argument("--dir", type=Path, help="where to build (default: in memory)")
    parser.add_argument("--json", type=Path, help="write the figures to this file too")
    return parser.parse_args()


def say(text: str) -> None:
    """Show what is going on, where someone is watching."""
    if sys.stderr.isatty():
        print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


# ------------------------------------------------------------------ measuring


def measured(
    generators: Iterable[Generator], posts: int, rounds: int, measures: Sequence[str], folder: Path
) -> list[Result]:
    """Measure each generator ``rounds`` times, in turns."""
    subjects = [subject(generator, posts, folder / generator.name) for generator in generators]
    if wanted := [name for name in BUILDS if name in measures]:
        for turn in range(rounds):
            for each in subjects:
                say(f"{posts:,} posts, round {turn + 1} of {rounds}: {each.generator.name}")
                measure_builds(each, wanted, f"round{turn}")
    for each in subjects:
        if "memory" in measures:
            say(f"{posts:,} posts, memory: {each.generator.name}")
            measure_memory(each)
        if "served" in measures:
            say(f"{posts:,} posts, served: {each.generator.name}")
            try:
                measure_served(each, rounds)
            except RuntimeError as fault:  # the rest has taken too long to be thrown away
                print(fault, file=sys.stderr)
    say("")
    return [each.result for each in subjects]


def subject(generator: Generator, posts: int, folder: Path) -> Subject:
    """Write a site for a generator."""
    say(f"{posts:,} posts for {generator.name}")
    generator.prepare(posts, folder)
    result = Result(generator.name, generator.version(), posts, generator.waits)
    return Subject(generator, folder, Author(generator, folder, posts), result)


def measure_builds(each: Subject, measures: Sequence[str], word: str) -> None:
    """Measure one round of builds. All begin with a clean one; it is noted if it was asked for."""
    each.generator.clean(each.folder)
    for measure in dict.fromkeys(["clean", *measures]):
        page = BUILDS[measure](each.author, f"{measure}-{word}")
        time.sleep(TICK)
        taken = timed(each.generator.command(each.folder), each.folder)
        check(page, "" if measure in ("clean", "unchanged") else f"{measure}-{word}")
        if measure == "clean":
            each.result.pages = each.result.pages or each.generator.pages(each.folder)
            each.result.processor_seconds.append(taken.processor)
        if measure in measures:
            each.result.add(measure, taken.wall)
    each.author.restore()


def check(page: Path, word: str) -> None:
    """Raise RuntimeError if a page does not show what it was built for."""
    if not page.is_file() or word.casefold() not in page.read_text(encoding="utf-8").casefold():
        raise RuntimeError(f"{page} does not show {word!r}")


def measure_memory(each: Subject) -> None:
    """Note the peak of one clean build."""
    each.generator.clean(each.folder)
    each.result.peak_bytes = peak_memory(each.generator.command(each.folder), each.folder)
    each.result.pages = each.result.pages or each.generator.pages(each.folder)


def measure_served(each: Subject, rounds: int) -> None:
    """Note how long it takes from saving a post until its page shows it."""
    each.generator.clean(each.folder)
    port = free_port()
    with serving(each.generator.server(each.folder, port), each.folder) as process:
        reader = Reader(port, f"/posts/{each.author.slug}/")
        reader.wait_for(b"<article>", process)
        for turn in range(rounds):
            settle(process)
            each.author.edit(f"served-{turn}")
            saved = time.perf_counter()
            each.result.add("served", reader.wait_for(f"served-{turn}.".encode(), process) - saved)
    each.author.restore()


def measure_starts(
    generators: Sequence[Generator], results: Sequence[Result], rounds: int, folder: Path
) -> None:
    """Note how long each program takes for its help, after a first time that is not counted."""
    for turn in range(rounds + 1):
        for generator, result in zip(generators, results, strict=True):
            taken = timed(generator.start(), folder)
            if turn:
                result.add("start", taken.wall)


if __name__ == "__main__":
    sys.exit(main())
