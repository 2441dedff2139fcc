"""What goes wrong in a page: exceptions, words on its console, breaches of its policy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

BREACHES = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.effectiveDirective} ${event.blockedURI}`));
"""


@contextmanager
def watching(page: Page, errors: str = "") -> Iterator[None]:
    """Nothing may go wrong in ``page``; of its console's errors, those with these words count."""
    faults: list[str] = []
    page.add_init_script(BREACHES)
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on(
        "console",
        lambda said: (
            faults.append(said.text) if said.type == "error" and errors in said.text else None
        ),
    )
    yield
    assert faults == []
