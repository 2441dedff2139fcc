"""How entries lead to each other: neighbours, relatives, series, terms, lists, time to read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.output.reading import tiny
from tests.support import build, output, post, run, text

# Each post says of itself, as JSON, what a template can ask of it.
ASKING = """{% set ns = namespace(places=[]) %}{% for p in entry.series_places %}
{% set ns.places = ns.places + [[p.term.name, p.position, p.total,
p.previous.title if p.previous else none, p.next.title if p.next else none,
p.entries | map(attribute="title") | list]] %}{% endfor %}
{{ {"newer": entry.newer.title if entry.newer else "",
"older": entry.older.title if entry.older else "",
"related": entry.related(3) | map(attribute="title") | list, "places": ns.places,
"words": entry.words, "minutes": entry.reading_minutes, "more": entry.has_more,
"excerpt": entry.excerpt, "tags": entry.tags | map(attribute="name") | list,
"language": page.language} | tojson }}"""
LISTING = '{{ {"titles": page.entries | map(attribute="title") | list, "newer": page.pager.newer, \
"older": page.pager.older, "number": page.number, "total": page.pager.total} | tojson }}'


def asked(tmp_path: Path, files: dict[str, str], settings: str = "") -> tuple[Path, dict[str, Any]]:
    """A built site, and what each of its posts says, by slug."""
    templates = {"templates/post.html": ASKING, "templates/term.html": LISTING,
                 "templates/home.html": LISTING}  # fmt: skip
    root = tiny(tmp_path, {**templates, **files}, settings)
    build(root)
    return root, {path.parent.name: said(root, path.relative_to(root / "output").as_posix())
                  for path in root.glob("output/posts/*/index.html")}  # fmt: skip


def said(root: Path, path: str) -> Any:
    return json.loads(text(root, path))


def test_newer_and_older_go_by_date(tmp_path: Path) -> None:
    """Of posts of one moment, the name decides, so that the order is always the same."""
    _, found = asked(tmp_path, {
        "content/posts/c.md": post("C", date="2026-01-02"),
        "content/posts/a.md": post("A", date="2026-01-03"),
        "content/posts/b1.md": post("B1", date="2026-01-02 12:00"),
        "content/posts/b2.md": post("B2", date="2026-01-02 12:00"),
        "content/posts/hidden.md": post("Hidden", date="2026-01-02 13:00", draft="true"),
    })  # fmt: skip
    chain = [(slug, found[slug]["newer"], found[slug]["older"]) for slug in ("a", "b2", "b1", "c")]
    assert chain == [("a", "", "B2"), ("b2", "A", "B1"), ("b1", "B2", "C"), ("c", "B1", "")]


def test_related_posts_share_rare_tags(tmp_path: Path) -> None:
    """A tag that few share says more than one that all have; categories count half."""
    files = {f"content/posts/x{n}.md": post(f"X{n}", date=f"2026-02-0{n}", tags="common")
             for n in range(1, 6)}  # fmt: skip
    files["content/posts/a.md"] = post("A", tags="[common, rare]", category="K")
    files["content/posts/b.md"] = post("B", date="2025-01-01", tags="rare")
    files["content/posts/c.md"] = post("C", date="2025-01-01", category="K")
    files["content/posts/z.md"] = post("Z", date="2025-01-01", tags="other")
    _, found = asked(tmp_path, files)
    assert found["a"]["related"] == ["B", "X5", "X4"]
    assert found["b"]["related"] == ["A"]
    assert found["c"]["related"] == ["A"]
    assert found["z"]["related"] == []


def test_series_go_by_number_then_by_date(tmp_path: Path) -> None:
    root, found = asked(tmp_path, {
        "content/posts/late.md": post("Late", date="2026-03-01", series="Row"),
        "content/posts/early.md": post("Early", date="2026-01-01", series="Row"),
        "content/posts/second.md": post("Second", date="2026-05-01", series="Row", part="2"),
        "content/posts/first.md": post("First", date="2026-06-01", series="Row", series_order="1"),
    }, "paginate = 1\n")  # fmt: skip
    order = ["First", "Second", "Early", "Late"]
    assert found["second"]["places"] == [["Row", 2, 4, "First", "Early", order]]
    assert found["first"]["places"] == [["Row", 1, 4, None, "Second", order]]
    assert found["late"]["places"] == [["Row", 4, 4, "Early", None, order]]
    assert said(root, "series/row/index.html")["titles"] == order, "a series is on one page"


def test_a_post_can_be_in_two_series(tmp_path: Path) -> None:
    _, found = asked(tmp_path, {"content/posts/a.md": post("A", series="[One, Two]")})
    assert [place[:3] for place in found["a"]["places"]] == [["One", 1, 1], ["Two", 1, 1]]


@pytest.mark.parametrize(
    ("words", "minutes"), [(1, 1), (220, 1), (329, 1), (331, 2), (660, 3), (2200, 10)]
)
def test_reading_time(tmp_path: Path, words: int, minutes: int) -> None:
    _, found = asked(tmp_path, {"content/posts/a.md": post(body="word " * words)})
    assert (found["a"]["words"], found["a"]["minutes"]) == (words, minutes)


@pytest.mark.parametrize(
    ("body", "excerpt", "more"),
    [
        ("One.\n", "<p>One.</p>\n", False),
        ("One.\n\nTwo.\n", "<p>One.</p>\n", True),
        ("One.\n\nTwo.\n\n<!-- more -->\n\nThree.\n", "<p>One.</p>\n<p>Two.</p>\n", True),
        ("## Head\n\nOne.\n", "<p>One.</p>\n", True),
        ("See [below](#b).\n\n## B\n", '<p>See <a href="/posts/a/#b">below</a>.</p>\n', True),
        ("One[^1].\n\n[^1]: Note.\n", "<p>One.</p>\n", True),
        ("", "", False),
    ],
)
def test_excerpts(tmp_path: Path, body: str, excerpt: str, more: bool) -> None:
    """An excerpt stands on lists too: its links name their page, and its notes stay behind."""
    _, found = asked(tmp_path, {"content/posts/a.md": post(body=body)})
    assert (found["a"]["excerpt"], found["a"]["more"]) == (excerpt, more)


def test_language_of_an_entry(tmp_path: Path) -> None:
    _, found = asked(tmp_path, {
        "content/posts/a.md": post("A", '"So"\n'),
        "content/posts/b.md": post("B", '"So"\n', lang="fr"),
    }, 'language = "de"\n')  # fmt: skip
    assert (found["a"]["language"], found["a"]["excerpt"]) == ("de", "<p>„So“</p>\n")
    assert (found["b"]["language"], found["b"]["excerpt"]) == ("fr", "<p>«\u202fSo\u202f»</p>\n")


# ------------------------------------------------------------------ terms


def test_terms_are_called_as_most_call_them(tmp_path: Path) -> None:
    files = {
        "content/posts/a.md": post("A", tags="[Sales, c++]"),
        "content/posts/b.md": post("B", tags="[sales, C++]"),
        "content/posts/c.md": post("C", tags="[sales, C#]"),
    }
    root, found = asked(tmp_path, files)
    assert [found[slug]["tags"] for slug in "abc"] == [
        ["sales", "C++"], ["sales", "C++"], ["sales", "C#"],
    ]  # fmt: skip
    assert sorted(path.name for path in (root / "output/tags").iterdir()) == [
        "c-plus-plus", "c-sharp", "index.html", "sales",
    ]  # fmt: skip


def test_a_term_s_own_file_names_it(tmp_path: Path) -> None:
    files = {"content/posts/a.md": post("A", tags="sales"),
             "content/tags/sales.md": "---\ntitle: The art of selling\n---\nx\n"}  # fmt: skip
    _, found = asked(tmp_path, files)
    assert found["a"]["tags"] == ["The art of selling"]


def test_authors_are_called_as_the_settings_say(tmp_path: Path) -> None:
    """The same name in lists, feeds and structured data."""
    files = {"content/posts/a.md": post("A", author="jo"),
             "templates/authors-term.html": "{{ term.name }}"}  # fmt: skip
    root, _ = asked(tmp_path, files, '[authors.jo]\nname = "Jo Field"\n')
    assert text(root, "authors/jo/index.html") == "Jo Field"
    assert "<name>Jo Field</name>" in text(root, "feed.xml")


@pytest.mark.parametrize(
    ("one", "two", "code"),
    [
        ("Sales", "sales", "two-spellings"),
        ("prospect", "prospects", "near-duplicate-terms"),
        ("follow-up", "followup", "near-duplicate-terms"),
        ("persistance", "persistence", "near-duplicate-terms"),
        ("2024 goals", "2025 goals", ""),
        ("C++", "C#", ""),
        ("sales", "tales", ""),
    ],
)
def test_check_points_out_near_duplicates(tmp_path: Path, one: str, two: str, code: str) -> None:
    files = {"content/posts/a.md": post("A", tags=f"'{one}'", summary="S."),
             "content/posts/b.md": post("B", tags=f"'{two}'", summary="S.")}  # fmt: skip
    root = tiny(tmp_path, files)
    result = run(root, "check", "--json")
    found = json.loads(result.stdout)["problems"]
    assert [problem["code"] for problem in found] == ([code] if code else [])
    assert result.exit_code == (3 if code else 0)
    if code:
        assert found[0]["line"] == 4
        assert found[0]["path"].startswith("content/posts/")


# ------------------------------------------------------------------ lists


def posts(count: int) -> dict[str, str]:
    return {f"content/posts/p{n:02}.md": post(f"P{n}", date=f"2026-01-{n:02}", tags="x")
            for n in range(1, count + 1)}  # fmt: skip


@pytest.mark.parametrize(
    ("count", "pages"),
    [
        (0, [[]]),
        (1, [["P1"]]),
        (3, [["P3", "P2", "P1"]]),
        (4, [["P4", "P3"], ["P2", "P1"]]),
        (5, [["P5", "P4", "P3"], ["P2", "P1"]]),
        (6, [["P6", "P5"], ["P4", "P3"], ["P2", "P1"]]),
    ],
)
def test_lists_are_cut_from_the_oldest(tmp_path: Path, count: int, pages: list[list[str]]) -> None:
    root, _ = asked(tmp_path, posts(count), "paginate = 2\n")
    path, found = "index.html", []
    while path:
        this = said(root, path)
        found.append(this["titles"])
        path = f"{this['older'].lstrip('/')}index.html" if this["older"] else ""
    assert found == pages
    listed = [path for path in output(root) if path.startswith("page/") and path.endswith("l")]
    assert len(listed) == len(pages) - 1


def test_numbered_pages_never_change(tmp_path: Path) -> None:
    """A new post touches the first page only, so links to the others keep showing what they did."""
    root, _ = asked(tmp_path, posts(6), "paginate = 2\n")
    before = {path: data for path, data in output(root).items() if path.endswith("/index.html")}
    changed = dict(before)
    for count in (7, 8):
        (root / f"content/posts/p{count:02}.md").write_text(posts(count).popitem()[1], "utf-8")
        build(root)
        changed = {path: data for path, data in before.items()
                   if path.startswith("page/") and output(root)[path] != data
                   and said(root, path)["titles"] != json.loads(data)["titles"]}  # fmt: skip
        assert changed == {}, count
