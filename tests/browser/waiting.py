"""Waiting for a page to be as it should."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

TRIES = 1500  # looks, with 20 ms and the time of a look between them


def until(page: Page, expression: str) -> None:
    """Looks until ``expression`` is true in the page, over any number of reloads.

    Playwright's own ``wait_for_function`` needs ``eval``, which our pages forbid.
    """
    from playwright.sync_api import Error

    for _ in range(TRIES):
        try:
            if page.evaluate(f"() => Boolean({expression})"):
                return
        except Error as fault:
            if "context was destroyed" not in str(fault) and "null" not in str(fault):
                raise
        page.wait_for_timeout(20)
    raise AssertionError(f"it never came to be: {expression}")


def comes(page: Page, look: Callable[[], object], wanted: object) -> None:
    """Looks until it finds what is wanted, and says what it found if that never is."""
    for _ in range(TRIES):
        if look() == wanted:
            return
        page.wait_for_timeout(20)
    assert look() == wanted
