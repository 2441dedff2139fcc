"""SOURCE_DATE_EPOCH, and everything else that must not change a byte."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests.output.changing import Changing, bring, some_posts
from tests.support import REPOSITORY, output


def built(root: Path, **env: str) -> dict[str, bytes]:
    """What a build in a process of its own makes of the site in ``root``."""
    wanted = {
        **os.environ, "PYTHONPATH": str(REPOSITORY), "SOURCE_DATE_EPOCH": "1780315200",
        "CONTEXT": "production", **env,
    }  # fmt: skip
    subprocess.run(
        [sys.executable, "-m", "sitegen", "build", "-q"], cwd=root, env=wanted, check=True
    )
    return output(root)


def test_builds_of_different_processes_are_equal(tmp_path: Path) -> None:
    """Another hash seed, zone, locale, folder and moment: the same bytes."""
    site = Changing(posts=some_posts())
    for name in ("one", "elsewhere/two"):
        (tmp_path / name).mkdir(parents=True)
        bring(tmp_path / name, site.files())
    one = built(tmp_path / "one", PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C")
    two = built(tmp_path / "elsewhere/two", PYTHONHASHSEED="2", TZ="Asia/Tokyo", LC_ALL="C.UTF-8")
    assert one == two
    assert "posts/p4/index.html" in one


def test_the_epoch_is_the_clock(tmp_path: Path) -> None:
    site = Changing(posts=some_posts())
    bring(tmp_path, site.files())
    assert "posts/p4/index.html" not in built(tmp_path, SOURCE_DATE_EPOCH="1772323200")
    shutil.rmtree(tmp_path / ".sitegen")
    assert "posts/p4/index.html" in built(tmp_path, SOURCE_DATE_EPOCH="1780315200")
