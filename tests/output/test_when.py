"""Drafts, scheduled and expired entries, by a clock that is an input."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from sitegen.errors import BuildFailed
from sitegen.wanted import PUBLIC, Shown
from tests.output.reading import tiny
from tests.support import build, output, post, run, text

ALL = Shown(drafts=True, scheduled=True, expired=True)


def shown(root: Path, now: datetime, kinds: Shown = PUBLIC) -> list[str]:
    """The slugs of the posts that a build at ``now`` publishes."""
    build(root, now, kinds)
    paths = (path.split("/") for path in output(root))
    return sorted(parts[1] for parts in paths if parts[0] == "posts" and parts[-1] == "index.html")


@pytest.mark.parametrize(
    ("zone", "date", "public_from"),
    [
        ("UTC", "2026-06-02", datetime(2026, 6, 2, tzinfo=UTC)),
        # Tomorrow in Auckland is today in Greenwich: the author's day counts.
        ("Pacific/Auckland", "2026-06-02", datetime(2026, 6, 1, 12, tzinfo=UTC)),
        ("America/Los_Angeles", "2026-06-02", datetime(2026, 6, 2, 7, tzinfo=UTC)),
        ("Europe/Paris", "2026-06-02 09:30", datetime(2026, 6, 2, 7, 30, tzinfo=UTC)),
        ("Europe/Paris", "2026-06-02T09:30:00Z", datetime(2026, 6, 2, 9, 30, tzinfo=UTC)),
        ("Europe/Paris", "2026-06-02 09:30 -05:00", datetime(2026, 6, 2, 14, 30, tzinfo=UTC)),
        # Clocks are put forward in the night before: that day is two hours ahead of UTC.
        ("Europe/Paris", "2026-03-30", datetime(2026, 3, 29, 22, tzinfo=UTC)),
    ],
)
def test_a_post_is_public_from_its_moment_on(
    tmp_path: Path, zone: str, date: str, public_from: datetime
) -> None:
    root = tiny(tmp_path, {"content/posts/a.md": post(date=date)}, f'timezone = "{zone}"\n')
    assert shown(root, public_from - timedelta(seconds=1)) == []
    assert shown(root, public_from) == ["a"]


def test_the_machine_s_zone_does_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    files = {"content/posts/a.md": post(date="2026-06-01 23:30")}
    root = tiny(tmp_path, files, 'timezone = "Asia/Tokyo"\n')
    moment = datetime(2026, 6, 1, 14, 30, tzinfo=UTC)
    pages = []
    for zone in ("Pacific/Kiritimati", "America/Adak"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        assert shown(root, moment) == ["a"]
        pages.append(text(root, "posts/a/index.html"))
        (root / "output/posts/a/index.html").unlink()
    monkeypatch.undo()
    time.tzset()
    assert pages[0] == pages[1]
    assert "2026-06-01T23:30:00+09:00" in pages[0]


def test_the_archive_goes_by_the_author_s_calendar(tmp_path: Path) -> None:
    """00:30 on the first of January in Paris is still December in UTC."""
    files = {"content/posts/a.md": post(date="2026-01-01 00:30")}
    root = tiny(tmp_path, files, 'timezone = "Europe/Paris"\n')
    build(root)
    assert "archive/2026/01/index.html" in output(root)


FILES = {
    "content/posts/public.md": post("Public", date="2026-01-01", tags="x"),
    "content/posts/draft.md": post("Draft", date="2026-01-02", draft="true", tags="only-draft"),
    "content/posts/undated.md": post("Undated", date="", status="draft"),
    "content/posts/later.md": post("Later", date="2026-07-01", tags="x"),
    "content/posts/over.md": post("Over", date="2026-01-03", expires="2026-06-01 12:00"),
}
NOW = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (PUBLIC, ["public"]),
        (Shown(drafts=True), ["draft", "public", "undated"]),
        (Shown(scheduled=True), ["later", "public"]),
        (Shown(expired=True), ["over", "public"]),
        (ALL, ["draft", "later", "over", "public", "undated"]),
    ],
)
def test_each_flag_shows_its_own_kind(tmp_path: Path, kinds: Shown, expected: list[str]) -> None:
    assert shown(tiny(tmp_path, FILES), NOW, kinds) == expected


def test_what_is_hidden_leaves_no_trace(tmp_path: Path) -> None:
    """Not in lists, terms, feeds or the sitemap either."""
    root = tiny(tmp_path, FILES)
    build(root, NOW)
    for path, data in output(root).items():
        for word in (b"Draft", b"Undated", b"Later", b"Over", b"only-draft"):
            assert word not in data, path
    assert "tags/only-draft/index.html" not in output(root)


def test_a_post_expires_at_its_moment(tmp_path: Path) -> None:
    root = tiny(tmp_path, FILES)
    assert "over" in shown(root, NOW - timedelta(seconds=1))
    assert "over" not in shown(root, NOW)


def test_a_build_that_hides_again_removes(tmp_path: Path) -> None:
    root = tiny(tmp_path, FILES)
    assert len(shown(root, NOW, ALL)) == 5
    assert shown(root, NOW) == ["public"]
    assert not (root / "output/posts/draft").exists()


@pytest.mark.parametrize("name", ["draft", "later", "over"])
def test_a_link_to_what_is_hidden_is_a_problem(tmp_path: Path, name: str) -> None:
    root = tiny(tmp_path, {**FILES, "content/posts/a.md": post(body=f"[x]({name}.md)\n")})
    with pytest.raises(BuildFailed, match=f"`posts/{name}.md` is"):
        build(root, NOW)
    build(root, NOW, ALL)


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ((), "public"),
        (("-D",), "draft public undated"),
        (("-F",), "later public"),
        (("-E",), "over public"),
        (("--drafts", "--future", "--expired"), "draft later over public undated"),
    ],
)
def test_flags_of_the_command(tmp_path: Path, flags: tuple[str, ...], expected: str) -> None:
    root = tiny(tmp_path, FILES)
    assert run(root, "build", *flags).exit_code == 0
    assert sorted(path.name for path in (root / "output/posts").iterdir()) == expected.split()
