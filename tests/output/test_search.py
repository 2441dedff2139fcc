"""The search index: who is in it, what it holds, and how builds after edits keep it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sitegen.search import segments
from sitegen.search.index import SHARDS
from sitegen.wanted import Shown
from tests.output.test_worksheets import SHEET
from tests.support import NOW, build, output, post, site, text, write

SETTINGS = """title = "Test"
base_url = "https://example.org/blog/"
theme = "plain"
[worksheets]
pdf = false
"""
FILES = {
    "content/posts/a.md": post("Alpha", "## Heads\n\nFirst words.\n", "2026-01-01", tags="[Red, Blue]"),
    "content/posts/b.md": post("Beta & <b>", "Second words.\n", "2026-01-02", category="Trade"),
    "content/posts/draft.md": post("Draft", "Third.\n", draft="true"),
    "content/posts/later.md": post("Later", "Fourth.\n", "2027-01-01"),
    "content/posts/quiet.md": post("Quiet", "Fifth.\n", noindex="true"),
    "content/pages/about.md": "---\ntitle: About\nsummary: What it is\n---\nSixth, see [[Alpha]].\n",
    "content/worksheets/visit.md": SHEET,
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return site(tmp_path, FILES, SETTINGS)


def read(root: Path, name: str) -> Any:
    return json.loads(text(root, f"search/{name}"))


def shown(root: Path) -> list[list[Any]]:
    """What hits show of all entries, by number."""
    files = read(root, "index.json")["files"]
    found = [read(root, f"texts-{number}.json") for number in range(len(files))]
    assert [mark for mark, _ in found] == files
    return [one for _, part in found for one in part]


def index(root: Path) -> dict[str, Any]:
    """Everything in all shards: words and terms with their places, by the number of the entry."""
    shards = read(root, "index.json")["shards"]
    merged: dict[str, Any] = {}
    for number, mark in enumerate(shards):
        own, fragments = read(root, f"words-{number}.json")
        assert own == mark
        for start, words in fragments:
            for word, places in words.items():
                assert ord(word[0]) % len(shards) == number
                if "/" in word:
                    merged.setdefault(word, []).extend(start + one for one in places)
                else:
                    known = merged.setdefault(word, [[], [], [], []])
                    for field, entries in enumerate(places):
                        known[field].extend(start + one for one in entries)
    return merged


def test_what_is_public_is_in_it(root: Path) -> None:
    build(root)
    titles = [one[0] for one in shown(root)]
    assert titles == ["About", "Alpha", "Beta & <b>", "Visit"]
    build(root, shown=Shown(True, True, True))
    assert [one[0] for one in shown(root)] == titles


def test_what_it_holds(root: Path) -> None:
    build(root)
    hits, found = shown(root), index(root)
    about, alpha, beta = range(3)
    assert hits[alpha] == [
        "Alpha", "/blog/posts/a/", "posts", "1 January 2026", ["Red", "Blue"], "Heads · First words.",
    ]  # fmt: skip
    assert hits[about][5] == "What it is Sixth, see Alpha."
    assert found["heads"] == [[alpha], [], [alpha], []]
    assert found["red"] == [[], [], [], [alpha]]
    assert found["red/tags"] == [alpha]
    assert found["trade/categories"] == [beta]
    assert found["alpha"][1] == [alpha]
    assert "third" not in found and "fifth" not in found
    lengths = read(root, "index.json")["lengths"]
    assert [one[alpha] for one in lengths[0]] == [3, 1, 1, 2]


def test_a_site_without_it(root: Path) -> None:
    build(root)
    assert 'href="/blog/search/"' in text(root, "index.html")
    write(root, {"sitegen.toml": f"{SETTINGS}[search]\non = false\n"})
    build(root)
    assert not [path for path in output(root) if path.startswith("search")]
    assert "search/" not in text(root, "index.html")
    assert "/search/" not in text(root, "sitemap.xml")


def test_only_beginnings_above_the_limit(root: Path) -> None:
    write(root, {"content/posts/a.md": post("Alpha", "Opening.\n\nLater on.\n", "2026-01-01")})
    write(root, {"sitegen.toml": f"{SETTINGS}[search]\nfull_text = 3\none_file = 3\n"})
    build(root)
    assert len(read(root, "index.json")["shards"]) == SHARDS
    found = index(root)
    assert "opening" in found and "later" not in found
    before = output(root)
    write(root, {"content/posts/a.md": post("Alpha", "Opening.\n\nOtherwise.\n", "2026-01-01")})
    build(root)
    after = output(root)
    assert not [path for path, data in after.items() if "search/" in path and data != before[path]]


def test_an_own_page_takes_its_place(root: Path) -> None:
    write(root, {"content/pages/search.md": "---\ntitle: Mine\n---\nOwn.\n"})
    build(root)
    assert "Own." in text(root, "search/index.html")


EDITS: list[dict[str, str | None]] = [
    {"content/posts/b.md": post("Beta", "Other words.\n", "2026-01-02")},
    {"content/posts/c.md": post("Gamma", "New.\n", "2026-01-03", tags="[Red]")},
    {"content/posts/0.md": post("Old", "Back then.\n", "2025-01-01")},
    {"content/posts/a.md": post("Alpha", "Hidden now.\n", "2026-01-01", noindex="true")},
    {"content/posts/c.md": None},
    {"sitegen.toml": f'{SETTINGS}[search]\none_file = 2\n'},
    {"sitegen.toml": f'date_format = "%Y"\n{SETTINGS}[search]\none_file = 2\nfull_text = 1\n'},
    {"sitegen.toml": SETTINGS.replace("/blog/", "/log/")},
]  # fmt: skip


def test_edits_come_to_what_a_clean_build_makes(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(segments, "SEGMENT", 2)
    monkeypatch.setattr("sitegen.plan.search.SEGMENT", 2)
    monkeypatch.setattr("sitegen.render.search.SEGMENT", 2)
    monkeypatch.setattr(segments, "TEXTS", {True: 1, False: 2})
    monkeypatch.setattr("sitegen.plan.search.TEXTS", {True: 1, False: 2})
    monkeypatch.setattr("sitegen.render.search.TEXTS", {True: 1, False: 2})
    files: dict[str, str] = {**FILES, "sitegen.toml": SETTINGS}
    build(root)
    for number, edit in enumerate(EDITS):
        for name, data in edit.items():
            if data is None:
                (root / name).unlink()
                del files[name]
            else:
                write(root, {name: data})
                files[name] = data
        build(root, jobs=1 + number % 2)
        (tmp_path / str(number)).mkdir()
        clean = site(tmp_path / str(number), files)
        build(clean)
        assert output(root) == output(clean), number


def test_an_edit_makes_one_segment(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    make = segments.Segments._make

    def counted(self: segments.Segments, numbers: Any) -> Any:
        made.extend(numbers)
        return make(self, numbers)

    monkeypatch.setattr(segments.Segments, "_make", counted)
    monkeypatch.setattr(segments, "SEGMENT", 2)
    build(root)
    assert made == [0, 1]
    made.clear()
    write(root, {"content/posts/b.md": post("Beta", "Another word.\n", "2026-01-02")})
    build(root)
    assert made == [1]
    made.clear()
    write(root, {"content/posts/draft.md": post("Draft", "Other.\n", draft="true")})
    build(root, now=NOW)
    assert made == []
