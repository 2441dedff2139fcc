"""``init``, ``new`` and ``publish``: what they write, and what they leave alone."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from tests.support import CONFIG, REPOSITORY, post, run, site, snapshot, text

FRIDAY_NIGHT = str(1780354800)  # 2026-06-01T23:00:00Z, already the 2nd in Paris


# ------------------------------------------------------------------ init


def test_init_makes_a_site_that_builds(tmp_path: Path) -> None:
    result = run(tmp_path, "init", "my-site")
    assert result.exit_code == 0
    root = tmp_path / "my-site"
    assert sorted(path for path in snapshot(root) if not path.endswith("/")) == [
        ".gitignore",
        "content/pages/about.md",
        "content/posts/2026-06-01-first-post.md",
        "sitegen.toml",
    ]
    assert "Now: cd my-site && sitegen serve" in result.stdout
    assert run(root, "check").exit_code == 0
    assert run(root, "build").exit_code == 0
    assert "<title>My Site</title>" in text(root, "index.html")


@pytest.mark.parametrize("title", ['A "quoted" \\ title', "O'Neil & Söhne", "🚀 #1 = [x]", "$date"])
def test_init_takes_any_title(tmp_path: Path, title: str) -> None:
    assert run(tmp_path, "init", "site", "--title", title).exit_code == 0
    shown = json.loads(run(tmp_path / "site", "config", "show", "--json").stdout)
    assert shown["title"] == title


def test_init_here_keeps_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "content/pages").mkdir(parents=True)
    (tmp_path / "content/pages/about.md").write_text("mine")
    assert run(tmp_path, "init", ".").exit_code == 0
    assert (tmp_path / "content/pages/about.md").read_text() == "mine"
    assert (tmp_path / "sitegen.toml").is_file()


def test_init_leaves_a_site_alone(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/posts/a.md": post()})
    before = snapshot(root)
    result = run(root, "init", ".")
    assert result.exit_code == 1
    assert "holds a site already" in result.stderr
    assert snapshot(root) == before


def test_init_says_as_json_what_it_made(tmp_path: Path) -> None:
    said = json.loads(run(tmp_path, "init", "x", "--json").stdout)
    assert said["ok"] is True
    assert "sitegen.toml" in said["made"]


# ------------------------------------------------------------------ new


def test_new_post_is_dated_in_the_site_s_zone(tmp_path: Path) -> None:
    root = site(tmp_path, {}, CONFIG + 'timezone = "Europe/Paris"\n')
    result = run(root, "new", "post", "If & when: a plan", env={"SOURCE_DATE_EPOCH": FRIDAY_NIGHT})
    assert result.exit_code == 0
    made = root / "content/posts/2026-06-02-if-and-when-a-plan.md"
    assert result.stdout.strip() == str(made)
    lines = made.read_text("utf-8").splitlines()
    assert lines[:4] == ["---", 'title: "If & when: a plan"', "date: 2026-06-02 01:00",
                         "draft: true"]  # fmt: skip


def test_new_post_without_a_draft_mark_is_public(tmp_path: Path) -> None:
    root = site(tmp_path, {})
    assert run(root, "new", "post", "At once", "--no-draft").exit_code == 0
    assert run(root, "build").exit_code == 0
    assert "At once" in text(root, "posts/at-once/index.html")


def test_new_page(tmp_path: Path) -> None:
    root = site(tmp_path, {})
    assert run(root, "new", "page", 'About "us"').exit_code == 0
    made = (root / "content/pages/about-us.md").read_text("utf-8")
    assert made.startswith('---\ntitle: "About \\"us\\""\n')
    assert run(root, "build").exit_code == 0
    assert (root / "output/about-us/index.html").is_file()


def test_a_site_s_own_archetype_goes_first(tmp_path: Path) -> None:
    own = "---\ntitle: $title\ndate: $date\ndraft: $draft\ncategory: Mine\n---\n$other\n"
    root = site(tmp_path, {"archetypes/post.md": own})
    assert run(root, "new", "post", "One").exit_code == 0
    assert (root / "content/posts/2026-06-01-one.md").read_text("utf-8") == (
        '---\ntitle: "One"\ndate: 2026-06-01 12:00\ndraft: true\ncategory: Mine\n---\n$other\n'
    )


@pytest.mark.parametrize("kind", ["post", "page"])
def test_new_refuses_what_is_there(tmp_path: Path, kind: str) -> None:
    root = site(tmp_path, {})
    assert run(root, "new", kind, "Twice").exit_code == 0
    before = snapshot(root)
    result = run(root, "new", kind, "twice!")
    assert result.exit_code == 1
    assert "[exists]" in result.stderr
    assert snapshot(root) == before


def test_new_says_as_json_what_it_made(tmp_path: Path) -> None:
    root = site(tmp_path, {})
    said = json.loads(run(root, "new", "post", "One", "--json").stdout)
    assert [Path(path).name for path in said["made"]] == ["2026-06-01-one.md"]


def test_new_opens_an_editor_only_when_asked(tmp_path: Path) -> None:
    """The editor is a command that marks the file it was given."""
    root = site(tmp_path, {})
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\necho edited >> "$1"\n')
    editor.chmod(0o755)
    env = {"EDITOR": str(editor), "VISUAL": str(editor)}
    run(root, "new", "page", "One", env=env)
    run(root, "new", "page", "Two", "--edit", env=env)
    assert "edited" not in (root / "content/pages/one.md").read_text()
    assert "edited" in (root / "content/pages/two.md").read_text()


# ------------------------------------------------------------------ publish

PUBLISHED = "date: 2026-06-01 12:00\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: A\ndraft: true\ntags: [x]\n", f"title: A\n{PUBLISHED}tags: [x]\n"),
        ("date: 2026-01-01\ntitle: A\ndraft: yes\n", f"{PUBLISHED}title: A\n"),
        ("status: draft\ntitle: A\n", f"{PUBLISHED}title: A\n"),
        ("title: A\nstatus: draft\ndraft: true\n", f"title: A\n{PUBLISHED}"),
        ("title: A\nDraft: true\n", f"title: A\n{PUBLISHED}"),
        ("published: 2026-01-01 # when\ndraft: true\ntitle: A\n",
         "published: 2026-06-01 12:00\ntitle: A\n"),
        ("# a comment\ntitle: 'A'  # stays\ndraft: true # goes\nextra:\n  - 'x'\n",
         f"# a comment\ntitle: 'A'  # stays\n{PUBLISHED}extra:\n  - 'x'\n"),
        # A date to come stays: the post is scheduled.
        ("title: A\ndate: 2026-07-01 # then\ndraft: true\n", "title: A\ndate: 2026-07-01 # then\n"),
    ],
)  # fmt: skip
def test_publish_changes_mark_and_date_and_nothing_else(
    tmp_path: Path, before: str, after: str
) -> None:
    body = "---\n\nText  \n\ndraft: true\n---\n\tend, with no line end"
    root = site(tmp_path, {"content/posts/a.md": f"---\n{before}{body}"})
    path = root / "content/posts/a.md"
    path.chmod(0o640)
    result = run(root, "publish", "content/posts/a.md")
    assert result.exit_code == 0, result.output
    assert path.read_bytes().decode() == f"---\n{after}{body}"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [file.name for file in path.parent.iterdir()] == ["a.md"]


def test_publish_keeps_line_ends_and_mark(tmp_path: Path) -> None:
    raw = b"\xef\xbb\xbf---\r\ntitle: A\r\ndraft: true\r\n---\r\nText\r\n"
    root = site(tmp_path, {"content/posts/a.md": raw})
    assert run(root, "publish", "content/posts/a.md").exit_code == 0
    assert (root / "content/posts/a.md").read_bytes() == raw.replace(
        b"draft: true", b"date: 2026-06-01 12:00"
    )


def test_publish_leaves_a_date_to_come_in_the_name(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/posts/2026-07-01-a.md": post(date="", draft="true")})
    result = run(root, "publish", "content/posts/2026-07-01-a.md")
    assert "2026-07-01 00:00" in result.stdout
    assert "date:" not in (root / "content/posts/2026-07-01-a.md").read_text()
    assert "2026-07-01-a.md" in run(root, "list", "scheduled").stdout


def test_publish_dates_in_the_site_s_zone(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/posts/a.md": post(date="", draft="true")},
                CONFIG + 'timezone = "Europe/Paris"\n')  # fmt: skip
    env = {"SOURCE_DATE_EPOCH": FRIDAY_NIGHT}
    assert run(root, "publish", "content/posts/a.md", env=env).exit_code == 0
    assert "date: 2026-06-02 01:00\n" in (root / "content/posts/a.md").read_text()
    assert run(root, "build", env=env).exit_code == 0
    assert (root / "output/posts/a/index.html").is_file()


@pytest.mark.parametrize(
    "source",
    [
        post(),
        post(draft="false"),
        post(status="published"),
        "No front matter.\n",
        "---\n{title: A, draft: true}\n---\nText\n",
        "---\ntitle: A\ndraft: >\n  true\n---\nText\n",
        "---\ntitle: [\n---\n",
    ],
)
def test_publish_refuses_and_leaves_the_file_alone(tmp_path: Path, source: str) -> None:
    """Also a mark that can't be taken out line by line: nothing else may go with it."""
    root = site(tmp_path, {"content/posts/a.md": source})
    result = run(root, "publish", "content/posts/a.md")
    assert result.exit_code == 1
    assert "content/posts/a.md" in result.stderr
    assert (root / "content/posts/a.md").read_text() == source


def test_publish_finds_the_site_of_the_file(tmp_path: Path) -> None:
    root = site(tmp_path, {"content/posts/a.md": post(date="", draft="true")})
    result = run(REPOSITORY, "publish", str(root / "content/posts/a.md"), "--json")
    assert json.loads(result.stdout)["date"] == "2026-06-01T12:00:00+00:00"


def test_titles_in_other_letters_have_ids_of_their_own(tmp_path: Path) -> None:
    root = site(tmp_path, {})
    for title in ("План", "Отчёт"):
        assert run(root, "new", "worksheet", title).exit_code == 0
    made = sorted((root / "content/worksheets").glob("*.md"))
    ids = {line for path in made for line in path.read_text("utf-8").splitlines()
           if line.startswith("worksheet: worksheet-")}  # fmt: skip
    assert len(made) == len(ids) == 2
