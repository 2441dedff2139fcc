"""``sitegen list scheduled --next``, and the script in the guide that rests on it."""

from __future__ import annotations

import json
import os
import re
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.support import CONFIG, REPOSITORY, post, run, site

GUIDE = REPOSITORY / "docs" / "pages" / "how-to" / "publish-on-schedule.md"
ZONE = CONFIG + 'timezone = "America/New_York"\n'
FILES = {
    "content/posts/old.md": post("Old", date="2026-01-01"),
    "content/posts/later.md": post("Later", date="2026-07-01"),
    "content/posts/soon.md": post("Soon", date="2026-06-02 07:00"),
    "content/posts/draft.md": post("Draft", date="2026-06-01 13:00", draft="true"),
    "content/posts/over.md": post("Over", date="2026-01-02", expires="2026-06-01 12:30"),
}


def test_the_next_moment_with_its_zone(tmp_path: Path) -> None:
    """It can be read by any program, and drafts and what expires do not count."""
    result = run(site(tmp_path, FILES, ZONE), "list", "scheduled", "--next")
    assert result.exit_code == 0
    assert result.stdout == "2026-06-02T07:00:00-04:00  Soon  content/posts/soon.md\n"


def test_pages_count_too(tmp_path: Path) -> None:
    """A page can be scheduled as well as a post."""
    page = {"content/pages/sale.md": "---\ntitle: Sale\ndate: 2026-06-01 18:00\n---\nx\n"}
    result = run(site(tmp_path, {**FILES, **page}), "list", "scheduled", "--next")
    assert result.stdout.startswith("2026-06-01T18:00:00+00:00  Sale  ")


def test_nothing_is_scheduled(tmp_path: Path) -> None:
    """Then nothing is printed, or null, and all is well."""
    root = site(tmp_path, {"content/posts/old.md": post("Old")})
    result = run(root, "list", "scheduled", "--next")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert json.loads(run(root, "list", "scheduled", "--next", "--json").stdout) is None


def test_as_json(tmp_path: Path) -> None:
    """One object, like those of the list but with the whole moment."""
    result = run(site(tmp_path, FILES), "list", "scheduled", "--next", "--json")
    date, file = "2026-06-02T07:00:00+00:00", "content/posts/soon.md"
    assert json.loads(result.stdout) == {"date": date, "title": "Soon", "file": file}


@pytest.mark.parametrize("what", ["", "posts", "drafts", "tags"])
def test_next_goes_with_scheduled_alone(tmp_path: Path, what: str) -> None:
    """It means nothing for other lists."""
    result = run(site(tmp_path, FILES), "list", *filter(None, [what]), "--next")
    assert result.exit_code == 2
    assert "--next goes with `scheduled`" in result.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="the script is for GitHub's Linux")
@pytest.mark.parametrize(("minutes", "due"), [(-180, False), (-90, True), (-1, True), (30, False)])
def test_the_workflow_of_the_guide(tmp_path: Path, minutes: int, due: bool) -> None:
    """It calls the hook if a post has come up in the last two hours, and else does not."""
    date = datetime.now(UTC) + timedelta(minutes=minutes)
    root = site(tmp_path, {"content/posts/a.md": post("A", date=f"{date:%Y-%m-%d %H:%M:%S}")})
    _program(tmp_path / "bin" / "sitegen", f'exec "{sys.executable}" -m sitegen "$@"')
    _program(tmp_path / "bin" / "curl", f'echo "$@" > "{tmp_path}/called"')
    path = f"{tmp_path}/bin:{os.environ['PATH']}"
    found = re.search(r"^        run: \|\n((?:          .*\n)+)", GUIDE.read_text("utf-8"), re.M)
    assert found, "the guide has a script"
    done = subprocess.run(
        ["bash", "-e", "-c", found[1]],
        cwd=root, env={**os.environ, "PATH": path, "HOOK": "https://example.org/hook"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "called").is_file() == due


def _program(path: Path, line: str) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{line}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
