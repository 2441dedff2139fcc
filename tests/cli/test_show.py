"""``check``, ``list`` and ``config``: what they say, in words and as JSON."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.support import CONFIG, post, run, site, snapshot

FILES = {
    "content/posts/old.md": post("Old", date="2026-01-01", tags="[b, a]", category="K"),
    "content/posts/new.md": post("New", date="2026-02-01 09:30", tags="a"),
    "content/posts/draft.md": post("Draft", date="", draft="true", tags="secret"),
    "content/posts/soon.md": post("Soon", date="2026-07-01"),
    "content/posts/sooner.md": post("Sooner", date="2026-06-02"),
    "content/posts/over.md": post("Over", date="2026-01-02", expires="2026-02-02"),
    "content/pages/about.md": "---\ntitle: About\ndraft: true\n---\nx\n",
}


# ------------------------------------------------------------------ check


def test_check_of_a_good_site(tmp_path: Path) -> None:
    root = site(tmp_path, FILES)
    before = snapshot(root)
    result = run(root, "check")
    assert (result.exit_code, result.stdout) == (0, "No problems found.\n")
    assert snapshot(root) == before, "it writes nothing at all"
    said = json.loads(run(root, "check", "--json").stdout)
    assert said["ok"]
    assert {problem["severity"] for problem in said["problems"]} == {"notice"}


def test_check_of_a_site_without_fault(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/posts/a.md": post(summary="In short.")})
    result = run(root, "check")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "No problems found.\n", "")
    found = json.loads(run(root, "check", "--json").stdout)
    assert found == {"ok": True, "counts": {}, "problems": []}


def test_check_shows_a_few_notices_of_each_kind(tmp_path: Path) -> None:
    root = site(tmp_path, {f"content/posts/p{n}.md": post(f"P{n}") for n in range(12)})
    short = run(root, "check")
    assert short.stderr.count("notice[no-description]") == 10
    assert "  and 2 more; --verbose shows them\n12 notices found.\n" in short.stderr
    assert run(root, "check", "--verbose").stderr.count("notice[no-description]") == 12
    assert json.loads(run(root, "check", "--json").stdout)["counts"] == {"no-description": 12}


def test_check_finds_everything_at_once(tmp_path: Path) -> None:
    bad = {
        "content/posts/a.md": "---\ntitel: A\ndate: 2026-02-30\n---\n[x](y.md)\n",
        "content/posts/b.md": post("B", "[x](nowhere.md)\n", tags="prospect"),
        "content/posts/c.md": post("C", tags="prospects"),
    }
    root = site(tmp_path, bad)
    before = snapshot(root)
    result = run(root, "check")
    assert result.exit_code == 3
    for code in ("unknown-field", "bad-date", "no-title", "broken-link", "near-duplicate-terms"):
        assert f"[{code}]" in result.stderr
    assert result.stderr.endswith("5 problems and 2 notices found.\n")
    assert snapshot(root) == before
    said = json.loads(run(root, "check", "--json").stdout)
    assert said["ok"] is False
    places = [(problem["path"], problem["line"]) for problem in said["problems"]]
    assert places == sorted(places)
    assert len(places) == 7


def test_check_looks_at_hidden_entries_when_asked(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/posts/a.md": post(body="[x](no.md)\n", draft="true")})
    assert run(root, "check").exit_code == 0
    assert run(root, "check", "--drafts").exit_code == 3


# ------------------------------------------------------------------ list


@pytest.mark.parametrize(
    ("kind", "titles"),
    [
        ("posts", ["New", "Old"]),
        ("drafts", ["Draft", "About"]),
        ("scheduled", ["Sooner", "Soon"]),
        ("expired", ["Over"]),
    ],
)
def test_list_entries(tmp_path: Path, kind: str, titles: list[str]) -> None:
    root = site(tmp_path, FILES)
    found = json.loads(run(root, "list", kind, "--json").stdout)
    assert [row["title"] for row in found] == titles
    assert all((root / row["file"]).is_file() for row in found)
    lines = run(root, "list", kind).stdout.splitlines()
    assert [title in line for title, line in zip(titles, lines, strict=True)] == [True] * len(lines)


def test_list_is_of_posts_by_itself(tmp_path: Path) -> None:
    root = site(tmp_path, FILES)
    assert run(root, "list").stdout == (
        "2026-02-01 09:30  New  content/posts/new.md\n2026-01-01 00:00  Old  content/posts/old.md\n"
    )


def test_list_terms(tmp_path: Path) -> None:
    root = site(tmp_path, FILES)
    found = json.loads(run(root, "list", "tags", "--json").stdout)
    assert found == [
        {"count": 2, "name": "a", "url": "/tags/a/"},
        {"count": 1, "name": "b", "url": "/tags/b/"},
    ]
    assert run(root, "list", "categories").stdout == "1  K  /categories/k/\n"


@pytest.mark.parametrize("kind", ["posts", "drafts", "scheduled", "expired", "tags", "categories"])
def test_list_of_nothing(tmp_path: Path, kind: str) -> None:
    root = site(tmp_path, {})
    result = run(root, "list", kind)
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == 1
    assert json.loads(run(root, "list", kind, "--json").stdout) == []


def test_list_of_a_broken_site_says_so(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/posts/a.md": "---\ntitle: [\n---\n"})
    result = run(root, "list")
    assert result.exit_code == 1
    assert "content/posts/a.md" in result.stderr


# ------------------------------------------------------------------ config


def test_config_show(tmp_path: Path) -> None:
    settings = '[[menu]]\ntitle = "A"\nurl = "/a/"\n[authors.jo]\nname = "Jo"\n'
    root = site(tmp_path, {}, CONFIG + settings)
    shown = json.loads(run(root, "config", "show", "--json").stdout)
    assert shown["title"] == "Test"
    assert shown["paginate"] == 10, "a default"
    assert shown["menu"] == [{"title": "A", "url": "/a/"}]
    assert shown["authors"] == {"jo": {"name": "Jo", "url": "", "email": ""}}
    assert shown["feeds"]["formats"] == ["atom", "json"]
    words = run(root, "config", "show").stdout
    assert 'title = "Test"\n  The site\'s name.\n' in words
    assert tomllib.loads("".join(settings_in(words))) == shown


def settings_in(words: str) -> list[str]:
    """The lines of `config show` but for those that explain."""
    return [line for line in words.splitlines(keepends=True) if not line.startswith("  ")]


def test_config_show_of_everything_that_toml_can_hold(tmp_path: Path) -> None:
    """What it prints could be the settings file: dates, odd keys, texts of any letters."""
    extra = """[extra]
day = 2026-01-31
moment = 2026-01-31T09:30:00Z
hour = 09:30:00
"odd key" = "a \\"quoted\\" \\\\ ünï 🚀 \\u007f\\n"
"clé" = [1, 2.5, true, [{ a = 1 }]]
[taxonomies.topics]
title = "Topics"
"""
    root = site(tmp_path, {}, CONFIG + extra)
    result = run(root, "config", "show")
    assert result.exit_code == 0
    shown = tomllib.loads("".join(settings_in(result.stdout)))
    wanted = tomllib.loads(extra)
    assert shown["extra"] == wanted["extra"]
    assert shown["taxonomies"]["topics"]["title"] == "Topics"
    as_json = json.loads(run(root, "config", "show", "--json").stdout)
    assert as_json["extra"]["day"] == "2026-01-31"


def test_config_show_of_a_bad_file(tmp_path: Path) -> None:
    root = site(tmp_path, {}, 'titel = "A"\n')
    result = run(root, "config", "show")
    assert result.exit_code == 1
    assert "sitegen.toml:1:1: error[unknown-setting]" in result.stderr
    assert "did you mean `title`?" in result.stderr


TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int}


def faults(schema: Any, value: Any, where: str = "") -> list[str]:
    """What JSON Schema 2020-12 has against ``value``, for the words that our schema uses."""
    known = {"$schema", "title", "type", "properties", "additionalProperties", "items", "enum",
             "description"}  # fmt: skip
    found = [f"{where}: `{word}` is not in use here" for word in schema.keys() - known]
    if "type" in schema and type(value) is not TYPES[schema["type"]]:
        return [*found, f"{where} is not of type {schema['type']}"]
    if "enum" in schema and value not in schema["enum"]:
        found.append(f"{where} is not one of {schema['enum']}")
    for name, item in value.items() if isinstance(value, dict) else ():
        inner = schema.get("properties", {}).get(name, schema.get("additionalProperties", True))
        if inner is False:
            found.append(f"{where}.{name} is not allowed")
        elif isinstance(inner, dict):
            found += faults(inner, item, f"{where}.{name}")
    for number, item in enumerate(value) if isinstance(value, list) else ():
        found += faults(schema.get("items", {}), item, f"{where}[{number}]")
    return found


def test_the_schema_fits_the_settings(tmp_path: Path) -> None:
    """What `config show` shows is valid by `config schema`, and each key has words."""
    schema = json.loads(run(tmp_path, "config", "schema").stdout)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    root = site(tmp_path, {}, CONFIG + '[[menu]]\ntitle = "A"\nurl = "/"\n[taxonomies.x]\n')
    shown = json.loads(run(root, "config", "show", "--json").stdout)
    assert faults(schema, shown) == []
    assert schema["properties"].keys() == shown.keys()
    assert all(field["description"] for field in schema["properties"].values())


@pytest.mark.parametrize(
    "wrong",
    [{"titel": "A"}, {"paginate": "10"}, {"paginate": True}, {"menu": [{"name": "x"}]},
     {"feeds": {"content": "half"}}, {"markdown": {"html": "maybe"}}, {"permalinks": {"posts": 1}}],
)  # fmt: skip
def test_the_schema_refuses_what_the_program_refuses(tmp_path: Path, wrong: Any) -> None:
    schema = json.loads(run(tmp_path, "config", "schema").stdout)
    assert len(faults(schema, wrong)) == 1
