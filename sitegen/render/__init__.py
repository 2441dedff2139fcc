"""The fourth stage: bytes for pages, and for each page the names of what it has read."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.model import Artifact, Page
from sitegen.render.made import MADE
from sitegen.render.press import Press, describe
from sitegen.staging import Staging

__all__ = ["MADE", "Press", "describe", "render"]


def render(
    press: Press, pages: Sequence[Page], processes: int = 1, staging: Staging | None = None
) -> list[Artifact]:
    """Renders ``pages``. One that fails gives no artifact, but a problem in ``press.problems``.

    Several processes put their pages into ``staging``, if there is one.

    What rendering needs is imported only if there is a page to render.
    """
    if not pages:
        return []
    from sitegen.render.shares import render_on

    return render_on(press, pages, processes, staging)
