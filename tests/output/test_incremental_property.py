"""The one promise of incremental builds: what they publish is what a clean build publishes.

``EXAMPLES=2000 pytest tests/output/test_incremental_property.py`` looks longer.
"""

from __future__ import annotations

import copy
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from sitegen.errors import BuildFailed, describe
from sitegen.wanted import Shown
from tests.output.changing import Changing, Post, bring, some_posts, touch
from tests.pictures.files import SVG, camera, jpeg, png
from tests.support import build, output

Edit = tuple[Any, ...]

NAMES = ("p0", "p1", "p2", "p3", "p4", "p5", "P5", "p6")
TITLES = ("Nought", "One", "Two", 'A \\"quoted\\" & <b>one</b>', "p0", "red")
DATES = (
    "2026-01-01", "2026-03-01", "2026-05-31 23:30", "2026-06-02", "2026-06-03 00:30",
    "2025-10-26T02:30:00+02:00", "2025-10-26T02:10:00+01:00",
)  # fmt: skip
TAGS = ("", "red", "Red", "blue, red", "green", "C++, C#", "red, green, blue")
BODIES = (
    "Words.\n",
    "Other words.\n\n<!--more-->\n\nThe rest[^1].\n\n[^1]: A note.\n",
    "See [nought](p0.md#part) and [[Two]].\n",
    "See [five](p5.md), [the page](../pages/about.md) and [tags](/tags/red/).\n",
    "## Part\n\nSee [here](#part) and ![picture](map.svg).\n",
    "Words.\n\n![dot](dot.png) ![here](p6/dot.png)\n",
    "![](/dot.png) [as a file](dot.png)\n",
    "[a list](/page/1/) and <a href='p1.md'>one</a>\n",
    'Fill in:\n\n[the sheet](../worksheets/sheet.md "worksheet")\n',
    'Fill in:\n\n[a part](../worksheets/sheet.md "worksheet then")\n',
    "::: wisdom\nAsk *twice*.\n:::\n\nMore.\n",
    "Before.\n\n::: wisdom\nAsk *twice*.\n-- Ann\n:::\n\n::: wisdom\nAsk 'again'.\n:::\n",
)
MORE = (
    "", "draft: true\n", "series: [Row]\n", "series: [row]\nseries_order: 1\n",
    "expires: 2026-06-02\n", "aliases: [/old/]\n", "authors: [jo, Ann]\n", "language: fr\n",
    "slug: other\n", "topics: [Maps]\n", "template: page\n", "updated: 2026-06-01\n",
    "summary: In short.\n", "noindex: true\n", "image: map.svg\n", "image: dot.png\n",
    "permalink: /p/:year/:slug/\n",
)  # fmt: skip
SETTINGS = (
    ("title", '"Changed"'), ("base_url", '"https://example.org/blog/"'), ("paginate", "1"),
    ("paginate", "3"), ("timezone", '"America/New_York"'), ("date_format", '"%Y-%m-%d %H:%M"'),
    ("language", '"de"'), ("author", '"Someone"'), ("tagline", '"In one line"'),
    ("archive", "false"), ("noindex", "true"), ("menu", '[{title = "About", url = "/about/"}]'),
    ("permalinks", '{posts = "/:year/:month/:slug/"}'), ("feeds", '{limit = 2, terms = false}'),
    ("feeds", '{content = "excerpt", formats = ["atom"]}'), ("markdown", '{typographic = false}'),
    ("taxonomies", '{topics = {title = "Topics"}}'), ("headers", '{X-Own = "yes"}'),
    ("taxonomies", '{tags = {title = "Labels", feeds = false, order = "series"}}'),
    ("worksheets", '{pdf = false, currency = "EUR", holidays = ["2027-01-01"]}'),
    ("images", "{resize = false}"), ("images", '{widths = [8, 16], formats = ["avif"]}'),
    ("images", '{widths = [16], keep_metadata = true, sizes = "9vw"}'),
    ("cards", '{ink = "#112233"}'), ("theme_options", '{accent = "blue"}'),
    ("authors", '{jo = {name = "Jo", email = "j@x.de"}}'),
)  # fmt: skip
FILES: tuple[tuple[str, str | bytes], ...] = (
    ("content/pages/about.md", "---\ntitle: About\n---\nWe are.\n"),
    ("content/pages/about.md", "---\ntitle: Us\ntags: [red]\n---\nSee [0](../posts/p0.md).\n"),
    ("content/pages/deep/er.md", "---\ntitle: Deep\nweight: -1\n---\n[Here](../about.md).\n"),
    ("content/tags/red.md", "---\ntitle: The red\n---\nRed is *red*.\n"),
    ("content/tags/red.md", "See [two](../posts/p2.md).\n"),
    ("content/tags/red.md", "::: wisdom\nSay so.\n:::\n"),
    ("content/posts/map.svg", "<svg/>\n"),
    ("content/posts/map.svg", "<svg id='b'/>\n"),
    ("content/posts/p6/index.md", "---\ntitle: Six\ndate: 2026-02-02\n---\n![map](map.svg)\n"),
    ("content/posts/p6/map.svg", "<svg id='6'/>\n"),
    ("data/facts.yaml", "word: one\n"),
    ("data/facts.yaml", "word: two\n"),
    ("static/robots.txt", "Ours.\n"),
    ("static/old", "A file where a folder was.\n"),
    ("static/_redirects", "/a /b 301\n"),
    ("static/assets/style.css", "body { margin: 0 }\n"),
    ("templates/card.html", "{{ entry.title }} {{ entry.url }}\n"),
    ("templates/card.html", "{% include '!parent/card.html' %} {{ site.title }}\n"),
    ("templates/part.html", "a part, {{ theme.accent }}\n"),
    ("templates/post.html", "{% include ['part.html', 'card.html'] %}{{ entry.description }}\n"),
    ("templates/tags-term.html", "{{ term.name }}{% for e in term.entries() %}{{ e.title }}\n"
     "{% endfor %}{{ page.title }}{{ page.number }}\n"),
    ("templates/head.html", "{{ page.title }}{{ page.image }}{{ page.permalink }}\n"),
    ("templates/base.html", "{{ 'an <error>' | nofilter }}\n"),
)  # fmt: skip


def sheet(more: str, body: str) -> tuple[str, str]:
    """A worksheet's file: ``more`` front matter, and its text."""
    head = f"title: Sheet\nworksheet: sheet\nversion: 1\n{more}"
    return "content/worksheets/sheet.md", f"---\n{head}---\n{body}"


LOCK = """{"format": "worksheets-lock/1", "worksheets": {"sheet": {"version": 1,
"fields": {"name": {"kind": "text", "label": "Name"}}, "lists": {}}}}
"""
FILES += (
    sheet("tags: [red]\n", "- Name: ____\n\n## Then\n\n- When: ____ {date}\n"),
    sheet("explained_by: posts/p0.md\n", "- Name: ____ {3 lines}\n"),
    sheet("draft: true\n", "- Name: ____\n\n## Then\n\nSee [0](../posts/p0.md): ____\n"),
    sheet("date: 2026-03-03\n", "- Who: ____ {was:name}\n"),
    ("content/worksheets/other.md", sheet("", "- A: ____\n")[1]),
    ("worksheets.lock.json", LOCK),
    ("worksheets.lock.json", "{}\n"),
)

FILES += (
    ("content/posts/dot.png", png(30, 20, "#00ff00")),
    ("content/posts/dot.png", png(50, 20, exif=camera())),
    ("content/posts/dot.png", b"no picture"),
    ("content/posts/dot.png", png(40, 40)[:90]),
    ("content/posts/p6/dot.png", jpeg(24, 36)),
    ("content/dot.png", png(20, 20)),
    ("static/dot.png", png(12, 12)),
    ("content/posts/map.svg", f"<svg {SVG} viewBox='0 0 1 2'><script>x</script></svg>"),
)

index = st.sampled_from
EDITS: st.SearchStrategy[Edit] = st.one_of(
    st.tuples(st.just("add"), index(NAMES), index(TITLES), index(DATES), index(TAGS), index(MORE)),
    st.tuples(st.just("body"), index(NAMES), index(BODIES)),
    st.tuples(st.just("title"), index(NAMES), index(TITLES)),
    st.tuples(st.just("tags"), index(NAMES), index(TAGS)),
    st.tuples(st.just("date"), index(NAMES), index(DATES)),
    st.tuples(st.just("more"), index(NAMES), index(MORE)),
    st.tuples(st.just("delete"), index(NAMES)),
    st.tuples(st.just("rename"), index(NAMES), index(NAMES)),
    st.tuples(st.just("file"), index(FILES)),
    st.tuples(st.just("no file"), index(FILES)),
    st.tuples(st.just("set"), index(SETTINGS)),
    st.tuples(st.just("unset"), index(SETTINGS)),
    st.tuples(st.just("day"), st.integers(-2, 3)),
    st.tuples(st.just("shown"), st.booleans(), st.booleans()),
    st.tuples(st.just("spoil"), st.integers(0, 60)),
    st.tuples(st.just("lose"), st.integers(0, 60)),
)


class World:
    """The site, and the folder that is built into again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.site = Changing(posts=some_posts())
        self.site.others["content/pages/about.md"] = FILES[0][1]
        self.site.others["content/worksheets/sheet.md"] = sheet("", "- Name: ____\n")[1]
        self.site.others["worksheets.lock.json"] = LOCK
        self.site.others["content/posts/dot.png"] = png(30, 20)
        self.shown = Shown()
        self.again = folder / "again"
        self.count = 0

    def do(self, edit: Edit) -> None:
        name, *rest = edit
        DOINGS[name](self, *rest)

    def built(self, root: Path) -> tuple[dict[str, bytes], list[str]]:
        """What a build in ``root`` leaves in the output, and what it says is wrong."""
        bring(root, self.site.files())
        try:
            said = build(root, self.site.now, self.shown).problems
        except BuildFailed as failure:
            said = failure.problems
        found = output(root) if (root / "output").is_dir() else {}
        return found, [describe(problem) for problem in said]

    def check(self) -> None:
        """An incremental build and a clean one agree; a failed one leaves everything alone."""
        before = output(self.again) if self.again.is_dir() else {}
        self.again.mkdir(exist_ok=True)
        found, said = self.built(self.again)
        self.count += 1
        clean = self.folder / f"clean-{self.count}"
        clean.mkdir()
        wanted, wanted_said = self.built(clean)
        assert said == wanted_said
        if wanted:
            assert differing(found, wanted) == []
        else:
            assert differing(found, before) == []


def differing(found: dict[str, bytes], wanted: dict[str, bytes]) -> list[str]:
    """The paths that are not the same in both."""
    return sorted(
        path for path in found.keys() | wanted.keys() if found.get(path) != wanted.get(path)
    )


def _change(world: World, name: str, **values: str) -> None:
    if name in world.site.posts:
        world.site.posts[name] = replace(world.site.posts[name], **values)


def _rename(world: World, old: str, new: str) -> None:
    if old in world.site.posts and new not in world.site.posts:
        world.site.posts[new] = world.site.posts.pop(old)


def _published(world: World, number: int) -> Path | None:
    files = [path for path in sorted(world.again.glob("output/**/*")) if path.is_file()]
    files = [path for path in files if path.name != ".sitegen"]
    return files[number % len(files)] if files else None


def _spoil(world: World, number: int) -> None:
    if path := _published(world, number):
        path.write_bytes(path.read_bytes()[::-1])
        touch(path)


def _lose(world: World, number: int) -> None:
    if path := _published(world, number):
        path.unlink()


def _show(world: World, drafts: bool, future: bool) -> None:
    world.shown = Shown(drafts=drafts, scheduled=future, expired=future)


DOINGS: dict[str, Callable[..., Any]] = {
    "add": lambda world, name, title, date, tags, more: world.site.posts.__setitem__(
        name, Post(title, date, tags, "Added.\n", more)
    ),
    "body": lambda world, name, body: _change(world, name, body=body),
    "title": lambda world, name, title: _change(world, name, title=title),
    "tags": lambda world, name, tags: _change(world, name, tags=tags),
    "date": lambda world, name, date: _change(world, name, date=date),
    "more": lambda world, name, more: _change(world, name, more=more),
    "delete": lambda world, name: world.site.posts.pop(name, None),
    "rename": _rename,
    "file": lambda world, file: world.site.others.__setitem__(*file),
    "no file": lambda world, file: world.site.others.pop(file[0], None),
    "set": lambda world, setting: world.site.config.__setitem__(*setting),
    "unset": lambda world, setting: (
        setting[0] not in ("base_url", "title", "paginate", "timezone", "worksheets", "cards")
        and world.site.config.pop(setting[0], None)
    ),
    "day": lambda world, days: setattr(world.site, "day", world.site.day + days),
    "shown": _show,
    "spoil": _spoil,
    "lose": _lose,
}


ONE_EDIT: list[Edit] = [
    *(("set", setting) for setting in SETTINGS),
    *(("file", file) for file in FILES),
    *(("more", name, more) for name, more in zip(NAMES * 3, MORE, strict=False)),
    *(("body", "p3", body) for body in BODIES),
    ("body", "p0", "No part.\n"),
    ("title", "p2", "Deux"),
    ("delete", "p0"),
    ("delete", "p3"),
    ("rename", "p3", "p5"),
    *(("tags", "p2", tags) for tags in TAGS),
    *(("date", "p2", date) for date in DATES),
    *(("day", days) for days in (-100, 1)),
]


@contextmanager
def fresh_world() -> Iterator[World]:
    """A world in a folder in memory, where the system has one: there are hundreds of builds."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=memory) as name:
        yield World(Path(name))


@pytest.mark.parametrize("edit", ONE_EDIT, ids=str)
def test_one_edit_and_back(edit: Edit) -> None:
    """The same promise for every kind of edit by itself, and for undoing it."""
    with fresh_world() as world:
        _edit_and_undo(world, edit)


def _edit_and_undo(world: World, edit: Edit) -> None:
    before = copy.deepcopy(world.site)
    world.again.mkdir()
    first, said = world.built(world.again)
    assert first
    assert said == []
    world.do(edit)
    world.check()
    world.site = before
    again, said = world.built(world.again)
    assert differing(again, first) == []
    assert said == []


@settings(
    max_examples=int(os.environ.get("EXAMPLES", "40")),
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=1, max_size=4))
def test_incremental_is_clean(steps: list[list[Edit]]) -> None:
    """After any edits, an incremental build leaves the bytes that a clean one makes."""
    with fresh_world() as world:
        world.check()
        assert output(world.again), "the site builds before it is edited"
        for step in steps:
            note(f"step {step}")
            for edit in step:
                world.do(edit)
            world.check()
        found = output(world.again)
        bring(world.again, world.site.files())
        try:
            done = build(world.again, world.site.now, world.shown)
        except BuildFailed:
            return
        assert (done.written, done.removed) == ((), ()), "a build with nothing to do writes nothing"
        assert output(world.again) == found
