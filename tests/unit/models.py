"""Sites as the model stage gives them, made from texts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sitegen.errors import BuildFailed
from sitegen.load import load
from sitegen.memo import Memo
from sitegen.site import Site
from sitegen.survey import Survey
from sitegen.wanted import PUBLIC, Shown
from tests.support import NOW, config, site


def model(
    tmp_path: Path, files: Mapping[str, str | bytes], settings: str = "", shown: Shown = PUBLIC
) -> Site:
    """The site that ``files`` make. Raises BuildFailed where they are wrong."""
    wanted = config(site(tmp_path, files, settings))
    loaded = load(wanted, Memo(None), Survey())
    if loaded.problems:
        raise BuildFailed(loaded.problems)
    return Site(wanted, loaded, NOW, shown)
